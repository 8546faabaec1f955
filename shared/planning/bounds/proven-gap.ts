/**
 * How far a set of servers may be from the best one, and how that is known. From the simple to the sharp, as far as size
 * and time allow: the aggregate bound always, then linear, then servers whole, then everything whole.
 */
import type { ConsolidationProblem } from '../consolidate/consolidation-problem.ts'
import { itemSizes, type Consolidated } from '../consolidate/consolidate.ts'
import { brokenBy, ConsolidationState, costOfPlaces } from '../consolidate/consolidation-state.ts'
import { uncovered } from '../consolidate/spare-room.ts'
import { aggregateBound } from './aggregate-bound.ts'
import {
  columnsOf,
  consolidatedOf,
  consolidationModel,
  scarceResources,
  type Wholeness,
} from './consolidation-model.ts'
import { relaxed } from './linear-model.ts'
import type { SolverAnswer, SolverQuestion } from './solver.ts'

export type BoundMethod = 'aggregate' | Wholeness

export interface ProvenGap {
  /** The best there is: what was handed in, or something better a solver came upon; null where nobody has any. */
  readonly best: Consolidated | null
  readonly cost: number | null
  /** Nothing costs less; Infinity: proven that there is no set of servers that carries everybody. */
  readonly bound: number
  readonly method: BoundMethod
  /** (cost - bound) / cost; null where there is no cost. */
  readonly gap: number | null
  /** Proven to be the best, within a ten-thousandth: watts are not known any better. */
  readonly optimal: boolean
  /** The bound comes from the aggregate alone, which says little. */
  readonly weak: boolean
}

/** Distance that counts as none. */
export const PROVEN = 1e-4
/** What the tolerances of a solver may make its bound too sharp by, as a share. */
const TOLERANCE = 1e-6
/** Columns up to which a linear model is solved in seconds. */
const LINEAR_COLUMNS = 100_000
/** Pairs up to which whole servers are worth trying, and whole everything. */
const SERVERS_PAIRS = 40_000
const ALL_PAIRS = 2_000
/** Resources in a model, beside those of N+1: the scarcest say nearly everything. */
const RESOURCES = 6
const MEMORY_MIB = 1_536

export interface ProofOptions {
  /** Seconds that are left for all questions to come, by the caller's clock. */
  readonly secondsLeft: () => number
  /** Never rejects but to abandon all. */
  readonly solve: (question: SolverQuestion) => Promise<SolverAnswer>
}

/** The bound that needs no solver. */
export function aggregateGap(problem: ConsolidationProblem, found: Consolidated | null): ProvenGap {
  return gapOf(problem, found, aggregateBound(problem), 'aggregate')
}

/** Asks the solver what size and time allow; a solver that fails leaves the weaker bound. */
export async function provenGap(
  problem: ConsolidationProblem,
  found: Consolidated | null,
  { secondsLeft, solve }: ProofOptions,
): Promise<ProvenGap> {
  let best = found
  let gap = aggregateGap(problem, found)
  const pairs = problem.itemCount * problem.serverCount
  for (const [wholeness, share] of stepsFor(pairs)) {
    if (gap.optimal || gap.bound === Infinity) break
    const built = consolidationModel(problem, wholeness, scarceResources(problem, RESOURCES))
    if (built.model.columnCount > LINEAR_COLUMNS) continue
    const answer = await solve({
      model: wholeness === 'none' ? relaxed(built.model) : built.model,
      start: wholeness === 'all' && best !== null ? columnsOf(built, best) : null,
      seconds: Math.max(0.1, secondsLeft() * share),
      memoryMib: MEMORY_MIB,
      gap: PROVEN / 2,
    })
    if (wholeness === 'all' && answer.columns !== null) {
      const other = consolidatedOf(problem, built, answer.columns)
      if (holds(problem, other) && (best === null || costOf(problem, other) < costOf(problem, best)))
        best = other
    }
    const bound =
      answer.status === 'infeasible'
        ? Infinity
        : answer.bound === null
          ? -Infinity
          : answer.bound * (1 - TOLERANCE)
    // A solver that says there is no solution, where one is at hand, is mistaken.
    const credible = bound !== Infinity || best === null
    gap =
      credible && bound > gap.bound
        ? gapOf(problem, best, bound, wholeness)
        : gapOf(problem, best, gap.bound, gap.method)
  }
  return gap
}

/** What is asked, each with its share of the time that is left. */
function stepsFor(pairs: number): readonly (readonly [Wholeness, number])[] {
  if (pairs <= ALL_PAIRS) return [['all', 1]]
  if (pairs <= SERVERS_PAIRS) {
    return [
      ['none', 0.3],
      ['servers', 1],
    ]
  }
  return [['none', 1]]
}

function gapOf(
  problem: ConsolidationProblem,
  best: Consolidated | null,
  bound: number,
  method: BoundMethod,
): ProvenGap {
  const cost = best === null ? null : costOf(problem, best)
  const gap = cost === null || cost <= 0 ? null : Math.max(0, (cost - bound) / cost)
  const optimal = cost !== null && cost - bound <= PROVEN * cost
  return { best, cost, bound, method, gap, optimal, weak: method === 'aggregate' && !optimal }
}

const costOf = (problem: ConsolidationProblem, { places, on }: Consolidated): number =>
  costOfPlaces(problem, places, on)

/** Keeps all rules, those the model left out too. */
export function holds(problem: ConsolidationProblem, { places, on }: Consolidated): boolean {
  if (brokenBy(problem, places, on) !== null) return false
  const state = new ConsolidationState(problem)
  for (const [server, is] of on.entries()) if (is === 1) state.switchOn(server)
  for (const [item, server] of places.entries()) state.put(item, server)
  return uncovered(state, itemSizes(problem)) === null
}
