/** All files of the sample, by path below resources/sample. */
import { answersFile } from './answers.ts'
import { sites } from './blueprints.ts'
import { buildDataCentre } from './build.ts'
import { partitionLoad } from './load.ts'
import type { Server } from './model.ts'
import { dynamicPartitions, partitionMemory, partitionProcessors, partitions, type Form } from './partition-files.ts'
import { profiles } from './profile-files.ts'
import { nightRulesFile, powerFile } from './power.ts'
import { readme } from './readme.ts'
import * as sriov from './sriov-files.ts'
import * as system from './system-files.ts'
import { viosFiles } from './vios-files.ts'
import { virtualEthernet, virtualFibreChannel, virtualScsi } from './virtual-io-files.ts'

/** Path and content of every file, in a stable order. */
export function sampleFiles(): ReadonlyMap<string, string> {
  const centre = buildDataCentre()
  const files = new Map<string, string>([
    ['README.md', readme(centre)],
    ['hmc-output/sample.answers.json', answersFile()],
    ['nights.rules.json', nightRulesFile()],
    ['sample.power.csv', powerFile()],
  ])
  for (const [name, site] of Object.entries(sites)) {
    const servers = centre.servers.filter((server) => server.blueprint.site === name)
    const folder = `hmc-output/${site.hmc}`
    files.set(`${folder}/HMC_lshmc_V.txt`, system.hmcVersion(site))
    files.set(`${folder}/HMC_lssyscfg-r.txt`, system.systems(servers))
    files.set(`${folder}/HMC_lscodpool.txt`, system.enterprisePools(site, servers))
    files.set(`${folder}/HMC_lspartition_dlpar.txt`, dynamicPartitions(servers))
    for (const server of servers) {
      const prefix = `${folder}/${server.blueprint.name}_`
      for (const [file, text] of Object.entries(systemFiles(server))) files.set(prefix + file, text)
      for (const vios of server.vios)
        for (const [file, text] of Object.entries(viosFiles(server, vios)))
          files.set(`${prefix}${vios.name}_${file}`, text)
    }
  }
  return files
}

function systemFiles(server: Server): Readonly<Record<string, string>> {
  const form: Form = server.blueprint.site === 'south' ? 'header' : 'pairs'
  return {
    'lpar_conf.txt': partitions(server),
    'profiles.txt': profiles(server),
    'system_proc.txt': system.systemProcessors(server),
    'system_mem.txt': system.systemMemory(server),
    'lpar_proc.txt': partitionProcessors(server, form),
    'lpar_mem.txt': partitionMemory(server, form),
    'procpool.txt': system.processorPools(server),
    'vswitch.txt': system.virtualSwitches(server),
    'veth.txt': virtualEthernet(server),
    'vscsi.txt': virtualScsi(server),
    'vfc.txt': virtualFibreChannel(server),
    'virtual_slots.txt': system.virtualSlots(server),
    'vnic.txt': sriov.vnics(server),
    'sriov_adapter.txt': sriov.sriovAdapters(server),
    ...sriov.sriovPhysicalPorts(server),
    'sriov_logport.txt': sriov.sriovLogicalPorts(server),
    'system.slot.txt': system.physicalSlots(server),
    'lslic_syspower.txt': system.firmware(server),
    'lsmemopt.txt': system.optimizer(server),
    'lslparmigr-r-sys.txt': system.migrationLimits(server),
    'lslparmigr-r-lpar.txt': system.migrationStates(server),
    'lslparutil-r-lpar.txt': partitionLoad(server),
  }
}
