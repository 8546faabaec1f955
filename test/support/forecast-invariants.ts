import { expect } from 'vitest'
import type { Forecast, PartForecast } from '../../shared/forecast/forecast.ts'
import { loadIntegral } from '../../shared/forecast/loads.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { waysOf } from './forecast-scenarios.ts'

/** What must hold for a forecast (with loads) of any scenario: forecast model, section 9. */
export type Invariant = (scenario: Scenario, forecast: Forecast) => void

const fields = ['t0', 't1', 'down', 'post', 'raw', 'rem', 'passes'] as const

export function expectClose(
  actual: number | null,
  expected: number | null,
  what: string,
  relative = 1e-9,
): void {
  if (actual === null || expected === null) {
    if (actual !== expected) expect(actual, what).toBe(expected)
    return
  }
  const slack = relative * Math.max(1, Math.abs(expected))
  if (!(Math.abs(actual - expected) <= slack)) expect.fail(`${what}: ${actual} for ${expected}`)
}

/** Cheaper than an assertion that is counted, for the many that hold. */
function require(holds: boolean, what: string): void {
  if (!holds) expect.fail(what)
}

/** Use of a resource by all that was sent. */
function useOf(scenario: Scenario, forecast: Forecast, resource: string): number {
  let sum = 0
  for (const part of scenario.parts) {
    const { raw, perPath } = forecast.parts[part.name]!
    for (const [index, { path }] of waysOf(part).entries()) {
      const use = path[resource]
      if (use !== undefined) sum += (perPath?.[index] ?? raw) * (use ?? part.ratio!)
    }
  }
  return sum
}

export const bytesAreTheIntegralOfLoad: Invariant = (scenario, forecast) => {
  for (const resource of Object.keys(scenario.resources)) {
    const carried = loadIntegral(forecast.loads![resource]!, 1e9)
    expectClose(carried, useOf(scenario, forecast, resource), resource)
  }
  for (const part of scenario.parts) {
    const { raw, wire, perPath } = forecast.parts[part.name]!
    expectClose(wire, raw * part.ratio!, `${part.name} wire`)
    if (perPath === null) continue
    const sum = perPath.reduce((total, each) => total + each, 0)
    expectClose(sum, raw, `${part.name}: sum of its paths`)
  }
}

export const nothingIsOverloaded: Invariant = (scenario, forecast) => {
  for (const [resource, atFirst] of Object.entries(scenario.resources)) {
    const { t, v } = forecast.loads![resource]!
    const changes = scenario.changes?.[resource] ?? []
    const capacityAt = (time: number) => changes.findLast(([from]) => from <= time)?.[1] ?? atFirst
    let peak = 0
    for (const [index, time] of t.entries()) {
      const end = t[index + 1] ?? Infinity
      let lowest = capacityAt(time)
      for (const [from, capacity] of changes)
        if (from > time && from < end) lowest = Math.min(lowest, capacity)
      require(v[index]! <= lowest * (1 + 1e-9), `${resource} carries ${v[index]} of ${lowest} at ${time}`)
      peak = Math.max(peak, v[index]!)
    }
    require(peak === forecast.peak_load[resource], `${resource}: highest load is not the highest step`)
  }
}

/** The same parts in another order, which follows from their memory. */
export const orderOfRowsIsNoOnesBusiness: Invariant = (scenario, forecast) => {
  const parts = scenario.parts.toSorted((a, b) => (a.mem! % 977) - (b.mem! % 977)).reverse()
  const shuffled = simulate({ ...scenario, parts })
  for (const { name } of parts) {
    for (const field of fields) {
      expectClose(shuffled.parts[name]![field], forecast.parts[name]![field], `${name} ${field}, shuffled`)
    }
    require(shuffled.parts[name]!.stop === forecast.parts[name]!.stop, `${name} stops for another reason`)
  }
}

export const twiceAsFastTakesHalf: Invariant = (scenario, forecast) => {
  const fast = simulate(twiceAsFast(scenario))
  for (const { name } of scenario.parts) {
    const slow = forecast.parts[name]!
    const half = (value: number | null) => (value === null ? null : value / 2)
    for (const field of ['t0', 't1', 'down', 'post'] as const) {
      expectClose(fast.parts[name]![field], half(slow[field]), `${name} ${field}, twice as fast`)
    }
    expectClose(fast.parts[name]!.raw, slow.raw, `${name} raw, twice as fast`)
  }
}

export const nothingIsFasterThanItsResources: Invariant = (scenario, forecast) => {
  if (forecast.makespan === null) return
  for (const [resource, capacity] of Object.entries(scenario.resources)) {
    const atLeast = useOf(scenario, forecast, resource) / capacity
    require(forecast.makespan >= atLeast * (1 - 1e-9), `${resource} would need ${atLeast} s`)
  }
}

