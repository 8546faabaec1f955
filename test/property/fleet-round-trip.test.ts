import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { applyEdit } from '../../electron/database/edits.ts'
import { readFleet, writeFleet } from '../../electron/database/fleet-repository.ts'
import { emptyFleet } from '../../shared/inventory/fleet.ts'
import { arbitraryFleet } from '../support/arbitrary-fleet.ts'
import { openWorkspaceInMemory, testNowMs } from '../support/workspace-file.ts'

const db = openWorkspaceInMemory()
afterAll(() => {
  db.close()
})

test('a fleet comes back from the database exactly as it went in', () => {
  fc.assert(
    fc.property(arbitraryFleet, (fleet) => {
      applyEdit(db, 'import', testNowMs, () => writeFleet(db, fleet))
      expect(readFleet(db)).toEqual(fleet)
    }),
    { numRuns: 100 },
  )
})

test('writing the same fleet again touches no row', () => {
  fc.assert(
    fc.property(arbitraryFleet, (fleet) => {
      applyEdit(db, 'import', testNowMs, () => writeFleet(db, fleet))
      const again = applyEdit(db, 'import again', testNowMs, () => writeFleet(db, fleet))
      expect(again).toEqual({ value: { inserted: 0, updated: 0, deleted: 0 }, areas: [] })
    }),
    { numRuns: 50 },
  )
})

test('what the user says beside the inventory comes back, sorted by its key', () => {
  fc.assert(
    fc.property(arbitraryFleet, ({ statements, catalogueEdits }) => {
      const fleet = { ...emptyFleet, statements, catalogueEdits }
      const backwards = {
        ...emptyFleet,
        statements: statements.toReversed(),
        catalogueEdits: catalogueEdits.toReversed(),
      }
      applyEdit(db, 'statements', testNowMs, () => writeFleet(db, backwards))
      expect(readFleet(db)).toEqual(fleet)
    }),
    { numRuns: 100 },
  )
})
