import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../../support/shared-data.ts'

/** Reads the committed sample with a general CSV parser, not with what wrote it. */
export const sampleRoot = join(projectRoot, 'resources', 'sample')

export type Row = Readonly<Record<string, string>>

/** Committed files by path below resources/sample, the generator itself left out. */
export function committedFiles(): ReadonlyMap<string, string> {
  const paths = readdirSync(sampleRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => relative(sampleRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(sampleRoot, path), 'utf8')]))
}

const csv = (text: string): string[][] => parse(text, { relax_column_count: true })

/** Items of a list value: CSV inside the value. */
export function listOf(value: string | undefined): string[] {
  return value === undefined || value === '' || value === 'none' ? [] : (csv(value)[0] ?? [])
}

/** Objects of a file, of either form: `attr=value` pairs or a header line of names. */
function rowsOf(text: string): Row[] {
  if (text.startsWith('No results were found.')) return []
  const records = csv(text)
  const [first = []] = records
  if (first.every((field) => field.includes('=')))
    return records.map((record) =>
      Object.fromEntries(
        record.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      ),
    )
  return records
    .slice(1)
    .map((record) => Object.fromEntries(first.map((name, at) => [name, record[at] ?? ''])))
}

export interface SystemFiles {
  readonly name: string
  readonly hmc: string
  readonly about: Row
  /** Rows of `<SYSTEM>_<file>`. */
  rows(file: string): Row[]
  /** The only row of a file. */
  row(file: string): Row
  /** Lines of `<SYSTEM>_<VIOS>_<file>`. */
  viosLines(vios: string, file: string): string[]
}

/** Every managed system of both HMCs. */
export function systems(files: ReadonlyMap<string, string>): SystemFiles[] {
  return [...files.entries()]
    .filter(([path]) => path.endsWith('/HMC_lssyscfg-r.txt'))
    .flatMap(([path, text]) =>
      rowsOf(text).map((about) => systemFiles(path.split('/')[1] ?? '', about, files)),
    )
}

function systemFiles(hmc: string, about: Row, files: ReadonlyMap<string, string>): SystemFiles {
  const name = about['name'] ?? ''
  const text = (file: string): string => {
    const found = files.get(`hmc-output/${hmc}/${name}_${file}`)
    if (found === undefined) throw new Error(`the sample lacks hmc-output/${hmc}/${name}_${file}`)
    return found
  }
  const rows = (file: string): Row[] => rowsOf(text(file))
  return {
    name,
    hmc,
    about,
    rows,
    row: (file) => {
      const [only, ...more] = rows(file)
      if (!only || more.length > 0) throw new Error(`${name}_${file} has not exactly one row`)
      return only
    },
    viosLines: (vios, file) =>
      text(`${vios}_${file}`)
        .split('\n')
        .filter((line) => line !== ''),
  }
}

/** Number of an attribute that must be there. */
export function numberOf(row: Row, name: string): number {
  const value = Number(row[name])
  if (row[name] === undefined || row[name] === '' || Number.isNaN(value))
    throw new Error(`${name} is not a number in ${JSON.stringify(row)}`)
  return value
}

/** The row of a partition. */
export function rowOf(rows: readonly Row[], partition: string): Row {
  const found = rows.find((row) => (row['lpar_name'] ?? row['name']) === partition)
  if (!found) throw new Error(`no row of ${partition}`)
  return found
}
