/** Assumptions about how fast partitions write to their memory, by workload class. */
import type { AssumptionDefinition } from './assumption.ts'
import { define, perPartition } from './assumption-definition.ts'

const classDefaults = [
  { name: 'idle', title: 'idle', dirty: 1e6, hot: 0.2, hotUnit: 'GiB', sigma: 1 },
  { name: 'application', title: 'application', dirty: 2e7, hot: 0.05, hotUnit: 'share', sigma: 1 },
  { name: 'oltp', title: 'OLTP database', dirty: 1e8, hot: 0.15, hotUnit: 'share', sigma: 0.8 },
  { name: 'in-memory', title: 'in-memory database', dirty: 4e8, hot: 0.3, hotUnit: 'share', sigma: 0.8 },
] as const

export const classes: readonly AssumptionDefinition[] = classDefaults.flatMap((one) => [
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
