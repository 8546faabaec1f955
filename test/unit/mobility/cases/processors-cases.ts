/** Processor modes, processing units, pools, memory, activations. */
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../../shared/inventory/units.ts'
import { aPartition, betaId } from '../../../support/fleet-builder.ts'
import type { Change } from '../../../support/mobility-cases.ts'
import { partition, target, word, type CaseTable } from './case.ts'

const modes = (
  currentMode: string | null,
  desiredMode: string | null,
  compatModes: readonly string[] | null,
) => ({
  partition: { currentMode, desiredMode },
  target: { compatModes },
})
const power9Modes = ['default', 'POWER7', 'POWER8', 'POWER9_base', 'POWER9']
const pool = (
  id: number,
  name: string | null,
  maxCenti: number | null,
  reservedCenti: number | null = 0,
) => ({
  processorPools: [
    {
      id,
      name,
      maxCenti: maxCenti === null ? null : centi(maxCenti),
      reservedCenti: reservedCenti === null ? null : centi(reservedCenti),
    },
  ],
})
const inPool = { poolId: 3, poolName: 'db' }
const neighbour = (values: Partial<Partition>): Change => ({
  others: [aPartition({ serverId: betaId, lparId: 30, ...values })],
})
/** 32,768 MiB are whole blocks; 65,536 / 64 = 1,024 MiB page table; one block of 256 MiB beside it. */
const needed = 32_768 + 1_024 + 256
const free = (value: number | null, change: Partial<Partition> = {}): Change => ({
  partition: change,
  target: { availableMemoryMib: value === null ? null : mib(value) },
})
const odd = { memoryMib: mib(32_769), maxMemoryMib: mib(65_537) }
/** In use on the target after the move: 64.00 configurable - 32.00 free + 1.00 = 33.00. */
const activated = (activatedCores: number | null): Change => target({ activatedCores })
const pools = (from: string | null, to: string | null): Change => ({
  source: { enterprisePool: from },
  target: { enterprisePool: to, activatedCores: 0 },
})

