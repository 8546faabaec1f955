import type { FlowClass } from './flow-graph.ts'

/** The resources of a plan, with those that always fill up together joined to one. */
export type JoinedResources = {
  /** Of the joined resources. */
  readonly capacities: readonly number[]
  /** The classes over the joined resources. */
  readonly classes: readonly FlowClass[]
  /** Per resource: the joined one that stands for it, and its load per load of that one. */
  readonly joinedTo: Int32Array
  readonly scale: Float64Array
  /** Per joined resource: the one that fills up first, and so the only one that ever holds flows back. */
  readonly tightest: Int32Array
}

/**
 * Joins resources that are used by the same classes in the same proportion, as the link and the cores of a mover mostly
 * are: their loads are proportional at all times, so the one with the least capacity for what it is asked fills up
 * first, and the others never hold anybody back. Max-min fair shares are unique, hence the same with and without them.
 * Of resources that fill up at once, the first in the plan is the one that is named.
 *
 * `varying`: resources whose capacity changes over time; they stay by themselves.
 */
export function joinParallelResources(
  capacities: readonly number[],
  classes: readonly FlowClass[],
  varying: ReadonlySet<number>,
): JoinedResources {
  const users = usersOf(capacities.length, classes)
  const joinedTo = new Int32Array(capacities.length)
  const scale = new Float64Array(capacities.length).fill(1)
  const leaders: number[] = []
  const tightest: number[] = []
  for (let resource = 0; resource < capacities.length; resource += 1) {
    const leader = varying.has(resource) ? -1 : leaderOf(resource, classes, users, leaders, joinedTo, varying)
    if (leader < 0) {
      joinedTo[resource] = leaders.length
      leaders.push(resource)
      tightest.push(resource)
      continue
    }
    const joined = joinedTo[leader]!
    const first = tightest[joined]!
    joinedTo[resource] = joined
    if (capacities[resource]! < capacities[first]! * ratio(users[resource]!, users[first]!)) {
      tightest[joined] = resource
    }
  }
  for (let resource = 0; resource < capacities.length; resource += 1) {
    const first = tightest[joinedTo[resource]!]!
    if (first !== resource) scale[resource] = ratio(users[resource]!, users[first]!)
  }
  return {
    capacities: tightest.map((resource) => capacities[resource]!),
    classes: tightest.length === capacities.length ? classes : overJoined(classes, joinedTo, tightest),
    joinedTo,
    scale,
    tightest: Int32Array.from(tightest),
  }
}

/** The classes that use a resource, ascending, and what each takes of it per raw byte. */
type Users = { readonly ids: number[]; readonly uses: number[] }

function usersOf(resourceCount: number, classes: readonly FlowClass[]): readonly Users[] {
  const users = Array.from({ length: resourceCount }, (): Users => ({ ids: [], uses: [] }))
  for (let id = 0; id < classes.length; id += 1) {
    const { resources, uses } = classes[id]!
    for (let k = 0; k < resources.length; k += 1) {
      const { ids, uses: taken } = users[resources[k]!]!
      ids.push(id)
      taken.push(uses[k]!)
    }
  }
  return users
}

/** A parallel resource that was met before, or -1. All of them are on the path of the first class that uses this one. */
function leaderOf(
  resource: number,
  classes: readonly FlowClass[],
  users: readonly Users[],
  leaders: readonly number[],
  joinedTo: Int32Array,
  varying: ReadonlySet<number>,
): number {
  const firstUser = users[resource]!.ids[0]
  if (firstUser === undefined) return -1
  for (const other of classes[firstUser]!.resources) {
    const met = other < resource && leaders[joinedTo[other]!] === other
    if (met && !varying.has(other) && areParallel(users[resource]!, users[other]!)) return other
  }
  return -1
}

function areParallel(a: Users, b: Users): boolean {
  if (a.ids.length !== b.ids.length) return false
  const proportion = ratio(a, b)
  for (let k = 0; k < a.ids.length; k += 1) {
    if (a.ids[k] !== b.ids[k] || a.uses[k]! / b.uses[k]! !== proportion) return false
  }
  return true
}

/** Load of a parallel resource per load of the other. */
function ratio(of: Users, to: Users): number {
  return of.uses[0]! / to.uses[0]!
}

function overJoined(
  classes: readonly FlowClass[],
  joinedTo: Int32Array,
  tightest: readonly number[],
): FlowClass[] {
  return classes.map(({ resources, uses, weight, ceiling }) => {
    const own: FlowClass & { resources: number[]; uses: number[] } = {
      resources: [],
      uses: [],
      weight,
      ceiling,
    }
    for (let k = 0; k < resources.length; k += 1) {
      const joined = joinedTo[resources[k]!]!
      if (tightest[joined] !== resources[k]) continue
      own.resources.push(joined)
      own.uses.push(uses[k]!)
    }
    return own
  })
}
