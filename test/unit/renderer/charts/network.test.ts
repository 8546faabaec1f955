import { describe, expect, it } from 'vitest'
import { shortNames } from '../../../../renderer/charts/bar-label.ts'
import { moverLoads, networkLoads } from '../../../../renderer/charts/network.ts'
import { packSpans, scheduleSizes, spreadLanes } from '../../../../renderer/charts/schedule-layout.ts'
import { buildSchedule, runningAt } from '../../../../renderer/charts/schedule.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { ResourceLoad } from '../../../../shared/plan/plan-forecast.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'

const load = (name: string, serverId: string, v: readonly number[], kind: ResourceLoad['kind'] = 'link') => ({
  name,
  label: name,
  kind,
  viosId: null,
  serverId,
  capacity: 10,
  unit: 'bytes/s' as const,
  t: v.map((_, at) => at * 10),
  v,
  peak: Math.max(...v),
})

describe('network loads', () => {
  const loads = networkLoads([
    load('link v1 out', 'b1', [2, 4, 0]),
    load('link v2 out', 'b1', [1, 5, 0]),
    load('link v1 in', 'b1', [0, 0, 0]),
    load('link v3 in', 'a1', [3, 9, 0]),
    load('cores v1', 'b1', [1, 2, 0], 'mover-cores'),
  ])

  it('sum the links of a server by direction, the fullest first', () => {
    expect(loads.map((one) => [one.serverId, one.direction, one.peak, one.capacity])).toEqual([
      ['a1', 'in', 9, 10],
      ['b1', 'out', 9, 20],
    ])
    expect(loads[1]?.sum.v).toEqual([3, 9, 0])
  })

  it('leave movers and idle links to others', () => {
    expect(moverLoads([load('cores v1', 'b1', [0]), load('x', 'b1', [1], 'mover-cores')])).toHaveLength(1)
  })
})

describe('a schedule', () => {
  const fleet = inventFleet(200)
  const { plan, forecast } = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })
  const schedule = buildSchedule(plan, forecast)

  it('ends with its critical chain and shows the whole window', () => {
    const last = schedule.byId.get(schedule.chain.at(-1) ?? '')
    expect(last?.forecast.endS).toBe(Math.max(...forecast.moves.map((one) => one.endS)))
    expect(last?.critical).toBe(true)
    expect(schedule.windowEndS).toBe(14_400)
    expect(schedule.full.to).toBeGreaterThan(14_400)
  })

  it('shows a short plan large, even in a long window', () => {
    const day = { ...plan, window: { startMs: plan.startMs, endMs: plan.startMs + 40 * 3_600_000 } }
    const wide = buildSchedule(day, forecast)
    expect(wide.first.to).toBeLessThan(wide.full.to / 2)
    expect(wide.first.to).toBeGreaterThan(forecast.makespan.p90)
  })

  it('knows what runs at an instant', () => {
    expect(runningAt(schedule, -1)).toEqual([])
    for (const one of runningAt(schedule, 600)) expect(one.forecast.endS).toBeGreaterThan(600)
    expect(runningAt(schedule, 600).length).toBeGreaterThan(0)
  })
})

describe('layout', () => {
  it('lets lanes grow into free room, up to a limit, and never shrink', () => {
    const sizes = scheduleSizes(1000, false)
    expect(spreadLanes(sizes, 6, 2, 1_000).laneHeight).toBe(26)
    expect(spreadLanes(sizes, 60, 2, 200).laneHeight).toBe(sizes.laneHeight)
    const grown = spreadLanes(sizes, 6, 2, 160)
    expect(grown.barHeight - sizes.barHeight).toBe(grown.laneHeight - sizes.laneHeight)
  })

  it('puts spans on the first row where they do not touch', () => {
    expect(
      packSpans(
        [
          { left: 0, right: 50 },
          { left: 20, right: 60 },
          { left: 55, right: 90 },
          { left: 60, right: 99 },
        ],
        6,
      ),
    ).toEqual([0, 1, 2, 0])
  })

  it('cuts the beginning all names share, up to a separator', () => {
    expect(shortNames(['pwr-e1080-a1', 'pwr-e980-b2'])).toEqual(
      new Map([
        ['pwr-e1080-a1', 'e1080-a1'],
        ['pwr-e980-b2', 'e980-b2'],
      ]),
    )
    expect(shortNames(['pwr-a']).get('pwr-a')).toBe('pwr-a')
    expect(shortNames(['prod1', 'prod2']).get('prod1')).toBe('prod1')
  })
})
