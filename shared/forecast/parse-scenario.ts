import { amount, below, flag, isObject, oneOf, orNone, quoted, whole } from './scenario-checks.ts'
import type { Check, ScenarioProblem } from './scenario-checks.ts'
import type { Scenario } from './scenario.ts'
import { isPlainSetting, settingChecks } from './setting-checks.ts'

export type ParsedScenario = { ok: true; scenario: Scenario } | { ok: false; problems: ScenarioProblem[] }

/** More parts than this are no plan, and would take memory before they take time. */
export const MOST_PARTS = 200_000
/** Redundant movers are two paths; a few more do no harm. */
const MOST_PATHS = 8
/** Reading on after so many problems helps nobody. */
const MOST_PROBLEMS = 50

const scenarioKeys = ['mode', 'strict', 'resources', 'limits', 'changes', 'defaults', 'parts']

/**
 * Accepts a scenario (forecast model, section 5) or refuses it with every offending value's path and one sentence
 * each. An accepted scenario is safe to simulate: all names resolve, all numbers are finite and in range, no part
 * waits for itself.
 */
export function parseScenario(input: unknown): ParsedScenario {
  const reader = new ScenarioReader()
  reader.read(input)
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems }
  return { ok: true, scenario: input as Scenario }
}

class ScenarioReader {
  readonly problems: ScenarioProblem[] = []
  #resources = new Set<string>()
  #groups = new Set<string>()
  #names = new Map<string, number>()

  read(input: unknown): void {
    if (!isObject(input)) return this.#refuse('', `A scenario must be an object, but is ${quoted(input)}.`)
    this.#refuseUnknownKeys('', input, scenarioKeys, 'a scenario')
    if ('mode' in input) this.#check('mode', input['mode'], oneOf('lpm', 'simgrid'))
    if ('strict' in input) this.#check('strict', input['strict'], flag)
    this.#readResources(input['resources'])
    this.#readLimits(input['limits'])
    this.#readChanges(input['changes'])
    const defaults = this.#readDefaults(input['defaults'])
    this.#readParts(input['parts'], defaults)
  }

