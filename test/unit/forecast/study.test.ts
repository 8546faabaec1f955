/** Ranges, influences, convergence, help and effects of plans small enough to know the answers. */
import { describe, expect, it } from 'vitest'
import { noAssumptions, type Assumptions } from '../../../shared/forecast/assumption.ts'
import { Draws } from '../../../shared/forecast/draws.ts'
import type { ConvergenceHelp, RemedyKind } from '../../../shared/plan/plan-forecast.ts'
import { smallestEnough } from '../../../shared/forecast/convergence-help.ts'
import { effectsBase, effectsOf, joinEffects } from '../../../shared/forecast/effects.ts'
import { convergenceOf, quantileBand } from '../../../shared/forecast/estimate.ts'
import { forecastPlan } from '../../../shared/forecast/forecast-plan.ts'
import { influencesOf, spearman } from '../../../shared/forecast/influences.ts'
import { loadColumns } from '../../../shared/forecast/loads.ts'
import { addCounts, LoadCounter, loadGrid, loadQuantiles } from '../../../shared/forecast/load-counts.ts'
import { uncertainInputs } from '../../../shared/forecast/plan-inputs.ts'
import { forecastBase } from '../../../shared/forecast/plan-study.ts'
import { randomStream } from '../../../shared/forecast/random.ts'
import { mib } from '../../../shared/inventory/units.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

const fleetOf = (names: readonly string[], memoryGib = 32): Fleet =>
  aFleet({
    servers: [0, 1].map((n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, availableMemoryMib: mib(4_000_000) }),
    ),
    partitions: names.map((name, n) =>
      aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name,
        memoryMib: mib(memoryGib * 1024),
        maxMemoryMib: mib(memoryGib * 2048),
      }),
    ),
  })
const typed = (key: string, value: number): Assumptions => ({
  classes: [],
  overrides: [{ key, scope: 'fleet', scopeId: null, value, reason: null }],
})

describe('the load over the draws', () => {
  const grid = loadGrid(300, [{ name: 'link', top: 128 }])
  const draws = Array.from({ length: 101 }, (_, i) => ({ link: { t: [0, 100 + i, 300], v: [0, i, 0] } }))
  const count = (from: number, to: number) => {
    const counter = new LoadCounter(grid)
    for (const { link } of draws.slice(from, to)) {
      const { mean } = loadColumns(link, 0, grid.columns * grid.columnS, grid.columns)
      counter.take(new Map([['link', { means: mean, scale: 1 }]]))
    }
    return counter.counts
  }

  it('has quantiles that rise, and are true to a step', () => {
    const whole = count(0, 101)
    const [p10, p50, p90] = [0.1, 0.5, 0.9].map((p) => loadQuantiles(grid, whole, 0, p))
    for (let column = 0; column < grid.columns; column += 1) {
      expect(p10![column]).toBeGreaterThanOrEqual(0)
      expect(p10![column]).toBeLessThanOrEqual(p50![column]!)
      expect(p50![column]).toBeLessThanOrEqual(p90![column]!)
    }
    const last = grid.columns - 1
    expect(Math.abs(p10![last]! - 10)).toBeLessThan(1.1)
    expect(Math.abs(p50![last]! - 50)).toBeLessThan(1.1)
    expect(Math.abs(p90![last]! - 90)).toBeLessThan(1.1)
    expect(p90![50]).toBe(0)
  })

  it('is the sum of its slices', () => {
    expect(addCounts([count(0, 30), count(30, 30), count(30, 101)])).toEqual(count(0, 101))
  })

  it('keeps to its memory with very many resources', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({ name: `r${i}`, top: 1 }))
    expect(loadGrid(1, many).columns).toBeLessThan(70)
    expect(loadGrid(1, many.slice(0, 50)).columns).toBe(300)
  })
})

describe('the trust in an estimate', () => {
  it('has bands that hold the true quantile nine times in ten', () => {
    let held = 0
    for (let study = 0; study < 400; study += 1) {
      const random = randomStream(study + 1)
      const { low, high } = quantileBand(Float64Array.from({ length: 200 }, random).sort(), 0.9)
      if (low !== null && high !== null && low <= 0.9 && high >= 0.9) held += 1
    }
    expect(held / 400).toBeGreaterThan(0.87)
    expect(held / 400).toBeLessThan(0.97)
  })

  it('is followed over 50, 100, 200, ... and all draws, and says how many it takes', () => {
    const random = randomStream(4)
    const wide = convergenceOf(Float64Array.from({ length: 300 }, () => 10 + 10 * random()))
    expect(wide.points.map((point) => point.draws)).toEqual([50, 100, 200, 300])
    expect(wide.settled).toBe(true)
    const tail = convergenceOf(Float64Array.from({ length: 60 }, () => 1 / random()))
    expect(tail.settled).toBe(false)
    expect(tail.drawsNeeded === null || tail.drawsNeeded > 60).toBe(true)
    expect(convergenceOf(new Float64Array(0))).toEqual({ points: [], settled: null, drawsNeeded: null })
    const never = convergenceOf(new Float64Array(80).fill(Infinity))
    expect(never).toMatchObject({ settled: false, drawsNeeded: null })
    expect(never.points[0]?.p90).toEqual({ value: null, low: null, high: null })
  })
})

