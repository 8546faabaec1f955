/**
 * What would make an impossible evacuation possible: the smallest changes of each kind, each planned with, never guessed
 * (planning README, "What would make it possible").
 */
import type { Partition } from '../../inventory/fleet.ts'
import { defaultDlpar } from '../../plan/dlpar.ts'
import {
  RELAXATIONS_VERSION,
  type HeldPartition,
  type PlanRelaxations,
  type Relaxation,
  type RelaxationChange,
} from '../../plan/relaxations.ts'
import type { UnplacedPartition } from '../../plan/plan-document.ts'
import type { PlanningHooks } from '../hooks.ts'
import { moveTypeOf } from '../../mobility/move-type.ts'
import {
  blockOf,
  named,
  possibleChanges,
  softened,
  type RoomChange,
  type StuckRequest,
} from './possible-changes.ts'
import { leastOfRule, leastRoom, leastSteps, oneLess } from './least-amounts.ts'
import { heldBy } from './held-by.ts'
import { leaveOut } from './leave-out.ts'
import { best, lessThan, sizeOf } from './ranking.ts'
import { relaxationSentence } from './sentence.ts'
import { smallestSet } from './smallest-set.ts'
import { OutOfTries, Trials } from './trials.ts'
import { isReasonOfRule, reasonId } from '../rules/rule-book.ts'

/** Answers of one kind: others would ask for something else of the same. */
const MOST_OF_A_KIND = 2
/** Answers of several kinds together, where no single kind does. */
const MOST_MIXED = 3
/** Room on several servers is looked for in so many steps for each. */
const SHARES = 64
/** Parts of an answer of which it is proven that none can be missing. */
const MOST_PROOFS = 8

export interface ImpossiblePlan extends Omit<StuckRequest, 'stuck' | 'reasonIds'> {
  /** Why, of each partition that should move and does not. */
  readonly unplaced: readonly UnplacedPartition[]
  /** Left by the user's wish. */
  readonly left: readonly UnplacedPartition[]
  /** Of the plan as it is in the median run; null where it never ends. */
  readonly makespanS: number | null
  readonly boundS: number | null
}

/** The smallest relaxations of a request that leaves somebody or ends too late; null where nothing is to be relaxed. */
export function findRelaxations(found: ImpossiblePlan, hooks: PlanningHooks): PlanRelaxations | null {
  const { unplaced, left, request } = found
  const late = minutesLate(request, found.makespanS)
  if (unplaced.length + left.length === 0 && (late === null || late <= 0)) return null
  return new Search(found, hooks).run()
}

class Search {
  readonly #found: ImpossiblePlan
  readonly #trials: Trials
  readonly #answers: Relaxation[] = []
  readonly #all: number
  #held: readonly HeldPartition[] = []
  /** What every answer needs. */
  #base: readonly RelaxationChange[] = []

  constructor(found: ImpossiblePlan, hooks: PlanningHooks) {
    const { request, index, movable } = found
    this.#found = found
    this.#trials = new Trials(request, index, movable.length * index.fleet.servers.length, hooks)
    const emptied = [...new Set(request.goal.serverIds)]
    this.#all = emptied.reduce((sum, id) => sum + index.partitionsOf(id).length, 0)
  }