export const slotsAndOrderAreKept: Invariant = (scenario, forecast) => {
  for (const [group, slots] of Object.entries(scenario.limits!)) {
    const spans = scenario.parts
      .filter((part) => part.groups!.includes(group))
      .map((part) => forecast.parts[part.name]!)
      .filter((part) => part.t0 !== null)
    for (const { t0 } of spans) {
      const held = spans.filter((other) => other.t0! <= t0! && (other.t1 ?? Infinity) > t0!)
      require(held.length <= slots, `${group} holds ${held.length} of ${slots} slots at ${t0}`)
    }
  }
  for (const part of scenario.parts) {
    const { t0, queued } = forecast.parts[part.name]!
    if (t0 === null) continue
    require(queued! >= 0, `${part.name} starts early`)
    for (const name of part.after!) {
      const before = forecast.parts[name]!
      require(before.state === 'done' && t0 >= before.t1!, `${part.name} starts before ${name} ended`)
    }
  }
}

export const phasesAreInOrder: Invariant = (_, forecast) => {
  for (const [name, part] of Object.entries(forecast.parts)) {
    for (const value of numbersOf(part))
      require(Number.isFinite(value) && value >= 0, `${name} says ${value}`)
    const { prep, copy, suspend, resume, clean, end } = part.phases
    const reached = [prep, copy, suspend, resume, clean, end].filter((time) => time !== null)
    require(reached.every(
      (time, index) => index === 0 || time >= reached[index - 1]!,
    ), `${name}: phases out of order`)
    require((part.state === 'done' || part.state === 'aborted') ===
      (part.t1 !== null), `${name}: ${part.state}`)
    if (part.state !== 'done') continue
    require(reached.length === 6, `${name} left a phase out`)
    expectClose(part.down! + part.post!, clean! - suspend!, `${name}: standstill and post-copy`)
    if (part.raw > 0) require(part.limitedBy!.share > 0.1, `${name}: limited by next to nothing`)
    if (part.stall !== null) require(part.stall <= part.post!, `${name}: held up longer than post-copy`)
  }
}

/** What held a part back is told for every moment it was sending, of each of its ways, without a gap. */
export const bindingsCoverTheSending: Invariant = (scenario, forecast) => {
  for (const part of scenario.parts) {
    const { bindings, phases, state } = forecast.parts[part.name]!
    for (const [way, { path, cap }] of waysOf(part).entries()) {
      const here = bindings!.filter((each) => each.path === way)
      for (const [index, { from, to, resource }] of here.entries()) {
        require(resource === null ? cap !== null : resource in path, `${part.name}: held by ${resource}`)
        require(to === null ? state === 'stalled' : to > from, `${part.name}: from ${from} to ${to}`)
        require(index === 0 || from >= here[index - 1]!.to!, `${part.name}: bindings overlap`)
      }
      if (state !== 'done') continue
      const told = here.reduce((sum, { from, to }) => sum + (to! - from), 0)
      const sending = phases.clean! - phases.copy! - part.t_susp!
      expectClose(told, sending, `${part.name}: seconds with a reason`)
    }
  }
}

function numbersOf(part: PartForecast): number[] {
  const values: unknown[] = [
    ...Object.values(part),
    ...Object.values(part.phases),
    ...(part.perPath ?? []),
    part.limitedBy?.share,
  ]
  return values.filter((value) => typeof value === 'number')
}

/** Twice the capacities, ceilings and dirty rates, half of every time that is given. */
function twiceAsFast(scenario: Scenario): Scenario {
  const doubled = ([name, value]: [string, number]): [string, number] => [name, value * 2]
  const twice = (value: number | null) => (value === null ? null : value * 2)
  const half = (value: number | null) => (value === null ? null : value / 2)
  return {
    ...scenario,
    resources: Object.fromEntries(Object.entries(scenario.resources).map(doubled)),
    changes: Object.fromEntries(
      Object.entries(scenario.changes ?? {}).map(([name, steps]) => [
        name,
        steps.map(([time, capacity]) => [time / 2, capacity * 2] as const),
      ]),
    ),
    parts: scenario.parts.map(({ path: _path, paths: _paths, ...part }) => ({
      ...part,
      paths: waysOf({ ...part, path: _path, paths: _paths } as typeof part).map(({ path, cap }) => ({
        path,
        cap: twice(cap),
      })),
      dirty: part.dirty! * 2,
      start: part.start! / 2,
      abort_s: half(part.abort_s!),
      max_copy_s: half(part.max_copy_s!),
      max_down_s: part.max_down_s! / 2,
      t_prep: part.t_prep! / 2,
      t_susp: part.t_susp! / 2,
      t_clean: part.t_clean! / 2,
    })),
  }
}
