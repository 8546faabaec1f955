/**
 * Memory and processors of a partition or VIOS. A running partition has its current values; of one that is not
 * activated the desired values count, which are what it gets at its next start.
 */
import { isActiveState } from '../../../shared/inventory/partition-state.ts'
import type { PartitionValues } from '../../../shared/inventory/patch.ts'
import { centi } from '../../../shared/inventory/units.ts'
import type { ObjectReader } from './object-reader.ts'

const MEMORY = 'PartitionMemoryConfiguration'
const PROCESSORS = 'PartitionProcessorConfiguration'

type Path = readonly string[]
/** Where an attribute stands while the partition runs, and where while it does not. */
type TwoPaths = readonly [active: Path, inactive: Path]

const memory = {
  memoryMib: [
    [MEMORY, 'CurrentMemory'],
    [MEMORY, 'DesiredMemory'],
  ],
  minMemoryMib: [
    [MEMORY, 'CurrentMinimumMemory'],
    [MEMORY, 'MinimumMemory'],
  ],
  maxMemoryMib: [
    [MEMORY, 'CurrentMaximumMemory'],
    [MEMORY, 'MaximumMemory'],
  ],
  hptRatio: [
    [MEMORY, 'CurrentHardwarePageTableRatio'],
    [MEMORY, 'HardwarePageTableRatio'],
  ],
  hugePages: [
    [MEMORY, 'CurrentHugePageCount'],
    [MEMORY, 'DesiredHugePageCount'],
  ],
  barrierArrays: [
    [MEMORY, 'CurrentBarrierSynchronizationRegisterArrays'],
    [MEMORY, 'BarrierSynchronizationRegisterArrayCount'],
  ],
  memoryExpansion: [
    [MEMORY, 'CurrentExpansionFactor'],
    [MEMORY, 'ExpansionFactor'],
  ],
} as const satisfies Record<string, TwoPaths>

const CURRENT_SHARED = 'CurrentSharedProcessorConfiguration'
const SHARED = 'SharedProcessorConfiguration'
const shared = {
  entitledCenti: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentProcessingUnits'],
    [PROCESSORS, SHARED, 'DesiredProcessingUnits'],
  ],
  minCenti: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentMinimumProcessingUnits'],
    [PROCESSORS, SHARED, 'MinimumProcessingUnits'],
  ],
  maxCenti: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentMaximumProcessingUnits'],
    [PROCESSORS, SHARED, 'MaximumProcessingUnits'],
  ],
  virtualProcessors: [
    [PROCESSORS, CURRENT_SHARED, 'AllocatedVirtualProcessors'],
    [PROCESSORS, SHARED, 'DesiredVirtualProcessors'],
  ],
  maxVirtualProcessors: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentMaximumVirtualProcessors'],
    [PROCESSORS, SHARED, 'MaximumVirtualProcessors'],
  ],
  uncappedWeight: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentUncappedWeight'],
    [PROCESSORS, SHARED, 'UncappedWeight'],
  ],
  poolId: [
    [PROCESSORS, CURRENT_SHARED, 'CurrentSharedProcessorPoolID'],
    [PROCESSORS, SHARED, 'SharedProcessorPoolID'],
  ],
} as const satisfies Record<string, TwoPaths>

const CURRENT_DEDICATED = 'CurrentDedicatedProcessorConfiguration'
const DEDICATED = 'DedicatedProcessorConfiguration'
const dedicated = {
  entitledCenti: [
    [PROCESSORS, CURRENT_DEDICATED, 'CurrentProcessors'],
    [PROCESSORS, DEDICATED, 'DesiredProcessors'],
  ],
  minCenti: [
    [PROCESSORS, CURRENT_DEDICATED, 'CurrentMinimumProcessors'],
    [PROCESSORS, DEDICATED, 'MinimumProcessors'],
  ],
  maxCenti: [
    [PROCESSORS, CURRENT_DEDICATED, 'CurrentMaximumProcessors'],
    [PROCESSORS, DEDICATED, 'MaximumProcessors'],
  ],
} as const satisfies Record<string, TwoPaths>

