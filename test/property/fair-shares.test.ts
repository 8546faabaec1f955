import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FairShares, NO_FLOWS, OWN_CEILING } from '../../shared/forecast/fair-shares.ts'
import type { FlowClass } from '../../shared/forecast/flow-graph.ts'

const resourceCount = 6

const flowClass: fc.Arbitrary<FlowClass> = fc
  .record({
    resources: fc.uniqueArray(fc.nat({ max: resourceCount - 1 }), { minLength: 1, maxLength: 4 }),
    use: fc.array(fc.constantFrom(1, 0.5, 0.2, 2.5e-9, 3), { minLength: 4, maxLength: 4 }),
    weight: fc.constantFrom(1, 1, 2, 0.3),
    ceiling: fc.constantFrom(Infinity, Infinity, 5, 80, 1000),
  })
  .map(({ resources, use, weight, ceiling }) => ({
    resources,
    uses: use.slice(0, resources.length),
    weight,
    ceiling,
  }))

const setting = fc.record({
  capacities: fc.array(fc.constantFrom(0, 10, 100, 100, 1000, 12345.678), {
    minLength: resourceCount,
    maxLength: resourceCount,
  }),
  classes: fc.array(flowClass, { minLength: 1, maxLength: 10 }),
  steps: fc.array(
    fc.record({
      id: fc.nat(),
      leave: fc.boolean(),
      resource: fc.nat(),
      capacity: fc.constantFrom(null, null, null, 50, 500),
    }),
    { minLength: 1, maxLength: 40 },
  ),
})

/** Fair exactly if nothing overflows and every flow has a full resource on which no other runs at a higher level. */
function expectFair(shares: FairShares, classes: readonly FlowClass[], capacities: readonly number[]): void {
  const load = new Float64Array(resourceCount)
  const highest = new Float64Array(resourceCount)
  for (const [id, each] of classes.entries()) {
    const rate = shares.rate(id)
    if (shares.flows(id) === 0) {
      expect(shares.bottleneck[id]).toBe(NO_FLOWS)
      continue
    }
    for (const [k, resource] of each.resources.entries()) {
      load[resource] = load[resource]! + shares.flows(id) * rate * each.uses[k]!
      highest[resource] = Math.max(highest[resource]!, rate / each.weight)
    }
  }
  for (const [resource, capacity] of capacities.entries()) {
    expect(load[resource]!).toBeLessThanOrEqual(capacity * (1 + 1e-9))
    expect(Math.abs(shares.load[resource]! - load[resource]!)).toBeLessThanOrEqual(1e-9 * capacity)
  }
  for (const [id, each] of classes.entries()) {
    if (shares.flows(id) === 0) continue
    const rate = shares.rate(id)
    const held = shares.bottleneck[id]!
    expect(rate).toBeLessThanOrEqual(each.ceiling)
    if (held === OWN_CEILING) expect(rate).toBe(each.ceiling)
    else {
      expect(each.resources).toContain(held)
      expect(load[held]!).toBeGreaterThanOrEqual(capacities[held]! * (1 - 1e-9))
      expect(rate / each.weight).toBeGreaterThanOrEqual(highest[held]! * (1 - 1e-9))
    }
  }
}

/**
 * A flow that uses 2.5e-9 of a resource which others fill but for 1e-7 lives on a difference of large numbers: its rate
 * is known to the rounding of the capacity, not of itself.
 */
function resolution(each: FlowClass, held: number, capacities: readonly number[]): number {
  const use = each.uses[each.resources.indexOf(held)]
  return use === undefined ? 0 : (1e-14 * capacities[held]!) / use
}

describe('fair shares', () => {
  it('are max-min fair after every change, and the same as when solved from nothing', () => {
    fc.assert(
      fc.property(setting, ({ capacities, classes, steps }) => {
        const shares = new FairShares(capacities, classes)
        const now: number[] = [...capacities]
        const flows = classes.map(() => 0)
        for (const step of steps) {
          const id = step.id % classes.length
          const by = step.leave && flows[id]! > 0 ? -1 : 1
          shares.change(id, by)
          flows[id] = flows[id]! + by
          if (step.capacity !== null) {
            now[step.resource % resourceCount] = step.capacity
            shares.setCapacity(step.resource % resourceCount, step.capacity)
          }
          shares.solve()
          expectFair(shares, classes, now)
        }
        const fresh = new FairShares(now, classes)
        for (const [id, count] of flows.entries()) for (let k = 0; k < count; k += 1) fresh.change(id, 1)
        fresh.solve()
        for (const [id, each] of classes.entries()) {
          const tolerance = Math.max(1e-9 * fresh.rate(id), resolution(each, fresh.bottleneck[id]!, now))
          expect(Math.abs(shares.rate(id) - fresh.rate(id))).toBeLessThanOrEqual(tolerance)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keep their digits when a large flow leaves a small one alone', () => {
    const classes: FlowClass[] = [
      { resources: [1, 0], uses: [1, 1], weight: 1, ceiling: Infinity },
      { resources: [1], uses: [2.5e-9], weight: 1, ceiling: Infinity },
    ]
    const shares = new FairShares([500, 10], classes)
    for (const [id, by] of [
      [0, 1],
      [1, 1],
      [0, -1],
    ] as const) {
      shares.change(id, by)
      shares.solve()
    }
    expect(shares.rate(1)).toBeCloseTo(4e9, 0)
    expect(shares.load[1]).toBeLessThanOrEqual(10 * (1 + 1e-12))
  })

  it('keep to one bottleneck without filling, and give it up when another overflows', () => {
    const classes: FlowClass[] = [0, 1, 2, 3].map((side) => ({
      resources: [side, 4],
      uses: [1, 1],
      weight: 1,
      ceiling: 60,
    }))
    const capacities = [100, 100, 100, 100, 100, 1]
    const shares = new FairShares(capacities, classes)
    for (let round = 0; round < 2500; round += 1) {
      const id = (round * 7) % 4
      shares.change(id, shares.flows(id) < 1 + (round % 5) ? 1 : -1)
      if (round % 311 === 0) {
        capacities[2] = round % 2 === 0 ? 5 : 100
        shares.setCapacity(2, capacities[2])
      }
      shares.solve()
      expectFair(shares, classes, capacities)
    }
  })
})
