/** Plans a request again with changes, as often as the steps allow, and remembers what came of it. */
import { indexFleet, type FleetIndex } from '../../inventory/fleet-index.ts'
import type { Fleet, PartitionId } from '../../inventory/fleet.ts'
import type { RelaxationChange } from '../../plan/relaxations.ts'
import { hasTimes } from '../fit-times.ts'
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { withMemory } from '../../plan/dlpar.ts'
import { chooseShrinks } from '../dlpar/choose-shrinks.ts'
import { newJudgementMemory, type JudgementMemory } from '../judgements.ts'
import { isProvenTooTight, type PlacementEffort } from '../placement.ts'
import { SeededRandom } from '../random.ts'
import { scheduleMoves, type ScheduledPlan } from '../schedule-moves.ts'
import { evacuationProblem, settleEvacuation, type EvacuationInput } from '../settle-evacuation.ts'
import { applyChanges } from './apply-changes.ts'

/** Trials of one request, and pairs of partitions and targets in all of them: large requests get fewer. */
export const MOST_TRIES = 180
const MOST_PAIRS = 600_000
/** Beside them, for planning answers in earnest and proving them the least. */
export const MOST_CHECKS = 40
/** Whatever the size: enough to tell the largest answers. */
const LEAST_TRIES = 8

/** Any placement will do, and is looked for less hard: the answers are planned again in earnest. */
const inShort: PlacementEffort = { stepsPerPartition: 60, packNodes: 1_000, anyPlacement: true }

/** Thrown where the steps are used up, or the hooks say keep. */
export class OutOfTries extends Error {
  override readonly name = 'OutOfTries'
}

export interface TrialOutcome {
  /** Who has no place, or no time, although nobody left it out. */
  readonly stuck: readonly PartitionId[]
  readonly placed: number
  /** The schedule, where times decide something. */
  readonly scheduled: ScheduledPlan | null
}

export class Trials {
  readonly request: EvacuationInput
  readonly #hooks: PlanningHooks
  readonly #most: number
  readonly #known = new Map<string, TrialOutcome>()
  readonly #memories = new Map<string, JudgementMemory>()
  /** Memory of partitions that are made smaller, by changes. */
  readonly #sizes = new Map<string, ReadonlyMap<PartitionId, number>>()
  readonly #indexes = new Map<Fleet, FleetIndex>()
  #tries = 0
  #checks = 0
  /** Partitions that no change helps: nobody waits for them. */
  #given: ReadonlySet<PartitionId> = new Set()
  /** Answers so far, for the progress. */
  found = 0

  /** `pairs`: partitions to be moved x servers. */
  constructor(request: EvacuationInput, index: FleetIndex, pairs: number, hooks: PlanningHooks) {
    this.request = request
    this.#hooks = hooks
    this.#most = Math.max(LEAST_TRIES, Math.min(MOST_TRIES, Math.floor(MOST_PAIRS / Math.max(1, pairs))))
    this.#indexes.set(request.fleet, index)
  }

  get tries(): number {
    return this.#tries + this.#checks
  }

  /** From now on these may stay. */
  giveUp(partitionIds: readonly PartitionId[]): void {
    this.#given = new Set([...this.#given, ...partitionIds])
  }

  /** Whether everybody has a place with these changes; false may also be that none was found. @throws OutOfTries */
  works(changes: readonly RelaxationChange[]): boolean {
    return this.waitingWith(changes).length === 0
  }

