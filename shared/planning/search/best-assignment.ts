import type { ReassignmentState } from './reassignment-state.ts'

/** The cheapest assignment that was offered; it copies only what has changed since it was last copied. */
export class BestAssignment {
  readonly places: Int32Array
  cost: number

  constructor(state: ReassignmentState) {
    this.places = Int32Array.from(state.place)
    this.cost = state.plainCost
    state.forgetChanges()
  }

  offer(state: ReassignmentState): void {
    const cost = state.plainCost
    if (cost >= this.cost) return
    this.cost = cost
    const { changed, changedCount, place } = state
    if (changedCount < 0) this.places.set(place)
    else for (let n = 0; n < changedCount; n += 1) this.places[changed[n]!] = place[changed[n]!]!
    state.forgetChanges()
  }
}
