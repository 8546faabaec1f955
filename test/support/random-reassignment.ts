import { SeededRandom } from '../../shared/planning/random.ts'
import {
  allowedBits,
  type ItemGroup,
  type ReassignmentProblem,
} from '../../shared/planning/search/reassignment-problem.ts'

/** A random problem with every kind of rule and cost; everybody's home keeps all rules. */
export function randomReassignment(seed: number): ReassignmentProblem {
  const random = new SeededRandom(seed)
  const between = (low: number, high: number): number => low + random.below(high - low + 1)
  const table = (length: number, low: number, high: number): Float64Array =>
    Float64Array.from({ length }, () => between(low, high))
  const placeCount = between(2, 8)
  const itemCount = between(2, 30)
  const resourceCount = between(1, 4)
  const termCount = between(0, 5)
  const nowhere = random.below(3) === 0 ? placeCount - 1 : -1
  const home = Int32Array.from({ length: itemCount }, () => random.below(placeCount))
  const need = table(itemCount * resourceCount, 0, 20)
  const capacity = table(placeCount * resourceCount, 0, 60)
  for (const [item, place] of home.entries()) {
    for (let r = 0; r < resourceCount; r += 1) {
      capacity[place * resourceCount + r] =
        capacity[place * resourceCount + r]! + need[item * resourceCount + r]!
    }
  }
  const location = Int32Array.from({ length: placeCount }, () => random.below(3))
  const neighbourhood = Int32Array.from({ length: placeCount }, () => random.below(3))
  const groups = groupsAtHome(random, { home, location, neighbourhood, nowhere })
  return {
    itemCount,
    placeCount,
    resourceCount,
    need,
    capacity,
    transient: Uint8Array.from({ length: resourceCount }, () => random.below(2)),
    termCount,
    pressure: table(placeCount * termCount, -200, 20),
    push: table(itemCount * termCount, -10, 60),
    home,
    itemMoveCost: table(itemCount, 0, 30),
    placeMoveCost: random.below(2) === 0 ? null : table(placeCount * placeCount, 0, 30),
    groupMoveCost: between(0, 2) * 25,
    pairCost: random.below(2) === 0 ? null : table(itemCount * placeCount, 0, 30),
    openCost: random.below(2) === 0 ? null : table(placeCount, 0, 300),
    allowed:
      random.below(2) === 0
        ? null
        : allowedBits(itemCount, placeCount, (item, place) => place === home[item] || random.below(4) > 0),
    groups,
    location,
    neighbourhood,
    nowhere,
  }
}

function groupsAtHome(
  random: SeededRandom,
  at: { home: Int32Array; location: Int32Array; neighbourhood: Int32Array; nowhere: number },
): ItemGroup[] {
  const count = 1 + random.below(8)
  const lists = Array.from({ length: count }, (): number[] => [])
  for (const item of at.home.keys()) {
    // Some are in no group, some in two.
    for (const group of new Set([random.below(count), random.below(count)])) {
      if (random.below(3) > 0) lists[group]!.push(item)
    }
  }
  const places = lists.map((members) =>
    members.map((item) => at.home[item]!).filter((one) => one !== at.nowhere),
  )
  const hoods = places.map((group) => new Set(group.map((place) => at.neighbourhood[place]!)))
  return lists.map((members, group) => ({
    members: Int32Array.from(members),
    keepApart: new Set(places[group]).size === places[group]!.length,
    spread: random.below(1 + new Set(places[group]!.map((place) => at.location[place])).size),
    dependsOn: lists.flatMap((_, other) =>
      [...hoods[group]!].every((hood) => hoods[other]!.has(hood)) && random.below(2) === 0 ? [other] : [],
    ),
  }))
}
