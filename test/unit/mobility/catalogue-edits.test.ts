/** The user's changes to the dated tables: shown, checked, applied, and left aside where they are not understood. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueEdit } from '../../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import {
  applyEdits,
  catalogueRows,
  checkEdit,
  checkNewRow,
  ignoredEdits,
} from '../../../shared/mobility/catalogue/edits.ts'
import {
  blockedByCode,
  compatModeRow,
  firmwareCell,
  movesPerMover,
} from '../../../shared/mobility/catalogue/look-up.ts'
import { placeOfNewRow, type NewRowParts } from '../../../shared/mobility/catalogue/new-row.ts'
import { activeMovesOf } from '../../../shared/forecast/published-limits.ts'
import { judgeMoves } from '../../../shared/mobility/judge.ts'
import { aFleet, aServer } from '../../support/fleet-builder.ts'

const edit = (table: CatalogueEdit['table'], key: string, value: string): CatalogueEdit => ({
  table,
  key,
  value,
  reason: null,
})
const shippedRows = catalogueRows(defaultCatalogue, [])
const rowAt = (edits: readonly CatalogueEdit[], key: string) => {
  const found = catalogueRows(defaultCatalogue, edits).filter((row) => row.key === key)
  expect(found).toHaveLength(1)
  return found[0]
}

describe('rows', () => {
  it('have a key of their own, a title of their own and a dated source', () => {
    expect(new Set(shippedRows.map((row) => `${row.table} ${row.key}`)).size).toBe(shippedRows.length)
    expect(new Set(shippedRows.map((row) => row.title)).size).toBe(shippedRows.length)
    for (const row of shippedRows) {
      expect(row).toMatchObject({ edit: null, ignored: false, value: row.shipped })
      expect(row.date).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(row.source).not.toBe('')
    }
  })

  it('cover every cell of the shipped tables', () => {
    const { compatModes, firmware } = defaultCatalogue
    const releases = firmware.data.rows.flatMap((row) => row.releases).length
    const { columns, rows } = firmware.data.power7
    const count = (table: CatalogueEdit['table']) => shippedRows.filter((row) => row.table === table).length
    expect(count('firmware-matrix')).toBe(releases * 6 + columns.length * rows.length)
    expect(count('compat-modes')).toBe(
      compatModes.data.length + compatModes.data.filter((row) => row.uncertain.length > 0).length,
    )
  })

  it.each([
    ['POWER9/-930', 'Processor modes of POWER9 with firmware up to 930', 'POWER7, POWER8, POWER9_base'],
    ['POWER11/uncertain', 'Modes of Power11 that are not confirmed', 'POWER9, POWER9_base'],
    ['POWER9/950/POWER10', 'POWER9 950 to Power10', '1010-1050'],
    ['POWER9/950/POWER11', 'POWER9 950 to Power11', 'not known (NA as printed)'],
    ['POWER9/950/POWER6', 'POWER9 950 to POWER6', 'none'],
    ['POWER11/1110/POWER11', 'Power11 1110 to Power11', '1110+'],
    ['POWER8/840/POWER7', 'POWER8 840 to POWER7', '730-783 (From 840 to POWER7 with service pack 840_113.)'],
    ['blocked/340/730', 'POWER6 and POWER7, 340 to 730', 'blocked'],
    ['movesPerMover/2.2.2.0', 'Moves at once of a mover from VIOS 2.2.2.0', '8'],
    ['viosForGeneration/POWER11', 'Lowest VIOS level on Power11', '4.1'],
    ['viosForGeneration/POWER9', 'Lowest VIOS level on POWER9', 'none'],
    ['automaticResourcesLevel', 'VIOS from which the HMC chooses resources by partition', '3.1.2.0'],
  ])('%s is shown in words and in a notation to type', (key, title, value) => {
    expect(rowAt([], key)).toMatchObject({ title, value, shipped: value })
  })

  it('take the value they show and are then what they were', () => {
    for (const { table, key, shipped } of shippedRows) {
      const typed = edit(table, key, shipped)
      expect(checkEdit(defaultCatalogue, typed), `${key} ${shipped}`).toBeNull()
      const row = rowAt([typed], key)
      expect(row).toMatchObject({ value: shipped, edit: typed, ignored: false })
    }
  })
})

describe('checkEdit', () => {
  it.each([
    ['firmware-matrix', 'POWER9/950/POWER11', '1110+'],
    ['firmware-matrix', 'POWER9/950/POWER11', ' 1110 – 1120 '],
    ['firmware-matrix', 'POWER9/950/POWER11', 'not known'],
    ['firmware-matrix', 'POWER9/950/POWER11', '1110+ (asked IBM)'],
    ['firmware-matrix', 'POWER11/1120/POWER11', '1110+'],
    ['firmware-matrix', 'blocked/340/730', 'supported'],
    ['compat-modes', 'POWER10', 'POWER8,POWER9_base, POWER9, POWER10'],
    ['compat-modes', 'POWER6', 'POWER6+, POWER6+_enhanced'],
    ['compat-modes', 'POWER11/uncertain', 'none'],
    ['mobility-levels', 'movesOnOneGigabit', '1'],
    ['mobility-levels', 'viosForGeneration/POWER11', '4.1.1.10'],
  ] as const)('takes %s %s “%s”', (table, key, value) => {
    expect(checkEdit(defaultCatalogue, edit(table, key, value))).toBeNull()
  })

  it.each([
    [
      'firmware-matrix',
      'POWER9/950/POWER11',
      'all',
      '“all” is no value for “POWER9 950 to Power11”: expected are releases of the target like 1010-1050, 1110+ or 950, or none, or not known; a remark goes in brackets.',
    ],
    ['firmware-matrix', 'POWER9/950/POWER11', '1120-1110', '“1120-1110” is no value'],
    ['firmware-matrix', 'POWER9/950/POWER11', '', '“” is no value'],
    [
      'firmware-matrix',
      'POWER9/950/POWER12',
      '1110',
      'The table firmware-matrix has no row “POWER9/950/POWER12”.',
    ],
    ['firmware-matrix', 'POWER9/95/POWER11', '1110', 'has no row'],
    ['firmware-matrix', 'blocked/340/999', 'supported', 'has no row'],
    ['firmware-matrix', 'blocked/340/730', 'maybe', 'expected are supported, or blocked'],
    ['compat-modes', 'POWER10', 'POWER8, POWER8', 'expected are modes separated by commas'],
    ['compat-modes', 'POWER10', 'power8', 'expected are modes'],
    ['compat-modes', 'POWER10', 'none', 'expected are modes'],
    ['compat-modes', 'POWER10', 'POWER9_bsae', 'expected are modes'],
    ['mobility-levels', 'movesOnOneGigabit', '0', 'expected is a whole number from 1 to 256.'],
    ['mobility-levels', 'movesOnOneGigabit', '257', 'expected is a whole number'],
    ['mobility-levels', 'movesOnOneGigabit', '4.5', 'expected is a whole number'],
    ['mobility-levels', 'opticalMediaLevel', '3', 'expected is a level like 3.1.2.0.'],
    ['mobility-levels', 'opticalMediaLevel', '3.1.x', 'expected is a level'],
    ['mobility-levels', 'opticalMediaLevel', 'none', 'expected is a level'],
    ['mobility-levels', 'toString', '1', 'has no row'],
  ] as const)('refuses %s %s “%s”', (table, key, value, message) => {
    expect(checkEdit(defaultCatalogue, edit(table, key, value))).toContain(message)
  })
})

describe('applyEdits', () => {
  it('changes what look-ups answer, and nothing beside it', () => {
    const edits = [
      edit('firmware-matrix', 'POWER9/950/POWER11', '1110+'),
      edit('firmware-matrix', 'blocked/340/730', 'supported'),
      edit('compat-modes', 'POWER9/-930', 'POWER8'),
    ]
    const changed = applyEdits(defaultCatalogue, edits)
    const cell = (release: number) =>
      firmwareCell(changed, { generation: 'POWER9', release }, 'POWER11')?.cell.kind
    expect([cell(950), cell(940)]).toEqual(['range', 'not known'])
    expect([blockedByCode(changed, 340, 730), blockedByCode(changed, 340, 740)]).toEqual([false, true])
    expect(compatModeRow(changed, aServer({ generation: 'POWER9', firmwareRelease: 930 }))?.modes).toEqual([
      'default',
      'POWER8',
    ])
    const values = new Map(shippedRows.map((row) => [`${row.table} ${row.key}`, row.shipped]))
    const differing = catalogueRows(defaultCatalogue, edits).filter(
      (row) => row.value !== values.get(`${row.table} ${row.key}`),
    )
    expect(differing.map((row) => row.key)).toEqual(['POWER9/-930', 'POWER9/950/POWER11', 'blocked/340/730'])
  })

  it('says in the date which tables were changed, and keeps the shipped ones as they are', () => {
    const { date } = defaultCatalogue.levels
    const before = structuredClone(defaultCatalogue)
    const changed = applyEdits(defaultCatalogue, [edit('mobility-levels', 'movesOnOneGigabit', '2')])
    expect(changed.levels.date).toBe(`${date} as changed by you`)
    expect(changed.firmware).toBe(defaultCatalogue.firmware)
    expect(defaultCatalogue).toEqual(before)
  })

  it('takes a remark or its absence as typed, and keeps those beside others', () => {
    const row = (edits: readonly CatalogueEdit[]) =>
      firmwareCell(applyEdits(defaultCatalogue, edits), { generation: 'POWER8', release: 840 }, 'POWER7')?.row
    expect(row([])?.remarks.POWER7).toContain('840_113')
    expect(row([edit('firmware-matrix', 'POWER8/840/POWER7', '730-783')])?.remarks).toEqual({})
    expect(row([edit('firmware-matrix', 'POWER8/840/POWER7', '730-783 (ask)')])?.remarks.POWER7).toBe('ask')
    expect(row([edit('firmware-matrix', 'POWER8/840/POWER9', '910-950')])?.remarks.POWER7).toContain(
      '840_113',
    )
  })

  it('adds a release that is not in the shipped matrix, the rest of it not known', () => {
    const edits = [edit('firmware-matrix', 'POWER11/1120/POWER11', '1110+')]
    const changed = applyEdits(defaultCatalogue, edits)
    const from = { generation: 'POWER11', release: 1120 } as const
    expect(firmwareCell(changed, from, 'POWER11')?.cell).toEqual({
      kind: 'range',
      text: '1110+',
      from: 1110,
      to: null,
    })
    expect(firmwareCell(changed, from, 'POWER10')?.cell.kind).toBe('not known')
    const added = catalogueRows(defaultCatalogue, edits).slice(shippedRows.length)
    expect(added.map((row) => [row.title, row.shipped, row.value])).toEqual([
      ['Power11 1120 to POWER6', 'not known', 'not known'],
      ['Power11 1120 to POWER7', 'not known', 'not known'],
      ['Power11 1120 to POWER8', 'not known', 'not known'],
      ['Power11 1120 to POWER9', 'not known', 'not known'],
      ['Power11 1120 to Power10', 'not known', 'not known'],
      ['Power11 1120 to Power11', 'not known', '1110+'],
    ])
  })

  it('leaves aside what this version does not understand, and says so', () => {
    const strange = [
      edit('mobility-levels', 'movesPerMover/all', '3'),
      edit('mobility-levels', 'movesOnOneGigabit', 'many'),
    ]
    expect(ignoredEdits(defaultCatalogue, strange)).toEqual(strange)
    expect(applyEdits(defaultCatalogue, strange)).toEqual(defaultCatalogue)
    const rows = catalogueRows(defaultCatalogue, strange).filter((row) => row.ignored)
    expect(rows.map((row) => [row.key, row.shipped, row.value])).toEqual([
      ['movesOnOneGigabit', '4', '4'],
      ['movesPerMover/all', '', ''],
    ])
  })

  it('gives the same catalogue for the same list, and the shipped one for none', () => {
    const edits = [edit('mobility-levels', 'movesOnOneGigabit', '2')]
    expect(applyEdits(defaultCatalogue, edits)).toBe(applyEdits(defaultCatalogue, edits))
    expect(applyEdits(defaultCatalogue, [])).toBe(defaultCatalogue)
  })

  it('does not depend on the order of the changes', () => {
    const one = fc.constantFrom(...shippedRows)
    const value = fc.constantFrom('none', '1110+', '3', '3.1.4', 'POWER8', 'supported', 'blocked', 'x')
    const edits = fc.uniqueArray(
      fc.tuple(one, value).map(([row, typed]) => edit(row.table, row.key, typed)),
      { selector: ({ table, key }) => `${table} ${key}`, maxLength: 6 },
    )
    fc.assert(
      fc.property(edits, (some) => {
        const forwards = catalogueRows(defaultCatalogue, some)
        expect(catalogueRows(defaultCatalogue, some.toReversed())).toEqual(forwards)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a row that is added', () => {
  const parts: NewRowParts = {
    generation: 'POWER11',
    release: '1120',
    toRelease: '',
    target: 'POWER10',
    level: '4.1.2.0',
  }
  const place = (kind: Parameters<typeof placeOfNewRow>[0], change: Partial<NewRowParts> = {}) => {
    const found = placeOfNewRow(kind, { ...parts, ...change })
    return found.ok ? `${found.place.table} ${found.place.key}` : `${found.part}: ${found.message}`
  }

  it('gets the key its parts make, or a word about the part that does not fit', () => {
    expect(place('firmware')).toBe('firmware-matrix POWER11/1120/POWER10')
    expect(place('modes')).toBe('compat-modes POWER11/1120-')
    expect(place('modes', { release: ' ', toRelease: ' 1110 ' })).toBe('compat-modes POWER11/-1110')
    expect(place('mover-moves')).toBe('mobility-levels movesPerMover/4.1.2.0')
    expect(place('server-moves')).toBe('mobility-levels activeMovesPerServer/1120')
    for (const kind of ['firmware', 'modes', 'server-moves'] as const)
      expect(place(kind, { release: 'FW1120' })).toMatch(/^release: A firmware release has three or four/)
    expect(place('modes', { toRelease: '1110' })).toBe('toRelease: The last release comes before the first.')
    expect(place('modes', { release: '' })).toMatch(/^release: Type the first release/)
    expect(place('modes', { toRelease: 'x' })).toMatch(/^toRelease: A firmware release/)
    expect(place('mover-moves', { level: '4' })).toMatch(/^level: A VIOS level has/)
  })

  it.each([
    ['firmware-matrix', 'POWER9/950/POWER11', '1110+', 'There is a row “POWER9 950 to Power11” already'],
    ['compat-modes', 'POWER10', 'POWER10', 'There is a row “Processor modes of Power10” already'],
    ['mobility-levels', 'movesPerMover/2.2.2.0', '16', 'There is a row “Moves at once of a mover from VIOS'],
    [
      'firmware-matrix',
      'POWER11/1120/POWER11',
      'not known',
      '“not known” is what “Power11 1120 to Power11” says',
    ],
    ['firmware-matrix', 'POWER11/1120/POWER11', 'soon', '“soon” is no value'],
    ['compat-modes', 'POWER11/1120-1110', 'POWER11', 'has no row “POWER11/1120-1110”'],
    ['compat-modes', 'POWER12/1210-', 'POWER11', 'has no row'],
    ['compat-modes', 'POWER11/-', 'POWER11', 'has no row'],
    ['compat-modes', 'POWER11/1120-/uncertain', 'POWER11', 'has no row'],
    ['mobility-levels', 'activeMovesPerServer/12', '16', 'has no row'],
    ['mobility-levels', 'movesPerMover/4.1/2', '16', 'has no row'],
    ['mobility-levels', 'movesPerMover/4.1.2.0', '0', 'expected is a whole number'],
  ] as const)('%s %s “%s” is refused: %s', (table, key, value, says) => {
    expect(checkNewRow(defaultCatalogue, [], edit(table, key, value))).toContain(says)
  })

  it('is refused a second time', () => {
    const added = edit('mobility-levels', 'movesPerMover/4.1.2.0', '12')
    expect(checkNewRow(defaultCatalogue, [], added)).toBeNull()
    expect(checkNewRow(defaultCatalogue, [added], { ...added, value: '16' })).toContain('already')
  })

  it('is listed as added, with nothing shipped, and is gone with its change', () => {
    const edits = [
      edit('compat-modes', 'POWER11/1120-', 'POWER10, POWER11'),
      edit('mobility-levels', 'movesPerMover/4.1.2.0', '12'),
      edit('mobility-levels', 'activeMovesPerServer/1060', '32'),
    ]
    expect(ignoredEdits(defaultCatalogue, edits)).toEqual([])
    const rows = catalogueRows(defaultCatalogue, edits).filter((row) => row.added)
    expect(rows.map((row) => [row.title, row.shipped, row.value])).toEqual([
      ['Processor modes of Power11 with firmware 1120 and later', '', 'POWER10, POWER11'],
      ['Active moves at once of a server from firmware 1060 that does not say', '', '32'],
      ['Moves at once of a mover from VIOS 4.1.2.0', '', '12'],
    ])
    expect(catalogueRows(defaultCatalogue, []).some((row) => row.added)).toBe(false)
  })

  it('of moves at once counts from its level or release on, and only until the next step', () => {
    const changed = applyEdits(defaultCatalogue, [
      edit('mobility-levels', 'movesPerMover/4.1.2.0', '2'),
      edit('mobility-levels', 'movesPerMover/3.1.4.0', '12'),
      edit('mobility-levels', 'activeMovesPerServer/1060', '32'),
    ])
    const levels = ['2.2.1.0', '2.2.2.0', '3.1.3.40', '3.1.4.0', '4.1.1.0', '4.1.2.0', '4.2']
    expect(levels.map((level) => movesPerMover(changed, level))).toEqual([4, 8, 8, 12, 12, 2, 2])
    const releases = [740, 760, 1050, 1060, 1110]
    expect(releases.map((one) => activeMovesOf(changed.levels.data, one))).toEqual([8, 16, 16, 32, 32])
  })

  it('of modes decides where it fits, whatever the order it was added in; elsewhere the shipped row does', () => {
    const edits = [
      edit('compat-modes', 'POWER9/-940', 'POWER8'),
      edit('compat-modes', 'POWER9/930-940', 'POWER7'),
    ]
    for (const some of [edits, edits.toReversed()]) {
      const changed = applyEdits(defaultCatalogue, some)
      const modes = (firmwareRelease: number | null) =>
        compatModeRow(changed, aServer({ generation: 'POWER9', firmwareRelease }))?.modes
      expect(modes(910)).toEqual(['default', 'POWER8'])
      expect(modes(940)).toEqual(['default', 'POWER7'])
      expect(modes(950)).toContain('POWER9')
      expect(modes(null)).toBeUndefined()
    }
  })
})

describe('the judge', () => {
  const findings = (catalogueEdits: readonly CatalogueEdit[]) =>
    judgeMoves(aFleet({ catalogueEdits }), null, null)[0]?.findings ?? []

  it('asks the tables as the fleet has them, and says that they are changed', () => {
    expect(findings([])).toEqual([])
    const release = aServer().firmwareRelease ?? 0
    const refused = findings([edit('firmware-matrix', `POWER10/${release}/POWER10`, 'none')])
    expect(refused.map((one) => [one.ruleId, one.verdict])).toEqual([['TGT-FW', 'warn']])
    expect(refused[0]?.text).toContain('as changed by you')
    expect(findings([edit('mobility-levels', 'preferredLinkGbps', '100')]).map((one) => one.ruleId)).toEqual([
      'MSP-SPEED',
    ])
  })

  it('is not moved by a change it does not understand', () => {
    expect(findings([edit('mobility-levels', 'preferredLinkGbps', 'fast')])).toEqual([])
  })
})
