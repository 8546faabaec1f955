/** Packs moves into lanes: groups (mover, server or partition) of rows in which no two moves overlap. */
import type { ScheduledMove } from './schedule.ts'

export type LaneMode = 'mover' | 'server' | 'partition'

export interface LaneRow {
  readonly label: string
  readonly moves: readonly ScheduledMove[]
}

export interface LaneGroup {
  readonly id: string
  readonly label: string
  /** Rows in use at most at once; the slots of a mover. */
  readonly rows: readonly LaneRow[]
  readonly moves: number
}

interface LaneKey {
  readonly id: string
  readonly label: string
}

/** Words of lanes that have no name of their own. */
export interface LaneWords {
  readonly inactiveOf: (server: string) => string
}

function keyOf(one: ScheduledMove, mode: LaneMode, words: LaneWords): LaneKey {
  const { move } = one
  if (mode === 'server') return { id: move.targetServerId, label: move.targetServerName }
  if (mode === 'partition') return { id: move.sourceServerId, label: move.sourceServerName }
  return move.sourceMoverId === null || move.sourceMoverName === null
    ? { id: `inactive ${move.sourceServerId}`, label: words.inactiveOf(move.sourceServerName) }
    : { id: move.sourceMoverId, label: move.sourceMoverName }
}

const byStart = (a: ScheduledMove, b: ScheduledMove): number =>
  a.forecast.startS - b.forecast.startS || a.number - b.number

/** First-fit packing in start order: the fewest rows for intervals, and stable when nothing changes. */
function pack(moves: readonly ScheduledMove[]): LaneRow[] {
  const rows: { label: string; moves: ScheduledMove[]; endS: number }[] = []
  for (const one of moves) {
    const free = rows.find((row) => row.endS <= one.forecast.startS + 0.5)
    if (free === undefined) rows.push({ label: '', moves: [one], endS: one.forecast.endS })
    else {
      free.moves.push(one)
      free.endS = one.forecast.endS
    }
  }
  return rows
}

/** Lanes of a schedule, groups in the order in which they begin. */
export function packLanes(
  moves: readonly ScheduledMove[],
  mode: LaneMode,
  words: LaneWords,
): readonly LaneGroup[] {
  const groups = new Map<string, { key: LaneKey; moves: ScheduledMove[] }>()
  for (const one of [...moves].sort(byStart)) {
    const key = keyOf(one, mode, words)
    const group = groups.get(key.id)
    if (group === undefined) groups.set(key.id, { key, moves: [one] })
    else group.moves.push(one)
  }
  return [...groups.values()].map(({ key, moves: mine }) => ({
    id: key.id,
    label: key.label,
    moves: mine.length,
    rows:
      mode === 'partition'
        ? mine.map((one) => ({ label: one.move.partitionName, moves: [one] }))
        : pack(mine),
  }))
}

/** Where a row stands. */
export interface PlacedRow {
  readonly group: LaneGroup
  readonly row: LaneRow
  /** Place in its group, from 0. */
  readonly at: number
  readonly top: number
}

/** Rows under each other, groups apart by `gap`; the total height comes with them. */
export function placeRows(
  groups: readonly LaneGroup[],
  rowHeight: number,
  gap: number,
): { readonly rows: readonly PlacedRow[]; readonly height: number } {
  const rows: PlacedRow[] = []
  let top = gap
  for (const group of groups) {
    group.rows.forEach((row, at) => {
      rows.push({ group, row, at, top })
      top += rowHeight
    })
    top += gap
  }
  return { rows, height: top }
}
