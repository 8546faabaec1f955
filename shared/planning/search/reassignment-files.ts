/**
 * The files of the ROADEF/EURO Challenge 2012 (machine reassignment): whitespace-separated whole numbers, in the order
 * of the problem statement, section "file formats". Machines become places, processes items, services groups.
 */
import type { ItemGroup, ReassignmentProblem } from './reassignment-problem.ts'

/** The limits of the problem statement. */
const LIMITS = {
  machines: 5_000,
  resources: 20,
  processes: 50_000,
  services: 50_000,
  dependencies: 5_000,
  balances: 10,
} as const
const LARGEST = 2 ** 31 - 1
/** Longest text that is looked at: a model of the largest size with numbers of full length has less. */
const LONGEST_TEXT = 512 * 2 ** 20
const LONGEST_NUMBER = 16

/** A file that is not what it should be: what is wrong, and at which value (from 1) on which line. */
export class ReassignmentFileError extends Error {
  override readonly name = 'ReassignmentFileError'
}

/** What a model file says; `problem` turns it into a problem together with an initial assignment. */
export interface ReassignmentModel {
  readonly machineCount: number
  readonly processCount: number
  /** Everything but `home`. */
  readonly problem: Omit<ReassignmentProblem, 'home'>
}

/** Reads whole numbers one by one and knows where it is. */
class Numbers {
  readonly #text: string
  #at = 0
  #line = 1
  #count = 0

  constructor(text: string) {
    if (text.length > LONGEST_TEXT) throw new ReassignmentFileError('The file is too long.')
    this.#text = text
  }

  /** The next number, from 0 to `most`. @throws ReassignmentFileError */
  next(what: string, most: number): number {
    this.#skipSpace()
    this.#count += 1
    const text = this.#text
    const start = this.#at
    let value = 0
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at)
      if (isSpace(code)) break
      if (code < 48 || code > 57) this.#refuse(what, `“${this.#word(start)}” is no whole number from 0`)
      value = value * 10 + (code - 48)
    }
    if (this.#at === start) this.#refuse(what, 'the file ends here')
    if (this.#at - start > LONGEST_NUMBER || value > most)
      this.#refuse(what, `${this.#word(start)} is more than ${most}`)
    return value
  }

  fill(array: Float64Array | Int32Array, from: number, count: number, what: string, most: number): void {
    for (let n = 0; n < count; n += 1) array[from + n] = this.next(what, most)
  }

  /** @throws ReassignmentFileError where something follows. */
  end(): void {
    this.#skipSpace()
    if (this.#at >= this.#text.length) return
    this.#count += 1
    this.#refuse('end of the file', `“${this.#word(this.#at)}” follows`)
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at)
      if (!isSpace(code)) return
      if (code === 10) this.#line += 1
    }
  }

  #word(start: number): string {
    let end = start
    while (end < this.#text.length && end < start + 20 && !isSpace(this.#text.charCodeAt(end))) end += 1
    return this.#text.slice(start, end)
  }

  #refuse(what: string, why: string): never {
    throw new ReassignmentFileError(`line ${this.#line}, value ${this.#count} (${what}): ${why}.`)
  }
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

/** Reads a model file. @throws ReassignmentFileError */
export function parseReassignmentModel(text: string): ReassignmentModel {
  const numbers = new Numbers(text)
  const resourceCount = numbers.next('number of resources', LIMITS.resources)
  const transient = new Uint8Array(resourceCount)
  const loadWeight = new Float64Array(resourceCount)
  for (let r = 0; r < resourceCount; r += 1) {
    transient[r] = numbers.next(`resource ${r}, transient`, 1)
    loadWeight[r] = numbers.next(`resource ${r}, load weight`, LARGEST)
  }
  const machines = readMachines(numbers, resourceCount)
  const machineCount = machines.location.length
  const services = readServices(numbers, machineCount)
  const processCount = numbers.next('number of processes', LIMITS.processes)
  const service = new Int32Array(processCount)
  const need = new Float64Array(processCount * resourceCount)
  const processMoveCost = new Float64Array(processCount)
  for (let p = 0; p < processCount; p += 1) {
    service[p] = numbers.next(`process ${p}, service`, services.length - 1)
    numbers.fill(need, p * resourceCount, resourceCount, `process ${p}, requirement`, LARGEST)
    processMoveCost[p] = numbers.next(`process ${p}, move cost`, LARGEST)
  }
  const balances = readBalances(numbers, resourceCount)
  const processWeight = numbers.next('weight of process moves', LARGEST)
  const groupMoveCost = numbers.next('weight of service moves', LARGEST)
  const machineWeight = numbers.next('weight of machine moves', LARGEST)
  numbers.end()
  const { capacity, safety, location, neighbourhood, moveCost } = machines
  const sizes = { machineCount, processCount, resourceCount }
  return {
    machineCount,
    processCount,
    problem: {
      itemCount: processCount,
      placeCount: machineCount,
      resourceCount,
      need,
      capacity,
      transient,
      ...softTerms(sizes, { need, capacity, safety, loadWeight }, balances),
      itemMoveCost: processMoveCost.map((cost) => cost * processWeight),
      placeMoveCost: machineWeight === 0 ? null : moveCost.map((cost) => cost * machineWeight),
      groupMoveCost,
      pairCost: null,
      openCost: null,
      allowed: null,
      groups: groupsOf(services, service),
      location,
      neighbourhood,
      nowhere: -1,
    },
  }
}