describe('influences', () => {
  it('are rank correlations', () => {
    const a = Float64Array.of(1, 2, 3, 4, 5)
    expect(spearman(a, Float64Array.of(10, 100, 1000, 1e4, Infinity))).toBeCloseTo(1, 12)
    expect(spearman(a, Float64Array.of(5, 4, 3, 2, 1))).toBeCloseTo(-1, 12)
    expect(spearman(a, Float64Array.of(2, 1, 4, 3, 5))).toBeCloseTo(0.8, 12)
    // Ties stand at their mean rank: 1.5, 1.5, 3, 4.5, 4.5.
    expect(spearman(a, Float64Array.of(1, 1, 2, 3, 3))).toBeCloseTo(9 / Math.sqrt(10 * 9), 12)
    expect(spearman(a, new Float64Array(5))).toBe(0)
  })

  it('are the same whether draws are ordered by their strata or by comparing, all of them or some', () => {
    const fleet = fleetOf(['app0'])
    const inputs = uncertainInputs(forecastBase(fleet, planOf(fleet), noAssumptions).scenario)
    const input = { ...inputs[0]!, key: 'a' }
    const asked = 500
    const column = new Draws(asked, 7).column('a')
    const random = randomStream(11)
    for (const made of [asked, 300, 20]) {
      const draws = Int32Array.from({ length: made }, (_, i) => (i * 7) % asked)
      const values = Float64Array.from(draws, (draw) => column[draw]!)
      const ends = values.map((value) => value + random() / 4)
      const outcome = { asked, draws, seed: 7, ends, standstills: new Float64Array(made) }
      const [found] = influencesOf([input], outcome)
      expect(found!.withEnd).toBeCloseTo(spearman(values, ends), 12)
    }
  })

  it('name what the end hangs on, with its ends and what is guessed', () => {
    const fleet = fleetOf(['app0'])
    const forecast = forecastPlan(fleet, planOf(fleet), noAssumptions, { samples: 400, seed: 2 })
    const strongest = forecast.influences.toSorted((a, b) => Math.abs(b.withEnd) - Math.abs(a.withEnd))[0]
    expect(strongest).toMatchObject({ key: 'preparation', assumptionKey: 'tPrepS', guessed: true })
    expect(strongest!.withEnd).toBeGreaterThan(0.8)
    expect(strongest!.low).toBeCloseTo(60 * (20 / 60) ** 0.8, 6)
    expect(strongest!.endAtHigh - strongest!.endAtLow).toBeCloseTo(strongest!.high - strongest!.low, -1.2)
    expect(forecast.measureNext).toBe('preparation')
    const own = forecastPlan(fleet, planOf(fleet), typed('tPrepS', 60), { samples: 400, seed: 2 })
    expect(own.influences.find((one) => one.key === 'preparation')).toMatchObject({
      origin: 'typed',
      guessed: false,
    })
    expect(own.measureNext).not.toBe('preparation')
  })
})

describe('a limit of the standstill', () => {
  const fleet = fleetOf(['app0', 'app1'])
  const plan = planOf(fleet)

  it('is the typed one, else the one asked for', () => {
    const asked = forecastPlan(fleet, plan, noAssumptions, { samples: 200, seed: 1, standstillLimitS: 1.02 })
    expect(asked.overStandstillLimit).toBeGreaterThan(0.3)
    expect(asked.overStandstillLimit).toBeLessThan(0.7)
    const one: Assumptions = {
      classes: [],
      overrides: [
        {
          key: 'standstillLimitS',
          scope: 'partition',
          scopeId: plan.moves[0]!.partitionId,
          value: 3000,
          reason: null,
        },
      ],
    }
    const both = forecastPlan(fleet, plan, one, { samples: 200, seed: 1, standstillLimitS: 0.001 })
    expect(both.moves.map((move) => [move.standstillLimitS, move.overStandstillLimit])).toEqual([
      [3000, 0],
      [0.001, 1],
    ])
    expect(both.overStandstillLimit).toBe(1)
    const none = forecastPlan(fleet, plan, noAssumptions, { samples: 20, seed: 1 })
    expect(none.overStandstillLimit).toBeNull()
  })
})

