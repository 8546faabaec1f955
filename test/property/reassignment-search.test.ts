import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../shared/planning/random.ts'
import { ReassignmentState } from '../../shared/planning/search/reassignment-state.ts'
import {
  ejectionChain,
  rearrangeForBigItem,
  ruinAndRecreate,
  shift,
  swap,
} from '../../shared/planning/search/moves.ts'
import { searchReassignment } from '../../shared/planning/search/search.ts'
import { judgeNaively } from '../support/naive-reassignment.ts'
import { randomReassignment } from '../support/random-reassignment.ts'

const seeds = fc.nat({ max: 1_000_000 })

describe('moves of the search', () => {
  it.each([
    ['shift', shift],
    ['swap', swap],
    ['ejection chain', ejectionChain],
    ['rearrangement', rearrangeForBigItem],
    ['ruin and recreate', ruinAndRecreate],
  ])('%s: cost by differences is the cost counted anew, and no rule is broken', (_, move) => {
    let taken = 0
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, pulled) => {
        const problem = randomReassignment(seed)
        const random = new SeededRandom(seed)
        const state = new ReassignmentState(problem)
        if (pulled) state.pullHome(random.below(50))
        for (let step = 0; step < 60; step += 1) {
          const before = state.cost
          const places = Int32Array.from(state.place)
          const most = random.below(400)
          const done = move(state, random, most)
          if (!done) expect(state.place).toEqual(places)
          expect(state.cost - before).toBeLessThanOrEqual(done ? most : 0)
          expect(judgeNaively(problem, state.place)).toEqual({ cost: state.plainCost, broken: [] })
          if (done) taken += 1
        }
      }),
      { numRuns: 150, seed: 1 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  it('judges shifts and swaps as what they then do, and forbids exactly what breaks a rule', () => {
    const seen = { allowed: 0, forbidden: 0 }
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = randomReassignment(seed)
        const random = new SeededRandom(seed)
        const state = new ReassignmentState(problem)
        for (let step = 0; step < 60; step += 1) {
          const one = random.below(problem.itemCount)
          const other = random.below(problem.itemCount)
          const to = random.below(problem.placeCount)
          const isShift = random.below(2) === 0
          const target = isShift ? to : state.place[other]!
          if (target === state.place[one]) continue
          const places = Int32Array.from(state.place)
          if (!isShift) places[other] = places[one]!
          places[one] = target
          const judged = isShift ? state.judgeShift(one, to) : state.judgeSwap(one, other)
          const { cost, broken } = judgeNaively(problem, places)
          if (Number.isFinite(judged)) {
            seen.allowed += 1
            expect(broken).toEqual([])
            expect(judged).toBe(cost - state.cost)
            if (isShift) state.shift(one, to)
            else state.swap(one, other)
            expect(state.cost).toBe(cost)
          } else {
            seen.forbidden += 1
            // An item in two groups that depend on each other may be refused although it could go: never the reverse.
            const moved = isShift ? [one] : [one, other]
            const inTwo = moved.some(
              (item) => problem.groups.filter(({ members }) => members.includes(item)).length > 1,
            )
            if (!inTwo) expect(broken).not.toEqual([])
          }
        }
      }),
      { numRuns: 300, seed: 2 },
    )
    expect(Math.min(seen.allowed, seen.forbidden)).toBeGreaterThan(1_000)
  })
})

describe('searchReassignment', () => {
  it('answers an assignment that keeps every rule, at the cost it says, no dearer than the start', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = randomReassignment(seed)
        const { places, cost } = searchReassignment(problem, { seed, steps: 3_000 })
        expect(judgeNaively(problem, places)).toEqual({ cost, broken: [] })
        expect(cost).toBeLessThanOrEqual(judgeNaively(problem, problem.home).cost)
      }),
      { numRuns: 100, seed: 3 },
    )
  })
})
