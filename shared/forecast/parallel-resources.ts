import type { FlowClass } from './flow-graph.ts'

/** The resources of a plan with those that always fill up together joined to one. */
export type JoinedResources = {
  /** Of the joined resources. */
  readonly capacities: readonly number[]
  /** The classes over the joined resources. */
  readonly classes: readonly FlowClass[]
  /** Per resource: the joined one that stands for it, and its use per use of that one. */
  readonly joinedTo: Int32Array
  readonly scale: Float64Array
  /** Per joined resource: the one that fills up first, and so the only one that ever holds flows back. */
  readonly tightest: Int32Array
}

/**
 * Joins resources that are used by the same classes in the same proportion, as the link and the cores of a mover mostly
 * are: their loads are proportional at all times, so the one with the least capacity for what it is asked fills up first,
 * and the others never hold anybody back. Weighted max-min shares are the same with and without the others. (Of resources
 * that fill up at once, the first in the plan is the one that is named.)
 *
 * `varying` says of which resources the capacity changes over time: those stay by themselves.
 */
export function joinParallelResources(
  capacities: readonly number[],
  classes: readonly FlowClass[],
  varying: ReadonlySet<number>,
): JoinedResources {
  const count = capacities.length
  const usersOf: number[][] = []
  const usesOf: number[][] = []
  for (let resource = 0; resource < count; resource += 1) {
    usersOf.push([])
    usesOf.push([])
  }
  for (let id = 0; id < classes.length; id += 1) {
    const { resources, uses } = classes[id]!
    for (let k = 0; k < resources.length; k += 1) {
      usersOf[resources[k]!]!.push(id)
      usesOf[resources[k]!]!.push(uses[k]!)
    }
  }
  // First: for each resource, one before it that is parallel to it, or itself.
  const leader = new Int32Array(count)
  const tightest: number[] = []
  const groupOf = new Int32Array(count).fill(-1)
  for (let resource = 0; resource < count; resource += 1) {
    leader[resource] = varying.has(resource) ? resource : parallelBefore(resource)
    if (leader[resource] === resource) {
      groupOf[resource] = tightest.length
      tightest.push(resource)
      continue
    }
    const group = groupOf[leader[resource]!]!
    groupOf[resource] = group
    const first = tightest[group]!
    const scale = usesOf[resource]![0]! / usesOf[first]![0]!
    if (capacities[resource]! < capacities[first]! * scale) tightest[group] = resource
  }
  return joined()

  /** The first user of a resource uses all that are parallel to it, so nobody else need be asked. */
  function parallelBefore(resource: number): number {
    const users = usersOf[resource]!
    if (users.length === 0) return resource
    for (const other of classes[users[0]!]!.resources) {
      if (
        other < resource &&
        leader[other] === other &&
        !varying.has(other) &&
        areParallel(resource, other)
      ) {
        return other
      }
    }
    return resource
  }

  function areParallel(a: number, b: number): boolean {
    const [usersA, usersB] = [usersOf[a]!, usersOf[b]!]
    const [usesA, usesB] = [usesOf[a]!, usesOf[b]!]
    if (usersA.length !== usersB.length) return false
    const ratio = usesA[0]! / usesB[0]!
    for (let k = 0; k < usersA.length; k += 1) {
      if (usersA[k] !== usersB[k] || usesA[k]! / usesB[k]! !== ratio) return false
    }
    return true
  }

  function joined(): JoinedResources {
    const scale = new Float64Array(count).fill(1)
    for (let resource = 0; resource < count; resource += 1) {
      const first = tightest[groupOf[resource]!]!
      if (first !== resource) scale[resource] = usesOf[resource]![0]! / usesOf[first]![0]!
    }
    const isTightest = new Uint8Array(count)
    for (const resource of tightest) isTightest[resource] = 1
    return {
      capacities: tightest.map((resource) => capacities[resource]!),
      classes:
        tightest.length === count
          ? classes
          : classes.map(({ resources, uses, weight, ceiling }) => ({
              resources: resources.filter((one) => isTightest[one] === 1).map((one) => groupOf[one]!),
              uses: uses.filter((_, k) => isTightest[resources[k]!] === 1),
              weight,
              ceiling,
            })),
      joinedTo: groupOf,
      scale,
      tightest: Int32Array.from(tightest),
    }
  }
}
