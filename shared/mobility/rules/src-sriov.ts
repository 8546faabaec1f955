import { unlessImpossible } from '../capabilities.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import { generationRank, list } from '../words.ts'

const ports = { name: 'sriov_eth_logical_ports', command: commands.profiles }
const capable = { name: 'SR-IOV migration capability', command: commands.systems }
const migratable = { name: 'migratable flag of SR-IOV logical ports', command: commands.logicalPorts }

export const srcSriov: Rule = {
  id: 'SRC-SRIOV',
  title: 'No directly assigned SR-IOV port, unless it is migratable',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [ports, capable, migratable],
  confidence: 'verified',
  source: 'HNV blog 2025; man migrlpar P9',
  judge(context) {
    const { partition, source, target } = context
    const held = unlessImpossible(partition.sriovPorts, source.able.sriov)
    if (held === null) return cannotTell(context, ports, `The list of SR-IOV ports of ${partition.name}`)
    if (held.length === 0) return pass
    const facts = held.map((value) => ({ name: 'SR-IOV logical port', value }))
    const both = [source, target]
    const never = both.find(
      ({ able, server }) => able.sriovMigration === false || (generationRank(server.generation) ?? 9) <= 2,
    )?.server
    if (never !== undefined)
      return block(
        `${partition.name} has SR-IOV ports (${list(held)}) and ${never.name} does not move them.`,
        facts,
        `Replace the port by a vNIC: ${command('chhwres -r virtualio --rsubtype vnic -m {source} -o a --id {id} -a "backing_devices=sriov/VIOS//ADAPTER/PORT/CAPACITY"', context)}`,
      )
    const silent = both.find(({ able }) => able.sriovMigration === null)?.server
    if (silent !== undefined)
      return cannotTell(context, capable, `Whether ${silent.name} moves SR-IOV ports`, { facts })
    return cannotTell(context, migratable, `Whether the SR-IOV ports of ${partition.name} are migratable`, {
      facts,
      remedy: `Look for migratable=1; such ports move with --migsriov: ${command(migratable.command, context)}`,
    })
  },
}
