/** Assumptions about links, movers and the number of moves at once. */
import type { AssumptionDefinition, AssumptionMark } from './assumption.ts'
import {
  OURS,
  define,
  fleetOnly,
  perMover,
  perPartition,
  perServer,
  type Bounds,
} from './assumption-definition.ts'
import type { Generation } from '../inventory/fleet.ts'
import { PUBLISHED_EXPONENT } from './mover-rate.ts'
import { generationWords } from '../inventory/generation.ts'

const CONCURRENCY_PAGE = 'IBM, vioslpm0 pseudo-device page (cfg_msp_lpm_ops)'

export const limits: readonly AssumptionDefinition[] = [
  define(
    'standstillLimitS',
    'Limits',
    'Standstill accepted',
    's',
    [0, 0, 3600],
    'assumed',
    'Yours to say; 0 means none is given',
    perPartition,
    {
      effect:
        'A forecast says how likely the standstill is longer than this; it changes no time. 0: no limit.',
    },
  ),
  define(
    'slots.mover',
    'Limits',
    'Moves at once per mover',
    'moves',
    [8, 1, 16],
    'published',
    CONCURRENCY_PAGE,
    perServer,
    {
      effect: 'Used where the mover’s own setting was not imported.',
    },
  ),
  define(
    'slots.moverOld',
    'Limits',
    'Moves at once per old or slow mover',
    'moves',
    [4, 1, 8],
    'published',
    `${CONCURRENCY_PAGE}: 4 before VIOS 2.2.2.0 and on 1 GbE`,
    perServer,
    {
      effect:
        'Used for movers below VIOS 2.2.2.0 or on a 1 Gb/s link, where their own setting was not imported.',
    },
  ),
  define(
    'slots.systemActive',
    'Limits',
    'Active moves at once per server',
    'moves',
    [16, 1, 32],
    'published',
    'HMC REST captures: MaximumFirmwareActiveMigrations',
    perServer,
    {
      effect: 'Used where the server’s own limit was not imported.',
    },
  ),
  define(
    'slots.systemInactive',
    'Limits',
    'Inactive moves at once per server',
    'moves',
    [4, 1, 32],
    'published',
    'HMC REST captures: MaximumInactiveMigrations 4 to 16; the lowest is taken',
    perServer,
    {
      effect: 'Used where the server’s own limit was not imported.',
    },
  ),
]

const goodputBounds: readonly (readonly [gbps: number, bounds: Bounds])[] = [
  [1, [112e6, 80e6, 117e6]],
  [10, [1.1e9, 0.7e9, 1.18e9]],
  [25, [2.75e9, 1.5e9, 2.95e9]],
  [40, [4.4e9, 2e9, 4.7e9]],
  [100, [1.1e10, 4e9, 1.18e10]],
]

export const network: readonly AssumptionDefinition[] = [
  define(
    'link.gbps',
    'Network',
    'Link speed where unknown',
    'Gb/s',
    [10, 1, 100],
    'assumed',
    OURS,
    perServer,
    {
      effect: 'Speed of a mover’s link where it was not imported.',
    },
  ),
  ...goodputBounds.map(([gbps, bounds]) =>
    define(
      `goodput.${gbps}`,
      'Network',
      `Goodput of ${gbps} GbE`,
      'B/s',
      bounds,
      'assumed',
      OURS,
      perServer,
      {
        effect: `Payload a ${gbps} Gb/s link of a mover carries per direction, all moves together.`,
      },
    ),
  ),
  define(
    'link.otherTraffic',
    'Network',
    'Other traffic on a mover’s link, always',
    'B/s',
    [0, 0, 1.2e10],
    'assumed',
    OURS,
    perMover,
    {
      effect: 'Taken off the goodput of the link, in each direction, at any hour.',
    },
  ),
  define(
    'link.otherTrafficDay',
    'Network',
    'Other traffic on a mover’s link, on workdays',
    'B/s',
    [0, 0, 1.2e10],
    'assumed',
    OURS,
    perMover,
    {
      effect: 'Taken off besides, from Monday to Friday, 8:00 to 18:00 in the time zone of the plan.',
    },
  ),
  define(
    'link.shared',
    'Network',
    'Movers of a server share one link',
    'yes = 1',
    [0, 0, 1],
    'assumed',
    OURS,
    perServer,
    {
      effect:
        '1: all movers of a server send through one physical link (ports of one SR-IOV adapter, one shared Ethernet adapter); each direction is shared.',
    },
  ),
]

