/** Rows of the lists of one owner (adapters of a partition, ports of a VIOS, pools of a system), merged by their key. */
import type { Origin } from '../fleet.ts'
import {
  livePrecedence,
  type SystemPatch,
  type PartitionLists,
  type ServerLists,
  type ViosLists,
} from '../patch.ts'
import { KEPT_WHILE_ACTIVE, replaces, sourceOf, type Source } from './statements.ts'

export type ListName = keyof PartitionLists | keyof ViosLists | keyof ServerLists

type Row = Readonly<Record<string, unknown>>

const keyOf: Readonly<Record<ListName, (row: Row) => string | number>> = {
  virtualEthernet: (row) => row['slot'] as number,
  virtualScsi: (row) => row['slot'] as number,
  virtualFibreChannel: (row) => row['slot'] as number,
  vnics: (row) => row['slot'] as number,
  physicalSlots: (row) => row['name'] as string,
  virtualSwitches: (row) => row['name'] as string,
  processorPools: (row) => row['id'] as number,
  sriovAdapters: (row) => row['id'] as number,
  sriovPhysicalPorts: (row) => (row['adapterId'] as number) * 1000 + (row['portId'] as number),
  fibreChannelPorts: (row) => row['name'] as string,
  physicalVolumes: (row) => row['name'] as string,
  networkBridges: (row) =>
    (row['name'] ?? `${String(row['virtualSwitch'])} ${String(row['vlanIds'])}`) as string,
}

export const serverListNames = [
  'virtualSwitches',
  'processorPools',
  'sriovAdapters',
  'sriovPhysicalPorts',
] as const satisfies readonly (keyof ServerLists)[]
export const partitionListNames = [
  'virtualEthernet',
  'virtualScsi',
  'virtualFibreChannel',
  'physicalSlots',
  'vnics',
] as const satisfies readonly (keyof PartitionLists)[]
export const viosListNames = [
  'fibreChannelPorts',
  'physicalVolumes',
  'networkBridges',
] as const satisfies readonly (keyof ViosLists)[]

interface StatedRow extends Source {
  readonly row: Row
}

export type Rows = Map<ListName, Map<string | number, StatedRow>>

/** Adds the rows of a patch; of two rows with one key the stronger wins field by field, what it does not know stays. */
export function addRows(rows: Rows, lists: object, patch: SystemPatch): void {
  const source = sourceOf(patch)
  for (const [name, items] of Object.entries(lists) as [ListName, readonly object[] | undefined][]) {
    if (items === undefined) continue
    const line = patch.lines?.[name]
    const origin = line === undefined ? source.origin : { file: source.origin.file, line }
    const byKey = rows.get(name) ?? new Map<string | number, StatedRow>()
    rows.set(name, byKey)
    for (const item of items) {
      const stated: StatedRow = { ...source, origin, row: item as Row }
      const key = keyOf[name](stated.row)
      const known = byKey.get(key)
      byKey.set(key, known === undefined ? stated : combine(known, stated))
    }
  }
}

function combine(known: StatedRow, next: StatedRow): StatedRow {
  const [weaker, stronger] = replaces(next, known) ? [known, next] : [next, known]
  return { ...stronger, row: overlay(weaker.row, stronger.row) }
}

function overlay(below: Row, above: Row): Row {
  const row: Record<string, unknown> = { ...below }
  for (const [field, value] of Object.entries(above)) {
    const nothing = value === null || value === undefined
    // An adapter always has WWPNs: an empty list says that this source does not print them.
    const unprinted = field === 'wwpns' && Array.isArray(value) && value.length === 0
    if (field in row && (nothing || unprinted)) continue
    row[field] = value
  }
  return row
}

/** Lists of which a source was read to its end, with the precedence of the strongest such source. */
export type CompleteLists = Map<string, number>

export function addComplete(complete: CompleteLists, list: string, patch: SystemPatch): void {
  const precedence = patch.precedence ?? livePrecedence
  complete.set(list, Math.max(precedence, complete.get(list) ?? 0))
}

/** The strongest source that lists all rows of `name`, of several scopes (system, partition); null: none does. */
export function completeAt(name: string, scopes: readonly CompleteLists[]): number | null {
  const known = scopes.flatMap((scope) => scope.get(name) ?? [])
  return known.length === 0 ? null : Math.max(...known)
}

/**
 * The rows of one list, sorted by key; null where it is not known. Rows count only where no live source gave rows
 * of this list, nor listed all of them; an inactive partition may show no adapters in live output, so there its
 * profile's rows count in spite of a complete list. `before`: the rows so far, which stay unless the import lists all;
 * of a running partition (`active`) no profile overrules them.
 */
export function settleRows(
  rows: Rows,
  name: ListName,
  scopes: readonly CompleteLists[],
  before: readonly object[] | null,
  active: boolean,
): { readonly list: readonly object[]; readonly origin: Origin | null } | null {
  const overruled = (precedence: number): boolean =>
    active && before !== null && precedence < KEPT_WHILE_ACTIVE
  const stated = [...(rows.get(name)?.entries() ?? [])].filter(([, row]) => !overruled(row.precedence))
  const complete = completeAt(name, scopes)
  const isComplete = complete !== null && !overruled(complete)
  if (stated.length === 0 && !isComplete) return null

  const live = stated.map(([, row]) => row.precedence).filter((precedence) => precedence >= livePrecedence)
  const strongest = Math.max(...live, active && isComplete ? complete : 0)
  const merged = new Map<string | number, Row>()
  if (!isComplete) for (const row of before ?? []) merged.set(keyOf[name](row as Row), row as Row)
  let origin: Origin | null = null
  for (const [key, { row, precedence, origin: from }] of stated) {
    if (precedence < strongest) continue
    const below = merged.get(key) ?? rowBefore(before, name, key)
    merged.set(key, below === undefined ? row : overlay(below, row))
    origin ??= from
  }
  return { list: [...merged.entries()].sort(byRowKey).map(([, row]) => row), origin }
}

function rowBefore(before: readonly object[] | null, name: ListName, key: string | number): Row | undefined {
  return before?.find((row) => keyOf[name](row as Row) === key) as Row | undefined
}

function byRowKey(
  [a]: readonly [string | number, unknown],
  [b]: readonly [string | number, unknown],
): number {
  return a < b ? -1 : a > b ? 1 : 0
}
