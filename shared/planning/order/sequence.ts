/**
 * One move after the other: the moves of a problem in a sequence in which each finds its room, or the proof that there
 * is none. An order of moves that overlap exists exactly where a sequence does: a sequence is such an order, and any
 * order can be carried out one move at a time.
 *
 * Three facts keep the search small and its "no" a proof:
 * 1. A move may go first where everything still to come fits its target's rooms beside it: it takes nothing from
 *    anybody, and what it gives back only helps.
 * 2. "A waits for room that B gives back" splits the moves into strongly connected components. One that waits for
 *    nobody outside may be dealt with entirely before the others: nobody outside gives it room; and once it is through,
 *    all who give its rooms back have done so, so that what is still to come has to fit beside it in any order.
 * 3. Which moves are done decides what is free, so no set of done moves is looked at twice.
 */
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { components } from './components.ts'
import { freeRoom, type OrderProblem, type WantedMove } from './order-problem.ts'

export type Sequence =
  | { readonly kind: 'found'; readonly sequence: readonly number[] }
  /** Proven: no sequence lets all `stuck` go; `free` is the room they find, everything they could wait for being done. */
  | { readonly kind: 'stuck'; readonly stuck: readonly number[]; readonly free: Float64Array }
  /** The limit was reached, or the search was to stop, among `stuck`. */
  | { readonly kind: 'limit'; readonly stuck: readonly number[] }

/** Steps left, shared by the searches of one question; hooks may end it early. */
export interface Budget {
  steps: number
  readonly hooks: PlanningHooks
}

/**
 * Finds a sequence. Deterministic; polls the hooks at every branch.
 * @throws PlanningAbandoned
 */
export function findSequence(problem: OrderProblem, budget: Budget): Sequence {
  return new Search(problem, budget).run()
}

type Answer = 'found' | 'stuck' | 'limit'

class Search {
  readonly #moves: readonly WantedMove[]
  readonly #budget: Budget
  readonly #free: Float64Array
  readonly #wanted: Float64Array
  readonly #done: Uint8Array
  readonly #sequence: number[] = []
  readonly #failed = new Set<string>()

  constructor(problem: OrderProblem, budget: Budget) {
    this.#moves = problem.moves
    this.#budget = budget
    this.#free = freeRoom(problem)
    this.#wanted = new Float64Array(problem.rooms.length)
    this.#done = new Uint8Array(problem.moves.length)
  }