interface Machines {
  readonly capacity: Float64Array
  readonly safety: Float64Array
  readonly location: Int32Array
  readonly neighbourhood: Int32Array
  readonly moveCost: Float64Array
}

function readMachines(numbers: Numbers, resourceCount: number): Machines {
  const count = numbers.next('number of machines', LIMITS.machines)
  const machines: Machines = {
    capacity: new Float64Array(count * resourceCount),
    safety: new Float64Array(count * resourceCount),
    location: new Int32Array(count),
    neighbourhood: new Int32Array(count),
    moveCost: new Float64Array(count * count),
  }
  for (let m = 0; m < count; m += 1) {
    machines.neighbourhood[m] = numbers.next(`machine ${m}, neighbourhood`, count)
    machines.location[m] = numbers.next(`machine ${m}, location`, count)
    numbers.fill(machines.capacity, m * resourceCount, resourceCount, `machine ${m}, capacity`, LARGEST)
    numbers.fill(machines.safety, m * resourceCount, resourceCount, `machine ${m}, safety capacity`, LARGEST)
    numbers.fill(machines.moveCost, m * count, count, `machine ${m}, move cost`, LARGEST)
  }
  return machines
}

interface Service {
  readonly spread: number
  readonly dependsOn: readonly number[]
}

function readServices(numbers: Numbers, machineCount: number): Service[] {
  const count = numbers.next('number of services', LIMITS.services)
  return Array.from({ length: count }, (_, s) => {
    const spread = numbers.next(`service ${s}, spread`, machineCount)
    const dependencies = numbers.next(`service ${s}, number of dependencies`, LIMITS.dependencies)
    const dependsOn = Array.from({ length: dependencies }, () =>
      numbers.next(`service ${s}, dependency`, count - 1),
    )
    return { spread, dependsOn }
  })
}

interface Balance {
  readonly first: number
  readonly second: number
  readonly target: number
  readonly weight: number
}

function readBalances(numbers: Numbers, resourceCount: number): Balance[] {
  const count = numbers.next('number of balances', LIMITS.balances)
  return Array.from({ length: count }, (_, b) => ({
    first: numbers.next(`balance ${b}, first resource`, resourceCount - 1),
    second: numbers.next(`balance ${b}, second resource`, resourceCount - 1),
    target: numbers.next(`balance ${b}, target`, LARGEST),
    weight: numbers.next(`balance ${b}, weight`, LARGEST),
  }))
}

/** Members by service. Services without a rule about places still count for the cost of service moves. */
function groupsOf(services: readonly Service[], service: Int32Array): ItemGroup[] {
  const members = services.map((): number[] => [])
  for (const [p, s] of service.entries()) members[s]!.push(p)
  return services.map(({ spread, dependsOn }, s) => ({
    members: Int32Array.from(members[s]!),
    keepApart: true,
    spread,
    dependsOn,
  }))
}

/**
 * Load cost, weight x max(0, use - safety), and balance cost, weight x max(0, target x free1 - free2), as terms: both
 * are the positive part of what an empty machine has plus what each process adds.
 */
function softTerms(
  sizes: { machineCount: number; processCount: number; resourceCount: number },
  tables: { need: Float64Array; capacity: Float64Array; safety: Float64Array; loadWeight: Float64Array },
  balances: readonly Balance[],
): Pick<ReassignmentProblem, 'termCount' | 'pressure' | 'push'> {
  const { machineCount, processCount, resourceCount: n } = sizes
  const { need, capacity, safety, loadWeight } = tables
  const loads = [...loadWeight.keys()].filter((r) => loadWeight[r]! > 0)
  const weighty = balances.filter(({ weight }) => weight > 0)
  const termCount = loads.length + weighty.length
  const pressure = new Float64Array(machineCount * termCount)
  const push = new Float64Array(processCount * termCount)
  for (const [term, r] of loads.entries()) {
    for (let m = 0; m < machineCount; m += 1) {
      pressure[m * termCount + term] = -loadWeight[r]! * safety[m * n + r]!
    }
    for (let p = 0; p < processCount; p += 1) push[p * termCount + term] = loadWeight[r]! * need[p * n + r]!
  }
  for (const [k, { first, second, target, weight }] of weighty.entries()) {
    const term = loads.length + k
    const mixed = (table: Float64Array, row: number): number =>
      weight * (target * table[row * n + first]! - table[row * n + second]!)
    for (let m = 0; m < machineCount; m += 1) pressure[m * termCount + term] = mixed(capacity, m)
    for (let p = 0; p < processCount; p += 1) push[p * termCount + term] = -mixed(need, p)
  }
  return { termCount, pressure, push }
}

/** Reads an assignment: one machine per process, from 0. @throws ReassignmentFileError */
export function parseAssignment(text: string, model: ReassignmentModel): Int32Array {
  const numbers = new Numbers(text)
  const assignment = new Int32Array(model.processCount)
  for (let p = 0; p < assignment.length; p += 1) {
    assignment[p] = numbers.next(`machine of process ${p}`, model.machineCount - 1)
  }
  numbers.end()
  return assignment
}

/** The text of an assignment file. */
export function assignmentText(assignment: Int32Array): string {
  return `${assignment.join(' ')}\n`
}
