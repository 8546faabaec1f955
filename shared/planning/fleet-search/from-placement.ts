/**
 * Partitions that already stand on servers, as an instance of the search core: rooms, rules and forbidden pairs of a
 * placement problem, with everybody at home. What the moves are for (soft limits and costs) is the caller's.
 */
import { APART, COUNTED as KINDS, FORBIDDEN, type PlacementProblem } from '../placement-state.ts'
import { allowedBits, type ItemGroup, type ReassignmentProblem } from '../search/reassignment-problem.ts'

/** Rooms beside memory. */
const COUNTED = KINDS.length
/** Room that is not counted: larger than any sum of needs, and small enough for sums to stay exact. */
const PLENTY = 2 ** 45

/** Soft limits and costs of moves. */
export type Objective = Pick<
  ReassignmentProblem,
  'termCount' | 'pressure' | 'push' | 'itemMoveCost' | 'pairCost'
>

/**
 * Needs that differ between servers (block sizes, page tables) are the largest over those an item may go to; whoever
 * uses the answer asks the rules again. Limits over several servers (budgets, licences, pools) are not in the instance.
 */
export function fromPlacement(
  problem: PlacementProblem,
  home: Int32Array,
  objective: Objective,
): ReassignmentProblem {
  const { itemCount, targetCount: placeCount } = problem
  const may = (item: number, place: number): boolean => place === home[item] || mayStand(problem, item, place)
  const { need, capacity } = rooms(problem, home, may)
  return {
    ...objective,
    itemCount,
    placeCount,
    resourceCount: COUNTED + 1,
    need,
    capacity,
    transient: new Uint8Array(COUNTED + 1),
    home,
    placeMoveCost: null,
    groupMoveCost: 0,
    openCost: null,
    allowed: allowedBits(itemCount, placeCount, may),
    groups: apartGroups(problem),
    location: new Int32Array(placeCount),
    neighbourhood: new Int32Array(placeCount),
    nowhere: -1,
  }
}

/** Whether rules leave a pair at all: not forbidden, and nobody of a group that is kept apart stays there. */
function mayStand(problem: PlacementProblem, item: number, place: number): boolean {
  const { targetCount, verdict, groupStart, groupOf, groupKind, groupWeight, groupPresent } = problem
  const pair = item * targetCount + place
  if (verdict[pair] === FORBIDDEN) return false
  for (let at = groupStart[item]!; at < groupStart[item + 1]!; at += 1) {
    const group = groupOf[at]!
    if (groupKind[group] !== APART || groupWeight[group] !== Infinity) continue
    if (groupPresent[group * targetCount + place]! > 0) return false
  }
  return true
}

/** Memory first, then what is counted. A place has what is free there today and what its own items take. */
function rooms(
  problem: PlacementProblem,
  home: Int32Array,
  may: (item: number, place: number) => boolean,
): Pick<ReassignmentProblem, 'need' | 'capacity'> {
  const { itemCount, targetCount, memoryNeed, memoryFree, countedNeed, countedFree } = problem
  const columns = COUNTED + 1
  const need = new Float64Array(itemCount * columns)
  const capacity = new Float64Array(targetCount * columns)
  for (let place = 0; place < targetCount; place += 1) {
    capacity[place * columns] = Math.min(PLENTY, Math.floor(memoryFree[place]!))
    for (let r = 0; r < COUNTED; r += 1) {
      capacity[place * columns + 1 + r] = Math.min(PLENTY, Math.floor(countedFree[place * COUNTED + r]!))
    }
  }
  for (let item = 0; item < itemCount; item += 1) {
    for (let place = 0; place < targetCount; place += 1) {
      const here = memoryNeed[item * targetCount + place]!
      if (here > need[item * columns]! && may(item, place)) need[item * columns] = here
    }
    for (let r = 0; r < COUNTED; r += 1) need[item * columns + 1 + r] = countedNeed[item * COUNTED + r]!
    for (let r = 0; r < columns; r += 1) {
      const at = home[item]! * columns + r
      capacity[at] = capacity[at]! + need[item * columns + r]!
    }
  }
  return { need, capacity }
}

function apartGroups({
  itemCount,
  groupStart,
  groupOf,
  groupKind,
  groupWeight,
}: PlacementProblem): readonly ItemGroup[] {
  const members = new Map<number, number[]>()
  for (let item = 0; item < itemCount; item += 1) {
    for (let at = groupStart[item]!; at < groupStart[item + 1]!; at += 1) {
      const group = groupOf[at]!
      if (groupKind[group] !== APART || groupWeight[group] !== Infinity) continue
      members.set(group, [...(members.get(group) ?? []), item])
    }
  }
  return [...members.values()]
    .filter((items) => items.length > 1)
    .map((items) => ({ members: Int32Array.from(items), keepApart: true, spread: 1, dependsOn: [] }))
}