  run(): PlanRelaxations | null {
    const complete = this.#look()
    const answers = best(this.#answers)
    if (answers.length + this.#held.length === 0 && this.#found.unplaced.length === 0) return null
    return {
      version: RELAXATIONS_VERSION,
      answers,
      held: this.#held,
      tries: this.#trials.tries,
      complete,
    }
  }

  /** False where the steps ran out, or somebody stopped it. */
  #look(): boolean {
    try {
      if (this.#found.unplaced.length > 0) this.#forTheStuck()
      else if (this.#found.left.length > 0) this.#againstTheWish()
      else this.#forTheWindow()
      return true
    } catch (error) {
      if (error instanceof OutOfTries) return false
      throw error
    }
  }

  #forTheStuck(): void {
    const { index, movable, unplaced } = this.#found
    const stuck = unplaced.flatMap(({ partitionId }) => index.partitionById.get(partitionId) ?? [])
    const reasonIds = new Set(unplaced.flatMap(({ reasons }) => reasons.map(({ ruleId }) => ruleId)))
    const possible = possibleChanges({ ...this.#found, stuck, reasonIds })
    const { targets, unknowns, rules, rooms } = possible
    const helpless = this.#settleWhoIsHeld([...targets, ...unknowns, ...rules, ...rooms])
    const waiting = stuck.filter(({ id }) => !this.#held.some(({ partitionId }) => partitionId === id))
    if (waiting.length === 0) return
    if (this.#trials.works(this.#base)) this.#offer(this.#base)
    else {
      const others = waiting.filter(({ id }) => !helpless.has(id))
      const shutDowns = others.filter(isRunning).map((one) => shutDown(one))
      for (const family of [targets, unknowns, rules, shutDowns]) this.#fromFamily(family)
      if (this.#found.request.options.dlpar === undefined)
        this.#fromFamily([{ kind: 'allow-dlpar', ...defaultDlpar }])
      this.#fromRooms(rooms)
      if (this.#answers.length === 0)
        this.#fromAll([...targets, ...unknowns, ...rules, ...rooms, ...shutDowns])
      if (this.#base.length === 0 && movable.some((one) => moveTypeOf(one) === 'inactive'))
        this.#fromFamily([{ kind: 'inactive', moved: false }])
      const out = leaveOut(this.#trials, this.#base, movable, others)
      if (out !== null) this.#offer(out.changes, out.proven)
    }
  }

  /** Sorts out whom nothing helps, and who has to be shut down whatever else is done; these are answered. */
  #settleWhoIsHeld(everything: readonly RelaxationChange[]): ReadonlySet<string> {
    const { index, unplaced } = this.#found
    const beyond = new Set(this.#trials.helplessWith(everything))
    const candidates = [...beyond].flatMap((id) => index.partitionById.get(id) ?? []).filter(isRunning)
    const shut = candidates.map((one) => shutDown(one))
    const helpless = shut.length === 0 ? beyond : new Set(this.#trials.helplessWith([...everything, ...shut]))
    this.#held = unplaced.filter(({ partitionId }) => helpless.has(partitionId)).map((one) => heldBy(one))
    this.#trials.giveUp([...helpless])
    this.#base = candidates.filter(({ id }) => !helpless.has(id)).map((one) => shutDown(one))
    return beyond
  }

  /** Smallest sets of one kind. */
  #fromFamily(family: readonly RelaxationChange[]): void {
    let rest = family
    for (let count = 0; count < MOST_OF_A_KIND && rest.length > 0; count += 1) {
      const set = smallestSet(rest, (members) => this.#trials.works([...this.#base, ...members]))
      if (set === null) return
      this.#offer(this.#lean(set.members))
      const taken = new Set(set.members)
      rest = rest.filter((change) => !taken.has(change))
    }
  }

  /** The least room on one server, and on several together where that is less. */
  #fromRooms(rooms: readonly RoomChange[]): void {
    const least = this.#leastOf(rooms)
    if (least !== null) this.#offer([least])
    if (rooms.length > 1 && this.#found.unplaced.length > 1) this.#fromAllRooms(rooms, least)
  }

  /** The server that needs least, as far as the steps allow to compare them. */
  #leastOf(rooms: readonly RoomChange[]): RoomChange | null {
    let least: RoomChange | null = null
    try {
      for (const room of rooms) {
        const limits: readonly RoomChange[] =
          least === null ? [room] : lessThan(room, least, this.#blockOf(room))
        const limit = limits.find((one) => this.#trials.works([...this.#base, one]))
        if (limit !== undefined) least = this.#leanRoom(limit, [])
      }
    } catch (error) {
      if (!(error instanceof OutOfTries) || least === null) throw error
    }
    return least
  }

  /** The same for all servers first, then as little for each as the others leave. */
  #fromAllRooms(rooms: readonly RoomChange[], single: RoomChange | null): void {
    const works = (some: readonly RoomChange[]): boolean =>
      this.#trials.works([...this.#base, ...some.filter((one) => sizeOf(one) > 0)])
    if (!works(rooms)) return
    const share = (part: number) => rooms.map((room) => this.#shareOf(room, part))
    const same = leastSteps(SHARES, (part) => works(share(part)))
    let lean: readonly RoomChange[] = share(same)
    for (const at of lean.keys()) {
      const room = rooms[at]!
      const part = leastSteps(same, (less) => works(lean.with(at, this.#shareOf(room, less))))
      lean = lean.with(at, this.#shareOf(room, part))
    }
    // Of what is left, whole amounts that nobody needs: processing units where memory was short, or the reverse.
    for (const [at, room] of lean.entries()) {
      for (const less of [
        { ...room, memoryMib: 0 },
        { ...room, centi: 0 },
      ]) {
        if (sizeOf(room) > 0 && works(lean.with(at, less))) lean = lean.with(at, less)
      }
    }
    const needed = lean.filter((room) => sizeOf(room) > 0)
    const size = needed.reduce((sum, room) => sum + sizeOf(room), 0)
    if (needed.length > 1 && (single === null || size < sizeOf(single))) this.#offer(needed)
  }

  #shareOf(room: RoomChange, part: number): RoomChange {
    const block = this.#blockOf(room)
    const memoryMib = Math.ceil(((room.memoryMib / block) * part) / SHARES) * block
    return { ...room, memoryMib, centi: Math.ceil((room.centi * part) / SHARES) }
  }

  /** Several kinds together, since none does alone; then without each of them. */
  #fromAll(everything: readonly RelaxationChange[]): void {
    const works = (members: readonly RelaxationChange[]): boolean =>
      this.#trials.works([...this.#base, ...members])
    const first = smallestSet(everything, works)
    if (first === null) return
    this.#offer(this.#lean(first.members))
    for (const { kind } of first.members.slice(0, MOST_MIXED - 1)) {
      const other = smallestSet(
        everything.filter((change) => change.kind !== kind),
        works,
      )
      if (other !== null) this.#offer(this.#lean(other.members))
    }
  }

  /** As little as possible of each change of a set that works. */
  #lean(changes: readonly RelaxationChange[]): readonly RelaxationChange[] {
    return changes.reduce<readonly RelaxationChange[]>((lean, change, at) => {
      const others = lean.toSpliced(at, 1)
      const works = (less: RelaxationChange): boolean => this.#trials.works([...this.#base, ...others, less])
      const less =
        change.kind === 'more-room'
          ? this.#leanRoom(change, others)
          : leastOfRule(change, this.#ruleOf(change), works)
      return lean.with(at, less)
    }, changes)
  }

  #leanRoom(room: RoomChange, others: readonly RelaxationChange[]): RoomChange {
    return leastRoom(room, this.#blockOf(room), (less) =>
      this.#trials.works([...this.#base, ...others, ...(sizeOf(less) > 0 ? [less] : [])]),
    )
  }

  /** Only wishes keep somebody: whether the rest of the server would have a place too. */
  #againstTheWish(): void {
    const { left, request } = this.#found
    const changes = new Map<string, RelaxationChange>()
    for (const { partitionId, partitionName, memoryMib, reasons } of left) {
      const ruleId = reasons[0]?.ruleId ?? ''
      if (ruleId === 'PLAN-EXCLUDED')
        changes.set(partitionId, { kind: 'include', partitionId, partitionName, memoryMib })
      else if (ruleId === 'PLAN-INACTIVE') changes.set(ruleId, { kind: 'inactive', moved: true })
      else if (isReasonOfRule(ruleId)) {
        const rule = request.options.rules?.find((one) => reasonId(one) === ruleId)
        if (rule !== undefined) changes.set(ruleId, softened(rule))
      }
    }
    const all = [...changes.values()]
    if (this.#trials.works(all)) this.#offer(all)
  }

  /** Everybody has a place, and the window is too short. */
  #forTheWindow(): void {
    const { request, makespanS, boundS } = this.#found
    const minutes = minutesLate(request, makespanS)
    if (minutes === null) return
    const changes: readonly RelaxationChange[] = [{ kind: 'longer-window', minutes }]
    const least = minutesLate(request, boundS)
    const placed = this.#found.movable.length
    this.#keep(changes, placed, least !== null && least >= minutes)
  }

  /** Plans the whole request with an answer, as it would be planned, and keeps it where that works. */
  #offer(changes: readonly RelaxationChange[], isLeast?: boolean): void {
    const { request } = this.#found
    const isBase = changes.length >= this.#base.length && this.#base.every((one) => changes.includes(one))
    const whole = isBase ? changes : [...this.#base, ...changes]
    let outcome = this.#trials.inEarnest(whole, false)
    if (outcome.stuck.length > 0) return
    let late = minutesLate(request, outcome.scheduled?.forecast.makespan ?? null)
    if (request.window !== null && (late === null || late > 0)) {
      outcome = this.#trials.inEarnest(whole, true)
      if (outcome.stuck.length > 0) return
      late = minutesLate(request, outcome.scheduled?.forecast.makespan ?? null)
      if (late === null) return
    }
    const longer: readonly RelaxationChange[] =
      late !== null && late > 0 ? [{ kind: 'longer-window', minutes: late }] : []
    this.#keep(
      [...whole, ...longer],
      outcome.placed,
      isLeast ?? (longer.length === 0 && this.#isProven(whole)),
    )
  }

  #keep(changes: readonly RelaxationChange[], placed: number, proven: boolean): void {
    const text = relaxationSentence(changes, placed, this.#all)
    if (this.#answers.some((one) => one.text === text)) return
    this.#answers.push({ changes, text, placed, proven })
    this.#trials.found = this.#answers.length
  }

  /** Whether no part of an answer, and no step of an amount, can be missing. */
  #isProven(changes: readonly RelaxationChange[]): boolean {
    const less = changes.flatMap((change, at) => {
      const others = changes.toSpliced(at, 1)
      const smaller = oneLess(change, this.#ruleOf(change), this.#blockOf(change))
      return smaller.length === 0 ? [others] : smaller.map((one) => [...others, one])
    })
    return less.length <= MOST_PROOFS && less.every((some) => this.#trials.isProvenShort(some))
  }

  #ruleOf(change: RelaxationChange) {
    if (!('ruleId' in change)) return undefined
    return this.#found.request.options.rules?.find(({ id }) => id === change.ruleId)
  }

  #blockOf(change: RelaxationChange): number {
    const server = change.kind === 'more-room' ? this.#found.index.serverById.get(change.serverId) : undefined
    return server === undefined ? 256 : blockOf(server)
  }
}

const isRunning = (partition: Partition): boolean => moveTypeOf(partition) === 'active'

const shutDown = (partition: Partition): RelaxationChange => ({ kind: 'shut-down', ...named(partition) })

/** Minutes by which a plan of this length ends after its window; null where either is not known. */
function minutesLate(
  { startMs, window }: ImpossiblePlan['request'],
  makespanS: number | null,
): number | null {
  if (window === null || makespanS === null) return null
  return Math.ceil((startMs / 1000 + makespanS - window.endMs / 1000) / 60)
}
