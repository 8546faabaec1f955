/**
 * Tight fleets with wanted moves, and what exhaustive search says about them. Knows nothing of the planner's code: its
 * servers hold partitions, and whether something fits is counted from who is where.
 */
import { SeededRandom } from '../../shared/planning/random.ts'

export interface TightPartition {
  readonly home: number
  readonly memory: number
  readonly units: number
  readonly name: string
  /** Null: it stays. */
  readonly target: number | null
}

export interface TightFleet {
  readonly memory: readonly number[]
  readonly units: readonly number[]
  readonly partitions: readonly TightPartition[]
  /** By partition, then by server: whether the mobility rules let it go there. */
  readonly allowed: readonly (readonly boolean[])[]
}

/** Where a partition is: one server, or two while it moves. */
type Places = readonly (readonly number[])[]

/** Servers filled to 85-97 % of their memory, at most `most` wanted moves; mostly such that the end fits. */
export function tightFleet(seed: number, most: number, servers?: number): TightFleet {
  const random = new SeededRandom(seed)
  const draws = { from: (low: number, high: number): number => low + random.below(high - low + 1) }
  const count = servers ?? draws.from(2, 5)
  const memory = Array.from({ length: count }, () => draws.from(90, 130))
  const largest = draws.from(8, 32)
  const homes: { home: number; memory: number }[] = []
  for (const [home, capacity] of memory.entries()) {
    const wanted = (capacity * draws.from(85, 97)) / 100
    for (let used = 0; used < wanted;) {
      const one = Math.min(draws.from(2, largest), Math.floor(capacity * 0.97) - used)
      if (one <= 0) break
      homes.push({ home, memory: one })
      used += one
    }
  }
  const unitsOf = homes.map(() => draws.from(1, 40))
  const units = memory.map((_, server) => {
    const used = homes.reduce((sum, one, i) => sum + (one.home === server ? unitsOf[i]! : 0), 0)
    return used + draws.from(20, 120)
  })
  const hasTwins = draws.from(0, 2) === 0
  const firstOf = [0, 1].map((server) => homes.findIndex(({ home }) => home === server))
  const partitions = homes.map((one, i) => ({
    ...one,
    units: unitsOf[i]!,
    name: hasTwins && firstOf.includes(i) ? 'twin' : `p${i}`,
    target: null as number | null,
  }))
  const goesWrong = draws.from(0, 19) === 0
  for (let tries = 0, wanted = draws.from(2, most); tries < 400 && wanted > 0; tries += 1) {
    const one = partitions[draws.from(0, partitions.length - 1)]!
    const target = draws.from(0, count - 1)
    // Rather a partner of the way back than somewhere at random: cycles are what is asked about.
    const back = partitions.filter((other) => other.home === target && other.target === null)
    const partner = back[draws.from(0, Math.max(0, back.length - 1))]
    if (one.target !== null || target === one.home || partner === undefined) continue
    one.target = target
    const isPair = draws.from(0, 3) > 0 && wanted > 1
    if (isPair) partner.target = draws.from(0, 2) > 0 ? one.home : draws.from(0, count - 1)
    if (partner.target === partner.home) partner.target = null
    if (!goesWrong && !fits({ memory, units, partitions, allowed: [] }, ends(partitions))) {
      one.target = null
      partner.target = null
      continue
    }
    wanted -= partner.target === null ? 1 : 2
  }
  const allowed = partitions.map(() => memory.map(() => draws.from(1, 100) <= 85))
  return { memory, units, partitions, allowed }
}

const ends = (partitions: readonly TightPartition[]): Places =>
  partitions.map(({ home, target }) => [target ?? home])

export const moversOf = ({ partitions }: TightFleet): readonly number[] =>
  partitions.flatMap(({ target }, i) => (target === null ? [] : [i]))

/** Whether every server holds who is on it, all of those on two servers counted on both; and names are there once. */
export function fits({ memory, units, partitions }: TightFleet, places: Places): boolean {
  const memoryLeft = [...memory]
  const unitsLeft = [...units]
  const names = new Set<string>()
  for (const [i, { memory: size, units: share, name }] of partitions.entries())
    for (const server of places[i]!) {
      memoryLeft[server]! -= size
      unitsLeft[server]! -= share
      if (names.has(`${server} ${name}`)) return false
      names.add(`${server} ${name}`)
    }
  return [...memoryLeft, ...unitsLeft].every((left) => left >= 0)
}

/** A move of the oracle: a partition goes from one server to another once others are through. */
export interface Step {
  readonly partition: number
  readonly from: number
  readonly to: number
  readonly after: readonly number[]
}

/** Where everybody is: `states` by step, 0 not begun, 1 under way, 2 over. */
function placesOf(fleet: TightFleet, steps: readonly Step[], states: readonly number[]): Places {
  const places = fleet.partitions.map(({ home }) => [home])
  for (const [i, { partition, from, to }] of steps.entries()) {
    if (states[i] === 1) places[partition] = [from, to]
    // The second way of two is later in the list.
    if (states[i] === 2) places[partition] = [to]
  }
  return places
}

/** Whether one at a time, in some order, everybody arrives. */
export function hasSequence(fleet: TightFleet, steps: readonly Step[]): boolean {
  const failed = new Set<number>()
  const go = (done: number): boolean => {
    if (done === 2 ** steps.length - 1) return true
    if (failed.has(done)) return false
    for (const [i, { after }] of steps.entries()) {
      if ((done >> i) % 2 === 1 || after.some((one) => (done >> one) % 2 === 0)) continue
      const states = steps.map((_, j) => (j === i ? 1 : (done >> j) % 2 === 1 ? 2 : 0))
      if (fits(fleet, placesOf(fleet, steps, states)) && go(done | (1 << i))) return true
    }
    failed.add(done)
    return false
  }
  return go(0)
}

export function straightSteps(fleet: TightFleet): readonly Step[] {
  return moversOf(fleet).map((partition) => {
    const { home, target } = fleet.partitions[partition]!
    return { partition, from: home, to: target!, after: [] }
  })
}

/** Whether everybody arrives when one of them goes over a third server that may take it. */
export function hasDetour(fleet: TightFleet): boolean {
  const steps = straightSteps(fleet)
  return steps.some(({ partition, from, to }, i) =>
    fleet.memory.some((_, rest) => {
      if (rest === from || rest === to || fleet.allowed[partition]![rest] !== true) return false
      const others = steps.filter((_, j) => j !== i)
      return hasSequence(fleet, [
        ...others,
        { partition, from, to: rest, after: [] },
        { partition, from: rest, to, after: [others.length] },
      ])
    }),
  )
}

/**
 * Whether every server holds who is on it at every instant of every timing the steps allow; looks at all states that
 * can be reached. The steps of one partition are in the order of its ways.
 */
export function holdsInEveryTiming(fleet: TightFleet, steps: readonly Step[]): boolean {
  const seen = new Set<string>()
  const open: number[][] = [steps.map(() => 0)]
  for (let states = open.pop(); states !== undefined; states = open.pop()) {
    const key = states.join('')
    if (seen.has(key)) continue
    seen.add(key)
    if (!fits(fleet, placesOf(fleet, steps, states))) return false
    for (const [i, { after }] of steps.entries()) {
      if (states[i] === 2 || (states[i] === 0 && after.some((one) => states[one] !== 2))) continue
      open.push(states.with(i, states[i]! + 1))
    }
  }
  return seen.has(steps.map(() => 2).join(''))
}