  #refuse(path: string, message: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path, message })
  }

  /** Sentences begin with the place, so that they can stand alone in a log. */
  #refuseValue(path: string, rest: string): void {
    this.#refuse(path, `${path} ${rest}.`)
  }

  #check(path: string, value: unknown, check: Check): void {
    const wrong = check(value)
    if (wrong !== null) this.#refuseValue(path, wrong)
  }

  #refuseUnknownKeys(path: string, value: object, known: readonly string[], owner: string): void {
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.#refuseValue(below(path, key), `is not a key of ${owner}`)
    }
  }

  #readResources(value: unknown): void {
    if (value === undefined) return this.#refuseValue('resources', 'is missing')
    if (!isObject(value)) return this.#refuseValue('resources', `must be an object, but is ${quoted(value)}`)
    this.#resources = new Set(Object.keys(value))
    for (const [name, capacity] of Object.entries(value))
      this.#check(below('resources', name), capacity, amount)
  }

  #readLimits(value: unknown): void {
    if (value === undefined) return
    if (!isObject(value)) return this.#refuseValue('limits', `must be an object, but is ${quoted(value)}`)
    this.#groups = new Set(Object.keys(value))
    for (const [name, slots] of Object.entries(value)) {
      this.#check(below('limits', name), slots, whole(0, Number.MAX_SAFE_INTEGER))
    }
  }

  #readChanges(value: unknown): void {
    if (value === undefined) return
    if (!isObject(value)) return this.#refuseValue('changes', `must be an object, but is ${quoted(value)}`)
    for (const [resource, steps] of Object.entries(value)) {
      const path = below('changes', resource)
      this.#requireResource(path, resource)
      if (!Array.isArray(steps)) {
        this.#refuseValue(path, `must be a list of [time, capacity], but is ${quoted(steps)}`)
        continue
      }
      let previous = -Infinity
      for (const [index, step] of steps.entries())
        previous = this.#readChange(`${path}[${index}]`, step, previous)
    }
  }

  #readChange(path: string, step: unknown, previous: number): number {
    if (!Array.isArray(step) || step.length !== 2) {
      this.#refuseValue(path, 'must be a pair [time, capacity]')
      return previous
    }
    this.#check(`${path}[0]`, step[0], amount)
    this.#check(`${path}[1]`, step[1], amount)
    if (typeof step[0] !== 'number') return previous
    if (step[0] <= previous) this.#refuseValue(`${path}[0]`, 'must be later than the change before it')
    return step[0]
  }

  #requireResource(path: string, resource: string): void {
    if (!this.#resources.has(resource)) {
      this.#refuseValue(path, `names resource ${quoted(resource)}, which resources does not list`)
    }
  }

  #readDefaults(value: unknown): Record<string, unknown> {
    if (value === undefined) return {}
    if (!isObject(value)) {
      this.#refuseValue('defaults', `must be an object, but is ${quoted(value)}`)
      return {}
    }
    this.#readSettings('defaults', value, 'defaults', [])
    return value
  }

  #readParts(value: unknown, defaults: Record<string, unknown>): void {
    if (value === undefined) return this.#refuseValue('parts', 'is missing')
    if (!Array.isArray(value)) return this.#refuseValue('parts', `must be a list, but is ${quoted(value)}`)
    if (value.length === 0) return this.#refuseValue('parts', 'is empty: there is nothing to forecast')
    if (value.length > MOST_PARTS) {
      return this.#refuseValue(
        'parts',
        `has ${value.length} entries, but at most ${MOST_PARTS} are forecast at once`,
      )
    }
    const parts: readonly unknown[] = value
    for (const [index, part] of parts.entries()) this.#readName(`parts[${index}]`, part, index)
    for (const [index, part] of parts.entries()) {
      if (this.problems.length >= MOST_PROBLEMS) return
      if (isObject(part)) this.#readPart(`parts[${index}]`, part, defaults)
    }
    this.#readOrder(parts, defaults)
  }

  #readName(path: string, part: unknown, index: number): void {
    if (!isObject(part)) return this.#refuseValue(path, `must be an object, but is ${quoted(part)}`)
    const name = part['name']
    if (name === undefined) return this.#refuseValue(`${path}.name`, 'is missing')
    if (typeof name !== 'string' || name === '') {
      return this.#refuseValue(`${path}.name`, `must be a text that is not empty, but is ${quoted(name)}`)
    }
    const earlier = this.#names.get(name)
    if (earlier !== undefined) {
      return this.#refuseValue(`${path}.name`, `repeats ${quoted(name)}, the name of parts[${earlier}]`)
    }
    this.#names.set(name, index)
  }

  #readPart(path: string, part: Record<string, unknown>, defaults: Record<string, unknown>): void {
    this.#readSettings(path, part, 'a part', ['name'])
    if (part['mem'] === undefined && defaults['mem'] === undefined) {
      this.#refuseValue(below(path, 'mem'), 'is missing, and defaults do not give it')
    }
    const own = part['path'] !== undefined || part['paths'] !== undefined
    const { path: single, paths } = own ? part : defaults
    const cap = part['cap'] === undefined ? defaults['cap'] : part['cap']
    if (Array.isArray(paths)) {
      for (const [index, each] of (paths as readonly unknown[]).entries()) {
        if (!isObject(each)) continue
        const ceiling = each['cap'] === undefined ? cap : each['cap']
        this.#requireLimit(`${below(path, 'paths')}[${index}].path`, each['path'], ceiling)
      }
    } else if (single === undefined && paths === undefined) {
      this.#refuseValue(below(path, 'path'), 'is missing, and defaults do not give it')
    } else this.#requireLimit(below(path, 'path'), single, cap)
  }

  #requireLimit(path: string, uses: unknown, cap: unknown): void {
    if (!isObject(uses) || typeof cap === 'number') return
    if (Object.values(uses).some((use) => use !== 0)) return
    this.#refuseValue(path, 'uses no resource and there is no cap: its rate would have no limit')
  }

  #readSettings(
    path: string,
    settings: Record<string, unknown>,
    owner: string,
    moreKeys: readonly string[],
  ): void {
    for (const [key, value] of Object.entries(settings)) {
      const at = below(path, key)
      if (isPlainSetting(key)) this.#check(at, value, settingChecks[key])
      else if (key === 'path') this.#readPath(at, value)
      else if (key === 'paths') this.#readPaths(at, value, settings['path'] !== undefined)
      else if (key === 'groups') this.#readNames(at, value, this.#groups, 'group', 'limits')
      else if (key === 'after') this.#readNames(at, value, null, 'part', 'parts')
      else if (!moreKeys.includes(key)) this.#refuseValue(at, `is not a key of ${owner}`)
    }
  }

  #readPath(path: string, value: unknown): void {
    if (!isObject(value)) return this.#refuseValue(path, `must be an object, but is ${quoted(value)}`)
    for (const [resource, use] of Object.entries(value)) {
      const at = below(path, resource)
      this.#requireResource(at, resource)
      if (use !== null) this.#check(at, use, amount)
    }
  }

  #readPaths(path: string, value: unknown, besidePath: boolean): void {
    if (besidePath) return this.#refuseValue(path, 'cannot stand beside path: a move has one or the other')
    if (!Array.isArray(value)) {
      return this.#refuseValue(path, `must be a list of paths, but is ${quoted(value)}`)
    }
    if (value.length === 0 || value.length > MOST_PATHS) {
      return this.#refuseValue(path, `must list 1 to ${MOST_PATHS} paths, but lists ${value.length}`)
    }
    for (const [index, each] of (value as readonly unknown[]).entries()) {
      const at = `${path}[${index}]`
      if (!isObject(each)) {
        this.#refuseValue(at, `must be an object with path and cap, but is ${quoted(each)}`)
        continue
      }
      this.#refuseUnknownKeys(at, each, ['path', 'cap'], 'a path')
      if (each['path'] === undefined) this.#refuseValue(`${at}.path`, 'is missing')
      else this.#readPath(`${at}.path`, each['path'])
      if (each['cap'] !== undefined) this.#check(`${at}.cap`, each['cap'], orNone(amount))
    }
  }

  /** A list of names; `known` null: they are part names, looked up when all parts have been read. */
  #readNames(path: string, value: unknown, known: Set<string> | null, kind: string, list: string): void {
    if (!Array.isArray(value)) {
      return this.#refuseValue(path, `must be a list of names, but is ${quoted(value)}`)
    }
    const seen = new Set<unknown>()
    for (const [index, name] of value.entries()) {
      const at = `${path}[${index}]`
      if (typeof name !== 'string') this.#refuseValue(at, `must be a name, but is ${quoted(name)}`)
      else if (seen.has(name)) this.#refuseValue(at, `names ${kind} ${quoted(name)} a second time`)
      else if (!(known ?? this.#names).has(name) && (known !== null || this.#names.size > 0)) {
        this.#refuseValue(at, `names ${kind} ${quoted(name)}, which ${list} do not list`)
      }
      seen.add(name)
    }
  }

  /** Refuses parts that wait for each other in a circle. */
  #readOrder(parts: readonly unknown[], defaults: Record<string, unknown>): void {
    if (this.problems.length > 0) return
    const after = (parts as { after?: readonly string[] }[]).map(
      (part) => part.after ?? defaults['after'] ?? [],
    )
    const waitsFor = after.map((names) => (names as readonly string[]).map((name) => this.#names.get(name)!))
    const left = waitsFor.map((before) => before.length)
    const followers: number[][] = parts.map(() => [])
    for (const [index, before] of waitsFor.entries()) for (const each of before) followers[each]!.push(index)
    const free = left.flatMap((count, index) => (count === 0 ? [index] : []))
    for (let i = 0; i < free.length; i += 1) {
      for (const follower of followers[free[i]!]!) {
        left[follower] = left[follower]! - 1
        if (left[follower] === 0) free.push(follower)
      }
    }
    const stuck = left.findIndex((count) => count > 0)
    if (stuck >= 0) {
      this.#refuseValue(
        `parts[${stuck}].after`,
        'can never be met: the parts it names wait for each other or for it',
      )
    }
  }
}
