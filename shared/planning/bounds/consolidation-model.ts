/**
 * Consolidation as a linear model. Yes-or-no columns for servers (on) and for items on servers; no rows "item only where
 * the server is on": the capacity rows say so already, and solvers drown in them.
 *
 * Servers that are alike but for their cost share the columns of the items, as long as items may be divided: what is
 * divided over a class is divided over its servers. So the bound of a fleet of few types is that of a small model.
 */
import {
  leastNeed,
  needOn,
  NOWHERE,
  type ConsolidationProblem,
} from '../consolidate/consolidation-problem.ts'
import type { Consolidated } from '../consolidate/consolidate.ts'
import { ModelBuilder, type LinearModel } from './linear-model.ts'

/** What is asked for whole: nothing, servers that are on, or items on servers too. The last one alone has places. */
export type Wholeness = 'none' | 'servers' | 'all'

export interface ConsolidationModel {
  readonly model: LinearModel
  /** Classes of servers, each with its servers; in a model of wholeness `all` each server is a class. */
  readonly classes: readonly (readonly number[])[]
  /** First column of each class's servers: one column for each server, in the order of the class. */
  readonly serverColumn: Int32Array
  /** Item x class: its column; -1 where the item may not be there. */
  readonly itemColumn: Int32Array
}

/** Builds it. `resources`: those that count; leaving some out keeps the bound valid. */
export function consolidationModel(
  problem: ConsolidationProblem,
  wholeness: Wholeness,
  resources: readonly number[] = everyResource(problem),
): ConsolidationModel {
  const classes =
    wholeness === 'all'
      ? Array.from({ length: problem.serverCount }, (_, server) => [server])
      : alikeServers(problem)
  const builder = new ModelBuilder()
  const rows = rowsOf(builder, problem, classes, resources)
  const serverColumn = new Int32Array(problem.serverCount)
  for (const [at, servers] of classes.entries()) {
    for (const server of servers) {
      serverColumn[server] = builder.column({
        cost: problem.openCost[server]!,
        lower: problem.staysOn[server]!,
        upper: 1,
        whole: wholeness !== 'none',
      })
      for (const [k, resource] of resources.entries()) {
        const capacity = problem.capacity[server * problem.resourceCount + resource]!
        builder.put(rows.capacity + at * resources.length + k, -capacity)
      }
      for (const [set] of problem.apart.entries()) builder.put(rows.apart + set * classes.length + at, -1)
      for (const { row, resource, failing } of rows.spare) {
        if (failing !== server) builder.put(row, problem.capacity[server * problem.resourceCount + resource]!)
      }
    }
  }
  const setsOf = Array.from({ length: problem.itemCount }, (): number[] => [])
  for (const [set, members] of problem.apart.entries()) for (const item of members) setsOf[item]!.push(set)
  const itemColumn = new Int32Array(problem.itemCount * classes.length).fill(-1)
  for (let item = 0; item < problem.itemCount; item += 1) {
    for (const [at, servers] of classes.entries()) {
      const server = servers[0]!
      if (problem.allowed[item * problem.serverCount + server] !== 1) continue
      itemColumn[item * classes.length + at] = builder.column({
        cost: problem.unitCost[server]! * problem.use[item]!,
        lower: 0,
        upper: 1,
        whole: wholeness === 'all',
      })
      builder.put(rows.item + item, 1)
      for (const [k, resource] of resources.entries()) {
        builder.put(rows.capacity + at * resources.length + k, needOn(problem, item, server, resource))
      }
      for (const set of setsOf[item]!) builder.put(rows.apart + set * classes.length + at, 1)
    }
  }
  return { model: builder.build(), classes, serverColumn, itemColumn }
}

interface Rows {
  readonly item: number
  readonly capacity: number
  readonly apart: number
  readonly spare: readonly { readonly row: number; readonly resource: number; readonly failing: number }[]
}

