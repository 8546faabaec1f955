/**
 * Every partition on every server at once. Answers are found by scope: once for a partition, once for two servers, once
 * for a pair, once for a pair and what the server holds; a cell is the gravest of the four. An edit or a planned move
 * finds again only the answers that depend on it.
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { catalogueOf } from '../catalogue/edits.ts'
import type { MobilityCatalogue } from '../catalogue/mobility-catalogue.ts'
import { createBench, findingOf, judgeOn, ruleSets, verdictOrder, type Bench } from '../judge.ts'
import { moveTypeOf } from '../move-type.ts'
import type { CapacityContext, Rule, RuleOutcome } from '../rule.ts'
import type { TargetState } from '../target-state.ts'
import type { MoveJudgement, MoveType, MoveVerdict, RuleFinding } from '../verdict.ts'
import type { EditChange, MatrixChange } from './change.ts'
import { OutcomeSets } from './outcome-sets.ts'

export interface MatrixOptions {
  readonly catalogue?: MobilityCatalogue
  /** What servers hold; servers that are not named hold what they hold today. */
  readonly states?: ReadonlyMap<ServerId, TargetState>
}

/** What the rules of each scope say about one pair: numbers of sets. */
export interface PairSets {
  readonly partition: number
  readonly servers: number
  readonly move: number
  readonly capacity: number
}

export interface ReadinessMatrix {
  /** Rows: the partitions whose server is in the fleet, in its order. */
  readonly partitions: readonly Partition[]
  /** Columns: the servers, in the order of the fleet. */
  readonly servers: readonly Server[]
  readonly index: FleetIndex
  readonly sets: OutcomeSets
  /** Column of the server a partition is on. */
  homeOf(row: number): number
  isHome(row: number, column: number): boolean
  /** null at home. */
  verdictAt(row: number, column: number): MoveVerdict | null
  /** For a refused active move: whether an inactive one would be allowed; null: not asked, or cannot tell. */
  inactiveAt(row: number, column: number): boolean | null
  moveTypeAt(row: number): MoveType
  /** What stands in the way of the move that the partition's state allows. Not for home cells. */
  setsAt(row: number, column: number): PairSets
  /** What stands in the way of an inactive move. Not for home cells. */
  inactiveSetsAt(row: number, column: number): PairSets
  /** What one rule says about a pair; null for a plain pass. Not for home cells. */
  findingAt(row: number, column: number, rule: Rule): RuleFinding | null
  /** The whole judgement, equal to `judgeMove` on the same index and state. Not for home cells. */
  judgementAt(row: number, column: number): MoveJudgement
  /** What the rules look at for a pair. Not for home cells. */
  contextAt(row: number, column: number): CapacityContext
  /** Judges again what the change touches; answers how many cells those were. */
  rejudge(change: MatrixChange): number
}

const notJudged = -1
const home = 255
const refused = verdictOrder.indexOf('cannot')
const unclear = verdictOrder.indexOf('tell')
/** Two bits for the weight of the verdict, then two for the inactive move. */
const inactiveBits = { no: 4, yes: 8 } as const

/** A rule of any scope, asked with everything there is. */
type AnyRule = Rule & { readonly judge: (context: CapacityContext) => RuleOutcome }

/** Answers for one kind of move, one number per partition or cell; `notJudged` until somebody asks. */
interface Lane {
  readonly partition: Int32Array
  readonly move: Int32Array
  readonly capacity: Int32Array
}

function emptyLane(rows: number, columns: number): Lane {
  return {
    partition: new Int32Array(rows).fill(notJudged),
    move: new Int32Array(rows * columns).fill(notJudged),
    capacity: new Int32Array(rows * columns).fill(notJudged),
  }
}

/** Judges every partition of the index on every server but its own. */
export function createMatrix(index: FleetIndex, options: MatrixOptions = {}): ReadinessMatrix {
  return new Matrix(index, options)
}

class Matrix implements ReadinessMatrix {
  readonly sets = new OutcomeSets()
  readonly #catalogue: MobilityCatalogue
  readonly #states: Map<ServerId, TargetState>
  readonly #columnOf: ReadonlyMap<ServerId, number>
  readonly #home: Int32Array
  /** Of the kind of move that each partition's state allows. */
  readonly #own: Lane
  /** Of an inactive move in the place of a refused active one. */
  readonly #inactive: Lane
  /** Answers about two servers: source x columns + target. */
  readonly #pairs: Readonly<Record<MoveType, Int32Array>>
  readonly #cells: Uint8Array
  #index: FleetIndex
  #bench: Bench
  #partitions: readonly Partition[]
  #servers: readonly Server[]
  #types: readonly MoveType[]

