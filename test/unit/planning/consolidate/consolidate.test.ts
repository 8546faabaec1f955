import { describe, expect, test } from 'vitest'
import { holds } from '../../../../shared/planning/bounds/proven-gap.ts'
import { consolidate } from '../../../../shared/planning/consolidate/consolidate.ts'
import { brokenBy, costOfPlaces } from '../../../../shared/planning/consolidate/consolidation-state.ts'
import { consolidationFleet } from '../../../support/consolidation-fleets.ts'
import { consolidationOf } from '../../../support/small-consolidations.ts'

const count = (on: Uint8Array | undefined): number | undefined => on?.reduce((sum, one) => sum + one, 0)

describe('the search for servers that stay on', () => {
  const fleet = consolidationFleet({ items: 60, servers: 12, seed: 4 })

  test('is the same for the same seed and steps', () => {
    const [one, two] = [1, 2].map(() => consolidate(fleet, { seed: 7, steps: 200 }))
    expect(one).toEqual(two)
  })

  test('breaks no rule, covers every failure, and counts its cost right', () => {
    const { best, cost } = consolidate(fleet, { seed: 1, steps: 400 })
    expect(best === null ? null : brokenBy(fleet, best.places, best.on)).toBeNull()
    expect(best === null ? false : holds(fleet, best)).toBe(true)
    expect(best === null ? null : costOfPlaces(fleet, best.places, best.on)).toBeCloseTo(cost ?? 0, 6)
    expect(count(best?.on)).toBeLessThan(12)
  })

  test('keeps a server on that stays on, and items that are pinned or apart', () => {
    const problem = consolidationOf([10, 10, 10], [100, 100, 100], {
      staysOn: Uint8Array.of(0, 0, 1),
      allowed: Uint8Array.of(1, 0, 0, 1, 1, 1, 1, 1, 1),
      apart: [Int32Array.of(0, 1)],
    })
    const { best, cost } = consolidate(problem, { seed: 1, steps: 100 })
    expect(cost).toBe(200)
    expect([...(best?.on ?? [])]).toEqual([1, 0, 1])
    expect(best?.places[0]).toBe(0)
    expect(best?.places[1]).toBe(2)
  })

  test('leaves room for the failure of any one server', () => {
    const problem = consolidationOf([30, 30, 30], [100, 100, 100])
    expect(consolidate(problem, { seed: 1, steps: 50 }).cost).toBe(100)
    expect(consolidate({ ...problem, reserved: 1 }, { seed: 1, steps: 50 }).cost).toBe(200)
  })

  test('counts no room that is in pieces for the failure of a server', () => {
    // Together the others have 80 free for the 60, but 40 each.
    const problem = consolidationOf([60, 60, 60], [100, 100, 100], { reserved: 1 })
    expect(consolidate(problem, { seed: 1, steps: 50 }).best).toBeNull()
    expect(consolidate({ ...problem, reserved: 0 }, { seed: 1, steps: 50 }).cost).toBe(300)
    const roomy = consolidationOf([60, 60, 60], [100, 100, 100, 100], { reserved: 1 })
    expect(consolidate(roomy, { seed: 1, steps: 50 }).cost).toBe(400)
  })

  test('has no answer where there is none', () => {
    expect(consolidate(consolidationOf([60, 60], [100]), { seed: 1, steps: 50 })).toMatchObject({
      best: null,
      cost: null,
    })
  })

  test('has nothing to do without items', () => {
    expect(consolidate(consolidationOf([], [100, 100]), { seed: 1, steps: 50 })).toMatchObject({ cost: 0 })
  })

  test('ends at a bound, at the end of the time, and when told so', () => {
    const problem = consolidationOf([30, 30, 30], [100, 100, 100])
    expect(consolidate(problem, { seed: 1, steps: 1e9, bound: 100 }).steps).toBe(0)
    let looks = 0
    expect(consolidate(fleet, { seed: 1, steps: Infinity, spent: () => (looks += 0.1) }).best).not.toBeNull()
    expect(consolidate(fleet, { seed: 1, steps: Infinity, shouldStop: () => true }).best).toBeNull()
  })

  test('starts from what is, and is never worse', () => {
    const first = consolidate(fleet, { seed: 1, steps: 300 })
    const again = consolidate(fleet, {
      seed: 2,
      steps: 0,
      ...(first.best === null ? {} : { start: first.best }),
    })
    expect(again.cost).toBeLessThanOrEqual((first.cost ?? 0) + 1e-6)
  })
})