  /** Who is stuck with these changes, of those somebody waits for. @throws OutOfTries */
  waitingWith(changes: readonly RelaxationChange[]): readonly PartitionId[] {
    const key = keyOf(changes)
    let known = this.#known.get(key)
    if (known === undefined) {
      this.#try()
      known = this.#plan(changes, inShort)
      this.#known.set(key, known)
    }
    return known.stuck.filter((id) => !this.#given.has(id))
  }

  /** Whom no target takes with these changes, even if nobody else came. @throws OutOfTries */
  helplessWith(changes: readonly RelaxationChange[]): readonly PartitionId[] {
    this.#check()
    const relaxed = applyChanges(this.request, changes)
    const { asked } = evacuationProblem(relaxed, this.#quiet(), this.#aidOf(relaxed, changes))
    const { judgements, targets, partitions } = asked
    return partitions
      .filter(
        (one) =>
          !targets.some(
            (target) => !judgements.isBlocked(one, target) && judgements.judge(one, target, null).usable,
          ),
      )
      .map(({ id }) => id)
  }

  /** As the planner itself would place it; `isTimed`: and order it. @throws OutOfTries */
  inEarnest(changes: readonly RelaxationChange[], isTimed: boolean): TrialOutcome {
    this.#check()
    const outcome = this.#plan(changes, null, isTimed)
    return { ...outcome, stuck: outcome.stuck.filter((id) => !this.#given.has(id)) }
  }

  /** Whether it is proven that these changes leave somebody without a place. @throws OutOfTries */
  isProvenShort(changes: readonly RelaxationChange[]): boolean {
    this.#check()
    const relaxed = this.#withoutGiven(applyChanges(this.request, changes))
    const { asked } = evacuationProblem(relaxed, {}, this.#aidOf(relaxed, changes))
    return isProvenTooTight(asked, this.#quiet())
  }

  #plan(changes: readonly RelaxationChange[], effort: PlacementEffort | null, isTimed = false): TrialOutcome {
    const relaxed = this.#withShrinks(applyChanges(this.request, changes), changes)
    const random = new SeededRandom(relaxed.seed)
    const aid = this.#aidOf(relaxed, changes)
    const { asked, placed } = settleEvacuation(relaxed, random, this.#quiet(), {
      ...aid,
      ...(effort === null ? {} : { effort }),
    })
    const hasRules = hasTimes(asked.options.rules ?? [])
    const scheduled =
      hasRules || (effort === null && relaxed.window !== null)
        ? scheduleMoves(
            {
              index: asked.index,
              assumptions: asked.assumptions,
              options: asked.options,
              placed,
              startMs: relaxed.startMs,
              mayDrop: true,
              ...(effort === null && (hasRules || isTimed) ? {} : { trials: 0 }),
            },
            random,
            this.#quiet(),
          )
        : null
    if (isToStop(this.#hooks)) throw new OutOfTries()
    const dropped = new Set(scheduled?.dropped.map(({ move }) => move.partition.id))
    const done = placed.map(({ partition }) => partition.id).filter((id) => !dropped.has(id))
    const moving = new Set(done)
    return {
      stuck: asked.partitions.map(({ id }) => id).filter((id) => !moving.has(id)),
      placed: done.length,
      scheduled,
    }
  }

  /** Where memory may be taken away by these changes: with the sizes the planner would choose. */
  #withShrinks(relaxed: EvacuationInput, changes: readonly RelaxationChange[]): EvacuationInput {
    if (!changes.some(({ kind }) => kind === 'allow-dlpar')) return relaxed
    const key = keyOf(changes)
    const sizes = this.#sizes.get(key) ?? chooseShrinks(relaxed, this.#quiet()).sizes
    this.#sizes.set(key, sizes)
    return { ...relaxed, fleet: withMemory(relaxed.fleet, sizes) }
  }

  /** The request without those nobody waits for: they are no reason why something is impossible. */
  #withoutGiven(request: EvacuationInput): EvacuationInput {
    const { options } = request
    const excludedPartitionIds = [...options.excludedPartitionIds, ...this.#given]
    return { ...request, options: { ...options, excludedPartitionIds } }
  }

  /** Rules of mobility are asked once for each pair, unless a change is about what they look at. */
  #aidOf({ fleet }: EvacuationInput, changes: readonly RelaxationChange[]) {
    const key = keyOf(changes.filter(({ kind }) => kind === 'accept-unknown' || kind === 'shut-down'))
    const memory = this.#memories.get(key) ?? newJudgementMemory()
    this.#memories.set(key, memory)
    const index = this.#indexes.get(fleet) ?? indexFleet(fleet)
    return { index, memory }
  }

  #try(): void {
    if (this.#tries >= this.#most || isToStop(this.#hooks)) throw new OutOfTries()
    this.#hooks.progress?.({
      phase: 'Looking for what would make it possible',
      done: this.#tries,
      total: this.#most,
      best: this.found === 0 ? null : `${this.found} found`,
    })
    this.#tries += 1
  }

  #check(): void {
    if (this.#checks >= Math.min(this.#most, MOST_CHECKS) || isToStop(this.#hooks)) throw new OutOfTries()
    this.#checks += 1
  }

  /** Stops as the plan does, and says nothing: the phases of a trial are nobody's business. */
  #quiet(): PlanningHooks {
    const { shouldStop } = this.#hooks
    return shouldStop === undefined ? {} : { shouldStop }
  }
}

const keyOf = (changes: readonly RelaxationChange[]): string =>
  changes
    .map((change) => JSON.stringify(change))
    .toSorted()
    .join('\n')
