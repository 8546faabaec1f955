/** Past moves as rows, and what the user decides about one of them. */
import type { PastMove } from '../../shared/inventory/past-move.ts'
import type { Cell, Row } from './fleet-rows.ts'
import type { Sqlite } from './sqlite.ts'

/** Columns of `past_moves` in the order of its rows. */
export const pastMoveColumns = [
  'id',
  'stream_id',
  'partition_name',
  'partition_uuid',
  'lpar_id',
  'source_server',
  'target_server',
  'source_mover',
  'target_mover',
  'ended_at_ms',
  'seconds',
  'bytes',
  'file',
  'line',
  'assigned_to',
  'left_out',
] as const

export const rowOfPastMove = (move: PastMove): Row => [
  move.id,
  move.streamId,
  move.partitionName,
  move.partitionUuid,
  move.lparId,
  move.sourceServer,
  move.targetServer,
  move.sourceMover,
  move.targetMover,
  move.endedAt,
  move.seconds,
  move.bytes,
  move.origin.file,
  move.origin.line,
  move.assignedTo,
  move.leftOut ? 1 : 0,
]

const text = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null)
const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)

/** Inverse of `rowOfPastMove`. */
export const pastMoveOfRow = (row: Row): PastMove => ({
  id: String(row[0]),
  streamId: text(row[1]),
  partitionName: text(row[2]),
  partitionUuid: text(row[3]),
  lparId: number(row[4]),
  sourceServer: text(row[5]),
  targetServer: text(row[6]),
  sourceMover: text(row[7]),
  targetMover: text(row[8]),
  endedAt: number(row[9]) as PastMove['endedAt'],
  seconds: Number(row[10]),
  bytes: Number(row[11]),
  origin: { file: String(row[12]), line: number(row[13]) },
  assignedTo: text(row[14]),
  leftOut: row[15] === 1,
})

/** Whose move it was, by hand, and whether it is left out. Call inside `applyEdit`. */
export function writePastMoveChoice(
  db: Sqlite,
  { id, assignedTo, leftOut }: Pick<PastMove, 'id' | 'assignedTo' | 'leftOut'>,
): void {
  const flag = leftOut ? 1 : 0
  db.prepare(
    `UPDATE past_moves SET assigned_to = ?, left_out = ?
     WHERE id = ? AND (assigned_to IS NOT ? OR left_out IS NOT ?)`,
  ).run(assignedTo, flag, id, assignedTo, flag)
}