  run(): Sequence {
    const overfull = this.#overfull()
    if (overfull !== null) return { kind: 'stuck', stuck: overfull, free: this.#free }
    let left = this.#moves.map((_, move) => move)
    for (;;) {
      left = this.#harmless(left)
      if (left.length === 0) return { kind: 'found', sequence: this.#sequence }
      const stuck = this.#firstComponent(left)
      const answer = this.#branch(stuck)
      if (answer === 'stuck') return { kind: 'stuck', stuck, free: this.#free }
      if (answer === 'limit') return { kind: 'limit', stuck }
    }
  }

  /** Who goes to a room that does not hold everybody even when all is over; null where there is none. */
  #overfull(): readonly number[] | null {
    const balance = Float64Array.from(this.#free)
    for (const { takes, gives } of this.#moves) {
      for (const { room, amount } of takes) balance[room] = balance[room]! - amount
      for (const { room, amount } of gives) balance[room] = balance[room]! + amount
    }
    const room = balance.findIndex((left) => left < 0)
    if (room < 0) return null
    return this.#moves.flatMap(({ takes }, move) =>
      takes.some((one) => one.room === room && one.amount > 0) ? [move] : [],
    )
  }

  /** Deals with `left`, and with nobody else. */
  #solve(left: readonly number[]): Answer {
    let rest = left
    for (;;) {
      rest = this.#harmless(rest)
      if (rest.length === 0) return 'found'
      const answer = this.#branch(this.#firstComponent(rest))
      if (answer !== 'found') return answer
    }
  }

  /** Tries every member of a component as the next one; undoes what does not lead anywhere. */
  #branch(members: readonly number[]): Answer {
    const key = `${pack(this.#done)} ${members.join(' ')}`
    if (this.#failed.has(key)) return 'stuck'
    const mark = this.#sequence.length
    for (const move of this.#bestFirst(members)) {
      if (isSpent(this.#budget)) return 'limit'
      this.#budget.steps -= 1
      this.#go(move)
      const answer = this.#solve(members.filter((one) => one !== move))
      if (answer === 'found') return answer
      while (this.#sequence.length > mark) this.#undo()
      if (answer === 'limit') return answer
    }
    this.#failed.add(key)
    return 'stuck'
  }

  /** Lets everybody go who is in nobody's way; answers who is left. */
  #harmless(moves: readonly number[]): number[] {
    let left = moves.filter((move) => this.#done[move] === 0)
    for (;;) {
      this.#countWanted(left)
      const before = left.length
      left = left.filter((move) => {
        const fits = this.#moves[move]!.takes.every(({ room }) => this.#wanted[room]! <= this.#free[room]!)
        if (fits) this.#go(move)
        return !fits
      })
      if (left.length === before) return left
      isToStop(this.#budget.hooks)
    }
  }

  /** Those who wait for nobody outside, of moves whose wants are counted. */
  #firstComponent(left: readonly number[]): readonly number[] {
    const givers = new Map<number, number[]>()
    for (const [at, move] of left.entries())
      for (const { room } of this.#moves[move]!.gives) {
        const known = givers.get(room)
        if (known === undefined) givers.set(room, [at])
        else known.push(at)
      }
    const edges = left.map((move) =>
      this.#moves[move]!.takes.flatMap(({ room }) =>
        this.#wanted[room]! > this.#free[room]! ? (givers.get(room) ?? []) : [],
      ),
    )
    return components(edges)[0]!.map((at) => left[at]!)
  }

  /** Members that find their room now: who relieves short rooms most comes first. */
  #bestFirst(members: readonly number[]): readonly number[] {
    this.#countWanted(members)
    const relief = (move: number): number => {
      const { takes, gives } = this.#moves[move]!
      return this.#shares(gives) - this.#shares(takes)
    }
    return members
      .filter((move) => this.#moves[move]!.takes.every(({ room, amount }) => amount <= this.#free[room]!))
      .map((move) => ({ move, relief: relief(move) }))
      .toSorted((a, b) => b.relief - a.relief || a.move - b.move)
      .map(({ move }) => move)
  }

  /** Amounts as shares of what is short in their rooms. */
  #shares(amounts: OrderProblem['moves'][number]['takes']): number {
    return amounts.reduce((sum, { room, amount }) => {
      const short = this.#wanted[room]! - this.#free[room]!
      return short > 0 ? sum + amount / short : sum
    }, 0)
  }

  #countWanted(moves: readonly number[]): void {
    this.#wanted.fill(0)
    for (const move of moves)
      for (const { room, amount } of this.#moves[move]!.takes)
        this.#wanted[room] = this.#wanted[room]! + amount
  }

  #go(move: number): void {
    this.#change(move, 1)
    this.#done[move] = 1
    this.#sequence.push(move)
    for (const { room, amount } of this.#moves[move]!.takes) this.#wanted[room] = this.#wanted[room]! - amount
  }

  #undo(): void {
    const move = this.#sequence.pop()!
    this.#change(move, -1)
    this.#done[move] = 0
  }

  #change(move: number, sign: 1 | -1): void {
    const { takes, gives } = this.#moves[move]!
    for (const { room, amount } of takes) this.#free[room] = this.#free[room]! - sign * amount
    for (const { room, amount } of gives) this.#free[room] = this.#free[room]! + sign * amount
  }
}

/** Whether no steps are left; a wish to stop spends them all. @throws PlanningAbandoned */
export function isSpent(budget: Budget): boolean {
  if (isToStop(budget.hooks)) budget.steps = 0
  return budget.steps <= 0
}

/** Flags as text, sixteen a character. */
function pack(flags: Uint8Array): string {
  const words = new Uint16Array(Math.ceil(flags.length / 16))
  for (let i = 0; i < flags.length; i += 1)
    if (flags[i] === 1) words[i >> 4] = words[i >> 4]! | (1 << (i & 15))
  return String.fromCharCode(...words)
}
