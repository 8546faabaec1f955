/** Assumptions about the ranges of the forecast themselves. */
import type { AssumptionDefinition } from './assumption.ts'
import { OURS, define } from './assumption-definition.ts'
import { STRETCH_KEY } from './range-stretch.ts'

export const ranges: readonly AssumptionDefinition[] = [
  define(
    STRETCH_KEY,
    'Ranges',
    'Width of ranges',
    'factor',
    [1, 0.2, 10],
    'assumed',
    OURS,
    ['fleet', 'class'],
    {
      effect: 'Stretches P10 and P90 around P50 (logarithmic); past moves tell how wide they have to be.',
    },
  ),
]
