import { expect, it } from 'vitest'
import { join } from 'node:path'
import { importers } from '../../../electron/importers/importers.ts'
import { readImport } from '../../../electron/importers/read-import.ts'
import { withAnswers } from '../../../shared/inventory/answers.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { checkRows } from '../../../shared/mobility/matrix/check-rows.ts'
import { createMatrix } from '../../../shared/mobility/matrix/matrix.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import { sampleRoot } from './read-sample.ts'

it('every rule that passes says what it compared, on pairs of the sample', { timeout: 120_000 }, async () => {
  const read = await readImport([join(sampleRoot, 'hmc-output')], importers)
  const { fleet } = mergePatches(read.patches, null)
  const matrix = createMatrix(indexFleet({ ...fleet, ...withAnswers(fleet, read.answers) }))
  const silent = new Set<string>()
  const passed = new Set<string>()
  for (let row = 0; row < matrix.partitions.length; row += 7) {
    for (let column = 0; column < matrix.servers.length; column += 1) {
      if (matrix.isHome(row, column)) continue
      const context = matrix.contextAt(row, column)
      for (const { ruleId, verdict, values } of checkRows(matrix.judgementAt(row, column), context)) {
        if (verdict !== 'pass') continue
        passed.add(ruleId)
        if (/inputs? checked$|see the note/.test(values)) silent.add(ruleId)
      }
    }
  }
  expect([...silent]).toEqual([])
  expect(passed.size).toBeGreaterThan(rules.length - 6)
})
