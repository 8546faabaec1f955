/** Every table a fleet is kept in: those of its entities and their lists, and those beside them. */
import { partitionTable } from './partition-table.ts'
import { pastMoveColumns } from './past-move-repository.ts'
import { serverTable } from './server-table.ts'
import { flatTables, type FlatTable } from './table-shape.ts'
import { viosTable } from './vios-table.ts'

/**
 * Tables that are no lists of an entity: flags and origins by name, the typical week, the date of the inventory, and what
 * the user says beside it. Nothing ties a statement to its server or partition: one about a partition that left stays,
 * harmless, until it comes back.
 */
const sideTables: readonly FlatTable[] = [
  {
    table: 'server_capabilities',
    keyColumns: ['server_id', 'name'],
    columns: ['server_id', 'name', 'capable'],
  },
  {
    table: 'origins',
    keyColumns: ['entity', 'entity_id', 'attribute'],
    columns: ['entity', 'entity_id', 'attribute', 'file', 'line'],
  },
  {
    table: 'typical_weeks',
    keyColumns: ['partition_id'],
    columns: ['partition_id', 'busy_processing_units_f64'],
  },
  { table: 'inventory', keyColumns: ['id'], columns: ['id', 'imported_at_ms'] },
  {
    table: 'statements',
    keyColumns: ['subject', 'scope', 'scope_id'],
    columns: ['subject', 'scope', 'scope_id', 'holds', 'reason'],
  },
  {
    table: 'catalogue_edits',
    keyColumns: ['catalogue', 'row_key'],
    columns: ['catalogue', 'row_key', 'value', 'reason'],
  },
  { table: 'past_moves', keyColumns: ['id'], columns: pastMoveColumns },
]

/** Every table a fleet is kept in. */
export const fleetTables: readonly FlatTable[] = [
  ...[serverTable, viosTable, partitionTable].flatMap(flatTables),
  ...sideTables,
]
