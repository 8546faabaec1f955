/**
 * Improvement of a placement by seeded local search with late acceptance: a step is taken when it is no worse than the
 * present score or the one some steps ago, so that plateaus and shallow pits are left again.
 */
import { construct } from './construct.ts'
import { compareScores, LEVELS, NOWHERE, type PlacementState, type Score } from './placement-state.ts'
import type { SeededRandom } from './random.ts'

export interface ImproveLimits {
  readonly steps: number
  /** Asked every 256 steps; true ends the search with the best placement so far. */
  readonly shouldStop: () => boolean
  readonly progress: (done: number, total: number) => void
}

const MEMORY_OF_SCORES = 64
const STEPS_BETWEEN_POLLS = 256

type Step = readonly (readonly [item: number, target: number])[]

/** Improves the placement in `state` and leaves the best one found in it. */
export function improve(state: PlacementState, random: SeededRandom, limits: ImproveLimits): void {
  const { itemCount, targetCount } = state.problem
  if (itemCount === 0 || targetCount === 0) return
  const present = scoreOf(state)
  const best = Float64Array.from(present)
  let bestTarget = Int32Array.from(state.target)
  const past = Array.from({ length: MEMORY_OF_SCORES }, () => Float64Array.from(present))
  const trial = new Float64Array(LEVELS.length)
  for (let step = 0; step < limits.steps; step += 1) {
    if (step % STEPS_BETWEEN_POLLS === 0) {
      if (limits.shouldStop()) break
      limits.progress(step, limits.steps)
    }
    const undo = tryStep(state, random)
    if (undo === null) continue
    state.score(trial)
    const late = past[step % MEMORY_OF_SCORES]!
    if (compareScores(trial, present) <= 0 || compareScores(trial, late) <= 0) {
      present.set(trial)
      if (compareScores(present, best) < 0) {
        best.set(present)
        bestTarget = Int32Array.from(state.target)
      }
    } else apply(state, undo)
    late.set(present)
  }
  restore(state, bestTarget)
  // No partition stays unplaced while one server still fits it: a second plan after this one finds nothing to do.
  construct(state)
}

/** Takes a random step if the hard rules allow it; returns how to undo it, or null where nothing was done. */
function tryStep(state: PlacementState, random: SeededRandom): Step | null {
  const { itemCount, targetCount } = state.problem
  const item = random.below(itemCount)
  switch (random.below(state.unplacedCount > 0 ? 4 : 3)) {
    case 3:
      return replace(state, random, item)
    case 0:
      return relocate(state, [[item, random.below(targetCount)]])
    case 1: {
      const other = random.below(itemCount)
      if (other === item) return null
      return relocate(state, [
        [item, state.target[other]!],
        [other, state.target[item]!],
      ])
    }
    default:
      return eject(state, random, item)
  }
}

/** Sends a partition to a full target and the one it pushes out to a third. */
function eject(state: PlacementState, random: SeededRandom, item: number): Step | null {
  const { itemCount, targetCount } = state.problem
  const pushed = random.below(itemCount)
  const target = state.target[pushed]!
  if (pushed === item || target === NOWHERE || target === state.target[item]) return null
  return relocate(state, [
    [item, target],
    [pushed, random.below(targetCount)],
  ])
}

/** A partition without a place takes that of another, and everybody else without one looks around again. */
function replace(state: PlacementState, random: SeededRandom, item: number): Step | null {
  const { itemCount, targetCount } = state.problem
  const pushed = random.below(itemCount)
  const target = state.target[pushed]!
  if (state.target[item] !== NOWHERE || target === NOWHERE) return null
  state.remove(pushed)
  if (!state.fits(item, target)) {
    state.place(pushed, target)
    return null
  }
  state.place(item, target)
  const undo: [number, number][] = [
    [pushed, target],
    [item, NOWHERE],
  ]
  for (let other = 0; other < itemCount; other += 1) {
    if (state.target[other] !== NOWHERE || other === pushed) continue
    for (let place = 0; place < targetCount; place += 1) {
      if (!state.fits(other, place)) continue
      state.place(other, place)
      undo.push([other, NOWHERE])
      break
    }
  }
  return undo
}

/** Moves all items of a step at once; puts everything back and returns null where one does not fit. */
function relocate(state: PlacementState, step: Step): Step | null {
  const undo: Step = step.map(([item]) => [item, state.target[item]!])
  if (step.every(([item, target]) => state.target[item] === target)) return null
  for (const [item] of step) if (state.target[item] !== NOWHERE) state.remove(item)
  for (const [item, target] of step) {
    if (target === NOWHERE) continue
    if (!state.fits(item, target)) {
      apply(state, undo)
      return null
    }
    state.place(item, target)
  }
  return undo
}

function apply(state: PlacementState, step: Step): void {
  for (const [item] of step) if (state.target[item] !== NOWHERE) state.remove(item)
  for (const [item, target] of step) if (target !== NOWHERE) state.place(item, target)
}

function restore(state: PlacementState, target: Int32Array): void {
  apply(
    state,
    Array.from(target, (where, item) => [item, where] as const),
  )
}

function scoreOf(state: PlacementState): Score {
  const score = new Float64Array(LEVELS.length)
  state.score(score)
  return score
}
