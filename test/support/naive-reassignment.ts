/**
 * A reassignment judged from the words of the problem, all anew and without any code of the search: the cost, and what
 * is broken. Slow and plain on purpose.
 */
import type { ReassignmentProblem } from '../../shared/planning/search/reassignment-problem.ts'

export interface NaiveJudgement {
  readonly cost: number
  /** Names of broken rules. */
  readonly broken: readonly string[]
}

export function judgeNaively(problem: ReassignmentProblem, places: ArrayLike<number>): NaiveJudgement {
  return { cost: costOf(problem, places), broken: brokenRules(problem, places) }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

function brokenRules(problem: ReassignmentProblem, places: ArrayLike<number>): string[] {
  const { itemCount, placeCount, resourceCount, need, capacity, transient, home, groups } = problem
  const broken: string[] = []
  for (const place of range(placeCount)) {
    for (const r of range(resourceCount)) {
      let taken = 0
      for (const item of range(itemCount)) {
        const stands = places[item] === place
        const holds = transient[r] === 1 && home[item] === place
        if (stands || holds) taken += need[item * resourceCount + r]!
      }
      if (taken > capacity[place * resourceCount + r]!) broken.push(`capacity ${place} ${r}`)
    }
  }
  for (const item of range(itemCount)) {
    const bit = item * placeCount + places[item]!
    if (problem.allowed !== null && ((problem.allowed[bit >> 5]! >> (bit & 31)) & 1) === 0)
      broken.push(`pair ${item}`)
  }
  const standing = (group: number): number[] =>
    [...groups[group]!.members].map((item) => places[item]!).filter((place) => place !== problem.nowhere)
  const hoods = (group: number): Set<number> =>
    new Set(standing(group).map((at) => problem.neighbourhood[at]!))
  for (const [number, { keepApart, spread, dependsOn }] of groups.entries()) {
    const places = standing(number)
    if (keepApart && new Set(places).size < places.length) broken.push(`apart ${number}`)
    if (spread > 1 && new Set(places.map((place) => problem.location[place])).size < spread)
      broken.push(`spread ${number}`)
    for (const other of dependsOn) {
      const there = hoods(other)
      if ([...hoods(number)].some((hood) => !there.has(hood))) broken.push(`dependency ${number} ${other}`)
    }
  }
  return broken
}

function costOf(problem: ReassignmentProblem, places: ArrayLike<number>): number {
  const { itemCount, placeCount, termCount, home } = problem
  let cost = 0
  for (const place of range(placeCount)) {
    const here = range(itemCount).filter((item) => places[item] === place)
    for (const term of range(termCount)) {
      const pushed = here.reduce((sum, item) => sum + problem.push[item * termCount + term]!, 0)
      cost += Math.max(0, problem.pressure[place * termCount + term]! + pushed)
    }
    if (problem.openCost !== null && here.length > 0) cost += problem.openCost[place]!
  }
  const moved = range(itemCount).filter((item) => places[item] !== home[item])
  for (const item of moved) {
    cost += problem.itemMoveCost[item]!
    if (problem.placeMoveCost !== null)
      cost += problem.placeMoveCost[home[item]! * placeCount + places[item]!]!
  }
  for (const item of range(itemCount)) {
    if (problem.pairCost !== null) cost += problem.pairCost[item * placeCount + places[item]!]!
  }
  const most = Math.max(
    0,
    ...problem.groups.map(({ members }) => [...members].filter((item) => moved.includes(item)).length),
  )
  return cost + most * problem.groupMoveCost
}
