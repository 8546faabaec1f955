/** Which partition goes to which server: construction, improvement, and the rules asked again about the result. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server, ServerId } from '../inventory/fleet.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanOptions } from '../plan/plan-document.ts'
import { construct } from './construct.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import { improve } from './improve.ts'
import type { Judgements } from './judgements.ts'
import { cannotPlaceAll, packMore } from './pack.ts'
import { FORBIDDEN, NOWHERE, PlacementState, type PlacementProblem } from './placement-state.ts'
import { PlannedState } from './planned-state.ts'
import { placementProblem } from './problem.ts'
import type { SeededRandom } from './random.ts'
import type { Outcome } from './rules/outcome.ts'
import type { RuleBook } from './rules/rule-book.ts'
import { unitsOf, type Unit } from './units.ts'

export interface PlacementInput {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly partitions: readonly Partition[]
  readonly targets: readonly Server[]
  readonly judgements: Judgements
  readonly options: PlanOptions
  readonly rules: RuleBook
  readonly emptied: ReadonlySet<ServerId>
  /** Servers that rather receive nobody. */
  readonly avoided?: ReadonlySet<ServerId>
  /** What it may cost; the usual effort where absent. */
  readonly effort?: PlacementEffort
}

export interface PlacementEffort {
  /** Steps of the improvement for each partition. */
  readonly stepsPerPartition: number
  /** Partial placements looked at in tight servers. */
  readonly packNodes: number
  /** A placement of everybody is good enough: nobody looks at how good it is. */
  readonly anyPlacement: boolean
}

export interface Assignment {
  readonly partition: Partition
  readonly target: Server
}

/** Steps of the improvement: enough for small plans to settle, bounded for large ones. */
const STEPS_PER_PARTITION = 600
const MOST_STEPS = 200_000
/** How often refused assignments are forbidden and everything is placed anew. */
const ROUNDS = 6

/** Assigns what can be assigned. Partitions that are not in the answer have no place. */
export function placePartitions(
  input: PlacementInput,
  random: SeededRandom,
  hooks: PlanningHooks,
): readonly Assignment[] {
  const { partitions, targets, rules } = input
  const units = unitsOf(partitions, rules.rules)
  const problem = problemOf(input, units, hooks)
  for (let round = 0; ; round += 1) {
    const state = new PlacementState(problem)
    construct(state)
    const search = limits(state, input, hooks)
    improve(state, random, search)
    // A packing found the hard way is improved in turn; nobody loses a place by that.
    if (state.unplacedCount > 0 && packMore(state, search.shouldStop, input.effort?.packNodes))
      improve(state, random, search)
    const refused = refusedPairs(input, units, state)
    const isLast = round === ROUNDS
    if (isLast) for (const { item } of refused) if (state.target[item] !== NOWHERE) state.remove(item)
    const breaking = breakingPairs(input, units, state, isLast)
    const isSound =
      refused.length + breaking.length === 0 || (refused.length === 0 && repair(input, units, state))
    if (isLast || isSound) {
      return assignmentsOf(units, targets, state).toSorted((a, b) =>
        a.partition.id < b.partition.id ? -1 : 1,
      )
    }
    forbid(problem, [...refused, ...breaking])
  }
}

/**
 * Whether it is proven that not all partitions have a place, whatever the search would find: the hard limits alone
 * leave none. False: nobody knows.
 */
export function isProvenTooTight(input: PlacementInput, hooks: PlanningHooks): boolean {
  const units = unitsOf(input.partitions, input.rules.rules)
  return cannotPlaceAll(new PlacementState(problemOf(input, units, hooks)), () => isToStop(hooks))
}

function problemOf(input: PlacementInput, units: readonly Unit[], hooks: PlanningHooks): PlacementProblem {
  return placementProblem({
    ...input,
    units,
    acceptedUnknownRuleIds: input.options.acceptedUnknownRuleIds,
    safetyPercent: input.options.safetyPercent,
    poll: () => void isToStop(hooks),
  })
}

/** Attempts to mend a placement that breaks rules before all is placed anew. */
const REPAIRS = 24

