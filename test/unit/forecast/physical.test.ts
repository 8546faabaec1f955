import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deviationOf, moverLogRow, physicalRows, type PhysicalRow } from '../../support/physical-rows.ts'
import { sharedData } from '../../support/shared-data.ts'

function expectWithin(row: PhysicalRow): void {
  const deviation = deviationOf(row)
  if (deviation === null) expect(row.found).toBe(row.wanted)
  else expect(Math.abs(deviation), `${row.found} for ${row.wanted}`).toBeLessThanOrEqual(row.within)
}

describe('measurements on real machines', () => {
  it.each(physicalRows())('$id: $what: $wanted $unit within $within', expectWithin)

  it('PV8: a log read by the importer', async () => {
    expectWithin(await moverLogRow())
  })

  const table = sharedData('forecast/acceptance_physical.csv')
  it.skipIf(table === null)('are all that are asked for', () => {
    const asked = readFileSync(table ?? '', 'utf8').match(/^PV\d+/gm)
    expect([...new Set(physicalRows().map((row) => row.id)), 'PV8']).toEqual(asked)
  })
})
