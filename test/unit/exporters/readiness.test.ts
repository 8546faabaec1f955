import { parse } from 'csv-parse/sync'
import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { ReadinessExport } from '../../../electron/exporters/readiness/readiness-export.ts'
import { exportReadiness } from '../../../electron/exporters/readiness/readiness.ts'
import { workbookFile } from '../../../electron/exporters/xlsx/workbook-file.ts'
import type { WhatIf } from '../../../shared/contract/readiness.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { matrixView } from '../../../shared/mobility/matrix/matrix-view.ts'
import { createMatrix } from '../../../shared/mobility/matrix/matrix.ts'
import { readinessFleet } from '../../support/readiness-fleet.ts'

const fleet = readinessFleet(12, 4)

function input(whatIf: WhatIf | null = null, of: Fleet = fleet): ReadinessExport {
  const matrix = createMatrix(indexFleet(of))
  const stamp = {
    workspace: 'north',
    appVersion: '1.2.3',
    writtenAtMs: Date.UTC(2026, 2, 14, 21, 5),
    catalogueDate: '2026-02-01',
    rules: 68,
  }
  return { matrix, view: matrixView(matrix, whatIf), whatIf, stamp }
}

const named = (name: string): Fleet => ({
  ...fleet,
  partitions: fleet.partitions.map((one, at) => (at === 0 ? { ...one, name } : one)),
})

/** Files of an archive by the central directory, as an unzip program reads them. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)]
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const text = inflateRawSync(bytes.subarray(start, start + packed))
    expect(text.length).toBe(bytes.readUInt32LE(at + 24))
    files.set(name, text.toString('utf8'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

/** Texts of a sheet, row by row; fails on XML that is not well formed. */
function cellsOf(xml: string): string[][] {
  const rows: string[][] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (name === 'f') throw new Error('a formula')
    if (name === 'row') rows.push([])
    if (name === 'c') rows.at(-1)?.push('')
  })
  parser.on('text', (text) => {
    const row = rows.at(-1)
    if (row !== undefined && row.length > 0) row[row.length - 1] += text
  })
  parser.write(xml).close()
  return rows
}

const sheetsOf = async (of: ReadinessExport): Promise<string[][][]> => {
  const file = await exportReadiness(of, 'xlsx')
  const files = unzip(Buffer.from(file.text, file.encoding))
  for (const xml of files.values()) new SaxesParser().write(xml).close()
  return [1, 2, 3, 4].map((n) => cellsOf(files.get(`xl/worksheets/sheet${n}.xml`) ?? ''))
}

describe('readiness as CSV', () => {
  it('holds the work list and every pair, with as many fields in every line', async () => {
    const one = input()
    const file = await exportReadiness(one, 'csv')
    expect(file).toMatchObject({ fileName: 'north-readiness.csv', mediaType: 'text/csv', encoding: 'utf8' })
    expect(file.text.startsWith('\uFEFFRow,Verdict,')).toBe(true)
    const rows = parse(file.text, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.filter((row) => row['Row'] === 'work list').length).toBe(one.view.work.length)
    expect(rows.filter((row) => row['Row'] === 'pair').length).toBe(12 * 3)
    const refused = [...one.view.cells].filter((letter) => letter === 'n').length
    expect(rows.filter((row) => row['Row'] === 'pair' && row['Verdict'] === 'cannot').length).toBe(refused)
    const reasonless = rows.filter((row) => row['Verdict'] === 'cannot' && row['Reason'] === '')
    expect(reasonless).toEqual([])
  })

  it('defuses names that a spreadsheet would calculate', async () => {
    const { text } = await exportReadiness(input(null, named('=1+1')), 'csv')
    expect(text).toContain(",'=1+1,")
    expect(text).not.toContain(',=1+1')
  })

  it('says in every row that it answers a question', async () => {
    const { text, fileName } = await exportReadiness(
      input({ warningsFixed: true, fixedRuleIds: ['MEM-AVAIL'] }),
      'csv',
    )
    expect(fileName).toBe('north-readiness-what-if.csv')
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
    expect(new Set(rows.map((row) => row['What if']))).toEqual(
      new Set(['What if these were dealt with: all warnings, MEM-AVAIL']),
    )
    expect(rows.some((row) => row['Rules']?.split(' ').includes('MEM-AVAIL'))).toBe(false)
  })
})

describe('readiness as a workbook', () => {
  it('has the work list, the matrix, the pairs and where they come from', async () => {
    const one = input()
    const [work, matrix, pairs, about] = await sheetsOf(one)
    expect(work?.length).toBe(one.view.work.length + 1)
    expect(work?.[1]?.[0]).toBe(one.view.work[0]?.ruleId)
    expect(matrix?.length).toBe(13)
    expect(matrix?.[0]?.slice(0, 3)).toEqual(['Partition', 'On', one.matrix.servers[0]?.name])
    expect(pairs?.length).toBe(12 * 3 + 1)
    expect(about?.find(([name]) => name === 'Written')?.[1]).toBe('2026-03-14 21:05 UTC')
  })

  it('keeps hostile names as texts', async () => {
    const name = '=HYPERLINK("http://x")&<a>_x0041_\u0007'
    const [, matrix] = await sheetsOf(input(null, named(name)))
    expect(matrix?.[1]?.[0]).toBe('=HYPERLINK("http://x")&<a>_x005F_x0041_\uFFFD')
  })

  it('writes the same bytes for the same content', async () => {
    const sheet = { name: 'A', widths: [10], rows: [['a', 1, null]], fixedRows: 0, fixedColumns: 0 }
    expect(await workbookFile([sheet])).toEqual(await workbookFile([sheet]))
  })
})