describe('a move that does not converge', () => {
  const fleet = fleetOf(['hana0', 'app1', 'app2', 'app3'], 256)
  const plan = planOf(fleet)
  const busy: Assumptions = typed('class.in-memory.dirtyBytesPerSecond', 1.2e9)
  const forecast = forecastPlan(fleet, plan, busy, { samples: 200, seed: 3 })
  const hana = plan.moves.find((move) => move.partitionName === 'hana0')!

  it('is called out with what was tried, best first', () => {
    const help = forecast.help.find((one) => one.moveId === hana.id)!
    expect(help.notConverging).toBeGreaterThan(0.3)
    expect(forecast.anyNotConverging).toBeGreaterThanOrEqual(help.notConverging - 0.1)
    const by = Object.fromEntries(help.remedies.map((one) => [one.kind, one.notConverging]))
    expect(by['quieter-hour']).toBeLessThan(help.notConverging)
    expect(by['one-at-a-time']).toBeLessThanOrEqual(by['fewer-at-once']!)
    expect(help.remedies.find((one) => one.kind === 'fewer-at-once')?.title).toBe(
      'two at a time instead of four',
    )
    const shares = help.remedies.map((one) => one.notConverging)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    // Both sides compress already.
    expect(by).not.toHaveProperty('compression')
  })

  it('is helped by changes to itself alone, each tried by itself', () => {
    const two = fleetOf(['hana0', 'hana1', 'app2', 'app3'], 256)
    const both = forecastPlan(two, planOf(two), busy, { samples: 60, seed: 3 })
    const [first, second] = both.help
    if (first === undefined || second === undefined) throw new Error('two moves should be in trouble')
    const end = (help: ConvergenceHelp, kind: RemedyKind) =>
      help.remedies.find((one) => one.kind === kind)?.planEndS
    // Less written by one of two partitions saves other time than less written by the other; order is the plan's.
    expect(end(first, 'quieter-hour')).not.toBe(end(second, 'quieter-hour'))
    expect(end(first, 'one-at-a-time')).toBe(end(second, 'one-at-a-time'))
  })

  it('is told the smallest change that is enough, by effort and not by effect', () => {
    const remedy = (kind: RemedyKind, notConverging: number) => ({
      kind,
      title: kind,
      notConverging,
      planEndS: 1,
    })
    const help = { moveId: 'm', draws: 100, notConverging: 0.4, planEndS: 1 }
    const of = (...remedies: ReturnType<typeof remedy>[]) => smallestEnough({ ...help, remedies })?.kind
    expect(of(remedy('compression', 0), remedy('quieter-hour', 0.01), remedy('one-at-a-time', 0.04))).toBe(
      'one-at-a-time',
    )
    expect(of(remedy('quieter-hour', 0.01), remedy('more-threads', 0.05))).toBe('quieter-hour')
    expect(of(remedy('more-threads', 0.05))).toBeUndefined()
  })

  it('is offered compression where there is none', () => {
    const old = { ...fleet, servers: fleet.servers.map((one) => ({ ...one, firmwareRelease: 910 })) }
    const help = forecastPlan(old, plan, busy, { samples: 60, seed: 3 }).help
    expect(help[0]?.remedies.some((one) => one.kind === 'compression')).toBe(true)
  })

  it('is not spoken of without need', () => {
    const calm = fleetOf(['app0'])
    expect(forecastPlan(calm, planOf(calm), noAssumptions, { samples: 60, seed: 3 }).help).toEqual([])
  })
})

describe('the effects of assumptions', () => {
  const fleet = fleetOf(['app0'])
  const plan = planOf(fleet)
  const options = { samples: 40, seed: 5 }
  const base = effectsBase(fleet, plan, noAssumptions, options)
  const all = joinEffects(base, [effectsOf(fleet, plan, noAssumptions, base, base.keys, options)], options)
  const of = (key: string) => all.effects.find((one) => one.key === key)

  it('are known where the form is: a tenth of the clean-up is three seconds', () => {
    expect(of('tCleanS')?.raisedPercent).toBeCloseTo(10, 9)
    expect(of('tCleanS')?.change.endP50S).toBeCloseTo(3, 9)
    expect(of('tCleanS')?.change.endP90S).toBeCloseTo(3, 9)
    expect(of('tCleanS')?.change.standstillP90S).toBeCloseTo(0, 12)
    // The fixed part of the standstill is drawn around its middle: a tenth more of it in every draw.
    expect(of('tSuspS')?.change.standstillP90S).toBeGreaterThan(0.2)
  })

  it('are nothing for what the plan does not use, and for what is at its end', () => {
    expect(of('class.oltp.hot')).toBeUndefined()
    expect(of('slots.mover')).toBeUndefined()
    expect(of('maxCopyS')).toMatchObject({ raisedPercent: 0, change: { endP50S: 0, endP90S: 0 } })
    expect(of('maxPasses')?.change).toEqual({ endP50S: 0, endP90S: 0, standstillP90S: 0 })
    expect(of('theta')!.raisedPercent).toBeCloseTo((0.99 / 0.95 - 1) * 100, 9)
  })

  it('come largest first, and say what was left when it was stopped and kept', () => {
    const sizes = all.effects.map((one) => Math.abs(one.change.endP90S ?? 0))
    expect(sizes[0]).toBe(Math.max(...sizes))
    let asked = 0
    const some = effectsOf(fleet, plan, noAssumptions, base, base.keys, options, {
      shouldKeep: () => (asked += 1) > 60,
    })
    expect(some.length).toBeLessThan(base.keys.length)
    expect(joinEffects(base, [some], options).left.length).toBe(base.keys.length - some.length)
  })
})
