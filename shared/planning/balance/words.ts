/** Why moves of a balanced fleet are made, and what the whole of them is worth, in plain sentences. */
import { count, list, memory } from '../../mobility/words.ts'
import type { BalanceResource } from '../../plan/balance-goal.ts'
import type { Evenness, ResourceEvenness, UseModel } from './use-model.ts'

const names: Readonly<Record<BalanceResource, string>> = {
  memory: 'memory',
  entitlement: 'processing units',
  load: 'processors in the busiest hour of the week',
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const points = (share: number): string => `${(share * 100).toFixed(1)} points`

/** Resource by resource, before and after. */
export function evennessNotes(
  before: Evenness,
  after: Evenness,
  { servers }: UseModel,
  safetyPercent: number,
): readonly string[] {
  const notes = before.resources.map((was, at) => resourceNote(was, after.resources[at]!, servers))
  if (before.over > 0) {
    const left = after.resources.filter(({ over }) => over > 0).map(overWords)
    const was = before.resources.filter(({ over }) => over > 0).map(overWords)
    notes.unshift(
      `Above the safety level of ${safetyPercent} %, added up over all servers: ${list(was)} before, ${left.length === 0 ? 'nothing' : list(left)} after.`,
    )
  }
  return notes
}

const overWords = ({ resource, over }: ResourceEvenness): string => `${points(over)} of ${names[resource]}`

function resourceNote(was: ResourceEvenness, is: ResourceEvenness, servers: UseModel['servers']): string {
  const at = (one: ResourceEvenness): string => `${percent(one.highest)} (${servers[one.highestAt]!.name})`
  return (
    `Use of ${names[was.resource]}: highest ${at(was)}, standard deviation ${points(was.deviation)} before; ` +
    `highest ${at(is)}, standard deviation ${points(is.deviation)} after. ` +
    `Perfectly even, every server would have ${percent(is.overall)}: a weak bound of the highest, as no rule is asked.`
  )
}

/** Why an item leaves its server: what is over, or furthest above what it would be everywhere if all were even. */
export function whyLeave(model: UseModel, server: number, safety: number): string {
  const overall = new Map(model.evenness().resources.map((one) => [one.resource, one.overall]))
  const uses = model.counted
    .map(({ resource, weight }) => ({
      resource,
      use: model.use(resource, server),
      above: weight * (model.use(resource, server) - overall.get(resource)!),
    }))
    .toSorted((a, b) => b.above - a.above)
  const name = model.servers[server]!.name
  const over = uses.filter(({ use }) => use > safety)
  if (over.length > 0) {
    const what = list(over.map(({ resource, use }) => `${percent(use)} of its ${names[resource]}`))
    return `${name} uses ${what}: more than the safety level of ${percent(safety)}.`
  }
  const told = uses.filter(({ above }, i) => i === 0 || above > 0)
  const what = told.map(
    ({ resource, use }) =>
      `${percent(use)} of its ${names[resource]} (${percent(overall.get(resource)!)} if all were even)`,
  )
  return `${name} uses ${list(what)}.`
}

/** What becomes of the use of a target. */
export function whyThere(before: UseModel, after: UseModel, server: number): string {
  const changes = after.counted.map(
    ({ resource }) =>
      `${names[resource]} from ${percent(before.use(resource, server))} to ${percent(after.use(resource, server))}`,
  )
  return `Use there goes, with all of this plan: ${list(changes)}.`
}

/** What the plan is without an item's move. `item` is away from its home in the model. */
export function whatIfNot(after: UseModel, item: number, home: number, who: string): string {
  const place = after.place[item]!
  const withIt = after.evenness()
  after.move(item, home)
  const without = after.evenness()
  const uses = after.counted.map(
    ({ resource }) => `${percent(after.use(resource, home))} of its ${names[resource]}`,
  )
  after.move(item, place)
  const server = after.servers[home]!.name
  const worse =
    without.over > withIt.over + 1e-9
      ? `${points(without.over - withIt.over)} more are above the safety level`
      : `highest use and standard deviation together are ${points(without.uneven - withIt.uneven)} higher`
  return `${who} stays, ${server} keeps using ${list(uses)}, and ${worse}.`
}

/** What is told of a plan without moves. */
export function nothingToDo(evenness: Evenness, servers: number): string {
  const uses = evenness.resources.map(
    ({ resource, lowest, highest }) => `${names[resource]} ${percent(lowest)} to ${percent(highest)}`,
  )
  return `No move evens out enough to earn the memory it moves. Use of the ${count(servers, 'server')} now: ${list(uses)}.`
}

export const movedNote = (mib: number, moves: number): string =>
  `${count(moves, 'move')} with ${memory(mib)}. A move is made only where the difference of use that it evens out, the mean of before and after, is more than about five points.`