/** Sharing modes as REST writes them ("sre idle proces" is the HMC's own spelling) -> as the command line does. */
const sharingModes: ReadonlyMap<string, string> = new Map([
  ['capped', 'cap'],
  ['uncapped', 'uncap'],
  ['keep idle procs', 'keep_idle_procs'],
  ['sre idle proces', 'share_idle_procs'],
  ['sre idle procs', 'share_idle_procs'],
  ['sre idle procs active', 'share_idle_procs_active'],
  ['sre idle procs always', 'share_idle_procs_always'],
])

export type Resources = {
  -readonly [
    K in keyof typeof memory | keyof typeof shared | 'memoryMode' | 'processorMode' | 'sharingMode'
  ]: PartitionValues[K] | null
}

export interface ReadResources {
  readonly values: Resources
  readonly lines: Readonly<Record<string, number>>
}

/** `state`: normalised state of the partition; where it is not known the current values count. */
export function readResources(reader: ObjectReader, state: string | null): ReadResources {
  const pick = isActiveState(state) === false ? 1 : 0
  const which = <Key extends string>(paths: Readonly<Record<Key, TwoPaths>>): Record<Key, Path> =>
    Object.fromEntries(
      Object.entries<TwoPaths>(paths).map(([attribute, two]) => [attribute, two[pick]]),
    ) as unknown as Record<Key, Path>

  const own = which(memory)
  const isDedicated =
    reader.flag([PROCESSORS, pick === 0 ? 'CurrentHasDedicatedProcessors' : 'HasDedicatedProcessors']) ??
    reader.flag([PROCESSORS, 'HasDedicatedProcessors'])
  const pageTable = reader.whole(own.hptRatio)
  const sharesMemory = reader.flag([MEMORY, 'SharedMemoryEnabled'])
  const sharing = reader.text([PROCESSORS, pick === 0 ? 'CurrentSharingMode' : 'SharingMode'])
  const processors = isDedicated === true ? which(dedicated) : which(shared)
  return {
    values: {
      memoryMode: sharesMemory === null ? null : sharesMemory ? 'shared' : 'dedicated',
      memoryMib: reader.mib(own.memoryMib),
      minMemoryMib: reader.mib(own.minMemoryMib),
      maxMemoryMib: reader.mib(own.maxMemoryMib),
      // The REST interface gives the ratio as a power of two (domain.md 2.1: 7 is 1:128).
      hptRatio: pageTable === null || pageTable > 16 ? null : 2 ** pageTable,
      hugePages: reader.whole(own.hugePages),
      barrierArrays: reader.whole(own.barrierArrays),
      memoryExpansion: reader.number(own.memoryExpansion),
      processorMode: isDedicated === null ? null : isDedicated ? 'dedicated' : 'shared',
      sharingMode: sharing === null ? null : (sharingModes.get(sharing.toLowerCase()) ?? null),
      ...(isDedicated === true
        ? wholeProcessors(reader, which(dedicated))
        : sharedProcessors(reader, which(shared))),
    },
    lines: reader.lines({ ...own, ...processors }),
  }
}

type ProcessorValues = Pick<Resources, keyof typeof shared>

function sharedProcessors(reader: ObjectReader, paths: Record<keyof typeof shared, Path>): ProcessorValues {
  return {
    entitledCenti: reader.centi(paths.entitledCenti),
    minCenti: reader.centi(paths.minCenti),
    maxCenti: reader.centi(paths.maxCenti),
    virtualProcessors: reader.whole(paths.virtualProcessors),
    maxVirtualProcessors: reader.whole(paths.maxVirtualProcessors),
    uncappedWeight: reader.whole(paths.uncappedWeight),
    poolId: reader.whole(paths.poolId),
  }
}

/** Dedicated processors are whole ones: 100 hundredths each, and as many virtual processors. */
function wholeProcessors(reader: ObjectReader, paths: Record<keyof typeof dedicated, Path>): ProcessorValues {
  const count = reader.whole(paths.entitledCenti)
  const least = reader.whole(paths.minCenti)
  const most = reader.whole(paths.maxCenti)
  return {
    entitledCenti: count === null ? null : centi(count * 100),
    minCenti: least === null ? null : centi(least * 100),
    maxCenti: most === null ? null : centi(most * 100),
    virtualProcessors: count,
    maxVirtualProcessors: most,
    uncappedWeight: null,
    poolId: null,
  }
}
