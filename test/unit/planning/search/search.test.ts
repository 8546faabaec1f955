import { describe, expect, it } from 'vitest'
import { searchReassignment, type SearchProgress } from '../../../../shared/planning/search/search.ts'
import { randomReassignment } from '../../../support/random-reassignment.ts'
import { judgeNaively } from '../../../support/naive-reassignment.ts'

describe('searchReassignment', () => {
  const problem = randomReassignment(12)

  it('answers the same for equal seed and steps, and other moves for another seed', () => {
    const once = searchReassignment(problem, { seed: 5, steps: 20_000 })
    expect(searchReassignment(problem, { seed: 5, steps: 20_000 })).toEqual(once)
    expect(searchReassignment(problem, { seed: 6, steps: 20_000 }).evaluations).not.toBe(once.evaluations)
  })

  it('reports a best that never gets worse, and ends with it', () => {
    const seen: SearchProgress[] = []
    const { cost } = searchReassignment(problem, {
      seed: 1,
      steps: 50_000,
      progress: (one) => seen.push(one),
    })
    const costs = seen.map(({ bestCost }) => bestCost)
    expect(costs).toEqual(costs.toSorted((a, b) => b - a))
    expect(cost).toBeLessThanOrEqual(costs.at(-1)!)
    expect(cost).toBeLessThan(costs[0]!)
  })

  it('stops when told to, with the best so far', () => {
    let asked = 0
    const { steps, places, cost } = searchReassignment(problem, {
      seed: 1,
      steps: 1e9,
      shouldStop: () => (asked += 1) > 40,
    })
    expect(steps).toBeLessThan(40 * 1_000)
    expect(judgeNaively(problem, places)).toEqual({ cost, broken: [] })
  })

  it('ends when the time of the caller is spent', () => {
    let now = 0
    const { steps } = searchReassignment(problem, { seed: 1, steps: 1e9, spent: () => (now += 0.01) })
    expect(steps).toBeGreaterThan(0)
    expect(steps).toBeLessThan(1e6)
  })

  it('finds the cheapest of few assignments', () => {
    const small = { ...randomReassignment(4), groups: [] }
    const few = Math.min(small.itemCount, 5)
    const cut = { ...small, itemCount: few, home: small.home.slice(0, few), nowhere: -1 }
    let least = Infinity
    const places = new Int32Array(few)
    for (let code = 0; code < cut.placeCount ** few; code += 1) {
      for (let item = 0, rest = code; item < few; item += 1) {
        places[item] = rest % cut.placeCount
        rest = Math.floor(rest / cut.placeCount)
      }
      const { cost, broken } = judgeNaively(cut, places)
      if (broken.length === 0 && cost < least) least = cost
    }
    expect(searchReassignment(cut, { seed: 1, steps: 60_000 }).cost).toBe(least)
  })

  it('takes a problem without items or with one place', () => {
    const none = { ...problem, itemCount: 0, home: new Int32Array(0), groups: [] }
    expect(searchReassignment(none, { seed: 1, steps: 1_000 }).steps).toBe(0)
  })
})