function rowsOf(
  builder: ModelBuilder,
  problem: ConsolidationProblem,
  classes: readonly (readonly number[])[],
  resources: readonly number[],
): Rows {
  const block = (count: number, lower: number, upper: number): number => {
    const first = builder.row(lower, upper)
    for (let one = 1; one < count; one += 1) builder.row(lower, upper)
    return first
  }
  // Blocks of no rows get one that says nothing, so that every block has a first row.
  const item = block(problem.itemCount, 1, 1)
  const capacity = block(classes.length * resources.length, -Infinity, 0)
  const apart = problem.apart.length === 0 ? -1 : block(problem.apart.length * classes.length, -Infinity, 0)
  const spare: { row: number; resource: number; failing: number }[] = []
  for (let resource = 0; resource < problem.reserved; resource += 1) {
    let needed = 0
    for (let one = 0; one < problem.itemCount; one += 1) needed += leastNeed(problem, one, resource)
    // Without the server that fails, or that is off anyway, the others have what all items need.
    for (let failing = 0; failing < problem.serverCount; failing += 1) {
      spare.push({ row: builder.row(needed, Infinity), resource, failing })
    }
  }
  return { item, capacity, apart, spare }
}

const everyResource = ({ resourceCount }: ConsolidationProblem): readonly number[] =>
  Array.from({ length: resourceCount }, (_, resource) => resource)

/**
 * The resources that ask for most of what there is, beside those of N+1, which always count: hours of the day in which
 * nobody comes near to a limit cost a solver time and say nothing.
 */
export function scarceResources(problem: ConsolidationProblem, most: number): readonly number[] {
  const share = (resource: number): number => {
    let needed = 0
    let there = 0
    for (let item = 0; item < problem.itemCount; item += 1) needed += leastNeed(problem, item, resource)
    for (let server = 0; server < problem.serverCount; server += 1) {
      there += problem.capacity[server * problem.resourceCount + resource]!
    }
    return resource < problem.reserved ? Infinity : needed / Math.max(there, 1e-9)
  }
  const shares = everyResource(problem).map(share)
  return everyResource(problem)
    .toSorted((a, b) => shares[b]! - shares[a]! || a - b)
    .slice(0, Math.max(most, problem.reserved))
    .toSorted((a, b) => a - b)
}

/** Servers that hold the same, of the same things, for the same items at the same price of use. */
function alikeServers(problem: ConsolidationProblem): readonly (readonly number[])[] {
  const { serverCount, itemCount, resourceCount, capacity, kind, unitCost, allowed } = problem
  const key = (server: number): string => {
    const may: number[] = []
    for (let item = 0; item < itemCount; item += 1) may.push(allowed[item * serverCount + server]!)
    const room = capacity.subarray(server * resourceCount, (server + 1) * resourceCount)
    return [kind[server]!, unitCost[server]!, room.join(), may.join('')].join(';')
  }
  return [
    ...Map.groupBy(
      Array.from({ length: serverCount }, (_, server) => server),
      key,
    ).values(),
  ]
}

/** Columns of a model of wholeness `all` for given places: where a solver starts from. */
export function columnsOf(
  { model, serverColumn, itemColumn, classes }: ConsolidationModel,
  { places, on }: Consolidated,
): Float64Array {
  const columns = new Float64Array(model.columnCount)
  for (const [server, column] of serverColumn.entries()) columns[column] = on[server]!
  for (const [item, server] of places.entries()) {
    columns[itemColumn[item * classes.length + server]!] = 1
  }
  return columns
}

/** What a solution of a model of wholeness `all` means. */
export function consolidatedOf(
  problem: ConsolidationProblem,
  { itemColumn, serverColumn, classes }: ConsolidationModel,
  columns: Float64Array,
): Consolidated {
  const on = Uint8Array.from(serverColumn, (column) => (columns[column]! > 0.5 ? 1 : 0))
  const places = Int32Array.from({ length: problem.itemCount }, (_, item) => {
    for (let server = 0; server < problem.serverCount; server += 1) {
      const column = itemColumn[item * classes.length + server]!
      if (column >= 0 && columns[column]! > 0.5) return server
    }
    return NOWHERE
  })
  return { places, on }
}
