/**
 * Several searches for one evacuation, each with a seed of its own, of which the best plan is kept: more time, better
 * plans. Each of them is the plan its seed gives, so what was found in any time is made again by its seed alone.
 */
import { indexFleet } from '../inventory/fleet-index.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { planEvacuation, planEvacuationAlone } from './evacuate.ts'
import { isToStop, PlanningAbandoned, type PlanningHooks } from './hooks.ts'
import { compareValues, planValue, type PlanValue } from './plan-value.ts'
import type { EvacuationInput } from './settle-evacuation.ts'

/** Seeds are 32-bit numbers. */
const SEEDS = 2 ** 32

export interface Searching {
  /** Searches at most; null: as many as the time of the hooks (`spent`) is enough for, one where it says none. */
  readonly searches: number | null
}

interface Found {
  readonly plan: PlanDocument
  readonly value: PlanValue
}

/**
 * The best plan of the searches, which says how many there were; ways out are looked for once, in the end. The first
 * search is always whole; a later one that the time cuts off does not count. Throws as `planEvacuation` does.
 */
export function bestEvacuation(
  input: EvacuationInput,
  { searches }: Searching,
  hooks: PlanningHooks = {},
): PlanDocument {
  const most = searches ?? (hooks.spent === undefined ? 1 : Infinity)
  if (most <= 1) return planEvacuation(input, hooks)
  const index = indexFleet(input.fleet)
  const found = (seed: number, more: PlanningHooks): Found => {
    const plan = planEvacuationAlone({ ...input, seed }, more)
    return { plan, value: planValue(index, plan, input.assumptions) }
  }
  const isOver = (): boolean => (hooks.spent?.() ?? 0) >= 1
  const { spent: _spent, ...untimed } = hooks
  let best = found(input.seed, told(untimed, 1, most, null))
  let done = 1
  while (done < most && !isOver() && !isToStop(hooks)) {
    const other = oneMore(() =>
      found((input.seed + done) % SEEDS, told(cutOff(untimed, isOver), done + 1, most, best)),
    )
    if (other === null) break
    done += 1
    if (compareValues(other.value, best.value) < 0) best = other
  }
  const isWhole = best.value.unplaced === 0 && best.value.late === 0
  // Else the same plan once more, now with what would make it possible.
  const plan = isWhole ? best.plan : planEvacuation({ ...input, seed: best.plan.seed }, untimed)
  return { ...plan, notes: [...plan.notes, noteOf(done, input.seed, plan.seed)] }

  function oneMore(search: () => Found): Found | null {
    try {
      return search()
    } catch (error) {
      // The time is over, and nobody cancelled the whole: a search that was not done is worth nothing.
      if (error instanceof PlanningAbandoned && isOver()) {
        isToStop(hooks)
        return null
      }
      throw error
    }
  }
}

/** Ends a search at once when the time is over. */
function cutOff(hooks: PlanningHooks, isOver: () => boolean): PlanningHooks {
  return { ...hooks, shouldStop: () => (isOver() ? 'abandon' : (hooks.shouldStop?.() ?? 'run')) }
}

/** Progress that says which search it is of, and what the best one has. */
function told(hooks: PlanningHooks, nth: number, most: number, best: Found | null): PlanningHooks {
  const { progress } = hooks
  if (progress === undefined) return hooks
  const which = most === Infinity ? `search ${nth}` : `search ${nth} of ${most}`
  return {
    ...hooks,
    progress: (one) => {
      progress({ ...one, phase: `${one.phase}, ${which}`, best: best === null ? one.best : wordsOf(best) })
    },
  }
}

function wordsOf({ plan, value }: Found): string {
  const stay = value.unplaced === 0 ? '' : `, ${value.unplaced} stay`
  return `${plan.moves.length} moves in ${Math.ceil(value.endS / 60)} min${stay}`
}

function noteOf(done: number, first: number, seed: number): string {
  if (done === 1) return 'There was time for one search only.'
  return `Best of ${done} searches with the seeds from ${first} on: the plan of seed ${seed}.`
}
