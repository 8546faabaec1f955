import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ForecastCancelled } from '../../shared/forecast/forecast.ts'
import { parseScenario } from '../../shared/forecast/parse-scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import * as invariants from '../support/forecast-invariants.ts'
import { randomScenario, waysOf } from '../support/forecast-scenarios.ts'
import { naiveForecast } from '../support/naive-forecast.ts'

const { expectClose, ...holds } = invariants

describe('forecasts of random plans', () => {
  it('keep every invariant of the model on two thousand plans', () => {
    let plans = 0
    let joint = 0
    fc.assert(
      fc.property(randomScenario(5), (scenario) => {
        plans += 1
        if (scenario.parts.some((part) => part.paths !== undefined)) joint += 1
        const forecast = simulate(scenario, { loads: true })
        for (const [name, check] of Object.entries(holds)) {
          try {
            check(scenario, forecast)
          } catch (cause) {
            throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
          }
        }
      }),
      { numRuns: 2000 },
    )
    expect(plans).toBeGreaterThanOrEqual(2000)
    expect(joint).toBeGreaterThan(400)
  })

  it('come from scenarios the parser accepts', () => {
    fc.assert(
      fc.property(randomScenario(), (scenario) => {
        expect(parseScenario(scenario)).toMatchObject({ ok: true })
      }),
      { numRuns: 200 },
    )
  })

  it('agree with a naive simulation in small steps', () => {
    let compared = 0
    fc.assert(
      fc.property(randomScenario(5), (scenario) => {
        const forecast = simulate(scenario)
        const naive = naiveForecast(scenario, 5, 20_000)
        if (Object.values(naive).some((part) => part.tie)) return
        compared += 1
        for (const [name, expected] of Object.entries(naive)) {
          const actual = forecast.parts[name]!
          if ((actual.t1 ?? 0) > 19_000) continue
          expect(actual.passes, `${name} passes`).toBe(expected.passes)
          for (const field of ['t0', 't1', 'down'] as const) {
            expectClose(actual[field], expected[field], `${name} ${field}`, 1e-6)
          }
          expectClose(actual.raw, expected.raw, `${name} raw`, 1e-6)
          for (const [way, bytes] of (actual.perPath ?? []).entries()) {
            expectClose(bytes, expected.perPath[way]!, `${name} over path ${way}`, 1e-6)
          }
        }
      }),
      { numRuns: 250 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('end in a verdict when any resource is missing', () => {
    fc.assert(
      fc.property(randomScenario(), fc.nat(), (scenario, pick) => {
        const names = Object.keys(scenario.resources)
        const dead = names[pick % names.length]!
        const forecast = simulate({
          ...scenario,
          changes: {},
          resources: { ...scenario.resources, [dead]: 0 },
        })
        for (const part of scenario.parts) {
          const answer = forecast.parts[part.name]!
          const ways = waysOf(part)
          const alive = ways.map(({ path, cap }) => !(dead in path) && cap !== 0)
          for (const [way, bytes] of (answer.perPath ?? []).entries()) {
            if (!alive[way]) expect(bytes).toBe(0)
          }
          if (alive.includes(true)) continue
          expect(['stalled', 'not started', 'aborted']).toContain(answer.state)
          expect(answer.raw).toBe(0)
          if (answer.state === 'stalled') expect(answer.limitedBy).toEqual({ resource: dead, share: 1 })
        }
      }),
      { numRuns: 200 },
    )
  })

  it('can be cancelled at any question and leave nothing behind', () => {
    fc.assert(
      fc.property(randomScenario(), fc.integer({ min: 1, max: 4 }), (scenario, at) => {
        const parts = Array.from({ length: 60 }, (_, copy) =>
          scenario.parts.map((part) => ({ ...part, name: `${part.name}.${copy}`, after: [] })),
        ).flat()
        const many = { ...scenario, parts }
        const before = simulate(many)
        let asked = 0
        const cancelled = () => simulate(many, { shouldStop: () => (asked += 1) >= at })
        if (before.events > 400 * at) expect(cancelled).toThrow(ForecastCancelled)
        expect(simulate(many)).toEqual(before)
      }),
      { numRuns: 20 },
    )
  })
})
