import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import { MOST_PARTS, parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import type { Scenario } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const amounts = [0, 1e-30, 1e-9, 1, 4096, 1e9, 1e18, 1e30]
const amount = fc.constantFrom(...amounts)
const positive = fc.constantFrom(...amounts.slice(1))
const orNone = fc.option(amount)

/** Everything the format allows, with a liking for the ends of what it allows. */
const extreme: fc.Arbitrary<Scenario> = fc
  .record({
    mode: fc.constantFrom('lpm' as const, 'lpm' as const, 'simgrid' as const),
    strict: fc.boolean(),
    capacities: fc.array(amount, { minLength: 2, maxLength: 3 }),
    slots: fc.nat({ max: 2 }),
    change: fc.option(fc.tuple(amount, amount)),
    parts: fc.array(
      fc.record({
        mem: amount,
        used: fc.constantFrom(0, 1e-30, 0.5, 1),
        dirty: amount,
        hot: orNone,
        dirty_model: fc.constantFrom('exp' as const, 'cap' as const),
        ratio: positive,
        cap: orNone,
        weight: positive,
        start: amount,
        theta: fc.constantFrom(0, 0.95, 1),
        max_passes: fc.constantFrom(1, 30, 10_000),
        max_copy_s: orNone,
        min_gain: amount,
        max_down_s: amount,
        postcopy: fc.boolean(),
        state_bytes: amount,
        page: positive,
        t_prep: amount,
        t_susp: amount,
        t_clean: amount,
        abort_s: orNone,
        latency_s: amount,
        fault_s: orNone,
        uses: fc.array(fc.option(amount), { minLength: 1, maxLength: 3 }),
        joint: fc.boolean(),
        limited: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ mode, strict, capacities, slots, change, parts }) => ({
    mode,
    strict,
    resources: Object.fromEntries(capacities.map((capacity, index) => [`r${index}`, capacity])),
    changes: change === null ? {} : { r0: [change] },
    limits: { g: slots },
    parts: parts.map(({ uses, joint, limited, ...part }, index) => {
      const at = (k: number) => `r${k % capacities.length}`
      const path = Object.fromEntries(uses.map((use, k) => [at(k), use]))
      const ways = joint ? { paths: [{ path }, { path: { [at(index)]: 1 }, cap: part.mem }] } : { path }
      return { ...part, ...ways, name: `p${index}`, groups: limited ? ['g'] : [] }
    }),
  }))

/** Every number of an answer, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('scenarios at the ends of what is allowed', () => {
  it('are refused by place, or answered with numbers and a verdict for every part', () => {
    let answered = 0
    fc.assert(
      fc.property(extreme, (scenario) => {
        const parsed = parseScenario(scenario)
        if (!parsed.ok) {
          for (const { path } of parsed.problems) expect(path).toMatch(/^parts\[\d\]\.paths?\b/)
          return
        }
        answered += 1
        let asked = 0
        const forecast = simulate(parsed.scenario, { loads: true, shouldStop: () => (asked += 1) > 5000 })
        for (const number of numbersIn(forecast)) {
          if (!(Number.isFinite(number) && number >= 0)) expect.fail(`an answer says ${number}`)
        }
        for (const part of Object.values(forecast.parts)) {
          expect(part.t1 === null).toBe(part.state === 'stalled' || part.state === 'not started')
        }
      }),
      { numRuns: 600 },
    )
    expect(answered).toBeGreaterThan(100)
  })

  it('come to an end when every pass is nearly as long as the last', () => {
    for (const dirty of [0.999999e9, 1e9, 1.000001e9, 5e9]) {
      const part = { name: 'p', mem: 1e12, dirty, theta: 1, max_passes: 10_000, path: { link: 1 } }
      const { parts, events } = simulate({ resources: { link: 1e9 }, parts: [part] })
      expect(parts['p']!.state).toBe('done')
      expect(events).toBeLessThan(20_010)
    }
  })
})

describe('a million parts', () => {
  const part = { name: 'p', mem: 1, path: { link: 1 } }

  it('are refused before any of them is looked at', () => {
    const parts = Array.from({ length: 1_000_000 }, () => part)
    const parsed = parseScenario({ resources: { link: 1 }, parts })
    if (parsed.ok) expect.fail('it was accepted')
    const message = 'parts has 1000000 entries, but at most 200000 are forecast at once.'
    expect(parsed.problems).toEqual([{ path: 'parts', message }])
    expect(MOST_PARTS).toBe(200_000)
  })

  it('and a long circle or chain of predecessors ends without a deep recursion', () => {
    const chain = (first: readonly string[]) =>
      Array.from({ length: 20_000 }, (_, index) => ({
        ...part,
        name: `p${index}`,
        after: index === 0 ? first : [`p${index - 1}`],
      }))
    expect(parseScenario({ resources: { link: 1 }, parts: chain(['p19999']) })).toMatchObject({ ok: false })
    const scenario = { resources: { link: 1 }, parts: chain([]) }
    expect(parseScenario(scenario)).toMatchObject({ ok: true })
    expect(simulate(scenario).makespan).toBeCloseTo(20_000 * (1 + 1 / 4096 / 8), 6)
  })
})

describe('cancelling', () => {
  it('is asked for from the first part to the last line of the answer', () => {
    const parts = Array.from({ length: 12_000 }, (_, index) => ({
      name: `p${index}`,
      mem: 1e9 + index,
      dirty: 1e6,
      path: { link: 1 },
    }))
    const scenario: Scenario = { resources: { link: 1e11 }, parts }
    let all = 0
    simulate(scenario, { shouldStop: () => (all += 1) < 0 })
    // A question in every phase: names, moves, timers, events, answer.
    expect(all).toBeGreaterThan(4 * 6 + 50)
    for (const at of [1, 2, 9, 15, 30, all]) {
      let asked = 0
      expect(() => simulate(scenario, { shouldStop: () => (asked += 1) >= at })).toThrow(ForecastCancelled)
      expect(asked).toBe(at)
    }
  })
})
