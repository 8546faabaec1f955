import { describe, expect, it } from 'vitest'
import { barsOf } from '../../../../renderer/charts/bars.ts'
import { packLanes, placeRows } from '../../../../renderer/charts/lanes.ts'
import { scheduleSizes } from '../../../../renderer/charts/schedule-layout.ts'
import { buildSchedule } from '../../../../renderer/charts/schedule.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'

const fleet = inventFleet(200)
const { plan, forecast } = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })
const schedule = buildSchedule(plan, forecast)
const sizes = scheduleSizes(1000, false)
const { rows } = placeRows(packLanes(schedule.moves, 'mover', { inactiveOf: (name) => name }), 20, 7)
const barsIn = (from: number, to: number) =>
  barsOf(schedule, rows, { domain: { from, to }, left: 140, right: 940 }, sizes, (name) => name)

describe('bars', () => {
  it('stand in the plot, one for every move, the flag inside its copy', () => {
    const bars = barsIn(0, schedule.full.to)
    expect(bars).toHaveLength(plan.moves.length)
    for (const bar of bars) {
      expect(bar.left).toBeGreaterThanOrEqual(140)
      expect(bar.right).toBeLessThanOrEqual(940)
      expect(bar.copyLeft).toBeGreaterThanOrEqual(bar.left)
      if (bar.kind !== 'is-inactive') {
        expect(bar.flag).toBeGreaterThanOrEqual(bar.copyLeft)
        expect(bar.flag).toBeLessThanOrEqual(bar.copyRight)
      }
    }
    expect(
      bars
        .filter((bar) => bar.kind === 'is-critical')
        .map((bar) => bar.id)
        .sort(),
    ).toEqual([...schedule.chain].sort())
  })

  it('are left out where nothing of them is seen, and cut at the edges', () => {
    const bars = barsIn(600, 700)
    const running = schedule.moves.filter((one) => one.forecast.startS <= 700 && one.forecast.endS >= 600)
    expect(bars.map((bar) => bar.id).sort()).toEqual(running.map((one) => one.move.id).sort())
    expect(bars.some((bar) => bar.left === 140 && bar.right === 940)).toBe(true)
  })
})
