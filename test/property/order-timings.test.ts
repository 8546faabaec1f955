import { describe, expect, it } from 'vitest'
import { findOrder } from '../../shared/planning/order/find-order.ts'
import { SeededRandom } from '../../shared/planning/random.ts'
import { fits, hasSequence, tightFleet, type Step, type TightFleet } from '../support/order-oracle.ts'
import { orderProblem, stepsOf, withThirdServers } from '../support/order-problems.ts'

/** Lets moves begin and end at random as the relations allow, and counts at every instant. */
function holdsInARandomTiming(fleet: TightFleet, steps: readonly Step[], random: SeededRandom): boolean {
  const states = steps.map(() => 0)
  for (;;) {
    const possible = steps.flatMap(({ after }, i) =>
      states[i] === 1 || (states[i] === 0 && after.every((one) => states[one] === 2)) ? [i] : [],
    )
    const next = possible[random.below(possible.length)]
    if (next === undefined) return states.every((state) => state === 2)
    states[next]! += 1
    const places = fleet.partitions.map(({ home }) => [home])
    for (const [i, { partition, from, to }] of steps.entries())
      if (states[i]! > 0) places[partition] = states[i] === 1 ? [from, to] : [to]
    if (!fits(fleet, places)) return false
  }
}

describe('orders of larger fleets', () => {
  it('hold in random timings, and "no order" is said with a proof or not at all', () => {
    const counts = { ordered: 0, impossible: 0, 'not found': 0, twoParts: 0 }
    for (let n = 0; n < 100; n += 1) {
      const fleet = tightFleet(77_000 + n, 40, 6 + (n % 15))
      const order = findOrder(orderProblem(fleet), { ...withThirdServers(fleet), steps: 4_000 })
      counts[order.kind] += 1
      if (order.kind !== 'ordered') continue
      const steps = stepsOf(order)
      if (order.moves.some(({ id, wantedId }) => id !== wantedId)) counts.twoParts += 1
      const random = new SeededRandom(n)
      for (let run = 0; run < 40; run += 1) expect(holdsInARandomTiming(fleet, steps, random)).toBe(true)
    }
    expect(counts.ordered).toBeGreaterThan(30)
    expect(counts.twoParts).toBeGreaterThan(5)
    expect(counts.impossible).toBeGreaterThan(10)
  })

  it('are the same for the same problem', () => {
    for (let n = 0; n < 40; n += 1) {
      const fleet = tightFleet(5_000 + n, 20, 8)
      const ask = () => findOrder(orderProblem(fleet), withThirdServers(fleet))
      expect(ask()).toEqual(ask())
    }
  })

  it('name moves that have no order together, whatever the others do', () => {
    let proven = 0
    for (let n = 0; n < 200; n += 1) {
      const fleet = tightFleet(9_000 + n, 8)
      const order = findOrder(orderProblem(fleet))
      if (order.kind !== 'impossible' || order.noGoodIds === null) continue
      const members = new Set(order.noGoodIds.map(Number))
      // The others are nowhere: as if they had left and had not arrived yet.
      const partitions = fleet.partitions.map((one, i) =>
        members.has(i)
          ? one
          : { ...one, target: null, ...(one.target === null ? {} : { memory: 0, units: 0 }) },
      )
      const steps = [...members].map((partition) => {
        const { home, target } = fleet.partitions[partition]!
        return { partition, from: home, to: target!, after: [] }
      })
      if (partitions.some(({ name, target }) => name === 'twin' && target === null)) continue
      expect(hasSequence({ ...fleet, partitions }, steps)).toBe(false)
      proven += 1
    }
    expect(proven).toBeGreaterThan(40)
  })
})
