import { expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { centi } from '../../../../shared/inventory/units.ts'
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { checkRows } from '../../../../shared/mobility/matrix/check-rows.ts'
import { createMatrix } from '../../../../shared/mobility/matrix/matrix.ts'
import { rules } from '../../../../shared/mobility/rules/catalogue.ts'
import { changedFleet } from '../../../support/mobility-cases.ts'

function rowsOf(partition: Partial<Partition>) {
  const matrix = createMatrix(indexFleet(changedFleet({ partition })))
  return checkRows(matrix.judgementAt(0, 1), matrix.contextAt(0, 1))
}

it('has a row for every rule asked, with the values compared', () => {
  const rows = rowsOf({})
  expect(rows.map((row) => row.ruleId)).toEqual(
    rules.filter((rule) => rule.appliesTo.includes('active')).map((rule) => rule.id),
  )
  const values = new Map(rows.map((row) => [row.ruleId, row.values]))
  expect(values.get('MEM-LMB')).toBe('256 = 256 MiB')
  expect(values.get('SRC-RMC')).toBe('active')
  expect(values.get('CPU-AVAIL')).toBe('1.00 of 32.00')
  expect(values.get('SRC-VSCSI-VIS')).toBe('1 of 1 disks')
  expect(rows.every((row) => row.values !== '')).toBe(true)
})

it('puts what stands in the way first, and says what was not imported', () => {
  const rows = rowsOf({ rmcState: 'inactive', hugePages: null })
  expect(rows[0]).toMatchObject({ ruleId: 'SRC-RMC', verdict: 'block' })
  const unknown = rows.find((row) => row.ruleId === 'SRC-HUGE')
  expect(unknown).toMatchObject({ verdict: 'unknown' })
  expect(unknown?.values).toMatch(/: not imported$/)
})

it('says of dedicated processors what dedicated processors have', () => {
  const rows = rowsOf({ processorMode: 'dedicated', maxCenti: centi(450), sharingMode: 'keep_idle_procs' })
  const values = new Map(rows.map((row) => [row.ruleId, row.values]))
  expect(values.get('CPU-MINMAX')).toBe('5 dedicated cores at most')
  expect(values.get('CPU-POOL')).toBe('dedicated processors')
  expect(values.get('CPU-SHARE')).toBe('keep_idle_procs')
})
