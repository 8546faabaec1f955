/** Assumptions about copying memory, and about the phases before and after it. */
import type { AssumptionDefinition } from './assumption.ts'
import { OURS, define, everywhere, fleetOnly, perPartition, perServer } from './assumption-definition.ts'

export const copying: readonly AssumptionDefinition[] = [
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

export const phases: readonly AssumptionDefinition[] = [
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
    'dlpar.removePerGibS',
    'Phases',
    'Taking memory away (DLPAR)',
    's/GiB',
    [4, 1, 30],
    'assumed',
    OURS,
    everywhere,
    {
      effect:
        'Added to the preparation of a partition that is made smaller before its move: pages in use are moved out of the way first.',
    },
  ),
  define(
    'dlpar.addPerGibS',
    'Phases',
    'Giving memory back (DLPAR)',
    's/GiB',
    [1, 0.2, 5],
    'assumed',
    OURS,
    everywhere,
    {
      effect: 'Added to the end of the move of a partition that is made larger again.',
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
  define(
    'faultMs',
    'Phases',
    'Fetching one page on demand',
    'ms',
    [1, 0.1, 10],
    'assumed',
    OURS,
    everywhere,
    {
      effect:
        'Time a page takes that the partition asks for after it resumed; sums up to its stall in post-copy.',
    },
  ),
  define('stateMib', 'Phases', 'Processor and device state', 'MiB', [8, 1, 64], 'assumed', OURS, everywhere, {
    effect: 'Sent while the partition stands still.',
  }),
  define('tCleanS', 'Phases', 'Clean-up', 's', [30, 10, 60], 'assumed', OURS, everywhere, {
    effect: 'Adapters removed on the source, profiles deleted; slots stay taken until it has ended.',
  }),
]