/** Takes those that break rules elsewhere, one after the other; true where all is sound and nobody lost a place. */
function repair(input: PlacementInput, units: readonly Unit[], state: PlacementState): boolean {
  const unplaced = state.unplacedCount
  for (let attempt = 0; attempt < REPAIRS && state.unplacedCount <= unplaced; attempt += 1) {
    const breaking = breakingPairs(input, units, state, false)
    if (breaking.length === 0) return refusedPairs(input, units, state).length === 0
    const items = new Map(breaking.map((pair) => [pair.item, pair]))
    for (const { item } of items.values()) if (state.target[item] !== NOWHERE) state.remove(item)
    forbid(state.problem, [...items.values()])
    construct(state)
  }
  return false
}

function assignmentsOf(
  units: readonly Unit[],
  targets: readonly Server[],
  state: PlacementState,
): readonly Assignment[] {
  return units.flatMap((unit, item) => {
    const target = targets[state.target[item] ?? NOWHERE]
    return target === undefined ? [] : unit.map((partition) => ({ partition, target }))
  })
}

/**
 * For each hard rule that the placement breaks as a whole, though no single number said so, its largest partition and
 * its server. `remove`: it loses its place, and what is left is asked again until no rule is broken.
 */
function breakingPairs(
  { index, targets, rules, emptied }: PlacementInput,
  units: readonly Unit[],
  state: PlacementState,
  remove: boolean,
): readonly Pair[] {
  if (rules.rules.length === 0) return []
  const itemOf = new Map<PartitionId, number>(
    units.flatMap((unit, item) => unit.map(({ id }) => [id, item] as const)),
  )
  const size = (item: number): number =>
    units[item]!.reduce((sum, { memoryMib }) => sum + (memoryMib ?? 0), 0)
  const found: Pair[] = []
  for (;;) {
    const broken = rules.broken(outcomeOf(index, emptied, assignmentsOf(units, targets, state)))
    const pairs = broken.flatMap(({ finding: { culprits } }) => {
      const items = [...new Set(culprits.flatMap((id) => itemOf.get(id) ?? []))]
      const [largest] = items.toSorted((a, b) => size(b) - size(a) || a - b)
      return largest === undefined ? [] : [{ item: largest, target: state.target[largest]! }]
    })
    if (!remove || pairs.length === 0) return [...found, ...pairs]
    found.push(pairs[0]!)
    state.remove(pairs[0]!.item)
  }
}

function outcomeOf(
  index: FleetIndex,
  emptied: ReadonlySet<ServerId>,
  assignments: readonly Assignment[],
): Outcome {
  const untimed = { startS: null, endS: null, standstillS: null }
  const moves = new Map(assignments.map((one) => [one.partition.id, { ...one, ...untimed }]))
  return { index, emptied, startMs: 0, moves }
}

function limits(state: PlacementState, { partitions, effort }: PlacementInput, hooks: PlanningHooks) {
  const count = partitions.length
  return {
    steps: Math.min(MOST_STEPS, (effort?.stepsPerPartition ?? STEPS_PER_PARTITION) * count),
    shouldStop: () => isToStop(hooks) || (effort?.anyPlacement === true && state.unplacedCount === 0),
    progress: (done: number, total: number) =>
      hooks.progress?.({
        phase: 'Choosing servers',
        done,
        total,
        best: `${state.placedCount} of ${count} partitions placed`,
      }),
  }
}

interface Pair {
  readonly item: number
  readonly target: number
}

/** Assignments that the rules refuse when everything else has arrived: numbers alone do not know every rule. */
function refusedPairs(
  { index, targets, judgements }: PlacementInput,
  units: readonly Unit[],
  { target: where }: PlacementState,
): readonly Pair[] {
  return targets.flatMap((target, t) => {
    const members = [...units.keys()].filter((item) => where[item] === t)
    const state = new PlannedState(target, targetStateOf(index, target))
    // Any id will do here: the count of partitions decides, not the number.
    let id = 0
    const arrived = members.flatMap((item) =>
      units[item]!.map((partition) => ({ item, partition, id: (id -= 1) })),
    )
    for (const one of arrived) state.arrive(one.partition, one.id)
    const refused = arrived.filter((one) => {
      state.leave(one.partition, one.id)
      const { usable } = judgements.judge(one.partition, target, state)
      state.arrive(one.partition, one.id)
      return !usable
    })
    return refused.map(({ item }) => ({ item, target: t }))
  })
}

/** One refused item per server and round: without it, the others may well stay. */
function forbid(problem: PlacementProblem, refused: readonly Pair[]): void {
  const seen = new Set<number>()
  for (const { item, target } of refused) {
    if (seen.has(target)) continue
    seen.add(target)
    problem.verdict[item * problem.targetCount + target] = FORBIDDEN
  }
}
