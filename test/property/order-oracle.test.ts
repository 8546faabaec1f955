import { describe, expect, it } from 'vitest'
import { findOrder, type Order } from '../../shared/planning/order/find-order.ts'
import {
  hasDetour,
  hasSequence,
  holdsInEveryTiming,
  straightSteps,
  tightFleet,
} from '../support/order-oracle.ts'
import { orderProblem, stepsOf, withThirdServers } from '../support/order-problems.ts'

const fleets = Array.from({ length: 1_000 }, (_, n) => tightFleet(20_261_000 + n, 8))
const isOrdered = (order: Order): order is Extract<Order, { kind: 'ordered' }> => order.kind === 'ordered'

describe('orders of 1,000 tight fleets, beside exhaustive search', () => {
  it('exist exactly where exhaustive search finds one, and hold in every timing', () => {
    const counts = { ordered: 0, impossible: 0, waiting: 0 }
    for (const fleet of fleets) {
      const order = findOrder(orderProblem(fleet))
      expect(order.kind).toBe(hasSequence(fleet, straightSteps(fleet)) ? 'ordered' : 'impossible')
      if (!isOrdered(order)) {
        counts.impossible += 1
        continue
      }
      counts.ordered += 1
      if (order.moves.some(({ after }) => after.length > 0)) counts.waiting += 1
      expect(holdsInEveryTiming(fleet, stepsOf(order))).toBe(true)
    }
    // Fleets that are all easy would prove nothing.
    expect(counts.ordered).toBeGreaterThan(300)
    expect(counts.waiting).toBeGreaterThan(200)
    expect(counts.impossible).toBeGreaterThan(200)
  })

  it('go over a third server wherever one partition doing so is enough', () => {
    const counts = { detour: 0, none: 0 }
    for (const fleet of fleets) {
      if (hasSequence(fleet, straightSteps(fleet))) continue
      const order = findOrder(orderProblem(fleet), withThirdServers(fleet))
      const exists = hasDetour(fleet)
      if (exists) expect(order.kind).toBe('ordered')
      if (isOrdered(order)) {
        counts.detour += 1
        expect(holdsInEveryTiming(fleet, stepsOf(order))).toBe(true)
      } else {
        counts.none += 1
        expect(order).toMatchObject({ kind: 'impossible', thirdServers: 'none helps' })
      }
    }
    expect(counts.detour).toBeGreaterThan(50)
    expect(counts.none).toBeGreaterThan(50)
  })

  it('need every relation they have', () => {
    for (const fleet of fleets) {
      const order = findOrder(orderProblem(fleet))
      if (!isOrdered(order)) continue
      const steps = stepsOf(order)
      for (const [i, step] of steps.entries())
        for (const one of step.after) {
          const fewer = steps.with(i, { ...step, after: step.after.filter((other) => other !== one) })
          expect(holdsInEveryTiming(fleet, fewer)).toBe(false)
        }
    }
  })
})
