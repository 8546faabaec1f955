/** What a rule compared when it passed, in a few words. A rule without a line here says how many inputs it read. */
import type { StatementSubject } from '../../inventory/fleet.ts'
import { generationWords } from '../../inventory/generation.ts'
import { runsIbmi } from '../operating-system.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../need.ts'
import type { CapacityContext } from '../rule.ts'
import { narrowest } from '../statements.ts'
import { count, list, memory, units } from '../words.ts'

type Words = (context: CapacityContext) => string | null

const none = (): string => 'none'
const shares = (hundredths: number): string => (hundredths / 100).toFixed(2)
const both = (of: (server: CapacityContext['target']['server']) => string | number | null): Words => {
  return ({ source, target }) => {
    const [from, to] = [of(source.server), of(target.server)]
    return from === null || to === null ? null : `${from} to ${to}`
  }
}

/** What was said, by whom it counts for: "said for the fleet". */
const answer =
  (subject: StatementSubject, yes: string, no: string, ofTarget = false): Words =>
  ({ partitionFacts, source, target }) => {
    const said = narrowest(
      subject,
      partitionFacts.said,
      source.said,
      ofTarget ? target.said : null,
      source.saidOfFleet,
    )
    if (said === null) return null
    const scope = said.scope === 'fleet' ? 'the fleet' : `the ${said.scope}`
    return `${said.holds ? yes : no}, said for ${scope}`
  }
const able: Words = ({ moveType, source, target }) => {
  const of = moveType === 'inactive' ? 'inactiveMobilityCapable' : 'activeMobilityCapable'
  return source.server[of] === true && target.server[of] === true ? 'both capable' : null
}
/** Something the partition does not use, or uses and the target offers. */
const featureOf =
  (used: (context: CapacityContext) => boolean | null, word: string): Words =>
  (context) => {
    const use = used(context)
    return use === null ? null : use ? `${word}; the target offers it` : `no ${word}`
  }
const unset =
  (word: string): Words =>
  () =>
    `not ${word}`
const fastest = (movers: CapacityContext['source']['movers']): number | null =>
  movers.reduce<number | null>(
    (best, { linkGbps }) => (linkGbps === null ? best : Math.max(best ?? 0, linkGbps)),
    null,
  )

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
  'CPU-POOL': ({ partition }) =>
    partition.processorMode === 'dedicated' ? 'dedicated processors' : partition.poolName,
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
  'SRC-NOTVIOS': ({ partition }) => partition.environment ?? partition.os,
  'SRC-BOOTED-FULL': unset('started with all resources'),
  'SRC-SERVICE': unset('a service partition'),
  'SRC-TIMEREF': unset('the time reference'),
  'SRC-REDERR': unset('switched on'),
  'SRC-DLPAR': ({ partition }) =>
    partition.dlparCapable === true ? 'takes dynamic changes' : 'not asked of it',
  'SRC-BSR': ({ partition }) => count(partition.barrierArrays ?? 0, 'array'),
  'SRC-VADAPT': ({ partition }) => count(partition.extraSerialAdapters ?? 0, 'extra serial adapter'),
  'SRC-CONSOLE': (context) =>
    runsIbmi(context.partition) === false
      ? 'no IBM i'
      : answer('console-sessions', 'open', 'none open')(context),
  'SRC-IBMI-RIO': ({ partition }) =>
    runsIbmi(partition) === false ? 'no IBM i' : partition.restrictedIo === true ? 'restricted I/O' : null,
  'SRC-AMS': ({ partition }) => (partition.memoryMode === null ? null : `${partition.memoryMode} memory`),
  'SRC-AME': featureOf(
    ({ partition }) => (partition.memoryExpansion === null ? null : partition.memoryExpansion > 0),
    'memory expansion',
  ),
  'SRC-VTPM': featureOf(({ partition }) => partition.vtpm, 'virtual TPM'),
  'RR-SRR': featureOf(({ partition }) => partition.simplifiedRemoteRestart, 'simplified remote restart'),
  'SRC-MINAFF': ({ partition, source }) =>
    partition.minAffinityScore === 0 || source.server.generation === null
      ? 'no minimum'
      : `${generationWords(source.server.generation)} server`,
  'SRC-PROFILE': ({ partition }) => partition.currentProfile,
  'SRC-CLUSTER': answer('cluster-software', 'installed', 'none'),
  'SRC-LICENSE': (context) =>
    context.partition.virtualSerialNumber
      ? `virtual serial number ${context.partition.virtualSerialNumber}`
      : answer('serial-licences', 'used', 'none')(context),
  'TGT-CAP': able,
  'TGT-DPO': ({ target }) => (target.server.optimizerRunning === false ? 'not running' : null),
  'TGT-UUID': ({ partitionFacts }) =>
    list([
      count(partitionFacts.macs?.length ?? 0, 'MAC address', 'MAC addresses'),
      count(partitionFacts.wwpns?.length ?? 0, 'WWPN'),
    ]) + ', none there',
  'TGT-FWP7': both((server) => server.firmwareRelease),
  'CPU-MODE-STAY': ({ partition }) => partition.currentMode,
  'CPU-MODE-BACK': ({ partition }) => partition.desiredMode,
  'CPU-MINMAX': ({ partition: { processorMode, maxVirtualProcessors, maxCenti } }) => {
    const [most, what] =
      processorMode === 'dedicated'
        ? [maxCenti === null ? null : Math.ceil(maxCenti / 100), 'dedicated core']
        : [maxVirtualProcessors, 'virtual processor']
    return most === null ? null : `${count(most, what)} at most`
  },
  'CPU-SHARE': ({ partition: { processorMode, sharingMode, entitledCenti, virtualProcessors } }) =>
    processorMode === 'dedicated'
      ? sharingMode
      : entitledCenti === null || virtualProcessors === null
        ? null
        : `${units(entitledCenti)} for ${count(virtualProcessors, 'virtual processor')}`,
  'MEM-MIRROR': both((server) => server.memoryMirroring),
  'MSP-CONC-VIOS': ({ source, target }) => {
    const slots = [...source.movers, ...target.movers].flatMap(({ moverSlots }) => moverSlots ?? [])
    const [least, most] = [Math.min(...slots), Math.max(...slots)]
    if (slots.length === 0) return null
    return least === most ? `${least} a mover` : `${least} to ${most} a mover`
  },
  'MSP-SPEED': ({ source, target }) => {
    const [from, to] = [fastest(source.movers), fastest(target.movers)]
    return from === null || to === null ? null : `${from} to ${to} Gb/s`
  },
  'NET-L2': answer('same-networks', 'the same networks', 'other networks', true),
  'HMC-VERSION': both((server) => server.hmcLevel),
  'LIC-PEP': ({ target }) =>
    target.server.enterprisePool
      ? target.server.enterprisePool
      : target.server.activatedCores === null
        ? null
        : count(target.server.activatedCores, 'activated core'),
  'HMC-REMOTE': ({ source, target }) =>
    list(target.server.hmcs.filter((one) => source.server.hmcs.includes(one))),
}

/** Values behind a plain pass of a rule; null where it has none to show. */
export function passValues(ruleId: string, context: CapacityContext): string | null {
  const words = values[ruleId]?.(context) ?? null
  return words === '' ? null : words
}
