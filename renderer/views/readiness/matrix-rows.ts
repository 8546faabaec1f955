import type { CellLetter, ReadinessView, WorkItem } from '../../../shared/contract/readiness.ts'
import type { Partition, Server } from '../../../shared/inventory/fleet.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { MoveVerdict } from '../../../shared/mobility/verdict.ts'
import { fitsWords } from '../../format/filter-words.ts'

export type VerdictCounts = Readonly<Record<MoveVerdict, number>>

/** One partition as a row; `at` is its row in `ReadinessView.cells`. */
export interface PartitionLine {
  readonly kind: 'partition'
  readonly at: number
  readonly partition: Partition
  readonly homeName: string
  /** Servers by verdict, home left out. */
  readonly counts: VerdictCounts
  /** Servers it can go to, with or without warning. */
  readonly servers: number
}

/** A heading over the rows that share a reason; `item` null where nothing stands in the way. */
export interface GroupLine {
  readonly kind: 'group'
  readonly item: WorkItem | null
  readonly rows: number
}
export type MatrixLine = PartitionLine | GroupLine

/** One server as a column; `at` is its column in `ReadinessView.cells`. */
export interface MatrixColumn {
  readonly at: number
  readonly server: Server
  /** The name without what all names share. */
  readonly short: string
}

export interface MatrixSort {
  readonly column: 'name' | 'memory' | 'mode' | 'servers'
  readonly descending: boolean
}

/** Letter of one cell; "t" outside the matrix: what was never judged is never green. */
export const letterAt = (view: ReadinessView, row: number, column: number): CellLetter =>
  (view.cells[row * view.serverIds.length + column] ?? 't') as CellLetter

/** Whether a refused active move of this cell would be allowed inactive. */
export const inactiveAt = (view: ReadinessView, row: number, column: number): boolean =>
  view.inactive[row * view.serverIds.length + column] === '1'

/** Verdicts of the cells of one row or more, cells at home left out. */
export function countVerdicts(letters: Iterable<string>): VerdictCounts {
  const counts = { can: 0, warn: 0, cannot: 0, tell: 0 }
  for (const letter of letters) {
    if (letter === 'c') counts.can += 1
    else if (letter === 'w') counts.warn += 1
    else if (letter === 'n') counts.cannot += 1
    else if (letter !== '-') counts.tell += 1
  }
  return counts
}

/** The partitions of a matrix as rows. Partitions the inventory no longer names are left out. */
export function partitionLines(view: ReadinessView, index: FleetIndex): readonly PartitionLine[] {
  const width = view.serverIds.length
  return view.partitionIds.flatMap((id, at) => {
    const partition = index.partitionById.get(id)
    if (partition === undefined) return []
    const counts = countVerdicts(view.cells.slice(at * width, (at + 1) * width))
    const homeName = index.serverById.get(partition.serverId)?.name ?? partition.serverId
    return [
      { kind: 'partition' as const, at, partition, homeName, counts, servers: counts.can + counts.warn },
    ]
  })
}

/** What all names begin with, up to their last common separator; "" where a name would be left empty. */
function sharedStart(names: readonly string[]): string {
  const [first = '', ...rest] = names
  if (rest.length === 0) return ''
  let length = first.length
  for (const name of rest) {
    let same = 0
    while (same < length && name[same] === first[same]) same += 1
    length = same
  }
  const start = /^.*[-_.]/.exec(first.slice(0, length))?.[0] ?? ''
  return names.some((name) => name.length === start.length) ? '' : start
}

/** The servers of a matrix as columns, without the one the rows come from. */
export function matrixColumns(
  view: ReadinessView,
  index: FleetIndex,
  fromServerId: string | null,
): readonly MatrixColumn[] {
  const start = sharedStart(index.fleet.servers.map((server) => server.name))
  return view.serverIds.flatMap((id, at) => {
    const server = index.serverById.get(id)
    return server === undefined || id === fromServerId
      ? []
      : [{ at, server, short: server.name.slice(start.length) }]
  })
}

/** Whether a row contains every word of a filter in its name, home, system, mode or state. */
export function lineFits({ partition, homeName }: PartitionLine, filter: string): boolean {
  const { name, os, environment, currentMode, state } = partition
  return fitsWords([name, homeName, os, environment, currentMode, state], filter)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const sortKeys: Readonly<Record<MatrixSort['column'], (line: PartitionLine) => string | number | null>> = {
  name: (line) => line.partition.name,
  memory: (line) => line.partition.memoryMib,
  mode: (line) => line.partition.currentMode,
  servers: (line) => line.servers,
}

/** Sorted rows; what is not known comes last in both directions, equal rows in the order of the fleet. */
export function sortLines(
  lines: readonly PartitionLine[],
  sort: MatrixSort | null,
): readonly PartitionLine[] {
  if (sort === null) return lines
  const sign = sort.descending ? -1 : 1
  const keyOf = sortKeys[sort.column]
  return lines
    .map((line) => ({ line, key: keyOf(line) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      return typeof a.key === 'number' && typeof b.key === 'number'
        ? sign * (a.key - b.key)
        : sign * collator.compare(String(a.key), String(b.key))
    })
    .map(({ line }) => line)
}

/**
 * Rows under the reason that stands on most of their pairs (the graver list place wins a tie), groups with most rows
 * first; rows nothing stands in the way of come last. `cells` holds the places of each item by its key.
 */
export function groupLines(
  lines: readonly PartitionLine[],
  work: readonly WorkItem[],
  cells: ReadonlyMap<string, readonly number[]>,
  width: number,
): readonly MatrixLine[] {
  const strongest = new Map<number, { item: WorkItem; hits: number }>()
  for (const item of work) {
    const hits = new Map<number, number>()
    for (const place of cells.get(item.key) ?? []) {
      const row = Math.floor(place / width)
      hits.set(row, (hits.get(row) ?? 0) + 1)
    }
    for (const [row, count] of hits) {
      if (count > (strongest.get(row)?.hits ?? 0)) strongest.set(row, { item, hits: count })
    }
  }
  const groups = Map.groupBy(lines, (line) => strongest.get(line.at)?.item ?? null)
  return [...groups]
    .sort(([a, mine], [b, others]) => Number(a === null) - Number(b === null) || others.length - mine.length)
    .flatMap(([item, members]) => [{ kind: 'group' as const, item, rows: members.length }, ...members])
}

/** Marks of the cells of one work item: 1 where it stands. */
export function cellMask(places: readonly number[], cells: number): Uint8Array {
  const mask = new Uint8Array(cells)
  for (const place of places) if (place < cells) mask[place] = 1
  return mask
}

/** Rows a mask touches. */
export function rowsOfMask(mask: Uint8Array, width: number): ReadonlySet<number> {
  const rows = new Set<number>()
  mask.forEach((hit, place) => {
    if (hit === 1) rows.add(Math.floor(place / width))
  })
  return rows
}
