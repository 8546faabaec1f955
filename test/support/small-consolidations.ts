/** Consolidations small enough to try everything: the oracle of search, models and bounds. */
import fc from 'fast-check'
import type { ConsolidationProblem } from '../../shared/planning/consolidate/consolidation-problem.ts'
import { itemSizes } from '../../shared/planning/consolidate/consolidate.ts'
import { ConsolidationState } from '../../shared/planning/consolidate/consolidation-state.ts'
import { uncovered } from '../../shared/planning/consolidate/spare-room.ts'

/** Servers of 100 of one resource at 100 W, all items everywhere: what a test says instead wins. */
export function consolidationOf(
  needs: readonly number[],
  capacities: readonly number[],
  more: Partial<ConsolidationProblem> = {},
): ConsolidationProblem {
  return {
    itemCount: needs.length,
    serverCount: capacities.length,
    resourceCount: 1,
    kind: new Int32Array(capacities.length),
    need: Float64Array.from(needs),
    capacity: Float64Array.from(capacities),
    allowed: new Uint8Array(needs.length * capacities.length).fill(1),
    apart: [],
    staysOn: new Uint8Array(capacities.length),
    openCost: new Float64Array(capacities.length).fill(100),
    unitCost: new Float64Array(capacities.length),
    use: new Float64Array(needs.length),
    reserved: 0,
    ...more,
  }
}

/** Up to 8 items on up to 4 servers of two kinds, with two resources and everything a consolidation may have. */
export const smallConsolidation = (spare: boolean): fc.Arbitrary<ConsolidationProblem> =>
  fc
    .record({ items: fc.integer({ min: 1, max: 8 }), servers: fc.integer({ min: 1, max: 4 }) })
    .chain(({ items, servers }) => {
      const numbers = (length: number, max: number, min = 0): fc.Arbitrary<number[]> =>
        fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length })
      return fc
        .record({
          kind: numbers(servers, 1),
          need: numbers(2 * items * 2, 40, 1),
          capacity: numbers(servers * 2, 130, 40),
          refused: fc.array(fc.nat(items * servers - 1), { maxLength: 6 }),
          together: fc.array(fc.nat(items - 1), { maxLength: 3 }),
          staysOn: fc.array(fc.nat(servers - 1), { maxLength: 1 }),
          openCost: numbers(servers, 900, 300),
          unitCost: numbers(servers, 20),
          use: numbers(items, 9),
        })
        .map((made): ConsolidationProblem => {
          const allowed = new Uint8Array(items * servers).fill(1)
          for (const at of made.refused) allowed[at] = 0
          const staysOn = new Uint8Array(servers)
          for (const server of made.staysOn) staysOn[server] = 1
          return {
            itemCount: items,
            serverCount: servers,
            resourceCount: 2,
            kind: Int32Array.from(made.kind),
            need: Float64Array.from(made.need),
            capacity: Float64Array.from(made.capacity),
            allowed,
            apart: new Set(made.together).size > 1 ? [Int32Array.from(new Set(made.together))] : [],
            staysOn,
            openCost: Float64Array.from(made.openCost),
            unitCost: Float64Array.from(made.unitCost),
            use: Float64Array.from(made.use),
            reserved: spare ? 2 : 0,
          }
        })
    })

/** The cheapest of all ways to place everybody on all sets of servers; null: there is none. */
export function cheapestByTrying(problem: ConsolidationProblem): number | null {
  const sizes = itemSizes(problem)
  let best: number | null = null
  const state = new ConsolidationState(problem)
  const place = (item: number): void => {
    if (item === problem.itemCount) {
      if ((best === null || state.cost < best) && uncovered(state, sizes) === null) best = state.cost
      return
    }
    for (let server = 0; server < problem.serverCount; server += 1) {
      if (state.on[server] === 0 || !state.fits(item, server)) continue
      state.put(item, server)
      place(item + 1)
      state.take(item)
    }
  }
  for (let set = 0; set < 1 << problem.serverCount; set += 1) {
    for (let server = 0; server < problem.serverCount; server += 1) {
      if (((set >> server) & 1) === 1 || problem.staysOn[server] === 1) state.switchOn(server)
      else state.switchOff(server)
    }
    place(0)
  }
  return best
}
