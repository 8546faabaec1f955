import { describe, expect, it } from 'vitest'
import { planKpis, windowVerdict } from '../../../../renderer/views/plans/plan-kpis.ts'
import { roomFor } from '../../../../renderer/views/plans/room-for.ts'
import type { PlanView } from '../../../../shared/contract/views.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { beforeAfter } from '../../../../shared/plan/before-after.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'

const fleet = inventFleet(200)
const made = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })
const view: PlanView = {
  id: 1,
  ...made,
  report: { valid: true, violations: [], checks: ['R-ORDER'], warnings: [] },
  stale: false,
}
const figure = (of: PlanView, id: string) => planKpis(of, 'b1').find((one) => one.id === id)

describe('key figures of a plan', () => {
  it('show the range first and the likely value beside it', () => {
    const { makespan } = made.forecast
    expect(makespan.p90).toBeGreaterThan(makespan.p10)
    expect(figure(view, 'duration')?.value).toContain('–')
    expect(figure(view, 'duration')?.explain).toMatch(/^likely /)
    expect(figure(view, 'standstill')?.unit).toBe('s, P90')
  })

  it('never promise more draws than fit', () => {
    const fitting = (fitsWindow: number) =>
      figure({ ...view, forecast: { ...made.forecast, fitsWindow } }, 'window')?.value
    expect([0.999, 1, 0.939].map(fitting)).toEqual([
      'fits in 99 of 100 draws',
      'fits in 100 of 100 draws',
      'fits in 93 of 100 draws',
    ])
    expect([windowVerdict(0.95), windowVerdict(0.7), windowVerdict(0.2)]).toEqual(['can', 'warn', 'cannot'])
  })

  it('never show the zeros of a plan that does not end as times', () => {
    const stalled = [{ moveId: 'm001', reason: 'No capacity.' }]
    const none = { p10: 0, p50: 0, p90: 0 }
    const stuck = { ...view, forecast: { ...made.forecast, makespan: none, fitsWindow: 0, stalled } }
    expect(figure(stuck, 'duration')).toMatchObject({ value: 'never ends', verdict: 'cannot' })
    expect(figure(stuck, 'window')).toMatchObject({ value: 'never', verdict: 'cannot' })
  })

  it('promise nothing of a window and no range where nothing was drawn, and no times without moves', () => {
    const single = { ...view, forecast: { ...made.forecast, samples: 0, samplesAsked: 0 } }
    expect(figure(single, 'duration')?.value).not.toContain('–')
    expect(figure(single, 'window')).toMatchObject({ label: 'Ends', explain: 'one value, no draws made' })
    const empty = { ...view, plan: { ...view.plan, moves: [] } }
    expect(planKpis(empty, 'b1').map((one) => one.id)).toEqual(['moves', 'memory'])
  })

  it('say when there is no window, no bound and no forecast', () => {
    const open = { ...view, plan: { ...view.plan, window: null, bound: null } }
    expect(figure(open, 'window')?.explain).toContain('no window given')
    expect(figure(open, 'gap')).toMatchObject({ value: '–', explain: 'no bound computed' })
    expect(planKpis({ ...view, forecast: null }, 'b1').map((one) => one.id)).toEqual(['moves', 'memory'])
  })
})

describe('room for a plan', () => {
  const uses = beforeAfter(fleet, { moves: [] })
  const partitions = fleet.partitions.filter((one) => one.serverId === fleet.servers[2]?.id)

  it('counts only what is free below the safety level', () => {
    const targets = uses.filter((use) => use.serverId !== fleet.servers[2]?.id)
    const whole = roomFor(partitions, targets, 100)
    const safe = roomFor(partitions, targets, 90)
    expect(whole.roomMib).toBe(whole.freeMib)
    expect(safe.roomMib).toBeLessThan(whole.roomMib)
    expect(safe.leftMib).toBe(safe.roomMib - safe.neededMib)
  })

  it('takes nothing for granted about targets without data', () => {
    const blind = uses.map((use) => ({ ...use, memory: { ...use.memory, before: null } }))
    expect(roomFor(partitions, blind, 90)).toMatchObject({ freeMib: 0, roomMib: 0 })
  })
})
