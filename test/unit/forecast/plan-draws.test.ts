import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { Draws } from '../../../shared/forecast/draws.ts'
import { forecastBase } from '../../../shared/forecast/plan-study.ts'
import { drawPlan } from '../../../shared/forecast/plan-draws.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

const fleet = aFleet({
  servers: [0, 1].map((n) => aServer({ id: serverIdOf(n), name: `server${n}` })),
  partitions: [0, 1, 2, 3].map((n) =>
    aPartition({ serverId: serverIdOf(0), lparId: 10 + n, name: `app${n}`, memoryMib: mib(8_192 * (n + 1)) }),
  ),
})
const plan = planOf(fleet)
const base = forecastBase(fleet, plan, noAssumptions).scenario
const draws = new Draws(100, 8)

describe('a draw of a plan', () => {
  const many = Array.from({ length: 100 }, (_, i) => drawPlan(base, draws.at(i)))

  it('keeps every value in its range', () => {
    for (const { parts } of many) {
      for (const part of parts) {
        expect(part.used).toBeGreaterThanOrEqual(0.5)
        expect(part.used).toBeLessThanOrEqual(1)
        expect(part.theta).toBeGreaterThanOrEqual(0.9)
        expect(part.theta).toBeLessThanOrEqual(0.99)
        expect(part.t_prep).toBeGreaterThanOrEqual(20)
        expect(part.t_prep).toBeLessThanOrEqual(240)
        expect(part.ratio).toBeGreaterThanOrEqual(0.2)
        expect(part.dirty).toBeGreaterThan(0)
      }
    }
  })

  it('has the median in the middle', () => {
    const middle = (of: (i: number) => number) => many.map((_, i) => of(i)).toSorted((a, b) => a - b)[50]!
    expect(middle((i) => many[i]!.parts[0]!.used!)).toBeCloseTo(0.9, 1)
    expect(middle((i) => many[i]!.parts[0]!.dirty!) / 2e7).toBeCloseTo(1, 0)
    const [link] = base.resources.filter((one) => one.kind === 'link')
    expect(middle((i) => many[i]!.resources[link!.name]!) / link!.capacity).toBeCloseTo(1, 1)
  })

  it('draws partitions apart and the rest together', () => {
    const [first] = many
    const distinct = (of: (part: (typeof base.scenario.parts)[number]) => unknown) =>
      new Set(first!.parts.map(of)).size
    expect(distinct((part) => part.used)).toBe(4)
    expect(distinct((part) => part.dirty)).toBe(4)
    expect(distinct((part) => part.theta)).toBe(1)
    expect(distinct((part) => part.t_susp)).toBe(1)
    expect(distinct((part) => part.cap)).toBe(1)
  })

  it('gives a partition the same luck in another plan', () => {
    const other = {
      ...plan,
      moves: plan.moves
        .toReversed()
        .slice(1)
        .map((move, i) => ({ ...move, id: `x${i}` })),
    }
    const drawn = drawPlan(forecastBase(fleet, other, noAssumptions).scenario, draws.at(3))
    for (const [i, move] of other.moves.entries()) {
      const here = plan.moves.findIndex((one) => one.partitionId === move.partitionId)
      expect(drawn.parts[i]?.dirty).toBe(many[3]!.parts[here]?.dirty)
      expect(drawn.parts[i]?.used).toBe(many[3]!.parts[here]?.used)
    }
  })
})
