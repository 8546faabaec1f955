import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ForecastCancelled } from '../../shared/forecast/forecast.ts'
import type { Forecast, PartForecast } from '../../shared/forecast/forecast.ts'
import { loadIntegral } from '../../shared/forecast/loads.ts'
import { parseScenario } from '../../shared/forecast/parse-scenario.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { randomScenario } from '../support/forecast-scenarios.ts'
import { naiveForecast } from '../support/naive-forecast.ts'

const runs = { numRuns: 200 }

function checkAll(check: (scenario: Scenario, forecast: Forecast) => void): void {
  fc.assert(
    fc.property(randomScenario(), (scenario) => check(scenario, simulate(scenario, { loads: true }))),
    runs,
  )
}

function expectClose(actual: number | null, expected: number | null, what: string, relative = 1e-9): void {
  if (actual === null || expected === null) {
    expect(actual, what).toBe(expected)
    return
  }
  const slack = relative * Math.max(1, Math.abs(expected))
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(slack)
}

function rawUse(scenario: Scenario, forecast: Forecast, resource: string): number {
  let sum = 0
  for (const part of scenario.parts) {
    const use = part.path![resource]
    if (use !== undefined) sum += forecast.parts[part.name]!.raw * (use ?? part.ratio!)
  }
  return sum
}

