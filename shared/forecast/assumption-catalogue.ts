/**
 * Every number the forecast takes that the inventory does not say: unit, default, plausible range, mark, source. One
 * line here makes a parameter visible, checkable and editable (forecast.md section 6).
 */
import type { AssumptionDefinition, AssumptionMark, AssumptionScopeKind } from './assumption.ts'
import type { Generation } from '../inventory/fleet.ts'

const everywhere: readonly AssumptionScopeKind[] = ['fleet', 'server', 'class', 'partition']
const perServer: readonly AssumptionScopeKind[] = ['fleet', 'server']
const perPartition: readonly AssumptionScopeKind[] = ['fleet', 'class', 'partition']
const fleetOnly: readonly AssumptionScopeKind[] = ['fleet']

const OURS = 'Our assumption; calibrate with the movers’ own logs'
const CONCURRENCY_PAGE = 'IBM, vioslpm0 pseudo-device page (cfg_msp_lpm_ops)'

type Bounds = readonly [value: number, low: number, high: number]

const copying: readonly AssumptionDefinition[] = [
  define('page', 'Copying', 'Page size', 'B', [4096, 4096, 65_536], 'assumed', OURS, fleetOnly, {
    effect: 'Size of the bitmap of dirty pages that is sent while the partition stands still.',
  }),
  define('theta', 'Copying', 'Clean enough at', 'share', [0.95, 0.9, 0.99], 'assumed', OURS, everywhere, {
    effect:
      'Share of the memory that has to be clean before the partition is suspended. Higher: more passes.',
  }),
  define('maxPasses', 'Copying', 'Passes at most', 'passes', [30, 1, 1000], 'assumed', OURS, everywhere, {
    effect: 'Copying ends after so many passes, however much is still dirty.',
  }),
  define('minGain', 'Copying', 'A pass must shrink to', 'share', [0.9, 0.1, 1], 'assumed', OURS, everywhere, {
    effect: 'Copying ends when the next pass would be larger than this share of the last one: no gain.',
  }),
  define('maxCopyS', 'Copying', 'Time limit of copying', 's', [0, 0, 86_400], 'assumed', OURS, everywhere, {
    effect: 'Copying ends after so many seconds; 0 switches the limit off.',
  }),
  define(
    'used.aix',
    'Copying',
    'Touched memory, AIX',
    'share',
    [0.9, 0.5, 1],
    'assumed',
    OURS,
    perPartition,
    {
      effect: 'Share of an AIX partition’s memory that was ever written; pages never written are not sent.',
    },
  ),
  define(
    'used.database',
    'Copying',
    'Touched memory, databases',
    'share',
    [0.9, 0.6, 1],
    'assumed',
    OURS,
    perPartition,
    {
      effect: 'Share of memory ever written in partitions of the OLTP and in-memory classes.',
    },
  ),
  define(
    'used.general',
    'Copying',
    'Touched memory, others',
    'share',
    [0.7, 0.3, 1],
    'assumed',
    OURS,
    perPartition,
    {
      effect: 'Share of memory ever written in all other partitions.',
    },
  ),
  define(
    'rho.before920',
    'Copying',
    'Bytes on the wire before FW920',
    'share',
    [1, 0.9, 1.05],
    'published',
    'IBM: compression of partition mobility came with FW920',
    perServer,
    {
      effect: 'Bytes sent per byte of memory where one side runs firmware below FW920.',
    },
  ),
  define(
    'rho.from920',
    'Copying',
    'Bytes on the wire from FW920',
    'share',
    [0.5, 0.2, 0.95],
    'assumed',
    OURS,
    everywhere,
    {
      effect: 'Bytes sent per byte of memory where both sides compress (FW920 with HMC V9R1.920 or later).',
    },
  ),
]

const phases: readonly AssumptionDefinition[] = [
  define('tPrepS', 'Phases', 'Preparation', 's', [60, 20, 240], 'assumed', OURS, everywhere, {
    effect: 'Validation, shell partition and VIOS set-up on the target before the first byte is sent.',
  }),
  define(
    'tPrepPerAdapterS',
    'Phases',
    'Preparation per Fibre Channel adapter',
    's',
    [2, 0, 15],
    'assumed',
    OURS,
    everywhere,
    {
      effect:
        'Added to the preparation for every virtual Fibre Channel adapter: its ports are checked and mapped.',
    },
  ),
  define(
    'tSuspS',
    'Phases',
    'Standstill besides the last bytes',
    's',
    [1, 0.3, 3],
    'assumed',
    OURS,
    everywhere,
    {
      effect: 'Suspend, hand-over and resume without the bytes sent meanwhile.',
    },
  ),
  define('stateMib', 'Phases', 'Processor and device state', 'MiB', [8, 1, 64], 'assumed', OURS, everywhere, {
    effect: 'Sent while the partition stands still.',
  }),
  define('tCleanS', 'Phases', 'Clean-up', 's', [30, 10, 60], 'assumed', OURS, everywhere, {
    effect: 'Adapters removed on the source, profiles deleted; slots stay taken until it has ended.',
  }),
]

