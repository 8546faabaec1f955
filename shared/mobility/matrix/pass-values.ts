/** What a rule compared when it passed, in a few words. A rule without a line here says how many inputs it read. */
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../need.ts'
import type { CapacityContext } from '../rule.ts'
import { count, list, memory } from '../words.ts'

type Words = (context: CapacityContext) => string | null

const none = (): string => 'none'
const shares = (hundredths: number): string => (hundredths / 100).toFixed(2)
const both = (of: (server: CapacityContext['target']['server']) => string | number | null): Words => {
  return ({ source, target }) => {
    const [from, to] = [of(source.server), of(target.server)]
    return from === null || to === null ? null : `${from} to ${to}`
  }
}

/** By rule id: values behind a plain pass. */
const values: Readonly<Record<string, Words>> = {
  'SRC-STATE': ({ partition }) => partition.state,
  'TGT-STATE': ({ target }) => target.server.state,
  'SRC-MIGDIS': () => 'not disabled',
  'SRC-BUSY': ({ partition }) => partition.migrationState,
  'SRC-RMC': ({ partition }) => partition.rmcState,
  'SRC-HUGE': none,
  'SRC-PHYSIO': none,
  'SRC-LHEA': none,
  'SRC-HCA': none,
  'SRC-SRIOV': none,
  'SRC-VOPT': none,
  'SRC-WLG': none,
  'SRC-VNIC': ({ partition }) => count(partition.vnics?.length ?? 0, 'vNIC adapter'),
  'TGT-LPARS': ({ state, target }) => `${state.partitionCount ?? 0} of ${target.server.maxPartitions ?? 0}`,
  'TGT-FW': both((server) => server.firmware ?? server.firmwareRelease),
  'CPU-MODE-A': ({ partition }) => `${partition.currentMode ?? ''} in list`,
  'CPU-MODE-I': ({ partition }) => `${partition.desiredMode ?? ''} in list`,
  'CPU-AVAIL': ({ partition, state }) => {
    const need = centiNeed(partition)
    return need === null || state.freeCenti === null ? null : `${shares(need)} of ${shares(state.freeCenti)}`
  },
  'CPU-POOL': ({ partition }) => partition.poolName,
  'MEM-AVAIL': ({ partition, state, target }) => {
    const need = memoryNeedMib(partition, target.server)
    return need === null || state.freeMemoryMib === null
      ? null
      : `${memory(need)} of ${memory(state.freeMemoryMib)}`
  },
  'MEM-LMB': ({ source, target }) => `${source.server.lmbMib ?? 0} = ${target.server.lmbMib ?? 0} MiB`,
  'SRC-VSCSI-LUN': ({ partitionFacts }) => count(partitionFacts.disks.length, 'whole disk'),
  'SRC-VSCSI-RES': ({ partitionFacts }) => count(partitionFacts.disks.length, 'disk'),
  'SRC-VSCSI-VIS': ({ partitionFacts, target }) =>
    `${partitionFacts.disks.filter((id) => target.disks.has(id)).length} of ${partitionFacts.disks.length} disks`,
  'SRC-NPIV-PAIR': ({ partition }) => `${count(fibreChannelNeed(partition) ?? 0, 'adapter')}, pairs complete`,
  'TGT-VSLOTS': ({ partition, state }) =>
    `${virtualSlotNeed(partition) ?? 0} of ${state.freeVirtualSlots.atLeast} free`,
  'TGT-VSWITCH': ({ partition }) =>
    list([...new Set((partition.virtualEthernet ?? []).map((one) => one.virtualSwitch ?? ''))]),
  'TGT-VLAN': ({ partitionFacts }) =>
    `${list([...new Set((partitionFacts.networks ?? []).map((one) => one.vlanId))])} bridged`,
  'TGT-VIOS-RED': ({ partitionFacts, target }) =>
    `${partitionFacts.serving?.length ?? 0} here, ${target.running.length} there`,
  'TGT-VIOS-RMC': ({ target }) => `active to ${target.running.length} VIOS`,
  'TGT-VIOS-LVL': ({ target }) => list([...new Set(target.usable.map((one) => one.level ?? ''))]),
  'MSP-PAIR': ({ source, target }) => `${source.movers.length} and ${target.movers.length}`,
  'MSP-RED': ({ source, target }) => `${source.movers.length} and ${target.movers.length}`,
  'MSP-CONC-SYS': both((server) => server.maxActiveMigrations),
  'MSP-CONC-I': both((server) => server.maxInactiveMigrations),
  'HMC-REMOTE': ({ source, target }) =>
    list(target.server.hmcs.filter((one) => source.server.hmcs.includes(one))),
}

/** Values behind a plain pass of a rule; null where it has none to show. */
export function passValues(ruleId: string, context: CapacityContext): string | null {
  const words = values[ruleId]?.(context) ?? null
  return words === '' ? null : words
}
