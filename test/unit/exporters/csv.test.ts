import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvCell, exportCsv } from '../../../electron/exporters/csv/csv.ts'
import { exportDocument } from '../../../electron/exporters/document/document.ts'
import { exportFileName } from '../../../electron/exporters/file-name.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { aMove, aPlan } from '../../support/plan-builder.ts'

describe('CSV export', () => {
  it('defuses what a spreadsheet would calculate and quotes what CSV needs quoted', () => {
    expect(csvCell('=SUM(A1)')).toBe(`'=SUM(A1)`)
    expect(csvCell('@cmd')).toBe(`'@cmd`)
    expect(csvCell('-2+3')).toBe(`'-2+3`)
    expect(csvCell('a,"b"\nc')).toBe('"a,""b""\nc"')
    expect(csvCell(-2.5)).toBe('-2.5')
    expect(csvCell(null)).toBe('')
  })

  it('reads back with the same values, moves first, then partitions that stay', () => {
    const plan = aPlan({
      moves: [aMove({ id: 'm001', partitionName: 'a,b' })],
      unplaced: [
        {
          partitionId: 'x/2',
          partitionName: 'stuck',
          serverId: 'x',
          memoryMib: 1024,
          reasons: [
            { ruleId: 'SRC-PHYSIO', verdict: 'block', text: 'Has a physical adapter.', remedy: null },
          ],
          remedy: null,
        },
      ],
    })
    const { text, fileName } = exportCsv({ plan, forecast: null, fleet: emptyFleet })
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
    expect(fileName).toBe('Empty-srv-a.moves.csv')
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      Partition: 'a,b',
      'Memory GiB': '64',
      'Entitled units': '1.5',
      To: 'srv-b',
    })
    expect(rows[0]?.['Start P50 (Europe/Berlin)']).toBe('')
    expect(rows[1]).toMatchObject({
      Partition: 'stuck',
      Type: 'stays',
      Warnings: 'SRC-PHYSIO: Has a physical adapter.',
    })
  })
})

describe('plan document export', () => {
  it('is the plan, whole', () => {
    const plan = aPlan()
    expect(JSON.parse(exportDocument({ plan, forecast: null, fleet: emptyFleet }).text)).toEqual(plan)
  })
})

describe('file names', () => {
  it('keeps letters of any language and drops what file systems refuse', () => {
    expect(exportFileName('Wartung März: a/b\\c?', '.csv')).toBe('Wartung-März-a-b-c.csv')
    expect(exportFileName('../..', '.sh')).toBe('plan.sh')
  })
})