const coreRates: readonly (readonly [generation: Generation, rate: number, mark: AssumptionMark])[] = [
  ['POWER6', 8e7, 'published'],
  ['POWER7', 1.6e8, 'assumed'],
  ['POWER8', 3.6e8, 'assumed'],
  ['POWER9', 6e8, 'assumed'],
  ['POWER10', 9e8, 'assumed'],
  ['POWER11', 9e8, 'assumed'],
]

export const movers: readonly AssumptionDefinition[] = [
  ...coreRates.map(([generation, rate, mark]) =>
    define(
      `coreRate.${generation}`,
      'Movers',
      `Bytes per mover core, ${generationWords(generation)}`,
      'B/s',
      [rate, 0.6 * rate, 1.4 * rate],
      mark,
      mark === 'published' ? 'IBM: 80 MB/s per core on 1 GbE, POWER6 era' : OURS,
      perServer,
      {
        effect: `What one core, or the first mover thread, of a ${generationWords(generation)} mover moves per second.`,
      },
    ),
  ),
  define(
    'coreRate.unknown',
    'Movers',
    'Bytes per mover core, unknown server',
    'B/s',
    [3.6e8, 1.6e8, 9e8],
    'assumed',
    OURS,
    perServer,
    { effect: 'Used where the processor generation of the server was not imported.' },
  ),
  define(
    'mover.cores',
    'Movers',
    'Cores of a mover where unknown',
    'cores',
    [1, 0.1, 64],
    'assumed',
    OURS,
    perServer,
    {
      effect: 'Processing capacity of a VIOS whose entitlement was not imported.',
    },
  ),
  define(
    'mover.uncappedShare',
    'Movers',
    'Virtual processors a shared mover gets',
    'share',
    [0.5, 0, 1],
    'assumed',
    OURS,
    perServer,
    {
      effect:
        'A shared-processor VIOS moves with this share of its virtual processors, at least with its entitlement.',
    },
  ),
  ...[5, 4, 3, 2, 1].map((threads, i) =>
    define(
      `threads.level${i + 1}`,
      'Movers',
      `Mover threads at concurrency level ${i + 1}`,
      'threads',
      [threads, 1, 16],
      'assumed',
      'IBM concurrency level page: lower level, more threads; the numbers are ours',
      perServer,
      {
        effect: `Threads one move uses on a mover whose concurrency_lvl is ${i + 1}; bounds the rate of a single move.`,
      },
    ),
  ),
  define(
    'threads.unknown',
    'Movers',
    'Mover threads where unknown',
    'threads',
    [3, 1, 16],
    'assumed',
    OURS,
    perServer,
    {
      effect: 'Threads one move uses where the concurrency level was not imported.',
    },
  ),
  define(
    'threads.automatic',
    'Movers',
    'Mover threads where the HMC picks them',
    'threads',
    [4, 1, 16],
    'assumed',
    'IBM concurrency level page: automatic from VIOS 3.1.2.0 with HMC 9.2.950; the number is ours',
    perServer,
    {
      effect: 'Threads one move uses where the HMC picks them and the concurrency level was left alone.',
    },
  ),
  define(
    'nx.rate',
    'Movers',
    'Compression engine of a server',
    'B/s',
    [1.6e10, 4e9, 6.4e10],
    'assumed',
    OURS,
    perServer,
    {
      effect: 'Bytes of memory all compressed moves of a server, in and out, have compressed per second.',
    },
  ),
  define(
    'threads.exponent',
    'Movers',
    'Gain of more threads',
    'exponent',
    [PUBLISHED_EXPONENT, 0.3, 1],
    'published',
    'Fits the published 18 and 28 Gb/s for one and two threads',
    fleetOnly,
    {
      effect: 'A single move with T threads reaches the rate of one thread times T to this power.',
    },
  ),
]

/** Link speeds in Gb/s that have a goodput of their own, ascending. */
export const goodputSpeeds: readonly number[] = goodputBounds.map(([gbps]) => gbps)
