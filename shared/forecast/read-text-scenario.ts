import { MOST_PARTS } from './parse-scenario.ts'
import { amount, quoted } from './scenario-checks.ts'
import type { ScenarioProblem } from './scenario-checks.ts'

export type TextRoute = { readonly line: number; readonly links: readonly string[] }

/** One `vm` line. */
export type TextMachine = {
  readonly line: number
  readonly name: string
  readonly source: string
  readonly target: string
  readonly ramMib: number
  readonly speedMib: number
  /** Percent. */
  readonly intensity: number
  readonly start: number
  readonly load: number
  readonly writtenMib: number | null
}

/** Reading on after so many problems helps nobody. */
const MOST_PROBLEMS = 50

/** The lines of a text scenario as they stand, and what is wrong with them, by line. */
export class TextScenarioReader {
  readonly problems: ScenarioProblem[] = []
  readonly hosts = new Map<string, { readonly speed: number; readonly cores: number }>()
  readonly links = new Map<string, { readonly bytesPerSecond: number; readonly latency: number }>()
  /** By `source target`, both ways. */
  readonly routes = new Map<string, TextRoute>()
  readonly limits = new Map<string, number>()
  readonly machines: TextMachine[] = []
  readonly #limitLine = new Map<string, number>()
  readonly #names = new Set<string>()
  #line = 0

  read(text: string): void {
    for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
      this.#line += 1
      if (this.problems.length >= MOST_PROBLEMS) return
      const words = line.replace(/#.*$/, '').trim().split(/\s+/)
      if (words[0] !== '') this.#readLine(words[0]!, words.slice(1))
    }
    this.#checkNames()
    if (this.machines.length === 0) this.#refuse('has no vm line: there is nothing to forecast', 0)
    if (this.machines.length > MOST_PARTS) {
      this.#refuse(`has ${this.machines.length} machines, but at most ${MOST_PARTS} are forecast at once`, 0)
    }
  }

  #readLine(word: string, rest: readonly string[]): void {
    if (word === 'host') this.#readHost(rest)
    else if (word === 'link') this.#readLink(rest)
    else if (word === 'route') this.#readRoute(rest)
    else if (word === 'limit') this.#readLimit(rest)
    else if (word === 'vm') this.#readMachine(rest)
    else this.#refuse(`begins with ${quoted(word)}, which is none of host, link, route, limit, vm`)
  }

  /** Line 0 stands for the whole text. */
  #refuse(rest: string, line = this.#line): void {
    if (this.problems.length >= MOST_PROBLEMS) return
    const path = line === 0 ? '' : `line ${line}`
    this.problems.push({ path, message: `${line === 0 ? 'The scenario' : `Line ${line}`} ${rest}.` })
  }

  #readHost(rest: readonly string[]): void {
    const [name] = rest
    const numbers = this.#numbers('host', rest, 1, ['speed', 'cores'], 1)
    if (name === undefined || numbers === null) return
    if (this.hosts.has(name)) return this.#refuse(`repeats host ${quoted(name)}`)
    this.hosts.set(name, { speed: numbers[0]!, cores: numbers[1] ?? 1 })
  }

  #readLink(rest: readonly string[]): void {
    const [name] = rest
    const numbers = this.#numbers('link', rest, 1, ['bytes/s', 'latency'], 1)
    if (name === undefined || numbers === null) return
    if (this.links.has(name)) return this.#refuse(`repeats link ${quoted(name)}`)
    this.links.set(name, { bytesPerSecond: numbers[0]!, latency: numbers[1] ?? 0 })
  }

  #readRoute(rest: readonly string[]): void {
    const [source, target, ...links] = rest
    if (source === undefined || target === undefined || links.length === 0) {
      return this.#refuse('must be: route A B link...')
    }
    if (source === target) return this.#refuse(`leads from ${quoted(source)} to itself`)
    const known = this.routes.get(`${source} ${target}`)
    if (known !== undefined) {
      if (known.links.join(' ') === links.join(' ')) return
      return this.#refuse(`gives ${source} and ${target} another route than line ${known.line}`)
    }
    const route = { line: this.#line, links }
    this.routes.set(`${source} ${target}`, route)
    this.routes.set(`${target} ${source}`, route)
  }

  #readLimit(rest: readonly string[]): void {
    const [host] = rest
    const numbers = this.#numbers('limit', rest, 1, ['n'], 1)
    if (host === undefined || numbers === null) return
    if (!Number.isInteger(numbers[0])) return this.#refuse(`n must be a whole number, but is ${rest[1]}`)
    if (this.limits.has(host)) return this.#refuse(`repeats the limit of ${quoted(host)}`)
    this.limits.set(host, numbers[0]!)
    this.#limitLine.set(host, this.#line)
  }

  #readMachine(rest: readonly string[]): void {
    const [name, source, target] = rest
    const wanted = ['ramMiB', 'migMiB/s', 'intensity%', 'start', 'load', 'wssMiB']
    const numbers = this.#numbers('vm', rest, 3, wanted, 5)
    if (name === undefined || source === undefined || target === undefined || numbers === null) return
    if (this.#names.has(name)) return this.#refuse(`repeats vm ${quoted(name)}`)
    this.#names.add(name)
    const [ramMib, speedMib, intensity, start, load] = numbers as [number, number, number, number, number]
    const writtenMib = numbers[5] ?? null
    const figures = { ramMib, speedMib, intensity, start, load, writtenMib }
    this.machines.push({ line: this.#line, name, source, target, ...figures })
  }

  /** The numbers after the names of a line; at least `needed` of those that are `wanted`. null: refused. */
  #numbers(
    word: string,
    rest: readonly string[],
    names: number,
    wanted: readonly string[],
    needed: number,
  ): number[] | null {
    const given = rest.length - names
    if (given < needed || given > wanted.length) {
      const form = wanted.map((each, index) => (index < needed ? each : `[${each}]`)).join(' ')
      this.#refuse(`must be: ${word} ${names === 1 ? 'NAME' : 'NAME src dst'} ${form}`)
      return null
    }
    const numbers: number[] = []
    for (const [index, text] of rest.slice(names).entries()) {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
      const wrong = Number.isNaN(value) ? `must be a number, but is ${quoted(text)}` : amount(value)
      if (wrong !== null) {
        this.#refuse(`${wanted[index]!} ${wrong}`)
        return null
      }
      numbers.push(value)
    }
    return numbers
  }

  /** Lines may stand in any order, so names are looked up when all have been read. */
  #checkNames(): void {
    for (const [pair, { line, links }] of this.routes) {
      const [source, target] = pair.split(' ') as [string, string]
      if (source > target && this.routes.get(`${target} ${source}`)?.line === line) continue
      for (const host of [source, target]) this.#requireHost(host, line)
      for (const link of links) {
        if (!this.links.has(link)) this.#refuse(`names link ${quoted(link)}, which no line describes`, line)
      }
    }
    for (const [host, line] of this.#limitLine) this.#requireHost(host, line)
    for (const { line, source, target } of this.machines) {
      this.#requireHost(source, line)
      this.#requireHost(target, line)
      if (source === target) this.#refuse(`moves to the host it is on, ${quoted(source)}`, line)
      else if (!this.routes.has(`${source} ${target}`)) {
        this.#refuse(`needs a route from ${source} to ${target}, which no line describes`, line)
      }
    }
  }

  #requireHost(host: string, line: number): void {
    if (!this.hosts.has(host)) this.#refuse(`names host ${quoted(host)}, which no line describes`, line)
  }
}
