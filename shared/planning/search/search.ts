/**
 * The search: simulated annealing over the moves. The caller owns the clock: it says how much of its time is spent.
 */
import { SeededRandom } from '../random.ts'
import { ejectionChain, ruinAndRecreate, shift, swap } from './moves.ts'
import type { ReassignmentProblem } from './reassignment-problem.ts'
import { ReassignmentState } from './reassignment-state.ts'

export interface Tuning { t0: number; t1: number; chain: number; ruin: number; swap: number }

export function anneal(problem: ReassignmentProblem, seed: number, steps: number, spent: () => number, tune: Tuning) {
  const state = new ReassignmentState(problem)
  const random = new SeededRandom(seed)
  const best = Int32Array.from(state.place)
  let bestCost = state.cost
  let step = 0
  let temperature = tune.t0
  const tried = [0, 0, 0, 0]
  const took = [0, 0, 0, 0]
  for (; step < steps; step += 1) {
    if ((step & 255) === 0) {
      const done = Math.max(step / steps, spent())
      if (done >= 1) break
      temperature = tune.t0 * (tune.t1 / tune.t0) ** done
    }
    const most = -temperature * Math.log(random.share() + 1e-12)
    const u = random.share()
    const kind = u < tune.ruin ? 3 : u < tune.ruin + tune.chain ? 2 : u < tune.ruin + tune.chain + tune.swap ? 1 : 0
    const move = [shift, swap, ejectionChain, ruinAndRecreate][kind]!
    tried[kind]! += 1
    if (move(state, random, most)) took[kind]! += 1
    if (state.cost < bestCost) {
      bestCost = state.cost
      if (state.changedCount < 0) best.set(state.place)
      else for (let n = 0; n < state.changedCount; n += 1) best[state.changed[n]!] = state.place[state.changed[n]!]!
      state.forgetChanges()
    }
  }
  return { best, bestCost, step, evaluations: state.evaluations, tried, took }
}
