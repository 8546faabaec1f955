import { describe, expect, it } from 'vitest'
import { assumptionCatalogue } from '../../../shared/forecast/assumption-catalogue.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { decimateSteps } from '../../../shared/forecast/decimate.ts'
import { forecastPlan, summarise } from '../../../shared/forecast/forecast-plan.ts'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import { rangeQuantile } from '../../../shared/forecast/plan-draws.ts'
import { drawStudy, forecastBase, joinStudies } from '../../../shared/forecast/plan-study.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

const fleet = aFleet({
  servers: [0, 1, 2].map((n) => aServer({ id: serverIdOf(n), name: `server${n}` })),
  partitions: Array.from({ length: 12 }, (_, n) =>
    aPartition({
      serverId: serverIdOf(0),
      lparId: 10 + n,
      name: `${['app', 'ora', 'hana'][n % 3]}${n}`,
      memoryMib: mib(8_192 * (1 + (n % 4))),
      state: n === 11 ? 'not activated' : 'running',
    }),
  ),
})
const plan = planOf(fleet)
const options = { samples: 200, seed: 5 }

describe('the forecast of a plan', () => {
  const forecast = forecastPlan(fleet, plan, noAssumptions, options)

  it('has phases in order for every move', () => {
    expect(forecast.moves.map((one) => one.moveId)).toEqual(plan.moves.map((one) => one.id))
    for (const [i, one] of forecast.moves.entries()) {
      const instants = [one.queuedS, one.copyStartS, one.suspendS, one.resumeS, one.postEndS, one.endS]
      expect(instants).toEqual(instants.toSorted((a, b) => a - b))
      expect(one.startS).toBe(one.queuedS)
      if (plan.moves[i]?.type === 'active') {
        expect(one.standstillS).toBeGreaterThan(1)
        expect(one.rawBytes).toBeGreaterThan(0)
        expect(one.limitedBy).not.toBeNull()
      } else
        expect(one).toMatchObject({
          rawBytes: 0,
          wireBytes: 0,
          standstillS: 0,
          passes: 0,
          stop: 'no memory to copy',
        })
    }
  })

  it('has ranges around the median run, and dots that rise', () => {
    const median = Math.max(...forecast.moves.map((one) => one.endS))
    const { p10, p50, p90 } = forecast.makespan
    expect(p10).toBeLessThan(p50)
    expect(p50).toBeLessThan(p90)
    expect(p10).toBeLessThan(median)
    expect(p90).toBeGreaterThan(median)
    expect(forecast.makespanDots).toHaveLength(20)
    expect(forecast.makespanDots).toEqual(forecast.makespanDots.toSorted((a, b) => a - b))
  })

  it('loads no resource above its capacity, and all links together carry the wire bytes', () => {
    let carried = 0
    for (const { t, v, capacity, peak, kind, name } of forecast.resources) {
      expect(peak).toBeLessThanOrEqual(capacity * (1 + 1e-9))
      expect(t.length).toBe(v.length)
      if (kind === 'link' && name.endsWith(' out')) {
        for (let i = 0; i + 1 < t.length; i += 1) carried += v[i]! * (t[i + 1]! - t[i]!)
      }
    }
    expect(carried / forecast.totalWireBytes).toBeCloseTo(1, 6)
  })

  it('is the same for the same seed and another for another', () => {
    expect(forecastPlan(fleet, plan, noAssumptions, options)).toEqual(forecast)
    expect(forecastPlan(fleet, plan, noAssumptions, { ...options, seed: 6 }).makespan).not.toEqual(
      forecast.makespan,
    )
  })

  it('is the same when the draws are shared among workers', () => {
    const base = forecastBase(fleet, plan, noAssumptions)
    const slices = [0, 90, 200].flatMap((from, i, all) => {
      const to = all[i + 1]
      return to === undefined ? [] : [drawStudy(base, options, { from, to })]
    })
    const { forecast: joined } = summarise(plan, base, joinStudies(base, slices), options)
    expect({ ...joined, help: forecast.help }).toEqual(forecast)
  })

  it('tells the chance to end in the window', () => {
    const within = (seconds: number) =>
      forecastPlan(
        fleet,
        { ...plan, window: { startMs: plan.startMs, endMs: plan.startMs + seconds * 1000 } },
        noAssumptions,
        options,
      ).fitsWindow
    expect(forecast.fitsWindow).toBeNull()
    expect(within(1)).toBe(0)
    expect(within(1e6)).toBe(1)
    expect(within(forecast.makespan.p50)).toBeCloseTo(0.5, 1)
  })

  it('says which moves never end, and why', () => {
    const stuck = forecastPlan(
      fleet,
      { ...plan, options: { ...plan.options, maxConcurrent: 0 } },
      noAssumptions,
      { samples: 3, seed: 1 },
    )
    expect(stuck.stalled).toHaveLength(plan.moves.length)
    expect(stuck.stalled[0]?.reason).toMatch(/slots/)
    expect(JSON.parse(JSON.stringify(stuck))).toEqual(stuck)
  })

  it('runs without draws', () => {
    const alone = forecastPlan(fleet, plan, noAssumptions, { samples: 0, seed: 1 })
    expect(alone.makespan.p10).toBe(alone.makespan.p90)
    expect(alone.makespan.p50).toBe(Math.max(...alone.moves.map((one) => one.endS)))
    expect(alone.fitsWindow).toBeNull()
  })

  it('reports progress and stops when told to', () => {
    const seen: number[] = []
    const progress = (done: number): void => void seen.push(done)
    forecastPlan(fleet, plan, noAssumptions, { samples: 4, seed: 1 }, { progress })
    expect(seen).toEqual([1, 2, 3, 4])
    expect(() =>
      forecastPlan(fleet, plan, noAssumptions, options, { shouldStop: () => seen.push(0) > 20 }),
    ).toThrow(ForecastCancelled)
  })
})

describe('a range of an assumption', () => {
  const theta = assumptionCatalogue.find((one) => one.key === 'theta')!
  const standstill = assumptionCatalogue.find((one) => one.key === 'tSuspS')!

  it('goes from low over the default to high', () => {
    expect([0, 0.5, 1].map((u) => rangeQuantile(theta, u, 0.95))).toEqual([0.9, 0.95, 0.99])
    expect(rangeQuantile(standstill, 0, 1)).toBeCloseTo(0.3)
    expect(rangeQuantile(standstill, 0.5, 1)).toBeCloseTo(1)
    expect(rangeQuantile(standstill, 1, 1)).toBeCloseTo(3)
  })

  it('moves with a typed centre; a share stays in its range', () => {
    expect(rangeQuantile(standstill, 0.5, 2)).toBeCloseTo(2)
    expect(rangeQuantile(theta, 1, 0.98)).toBe(0.99)
  })
})

describe('decimating a load', () => {
  const t = Array.from({ length: 10_000 }, (_, i) => i)
  const steps = { t, v: t.map((i) => (i === 5_555 ? 99 : i === 9_999 ? 0 : i % 7)) }

  it('keeps short loads as they are', () => {
    const short = { t: [0, 1], v: [2, 0] }
    expect(decimateSteps(short, 2_000)).toBe(short)
  })

  it('keeps the peak, the end and the order', () => {
    const thin = decimateSteps(steps, 2_000)
    expect(thin.t.length).toBeLessThanOrEqual(2_000)
    expect(Math.max(...thin.v)).toBe(99)
    expect(thin.t.at(-1)).toBe(9_999)
    expect(thin.v.at(-1)).toBe(0)
    expect(thin.t).toEqual(thin.t.toSorted((a, b) => a - b))
  })
})