  constructor(index: FleetIndex, options: MatrixOptions) {
    this.#catalogue = options.catalogue ?? catalogueOf(index)
    this.#states = new Map(options.states)
    this.#index = index
    this.#bench = createBench(index, this.#catalogue)
    this.#servers = index.fleet.servers
    this.#partitions = rowsOf(index)
    this.#types = this.#partitions.map(moveTypeOf)
    this.#columnOf = new Map(this.#servers.map((server, column) => [server.id, column]))
    const [rows, columns] = [this.#partitions.length, this.#servers.length]
    this.#home = Int32Array.from(this.#partitions, (one) => this.#columnOf.get(one.serverId) ?? notJudged)
    this.#own = emptyLane(rows, columns)
    this.#inactive = emptyLane(rows, columns)
    const square = () => new Int32Array(columns * columns).fill(notJudged)
    this.#pairs = { active: square(), inactive: square(), suspended: square() }
    this.#cells = new Uint8Array(rows * columns)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        if (this.#home[row] !== column) this.setsAt(row, column)
        this.#judge(row, column)
      }
  }

  get index(): FleetIndex {
    return this.#index
  }

  get partitions(): readonly Partition[] {
    return this.#partitions
  }

  get servers(): readonly Server[] {
    return this.#servers
  }

  homeOf(row: number): number {
    return this.#home[row] ?? notJudged
  }

  isHome(row: number, column: number): boolean {
    return this.#home[row] === column
  }

  verdictAt(row: number, column: number): MoveVerdict | null {
    const cell = this.#cells[this.#place(row, column)] ?? home
    return cell === home ? null : (verdictOrder[cell & 3] ?? null)
  }

  inactiveAt(row: number, column: number): boolean | null {
    const cell = this.#cells[this.#place(row, column)] ?? home
    if (cell === home || cell < inactiveBits.no) return null
    return cell >= inactiveBits.yes
  }

  moveTypeAt(row: number): MoveType {
    return this.#types[row] ?? 'active'
  }

  setsAt(row: number, column: number): PairSets {
    return this.#setsOf(this.#own, this.moveTypeAt(row), row, column)
  }

  inactiveSetsAt(row: number, column: number): PairSets {
    return this.#setsOf(this.#inactive, 'inactive', row, column)
  }

  findingAt(row: number, column: number, rule: Rule): RuleFinding | null {
    return findingOf(rule, rule.judge(this.#context(row, column, this.moveTypeAt(row))))
  }

  judgementAt(row: number, column: number): MoveJudgement {
    return judgeOn(this.#bench, this.#context(row, column, this.moveTypeAt(row)))
  }

  contextAt(row: number, column: number): CapacityContext {
    return this.#context(row, column, this.moveTypeAt(row))
  }

  rejudge(change: MatrixChange): number {
    return change.kind === 'states' ? this.#changeStates(change.states) : this.#edit(change)
  }

  #place(row: number, column: number): number {
    return row * this.#servers.length + column
  }

  #context(row: number, column: number, moveType: MoveType): CapacityContext {
    const [partition, server] = [this.#partitions[row], this.#servers[column]]
    if (partition === undefined || server === undefined)
      throw new RangeError(`row ${row}, column ${column} are not in the matrix`)
    return this.#bench.context(partition, server, moveType, this.#states.get(server.id))
  }

  /** The answers of a lane for a pair; those nobody asked for yet are found now. */
  #setsOf(lane: Lane, moveType: MoveType, row: number, column: number): PairSets {
    const at = this.#place(row, column)
    const pairs = this.#pairs[moveType]
    const pair = this.homeOf(row) * this.#servers.length + column
    let partition = lane.partition[row] ?? notJudged
    let servers = pairs[pair] ?? notJudged
    let move = lane.move[at] ?? notJudged
    let capacity = lane.capacity[at] ?? notJudged
    if (partition < 0 || servers < 0 || move < 0 || capacity < 0) {
      const context = this.#context(row, column, moveType)
      const asked = ruleSets[moveType]
      if (partition < 0) lane.partition[row] = partition = this.sets.ask(asked.partition, context)
      if (servers < 0) pairs[pair] = servers = this.sets.ask(asked.servers, context)
      if (move < 0) lane.move[at] = move = this.sets.ask(asked.move, context)
      if (capacity < 0) lane.capacity[at] = capacity = this.sets.ask(asked.capacity, context)
    }
    return { partition, servers, move, capacity }
  }

  /** Finds a cell from its answers, asking for those that can still change it. */
  #judge(row: number, column: number): void {
    const at = this.#place(row, column)
    if (this.#home[row] === column) {
      this.#cells[at] = home
      return
    }
    const weight = this.#weightUpToRefusal(this.#own, this.moveTypeAt(row), row, column)
    const asked = weight === refused && this.#types[row] === 'active'
    this.#cells[at] = weight | (asked ? this.#inactiveBitsOf(row, column) : 0)
  }

