import { expect, it } from 'vitest'
import { compareNearness } from '../../../shared/mobility/nearness.ts'
import type { RuleFinding } from '../../../shared/mobility/verdict.ts'

type Judged = Pick<RuleFinding, 'verdict' | 'atWorst' | 'facts'>
const short = (by: number, needed: number): Judged => ({
  verdict: 'block',
  facts: [
    { name: 'needed', value: needed },
    { name: 'short by', value: by },
  ],
})
const block: Judged = { verdict: 'block', facts: [] }
const unknown: Judged = { verdict: 'unknown', atWorst: 'block', facts: [] }
const warn: Judged = { verdict: 'warn', facts: [] }

it('orders refusals from the nearest: warnings, unknowns, a little room, much room, a wrong server', () => {
  const nearest = [
    [],
    [warn],
    [unknown],
    [unknown, unknown],
    [short(1, 100)],
    [short(60, 100)],
    [short(1, 100), short(80, 100)],
    [block],
    [block, short(1, 100)],
    [block, block],
  ]
  expect(nearest.toReversed().toSorted(compareNearness)).toEqual(nearest)
})

it('does not divide by a need of nothing', () => {
  expect(compareNearness([short(5, 0)], [block])).toBe(0)
})
