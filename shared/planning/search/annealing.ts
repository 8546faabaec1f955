/**
 * Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over all moves: a worsening is taken with probability
 * exp(-worsening / temperature), drawn as the largest worsening the next move may make. Cooling is geometric.
 */
import type { SeededRandom } from '../random.ts'
import type { BestAssignment } from './best-assignment.ts'
import { ejectionChain, rearrangeForBigItem, ruinAndRecreate, shift, swap, type Move } from './moves.ts'
import type { ReassignmentState } from './reassignment-state.ts'

/** How often each move is drawn, in a thousand; compound moves take up to a hundred times as long
 * as the simple ones. */
const DRAWN: readonly (readonly [move: Move, share: number])[] = [
  [shift, 484],
  [swap, 484],
  [ejectionChain, 20],
  [rearrangeForBigItem, 2],
  [ruinAndRecreate, 10],
]
const URN: readonly Move[] = DRAWN.flatMap(([move, share]) => Array.from({ length: share }, () => move))

const STEPS_BETWEEN_POLLS = 128
/** Smallest number a logarithm is taken of. */
const LEAST_SHARE = 1e-12

export interface Cooling {
  /** Temperatures, in units of cost. */
  readonly hot: number
  readonly cold: number
  /**
   * What an item away from home costs beside its cost, in temperatures. There are many places away and one home: by
   * chance alone nearly everybody would stand elsewhere, and what moved items hold at home (transient resources) then
   * lets nothing move any more. The logarithm of the number of places makes up for that chance.
   */
  readonly pull: number
  /** Share of the cooling that is done, from 0 to 1 (ends it), after one more bundle of steps. */
  readonly done: (steps: number) => number
}

/** Anneals the state in place. */
export function anneal(
  state: ReassignmentState,
  best: BestAssignment,
  random: SeededRandom,
  { hot, cold, pull, done }: Cooling,
): void {
  for (let share = done(0); share < 1; share = done(STEPS_BETWEEN_POLLS)) {
    const temperature = hot * (cold / hot) ** share
    state.pullHome(Math.round(temperature * pull))
    for (let step = 0; step < STEPS_BETWEEN_POLLS; step += 1) {
      const most = -temperature * Math.log(Math.max(LEAST_SHARE, random.share()))
      if (URN[random.below(URN.length)]!(state, random, most)) best.offer(state)
    }
  }
  state.pullHome(0)
}
