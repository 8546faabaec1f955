/** What is said of a command whose output is attribute rows, and the words to say it with. */
import type { CompletePatch } from '../../../shared/inventory/patch.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

export interface RowHandler {
  read(row: Row): void
  /** The command said that there is nothing to list. */
  none?(line: number): void
  /** `whole`: the file is an unfiltered collection of this command, and nothing in it was lost. */
  end?(whole: boolean): void
}

export interface RowKind {
  /** The command, for the user. */
  readonly kind: string
  readonly rank: 0 | 1 | 2
  /** Whether a row with these attributes comes from this command. */
  matches(names: ReadonlySet<string>): boolean
  /** File names, after lower-casing, dropping the extension and turning every other character into `_`. */
  readonly files: RegExp
  /** Null: recognised and counted, nothing to read. A handler that does nothing: not even worth counting. */
  readonly open: ((reading: Reading) => RowHandler) | null
  /** Lists that an unfiltered file of this command shows whole, for the system. */
  readonly completes?: readonly CompletePatch['list'][]
  /** Columns of a form that is stored without a header. */
  readonly columns?: readonly string[]
}

type Names = ReadonlySet<string>
/** Rows that have all of these attributes. */
export const has =
  (...wanted: string[]) =>
  (names: Names) =>
    wanted.every((name) => names.has(name))
/** Rows that have one of these attributes. */
export const any =
  (...wanted: string[]) =>
  (names: Names) =>
    wanted.some((name) => names.has(name))
/** Rows that are about a partition. */
export const ofPartition = any('lpar_id', 'lpar_name')
/** A reader that takes every row by itself. */
export const each =
  (read: (row: Row, reading: Reading) => void) =>
  (reading: Reading): RowHandler => ({
    read: (row: Row) => read(row, reading),
  })
/** File name that ends in one of these words (a system name and the like before them), perhaps with options behind. */
export const named = (words: string) => new RegExp(`(^|_)(${words})(_m_.*)?$`)

/** Base name of a path as file name patterns expect it. */
export function plainName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return base
    .replace(/\.(txt|out|log|csv|dat|lst)$/, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
}
