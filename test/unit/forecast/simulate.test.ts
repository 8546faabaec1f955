import { describe, expect, it } from 'vitest'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import { loadIntegral } from '../../../shared/forecast/loads.ts'
import type { Scenario, ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const GIB = 2 ** 30

function onLink(capacity: number, parts: readonly ScenarioPart[], more: Partial<Scenario> = {}): Scenario {
  return { resources: { link: capacity }, parts, ...more }
}

function plain(name: string, more: Partial<ScenarioPart> = {}): ScenarioPart {
  return { name, mem: GIB, path: { link: null }, bitmap: 0, ...more }
}

describe('closed forms at constant rate with linear dirtying', () => {
  const cases = [
    { volume: 100 * GIB, rate: 1e9, dirty: 3e8, theta: 0.95, ratio: 1, state: 0 },
    { volume: 256 * GIB, rate: 1.1e9, dirty: 6.6e8, theta: 0.99, ratio: 0.5, state: 64 * 2 ** 20 },
    { volume: 8 * GIB, rate: 1.12e8, dirty: 1e7, theta: 0.9, ratio: 1, state: 1e6 },
    { volume: 16 * GIB, rate: 5e8, dirty: 0, theta: 1, ratio: 0.2, state: 0 },
  ]
  it.each(cases)('$volume bytes at $rate B/s, $dirty B/s dirtied, theta $theta', (each) => {
    const { volume, rate, dirty, theta, ratio, state } = each
    const lambda = dirty / rate
    const n = dirty === 0 ? 1 : Math.max(1, Math.ceil(Math.log(1 - theta) / Math.log(lambda) - 1e-12))
    const susp = 0.7
    const part = plain('p', { mem: volume, dirty, theta, ratio, state_bytes: state, t_susp: susp })
    const answer = simulate(onLink(rate * ratio, [part])).parts['p']!
    const copies = (1 - lambda ** n) / (1 - lambda)
    expect(answer.passes).toBe(n)
    expect(answer.phases.suspend! / ((volume / rate) * copies)).toBeCloseTo(1, 9)
    expect(answer.post!).toBeCloseTo((volume / rate) * lambda ** n, 6)
    expect(answer.down!).toBeCloseTo(state / rate + susp, 9)
    const wire = ratio * (volume * ((1 - lambda ** (n + 1)) / (1 - lambda)) + state)
    expect(answer.wire / wire).toBeCloseTo(1, 9)
    expect(answer.stop).toBe('theta')
  })
})

describe('rules that end the passes', () => {
  const base = { mem: 10e9, dirty: 5e8, theta: 1 }
  it.each<[string, Partial<ScenarioPart>, string, number]>([
    ['few enough dirty pages', { theta: 0.7 }, 'theta', 2],
    ['rest fits the standstill', { max_down_s: 2 }, 'max_down_s', 3],
    ['number of passes', { max_passes: 4 }, 'max_passes', 4],
    ['time spent copying', { max_copy_s: 12 }, 'max_copy_s', 2],
    ['no gain', { min_gain: 0.4 }, 'min_gain', 1],
  ])('%s', (_, more, stop, passes) => {
    const answer = simulate(onLink(1e9, [plain('p', { ...base, ...more })])).parts['p']!
    expect(answer.stop).toBe(stop)
    expect(answer.passes).toBe(passes)
  })

  it('sends the rest during the standstill when there is no post-copy, and no bitmap', () => {
    const part = plain('p', {
      ...base,
      postcopy: false,
      max_passes: 3,
      bitmap: 1,
      state_bytes: 1e9,
      t_susp: 0.5,
    })
    const answer = simulate(onLink(1e9, [part])).parts['p']!
    expect(answer.rem).toBeCloseTo(1.25e9, 3)
    expect(answer.down).toBeCloseTo(1.25 + 1 + 0.5, 9)
    expect(answer.post).toBe(0)
  })

  it('counts page faults during post-copy only where the written set is known', () => {
    const known = simulate(onLink(1e9, [plain('p', { ...base, hot: 1e9, theta: 0.9 })])).parts['p']!
    const unknown = simulate(onLink(1e9, [plain('p', { ...base, theta: 0.6 })])).parts['p']!
    const aT = 0.5 * known.post!
    expect(known.faults).toBeCloseTo((known.rem! / 4096) * (1 - (1 - Math.exp(-aT)) / aT), 6)
    expect(unknown.faults).toBeNull()
  })
})

describe('queue', () => {
  const second = (more: Partial<ScenarioPart>) => ({
    mem: 1e9,
    bitmap: 0,
    path: { link: 0.001 },
    cap: 1e9,
    ...more,
  })
  it('lets a later part that fits go before a blocked one, unless strict', () => {
    const parts = [
      { name: 'a', ...second({ groups: ['x'] }) },
      { name: 'b', ...second({ groups: ['x', 'y'] }) },
      { name: 'c', ...second({ groups: ['y'] }) },
    ]
    const limits = { x: 1, y: 1 }
    const loose = simulate(onLink(1e9, parts, { limits }))
    expect(loose.parts['c']!.t0).toBe(0)
    expect(loose.parts['b']!.t0).toBeCloseTo(1, 9)
    const strict = simulate(onLink(1e9, parts, { limits, strict: true }))
    expect(strict.parts['b']!.t0).toBeCloseTo(1, 9)
    expect(strict.parts['c']!.t0).toBeCloseTo(2, 9)
  })

  it('serves equal starts in plan order and earlier starts first', () => {
    const parts = ['d', 'c', 'b', 'a'].map((name, index) => ({
      name,
      ...second({ groups: ['x'], start: index === 3 ? 0 : 0.5 }),
    }))
    const { parts: answers } = simulate(onLink(1e9, parts, { limits: { x: 1 } }))
    expect(['a', 'd', 'c', 'b'].map((name) => Math.round(answers[name]!.t0!))).toEqual([0, 1, 2, 3])
    expect(answers['c']!.queued).toBeCloseTo(1.5, 9)
  })

  it('waits for predecessors as well as for the start', () => {
    const parts = [
      { name: 'first', ...second({ t_clean: 2 }) },
      { name: 'next', ...second({ after: ['first'] }) },
      { name: 'late', ...second({ after: ['first'], start: 10 }) },
    ]
    const { parts: answers } = simulate(onLink(1e9, parts))
    expect(answers['next']!.t0).toBeCloseTo(3, 9)
    expect(answers['late']!.t0).toBe(10)
  })

  it('never starts a part whose group has no slot, and says so', () => {
    const forecast = simulate(
      onLink(1e9, [{ name: 'a', ...second({ groups: ['x'] }) }], { limits: { x: 0 } }),
    )
    expect(forecast.parts['a']!.state).toBe('not started')
    expect(forecast.parts['a']!.t0).toBeNull()
    expect(forecast.makespan).toBeNull()
  })
})

describe('capacities', () => {
  it('gives a verdict, not a hang, where a needed resource has none', () => {
    const forecast = simulate({
      resources: { link: 1e9, dead: 0 },
      limits: { one: 1 },
      parts: [
        plain('stuck', { path: { link: null, dead: null }, groups: ['one'] }),
        plain('behind', { groups: ['one'] }),
        plain('fine'),
      ],
    })
    expect(forecast.parts['stuck']).toMatchObject({
      state: 'stalled',
      t1: null,
      down: null,
      raw: 0,
      limitedBy: { resource: 'dead', share: 1 },
    })
    expect(forecast.parts['behind']!.state).toBe('not started')
    expect(forecast.parts['fine']!.state).toBe('done')
    expect(forecast.makespan).toBeNull()
  })

  it('counts what a stalled part had sent before the link went away', () => {
    const part = plain('p', { mem: 10e9 })
    const forecast = simulate(onLink(1e9, [part], { changes: { link: [[4, 0]] } }), { loads: true })
    expect(forecast.parts['p']).toMatchObject({ state: 'stalled', stop: null })
    expect(forecast.parts['p']!.raw).toBeCloseTo(4e9, 0)
    expect(loadIntegral(forecast.loads!['link']!, 100)).toBeCloseTo(4e9, 0)
  })

  it('follows capacities that change with time', () => {
    const part = plain('p', { mem: 10e9 })
    const changes = {
      link: [
        [2, 0],
        [5, 5e8],
        [7, 2e9],
      ] as const,
    }
    const forecast = simulate(onLink(1e9, [part], { changes }), { loads: true })
    expect(forecast.makespan).toBeCloseTo(7 + (10e9 - 2e9 - 1e9) / 2e9, 9)
    expect(forecast.loads!['link']).toEqual({ t: [0, 2, 5, 7, 10.5], v: [1e9, 0, 5e8, 2e9, 0] })
    expect(forecast.peak_load['link']).toBe(2e9)
  })

  it('names what limited each move for most of its time', () => {
    const forecast = simulate({
      resources: { link: 1e9, movers: 1 },
      parts: [
        plain('threads', { mem: 10e9, cap: 1e8 }),
        plain('cores', { mem: 1e9, path: { link: null, movers: 4e-9 } }),
        plain('wire', { mem: 50e9 }),
      ],
    })
    expect(forecast.parts['threads']!.limitedBy).toEqual({ resource: null, share: 1 })
    expect(forecast.parts['cores']!.limitedBy!.resource).toBe('movers')
    expect(forecast.parts['wire']!.limitedBy!.resource).toBe('link')
  })
})

describe('time limit', () => {
  it('ends a move that has not resumed, frees its slots and counts its bytes', () => {
    const parts = [
      plain('slow', { mem: 100e9, abort_s: 10, t_clean: 5, groups: ['one'] }),
      plain('next', { mem: 1e9, groups: ['one'] }),
      plain('follower', { after: ['slow'] }),
    ]
    const forecast = simulate(onLink(1e9, parts, { limits: { one: 1 } }))
    const slow = forecast.parts['slow']!
    expect(slow).toMatchObject({ state: 'aborted', stop: 'abort_s', t1: 15, rem: null, post: null })
    expect(slow.raw).toBeCloseTo(10e9, 0)
    expect(slow.phases).toMatchObject({ suspend: null, resume: null, clean: 10, end: 15 })
    expect(forecast.parts['next']!.t0).toBe(15)
    expect(forecast.parts['follower']!.state).toBe('not started')
  })

  it('lets a partition that already runs on the target finish', () => {
    const part = plain('p', { mem: 10e9, dirty: 4e8, theta: 0.5, t_susp: 1, abort_s: 12 })
    const answer = simulate(onLink(1e9, [part])).parts['p']!
    expect(answer.phases.resume).toBe(11)
    expect(answer).toMatchObject({ state: 'done', stop: 'theta' })
    expect(answer.t1).toBeCloseTo(15, 9)
  })

  it('ends the standstill of a move that is aborted in it', () => {
    const part = plain('p', { mem: 10e9, t_susp: 60, abort_s: 12 })
    expect(simulate(onLink(1e9, [part])).parts['p']).toMatchObject({ state: 'aborted', down: 2, t1: 12 })
  })
})

describe('zero sizes and odd names', () => {
  it('moves a partition without memory in no time', () => {
    const answer = simulate(onLink(0, [plain('p', { mem: 0, t_prep: 3, t_susp: 1, t_clean: 2 })])).parts['p']!
    expect(answer).toMatchObject({ state: 'done', t1: 6, down: 1, raw: 0, passes: 1, limitedBy: null })
  })

  it('takes any name for what it is', () => {
    const scenario = JSON.parse(
      '{"resources":{"__proto__":1e9},"parts":[{"name":"constructor","mem":1e9,"bitmap":0,"path":{"__proto__":1}}]}',
    ) as Scenario
    const forecast = simulate(scenario)
    expect(forecast.parts['constructor']!.t1).toBe(1)
    expect(forecast.peak_load['__proto__']).toBe(1e9)
  })
})

describe('defaults', () => {
  it('fill in what a part does not say; null in a part says "none" against them', () => {
    const parts = [{ name: 'slow' }, { name: 'free', cap: null }]
    const defaults = { mem: 1e9, bitmap: 0, cap: 1e8, path: { link: null } }
    const forecast = simulate(onLink(1e9, parts, { defaults }))
    expect(forecast.parts['slow']!.total).toBeCloseTo(10, 9)
    expect(forecast.parts['free']!.total).toBeCloseTo(1e9 / 9e8, 9)
  })
})

describe('cancelling', () => {
  const parts = Array.from({ length: 3000 }, (_, index) =>
    plain(`p${index}`, { start: index, dirty: 1e6, theta: 1 }),
  )
  it('stops soon after it was asked to, leaves nothing, and the same call works again', () => {
    const scenario = onLink(1e9, parts)
    let asked = 0
    const stopAtThird = () => (asked += 1) === 3
    expect(() => simulate(scenario, { shouldStop: stopAtThird })).toThrow(ForecastCancelled)
    expect(asked).toBe(3)
    expect(simulate(scenario)).toEqual(simulate(scenario, { shouldStop: () => false }))
  })
})