const limits: readonly AssumptionDefinition[] = [
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

const network: readonly AssumptionDefinition[] = [
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
]

const coreRates: readonly (readonly [generation: Generation, rate: number, mark: AssumptionMark])[] = [
  ['POWER6', 8e7, 'published'],
  ['POWER7', 1.6e8, 'assumed'],
  ['POWER8', 3.6e8, 'assumed'],
  ['POWER9', 6e8, 'assumed'],
  ['POWER10', 9e8, 'assumed'],
  ['POWER11', 9e8, 'assumed'],
]

const movers: readonly AssumptionDefinition[] = [
  ...coreRates.map(([generation, rate, mark]) =>
    define(
      `coreRate.${generation}`,
      'Movers',
      `Bytes per mover core, ${generation}`,
      'B/s',
      [rate, 0.6 * rate, 1.4 * rate],
      mark,
      mark === 'published' ? 'IBM: 80 MB/s per core on 1 GbE, POWER6 era' : OURS,
      perServer,
      { effect: `What one core, or the first mover thread, of a ${generation} mover moves per second.` },
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
    'threads.exponent',
    'Movers',
    'Gain of more threads',
    'exponent',
    [0.63, 0.3, 1],
    'published',
    'Fits the published 18 and 28 Gb/s for one and two threads',
    fleetOnly,
    {
      effect: 'A single move with T threads reaches the rate of one thread times T to this power.',
    },
  ),
]

const classDefaults = [
  { name: 'idle', title: 'idle', dirty: 1e6, hot: 0.2, hotUnit: 'GiB', sigma: 1 },
  { name: 'application', title: 'application', dirty: 2e7, hot: 0.05, hotUnit: 'share', sigma: 1 },
  { name: 'oltp', title: 'OLTP database', dirty: 1e8, hot: 0.15, hotUnit: 'share', sigma: 0.8 },
  { name: 'in-memory', title: 'in-memory database', dirty: 4e8, hot: 0.3, hotUnit: 'share', sigma: 0.8 },
] as const

const classes: readonly AssumptionDefinition[] = classDefaults.flatMap((one) => [
  define(
    `class.${one.name}.dirtyBytesPerSecond`,
    'Workload',
    `Memory written, ${one.title}`,
    'B/s',
    [one.dirty, 0, 2e10],
    'assumed',
    'Order of magnitude: calibrate',
    perPartition,
    {
      effect: 'Bytes of memory written anew per second (median); decides passes, standstill and post-copy.',
    },
  ),
  define(
    `class.${one.name}.hot`,
    'Workload',
    `Memory written again and again, ${one.title}`,
    one.hotUnit,
    [one.hot, 0, one.hotUnit === 'GiB' ? 65_536 : 1],
    'assumed',
    'Order of magnitude: calibrate',
    perPartition,
    {
      effect: 'Size of the set the writes go to; a pass never finds more dirty than this.',
    },
  ),
  define(
    `class.${one.name}.dirtySigma`,
    'Workload',
    `Spread of memory written, ${one.title}`,
    'sigma of ln',
    [one.sigma, 0, 3],
    'assumed',
    'Order of magnitude: calibrate',
    perPartition,
    {
      effect: 'How uncertain the write rate is: one sigma of its logarithm.',
    },
  ),
])

/** All parameters of the forecast, in the order in which they are shown. */
export const assumptionCatalogue: readonly AssumptionDefinition[] = [
  ...classes,
  ...copying,
  ...phases,
  ...network,
  ...movers,
  ...limits,
]

const byKey: ReadonlyMap<string, AssumptionDefinition> = new Map(
  assumptionCatalogue.map((one) => [one.key, one]),
)

/** The definition of a key, or undefined where the catalogue has none. */
export function assumptionDefinition(key: string): AssumptionDefinition | undefined {
  return byKey.get(key)
}

/** Link speeds in Gb/s that have a goodput of their own, ascending. */
export const goodputSpeeds: readonly number[] = goodputBounds.map(([gbps]) => gbps)

function define(
  key: string,
  group: string,
  title: string,
  unit: string,
  [defaultValue, low, high]: Bounds,
  mark: AssumptionMark,
  source: string,
  scopes: readonly AssumptionScopeKind[],
  text: { readonly effect: string },
): AssumptionDefinition {
  return { key, group, title, effect: text.effect, unit, defaultValue, low, high, mark, source, scopes }
}