describe('forecasts of random plans', () => {
  it('come from scenarios the parser accepts', () => {
    fc.assert(
      fc.property(randomScenario(), (scenario) => {
        expect(parseScenario(scenario)).toMatchObject({ ok: true })
      }),
      runs,
    )
  })

  it('agree with a naive simulation in small steps', () => {
    fc.assert(
      fc.property(randomScenario(), (scenario) => {
        const forecast = simulate(scenario)
        const naive = naiveForecast(scenario, 5, 40_000)
        fc.pre(!Object.values(naive).some((part) => part.tie))
        for (const [name, expected] of Object.entries(naive)) {
          const actual = forecast.parts[name]!
          if ((actual.t1 ?? 0) > 39_000) continue
          expect(actual.passes, `${name} passes`).toBe(expected.passes)
          for (const field of ['t0', 't1', 'down'] as const) {
            expectClose(actual[field], expected[field], `${name} ${field}`, 1e-6)
          }
          expectClose(actual.raw, expected.raw, `${name} raw`, 1e-6)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('carry over each resource exactly the bytes that were sent', () => {
    checkAll((scenario, forecast) => {
      for (const resource of Object.keys(scenario.resources)) {
        const carried = loadIntegral(forecast.loads![resource]!, 1e9)
        expectClose(carried, rawUse(scenario, forecast, resource), resource)
      }
      for (const part of scenario.parts) {
        const { raw, wire } = forecast.parts[part.name]!
        expectClose(wire, raw * part.ratio!, part.name)
      }
    })
  })

  it('never load a resource above its capacity', () => {
    checkAll((scenario, forecast) => {
      for (const [resource, atFirst] of Object.entries(scenario.resources)) {
        const { t, v } = forecast.loads![resource]!
        const changes = scenario.changes?.[resource] ?? []
        const capacityAt = (time: number) => changes.findLast(([from]) => from <= time)?.[1] ?? atFirst
        for (const [index, time] of t.entries()) {
          const end = t[index + 1] ?? Infinity
          const lowest = Math.min(
            capacityAt(time),
            ...changes.filter(([from]) => from > time && from < end).map(([, capacity]) => capacity),
          )
          expect(v[index]!).toBeLessThanOrEqual(lowest * (1 + 1e-9))
        }
        expect(Math.max(...v)).toBe(forecast.peak_load[resource])
      }
    })
  })

  it('do not depend on the order of rows with distinct starts', () => {
    fc.assert(
      fc.property(randomScenario(), fc.infiniteStream(fc.nat()), (scenario, numbers) => {
        const parts = [...scenario.parts]
        for (let i = parts.length - 1; i > 0; i -= 1) {
          const j = (numbers.next().value as number) % (i + 1)
          const swapped = parts[i]!
          parts[i] = parts[j]!
          parts[j] = swapped
        }
        const forecast = simulate(scenario)
        const shuffled = simulate({ ...scenario, parts })
        for (const { name } of parts) {
          for (const field of ['t0', 't1', 'down', 'post', 'raw', 'rem', 'passes'] as const) {
            expectClose(shuffled.parts[name]![field], forecast.parts[name]![field], `${name} ${field}`)
          }
          expect(shuffled.parts[name]!.stop).toBe(forecast.parts[name]!.stop)
        }
      }),
      runs,
    )
  })

  it('take half the time when everything is twice as fast', () => {
    checkAll((scenario, forecast) => {
      const fast = simulate(twiceAsFast(scenario))
      for (const { name } of scenario.parts) {
        const slow = forecast.parts[name]!
        const half = (value: number | null) => (value === null ? null : value / 2)
        for (const field of ['t0', 't1', 'down', 'post'] as const) {
          expectClose(fast.parts[name]![field], half(slow[field]), `${name} ${field}`)
        }
        expectClose(fast.parts[name]!.raw, slow.raw, `${name} raw`)
      }
    })
  })

  it('are no faster than the busiest resource allows', () => {
    checkAll((scenario, forecast) => {
      if (forecast.makespan === null) return
      for (const [resource, capacity] of Object.entries(scenario.resources)) {
        const atLeast = rawUse(scenario, forecast, resource) / capacity
        expect(forecast.makespan).toBeGreaterThanOrEqual(atLeast * (1 - 1e-9))
      }
    })
  })

  it('never hold more slots than a group has, nor start before its time or its predecessors', () => {
    checkAll((scenario, forecast) => {
      const limited = scenario.parts.filter((part) => part.groups!.length > 0)
      const spans = limited.map((part) => forecast.parts[part.name]!).filter((part) => part.t0 !== null)
      for (const { t0 } of spans) {
        const held = spans.filter((other) => other.t0! <= t0! && (other.t1 ?? Infinity) > t0!)
        expect(held.length).toBeLessThanOrEqual(scenario.limits!['system']!)
      }
      for (const part of scenario.parts) {
        const { t0, queued } = forecast.parts[part.name]!
        if (t0 === null) continue
        expect(queued).toBeGreaterThanOrEqual(0)
        for (const name of part.after!) {
          expect(forecast.parts[name]!.state).toBe('done')
          expect(t0).toBeGreaterThanOrEqual(forecast.parts[name]!.t1!)
        }
      }
    })
  })

  it('have phases in order and no number that is not one', () => {
    checkAll((_, forecast) => {
      for (const part of Object.values(forecast.parts)) {
        for (const value of numbersOf(part)) expect(Number.isFinite(value) && value >= 0).toBe(true)
        const { prep, copy, suspend, resume, clean, end } = part.phases
        const reached = [prep, copy, suspend, resume, clean, end].filter((time) => time !== null)
        expect(reached).toEqual([...reached].sort((a, b) => a - b))
        expect(part.state === 'done' || part.state === 'aborted').toBe(part.t1 !== null)
        if (part.state !== 'done') continue
        expect(reached.length).toBe(6)
        expectClose(part.down! + part.post!, clean! - suspend!, 'standstill and post-copy')
        if (part.raw > 0) expect(part.limitedBy!.share).toBeGreaterThan(0.2)
      }
    })
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
          if (!(dead in part.path!)) continue
          expect(['stalled', 'not started', 'aborted']).toContain(answer.state)
          expect(answer.raw).toBe(0)
          if (answer.state === 'stalled') expect(answer.limitedBy).toEqual({ resource: dead, share: 1 })
        }
      }),
      runs,
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

function numbersOf(part: PartForecast): number[] {
  const values: unknown[] = [...Object.values(part), ...Object.values(part.phases), part.limitedBy?.share]
  return values.filter((value) => typeof value === 'number')
}

/** Twice the capacities, ceilings and dirty rates, half of every time that is given. */
function twiceAsFast(scenario: Scenario): Scenario {
  const doubled = ([name, value]: [string, number]): [string, number] => [name, value * 2]
  return {
    ...scenario,
    resources: Object.fromEntries(Object.entries(scenario.resources).map(doubled)),
    changes: Object.fromEntries(
      Object.entries(scenario.changes ?? {}).map(([name, steps]) => [
        name,
        steps.map(([time, capacity]) => [time / 2, capacity * 2] as const),
      ]),
    ),
    parts: scenario.parts.map((part) => ({
      ...part,
      cap: part.cap === null ? null : part.cap! * 2,
      dirty: part.dirty! * 2,
      start: part.start! / 2,
      abort_s: part.abort_s === null ? null : part.abort_s! / 2,
      t_prep: part.t_prep! / 2,
      t_susp: part.t_susp! / 2,
      t_clean: part.t_clean! / 2,
    })),
  }
}
