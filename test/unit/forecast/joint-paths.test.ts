import { describe, expect, it } from 'vitest'
import { loadIntegral } from '../../../shared/forecast/loads.ts'
import type { Scenario, ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const joint: ScenarioPart = {
  name: 'p',
  mem: 30e9,
  bitmap: 0,
  paths: [{ path: { a: 1 }, cap: 1e9 }, { path: { b: 1 } }],
}

function run(part: ScenarioPart, more: Partial<Scenario> = {}) {
  const scenario = { resources: { a: 2e9, b: 5e8 }, parts: [part], ...more }
  return simulate(scenario, { loads: true })
}

describe('redundant movers: two paths, one pool of remaining bytes', () => {
  it('drain it at the sum of their rates, each within its own ceiling, and end together', () => {
    const forecast = run(joint)
    const part = forecast.parts['p']!
    expect(part.t1).toBeCloseTo(20, 9)
    expect(part.perPath![0]! / 20e9).toBeCloseTo(1, 12)
    expect(part.perPath![1]! / 10e9).toBeCloseTo(1, 12)
    expect(part.bindings).toEqual([
      { from: 0, to: 20, path: 0, resource: null },
      { from: 0, to: 20, path: 1, resource: 'b' },
    ])
    expect(forecast.loads).toEqual({ a: { t: [0, 20], v: [1e9, 0] }, b: { t: [0, 20], v: [5e8, 0] } })
  })

  it('have the closed form of one path with the sum of the rates', () => {
    const dirty = { dirty: 4.5e8, theta: 0.95, t_susp: 0.5, state_bytes: 1e8 }
    const two = run({ ...joint, ...dirty }).parts['p']!
    const { paths: _, ...alone } = joint
    const one = simulate({
      resources: { wide: 1.5e9 },
      parts: [{ ...alone, ...dirty, path: { wide: 1 } }],
    }).parts['p']!
    for (const field of ['t1', 'down', 'post', 'raw', 'rem', 'passes'] as const) {
      expect(two[field]! / one[field]!, field).toBeCloseTo(1, 9)
    }
  })

  it('go on over one path while the other has no capacity', () => {
    const forecast = run(joint, { changes: { a: [[5, 0]] } })
    const part = forecast.parts['p']!
    expect(part.state).toBe('done')
    expect(part.t1).toBeCloseTo(5 + (30e9 - 7.5e9) / 5e8, 6)
    expect(loadIntegral(forecast.loads!['a']!, 1e9)).toBeCloseTo(5e9, 0)
    expect(part.bindings!.filter((each) => each.path === 0).map((each) => each.resource)).toEqual([null, 'a'])
    const dead = run(joint, { resources: { a: 0, b: 0 } }).parts['p']!
    expect(dead).toMatchObject({ state: 'stalled', raw: 0, t1: null })
  })

  it('share each resource with the moves that have one path', () => {
    const other: ScenarioPart = { name: 'q', mem: 5e9, bitmap: 0, path: { b: 1 } }
    const { parts } = run(
      { ...joint, mem: 25e9 },
      {
        resources: { a: 2e9, b: 5e8 },
        parts: [{ ...joint, mem: 25e9 }, other],
      },
    )
    // 1 GB/s over a and half of b each: both need 20 s.
    expect(parts['p']!.t1).toBeCloseTo(20, 9)
    expect(parts['q']!.t1).toBeCloseTo(20, 9)
    expect(parts['p']!.perPath!.map((bytes) => Math.round(bytes / 1e9))).toEqual([20, 5])
  })

  it("take the part's ceiling where a path gives none, and are one path where only one is listed", () => {
    const capped = run({ ...joint, cap: 2e8 }).parts['p']!
    expect(capped.t1).toBeCloseTo(30e9 / (1e9 + 2e8), 9)
    const single = run({ ...joint, paths: [{ path: { a: 1 }, cap: 1e9 }] }).parts['p']!
    expect(single).toMatchObject({ perPath: null })
    expect(single.t1).toBeCloseTo(30, 9)
  })

  it('give up at a time limit with what both have carried counted', () => {
    const part = run({ ...joint, abort_s: 8 }).parts['p']!
    expect(part).toMatchObject({ state: 'aborted', t1: 8 })
    expect(part.raw / 12e9).toBeCloseTo(1, 9)
    expect((part.perPath![0]! + part.perPath![1]!) / 12e9).toBeCloseTo(1, 9)
  })
})
