import { isAllowed, type ReassignmentProblem } from './reassignment-problem.ts'

/** A hard rule that an assignment breaks, and where; the first place found. */
export interface BrokenRule {
  readonly rule: 'room' | 'transient room' | 'pair' | 'keep apart' | 'spread' | 'dependency'
  /** Place, item or group, from 0, as the rule is about. */
  readonly where: string
}

/** The first hard rule an assignment breaks, counted anew without the state of the search; null where it keeps all. */
export function brokenRuleOf(problem: ReassignmentProblem, places: Int32Array): BrokenRule | null {
  return brokenRoom(problem, places) ?? brokenPair(problem, places) ?? brokenGroup(problem, places)
}

function brokenRoom(problem: ReassignmentProblem, places: Int32Array): BrokenRule | null {
  const { itemCount, resourceCount, need, capacity, transient, home } = problem
  const used = new Float64Array(capacity.length)
  const held = new Float64Array(capacity.length)
  for (let item = 0; item < itemCount; item += 1) {
    for (let r = 0; r < resourceCount; r += 1) {
      const amount = need[item * resourceCount + r]!
      const at = places[item]! * resourceCount + r
      used[at] = used[at]! + amount
      const from = home[item]! * resourceCount + r
      if (transient[r] === 1 && from !== at) held[from] = held[from]! + amount
    }
  }
  for (const [at, most] of capacity.entries()) {
    const where = `place ${Math.floor(at / resourceCount)}, resource ${at % resourceCount}`
    if (used[at]! > most) return { rule: 'room', where }
    if (used[at]! + held[at]! > most) return { rule: 'transient room', where }
  }
  return null
}

function brokenPair(problem: ReassignmentProblem, places: Int32Array): BrokenRule | null {
  const item = places.findIndex((place, one) => !isAllowed(problem, one, place))
  return item < 0 ? null : { rule: 'pair', where: `item ${item}, place ${places[item]}` }
}

function brokenGroup(problem: ReassignmentProblem, places: Int32Array): BrokenRule | null {
  const { groups, location, neighbourhood, nowhere } = problem
  const standing = groups.map(({ members }) =>
    Array.from(members, (item) => places[item]!).filter((place) => place !== nowhere),
  )
  const hoods = standing.map((group) => new Set(group.map((place) => neighbourhood[place]!)))
  for (const [number, { keepApart, spread, dependsOn }] of groups.entries()) {
    const where = `group ${number}`
    const group = standing[number]!
    if (keepApart && new Set(group).size < group.length) return { rule: 'keep apart', where }
    if (spread > 1 && new Set(group.map((place) => location[place]!)).size < spread)
      return { rule: 'spread', where }
    if (dependsOn.some((other) => [...hoods[number]!].some((hood) => !hoods[other]!.has(hood))))
      return { rule: 'dependency', where }
  }
  return null
}