export const processorsCases: CaseTable = {
  'CPU-MODE-A': {
    pass: [
      [{}, 'pass'],
      [modes('POWER9', 'default', power9Modes), 'pass'],
    ],
    trouble: [
      [modes('POWER10', 'POWER9', power9Modes), 'block'],
      [modes('POWER9', 'POWER10', power9Modes), 'block'],
      [modes('POWER10', 'default', power9Modes), 'block'],
      [modes(null, 'POWER10', power9Modes), 'block'],
      [modes('POWER9', 'POWER9', null), 'warn'],
      [modes('POWER7', 'POWER7', null), 'block'],
    ],
    unknown: [
      [modes(null, 'POWER9', power9Modes), 'unknown'],
      [modes('default', 'default', power9Modes), 'unknown'],
      [modes('POWER9', null, power9Modes), 'unknown'],
      [{ ...modes('POWER9', 'POWER9', null), target: { compatModes: null, generation: null } }, 'unknown'],
      [
        { ...modes('POWER9', 'POWER9', null), target: { compatModes: null, generation: 'POWER11' } },
        'unknown',
      ],
    ],
    boundary: word,
  },
  'CPU-MODE-I': {
    pass: [
      [modes('POWER10', 'POWER9', power9Modes), 'pass', 'inactive'],
      [modes(null, 'default', power9Modes), 'pass', 'inactive'],
    ],
    trouble: [[modes('POWER9', 'POWER10', power9Modes), 'block', 'inactive']],
    unknown: [
      [modes('POWER9', null, power9Modes), 'unknown', 'inactive'],
      [target({ compatModes: null, generation: null }), 'unknown', 'inactive'],
    ],
    boundary: word,
  },
  'CPU-MODE-STAY': {
    pass: [
      [{}, 'pass'],
      [{ source: { generation: 'POWER9' } }, 'note'],
    ],
    trouble: { none: 'it informs: that the mode stays refuses nothing' },
    unknown: [
      [{ source: { generation: 'POWER9' }, partition: { currentMode: null } }, 'unknown'],
      [target({ compatModes: null, generation: null }), 'unknown'],
    ],
    boundary: word,
  },
  'CPU-MODE-BACK': {
    pass: [
      [{}, 'pass'],
      [partition({ desiredMode: 'default' }), 'pass'],
      [{ partition: { desiredMode: 'POWER9' }, source: { compatModes: power9Modes } }, 'pass'],
      [target({ compatModes: null }), 'pass'],
    ],
    trouble: [[{ partition: { desiredMode: 'default' }, source: { compatModes: power9Modes } }, 'warn']],
    unknown: [
      [partition({ desiredMode: null }), 'unknown'],
      [{ partition: { desiredMode: 'default' }, target: { compatModes: null } }, 'unknown'],
      [{ source: { compatModes: null, generation: null } }, 'unknown'],
    ],
    boundary: word,
  },
  'CPU-AVAIL': {
    pass: [
      [{}, 'pass'],
      [target({ availableCenti: centi(100) }), 'pass'],
      [
        {
          partition: { processorMode: 'dedicated', entitledCenti: centi(300) },
          target: { availableCenti: centi(399) },
        },
        'pass',
      ],
    ],
    trouble: [
      [target({ availableCenti: centi(99) }), 'block'],
      [
        {
          partition: { processorMode: 'dedicated', entitledCenti: centi(400) },
          target: { availableCenti: centi(399) },
        },
        'block',
      ],
    ],
    unknown: [
      [target({ availableCenti: null }), 'unknown'],
      [partition({ entitledCenti: null }), 'unknown'],
    ],
    boundary: [
      [
        [target({ availableCenti: centi(100) }), 'pass'],
        [target({ availableCenti: centi(99) }), 'block'],
      ],
    ],
  },
  'CPU-MINMAX': {
    pass: [
      [{}, 'pass'],
      [target({ maxVirtualProcessorsPerPartition: 8 }), 'pass'],
    ],
    trouble: [
      [target({ maxVirtualProcessorsPerPartition: 7 }), 'block'],
      [
        {
          partition: { processorMode: 'dedicated', maxCenti: centi(800) },
          target: { maxProcessorsPerPartition: 7 },
        },
        'block',
      ],
    ],
    unknown: [
      [target({ maxVirtualProcessorsPerPartition: null }), 'unknown'],
      [partition({ maxVirtualProcessors: null }), 'unknown'],
      [partition({ processorMode: null }), 'unknown'],
      [partition({ processorMode: 'dedicated', maxCenti: null }), 'unknown'],
    ],
    boundary: [
      [
        [target({ maxVirtualProcessorsPerPartition: 8 }), 'pass'],
        [target({ maxVirtualProcessorsPerPartition: 7 }), 'block'],
      ],
    ],
  },
  'CPU-POOL': {
    pass: [
      [{}, 'pass'],
      [partition({ processorMode: 'dedicated', poolId: null }), 'pass'],
      [{ partition: inPool, target: pool(7, 'db', 100) }, 'pass'],
      [{ partition: inPool, target: pool(7, 'db', 150, 50) }, 'pass'],
      [{ partition: inPool, target: pool(7, 'db', null) }, 'pass'],
      [{ partition: inPool, target: pool(7, 'db', 200), ...neighbour({ poolId: 7 }) }, 'pass'],
      [
        { partition: { poolId: 3, poolName: null }, source: pool(3, 'db', 100), target: pool(7, 'db', 100) },
        'pass',
      ],
      [{ partition: inPool, target: pool(0, 'db', 1) }, 'pass'],
    ],
    trouble: [
      [partition(inPool), 'warn'],
      [{ partition: inPool, target: pool(7, 'db', 99) }, 'block'],
      [{ partition: inPool, target: pool(7, 'db', 149, 50) }, 'block'],
      [{ partition: inPool, target: pool(7, 'db', 199), ...neighbour({ poolId: 7 }) }, 'block'],
    ],
    unknown: [
      [{ partition: inPool, target: pool(7, 'db', 150, null) }, 'unknown'],
      [{ partition: inPool, target: pool(7, 'db', 999), ...neighbour({ poolId: null }) }, 'unknown'],
      [{ partition: inPool, target: { processorPools: null } }, 'unknown'],
      [partition({ poolId: null }), 'unknown'],
      [{ partition: { poolId: 3, poolName: null }, target: pool(3, 'db', 100) }, 'unknown'],
      [{ partition: inPool, target: pool(3, null, 100) }, 'unknown'],
      [partition({ processorMode: null }), 'unknown'],
    ],
    boundary: [
      [
        [{ partition: inPool, target: pool(7, 'db', 100) }, 'pass'],
        [{ partition: inPool, target: pool(7, 'db', 99) }, 'block'],
      ],
    ],
  },
  'CPU-SHARE': {
    pass: [
      [{}, 'pass'],
      [target({ minCentiPerVirtualProcessor: centi(50) }), 'pass'],
      [partition({ processorMode: 'dedicated', sharingMode: 'share_idle_procs_always' }), 'pass'],
    ],
    trouble: [
      [target({ minCentiPerVirtualProcessor: centi(51) }), 'block'],
      [
        {
          partition: { processorMode: 'dedicated', sharingMode: 'share_idle_procs_active' },
          target: { capabilities: { active_lpar_share_idle_procs_capable: false } },
        },
        'block',
      ],
    ],
    unknown: [
      [target({ minCentiPerVirtualProcessor: null }), 'unknown'],
      [
        {
          partition: { processorMode: 'dedicated', sharingMode: 'share_idle_procs_active' },
          target: { capabilities: {} },
        },
        'unknown',
      ],
      [partition({ processorMode: 'dedicated', sharingMode: null }), 'unknown'],
      [partition({ processorMode: null }), 'unknown'],
      [partition({ virtualProcessors: null }), 'unknown'],
    ],
    boundary: [
      [
        [target({ minCentiPerVirtualProcessor: centi(50) }), 'pass'],
        [target({ minCentiPerVirtualProcessor: centi(51) }), 'block'],
      ],
    ],
  },
  'MEM-AVAIL': {
    pass: [
      [{}, 'pass'],
      [free(32_768 + 2_048 + 256, { hptRatio: null }), 'pass'],
    ],
    trouble: [
      [free(32_768 + 255, { hptRatio: null }), 'block'],
      [free(100, { maxMemoryMib: null }), 'block'],
    ],
    unknown: [
      [free(32_768 + 2_048 + 255, { hptRatio: null }), 'unknown'],
      [free(32_768 + 256, { hptRatio: null }), 'unknown'],
      [free(500_000, { maxMemoryMib: null }), 'unknown'],
      [free(500_000, { memoryMib: null }), 'unknown'],
      [free(500_000, { memoryMode: null }), 'unknown'],
      [target({ lmbMib: null }), 'unknown'],
      [free(null), 'unknown'],
      [free(500_000, { memoryMode: 'shared' }), 'unknown'],
    ],
    boundary: [
      [
        [free(needed), 'pass'],
        [free(needed - 1), 'block'],
      ],
      [
        [free(33_024 + 1_280 + 256, odd), 'pass'],
        [free(33_024 + 1_280 + 255, odd), 'block'],
      ],
    ],
  },
  'LIC-PEP': {
    pass: [
      [{}, 'pass'],
      [pools('P1', 'P1'), 'pass'],
      [activated(0), 'not asked', 'suspended'],
    ],
    trouble: [
      [pools('P1', ''), 'warn'],
      [pools('P1', 'P2'), 'warn'],
      [pools('', 'P1'), 'warn'],
    ],
    unknown: [
      [pools(null, 'P1'), 'unknown'],
      [pools('P1', null), 'unknown'],
      [activated(null), 'unknown'],
      [partition({ entitledCenti: null }), 'unknown'],
      [target({ configurableCenti: null }), 'unknown'],
      [target({ availableCenti: null }), 'unknown'],
    ],
    boundary: [
      [
        [activated(33), 'pass'],
        [activated(32), 'warn'],
      ],
      [
        [{ ...activated(33), partition: { entitledCenti: centi(100) } }, 'pass'],
        [{ ...activated(33), partition: { entitledCenti: centi(101) } }, 'warn'],
      ],
    ],
  },
}