  /** Weight of a cell, asking the cheaper scopes first and no further than the first refusal. */
  #weightUpToRefusal(lane: Lane, moveType: MoveType, row: number, column: number): number {
    const { sets } = this
    const at = this.#place(row, column)
    const pairs = this.#pairs[moveType]
    const pair = this.homeOf(row) * this.#servers.length + column
    let context: CapacityContext | null = null
    const ask = (answers: Int32Array, place: number, scope: Rule['scope']): number => {
      let set = answers[place] ?? notJudged
      if (set < 0) {
        context ??= this.#context(row, column, moveType)
        answers[place] = set = sets.ask(ruleSets[moveType][scope] as readonly AnyRule[], context)
      }
      return sets.weightOf(set)
    }
    let weight = ask(lane.partition, row, 'partition')
    if (weight < refused) weight = Math.max(weight, ask(pairs, pair, 'servers'))
    if (weight < refused) weight = Math.max(weight, ask(lane.move, at, 'move'))
    if (weight < refused) weight = Math.max(weight, ask(lane.capacity, at, 'capacity'))
    return weight
  }

  #inactiveBitsOf(row: number, column: number): number {
    const weight = this.#weightUpToRefusal(this.#inactive, 'inactive', row, column)
    if (weight === unclear) return 0
    return weight === refused ? inactiveBits.no : inactiveBits.yes
  }

  #changeStates(states: ReadonlyMap<ServerId, TargetState | null>): number {
    let judged = 0
    for (const [serverId, state] of states) {
      const column = this.#columnOf.get(serverId)
      if (column === undefined) continue
      if (state === null) this.#states.delete(serverId)
      else this.#states.set(serverId, state)
      for (let row = 0; row < this.#partitions.length; row += 1) {
        const at = this.#place(row, column)
        this.#own.capacity[at] = notJudged
        this.#inactive.capacity[at] = notJudged
        this.#judge(row, column)
      }
      judged += this.#partitions.length
    }
    return judged
  }

  #edit({ index, partitionIds, serverIds }: EditChange): number {
    const touched = new Set(serverIds)
    for (const id of partitionIds) {
      const serverId = index.partitionById.get(id)?.serverId
      if (serverId !== undefined) touched.add(serverId)
    }
    this.#moveTo(index, touched)
    const columns = this.#servers.map((server) => touched.has(server.id))
    for (const [source, isTouched] of columns.entries())
      for (const [target, isToo] of columns.entries())
        if (isTouched || isToo)
          for (const pairs of Object.values(this.#pairs)) pairs[source * columns.length + target] = notJudged
    let judged = 0
    for (let row = 0; row < this.#partitions.length; row += 1) {
      const whole = columns[this.homeOf(row)] === true
      if (whole) for (const lane of [this.#own, this.#inactive]) lane.partition[row] = notJudged
      for (const [column, isTouched] of columns.entries()) {
        if (!whole && !isTouched) continue
        const at = this.#place(row, column)
        for (const lane of [this.#own, this.#inactive]) lane.move[at] = lane.capacity[at] = notJudged
        this.#judge(row, column)
        judged += 1
      }
    }
    return judged
  }

  /** Goes over to another index; facts of servers that were not touched are kept. */
  #moveTo(index: FleetIndex, touched: ReadonlySet<ServerId>): void {
    const [bench, servers, partitions] = [this.#bench, this.#servers, this.#partitions]
    const rows = rowsOf(index)
    if (
      rows.length !== partitions.length ||
      rows.some((one, row) => one.id !== partitions[row]?.id) ||
      index.fleet.servers.length !== servers.length ||
      index.fleet.servers.some((one, column) => one.id !== servers[column]?.id)
    )
      throw new RangeError('an edit keeps the partitions and servers; make a new matrix')
    const keptServers = new Map(
      servers.flatMap((one) => (touched.has(one.id) ? [] : [[one.id, bench.facts(one)] as const])),
    )
    const keptPartitions = new Map(
      partitions.flatMap((one) => {
        const source = keptServers.get(one.serverId)
        return source === undefined ? [] : [[one.id, bench.factsOf(one, source)] as const]
      }),
    )
    this.#index = index
    this.#servers = index.fleet.servers
    this.#partitions = rows
    this.#types = rows.map(moveTypeOf)
    this.#bench = createBench(index, this.#catalogue, {
      server: ({ id }) => keptServers.get(id) ?? null,
      partition: ({ id }) => keptPartitions.get(id) ?? null,
    })
  }
}

function rowsOf(index: FleetIndex): readonly Partition[] {
  return index.fleet.partitions.filter((one) => index.serverById.has(one.serverId))
}
