import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeOverride, writeWorkloadClass } from '../../electron/database/assumption-repository.ts'
import { applyEdit, historyLimit, listHistory, nextRedo, redo, undo } from '../../electron/database/edits.ts'
import { writeFleet } from '../../electron/database/fleet-repository.ts'
import { insertPlan, removePlan, renamePlan } from '../../electron/database/plan-repository.ts'
import type { Sqlite } from '../../electron/database/sqlite.ts'
import { writeCatalogueEdit, writeStatement } from '../../electron/database/statement-repository.ts'
import { arbitraryFleet } from '../support/arbitrary-fleet.ts'
import { samplePlan, sampleReport } from '../support/sample-plan.ts'
import { dump, openWorkspaceInMemory, testNowMs } from '../support/workspace-file.ts'

type Work = (db: Sqlite) => void

const planIds = (db: Sqlite) => db.prepare<[], { id: number }>('SELECT id FROM plans').all()
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 5 })
const pick = fc.nat(20)
const anyPlan = (db: Sqlite, place: number) => planIds(db)[place % Math.max(1, planIds(db).length)]?.id

const arbitraryWork: fc.Arbitrary<Work> = fc.oneof(
  arbitraryFleet.map(
    (fleet): Work =>
      (db) =>
        writeFleet(db, fleet),
  ),
  fc
    .record({
      key: fc.constantFrom('theta', 'goodput.10'),
      scope: fc.constantFrom('server' as const, 'class' as const),
      scopeId: fc.constantFrom('a', 'b'),
      value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      reason: fc.option(name, { nil: null }),
    })
    .map(
      (override): Work =>
        (db) =>
          writeOverride(db, override),
    ),
  fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(true, false, null)).map(
    ([scopeId, holds]): Work =>
      (db) =>
        writeStatement(db, { subject: 'npiv-zoning', scope: 'partition', scopeId, holds, reason: null }),
  ),
  fc.tuple(fc.constantFrom('a', 'b'), fc.option(name, { nil: null })).map(
    ([key, value]): Work =>
      (db) =>
        writeCatalogueEdit(db, { table: 'mobility-levels', key, value, reason: null }),
  ),
  fc.tuple(fc.constantFrom('p', 'q'), fc.constantFrom('idle' as const, 'oltp' as const, null)).map(
    ([partition, workloadClass]): Work =>
      (db) =>
        writeWorkloadClass(db, partition, workloadClass),
  ),
  name.map((text): Work => (db) => {
    insertPlan(db, { plan: samplePlan({ name: text }), report: sampleReport, forecast: null })
  }),
  fc.tuple(pick, name).map(([place, text]): Work => (db) => {
    const id = anyPlan(db, place)
    if (id !== undefined) renamePlan(db, id, text)
  }),
  pick.map((place): Work => (db) => {
    const id = anyPlan(db, place)
    if (id !== undefined) removePlan(db, id)
  }),
)

test('undoing every edit restores the first state, redoing every edit the last, whatever the way between', () => {
  fc.assert(
    fc.property(
      // Several changes in one edit, so that one row changes more than once on the way.
      fc.array(fc.array(arbitraryWork, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom('undo' as const, 'redo' as const), { maxLength: 12 }),
      (edits, detours) => {
        const db = openWorkspaceInMemory()
        try {
          const states = [dump(db)]
          for (const works of edits) {
            const { areas } = applyEdit(db, 'edit', testNowMs, () => {
              works.forEach((work) => {
                work(db)
              })
            })
            if (areas.length > 0) states.push(dump(db))
          }
          let place = states.length - 1
          const go = (direction: 'undo' | 'redo') => {
            const next = direction === 'undo' ? place - 1 : place + 1
            if (next < 0 || next >= states.length) return
            if (direction === 'undo') undo(db, testNowMs)
            else redo(db, testNowMs)
            place = next
            expect(dump(db)).toBe(states[place])
          }
          detours.forEach(go)
          while (place > 0) go('undo')
          while (place < states.length - 1) go('redo')
          expect(db.pragma('foreign_key_check')).toEqual([])
        } finally {
          db.close()
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a new edit after undo starts another future; what was undone is gone with its records', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (names, steps) => {
        const db = openWorkspaceInMemory()
        try {
          const store = (text: string) =>
            applyEdit(db, text, testNowMs, () =>
              insertPlan(db, { plan: samplePlan({ name: text }), report: sampleReport, forecast: null }),
            )
          names.forEach(store)
          const undone = Math.min(steps, names.length)
          for (let step = 0; step < undone; step += 1) undo(db, testNowMs)
          const ids = new Set(planIds(db).map((row) => row.id))
          const made = store('another future').value
          expect(ids.has(made)).toBe(false)
          expect(nextRedo(db)).toBeNull()
          expect(listHistory(db).map((entry) => entry.label)).toEqual([
            'another future',
            ...names.slice(0, names.length - undone).reverse(),
          ])
          const records = db.prepare('SELECT count(*) FROM undo_plans').pluck().get()
          expect(records).toBe(names.length - undone + 1)
        } finally {
          db.close()
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('history keeps the newest edits only', () => {
  const db = openWorkspaceInMemory()
  for (let edit = 0; edit < historyLimit + 5; edit += 1) {
    applyEdit(db, `edit ${edit}`, testNowMs, () => writeOverride(db, override(edit)))
  }
  expect(listHistory(db)).toHaveLength(historyLimit)
  expect(listHistory(db).at(-1)?.label).toBe('edit 5')
  expect(db.prepare('SELECT count(*) FROM undo_assumptions').pluck().get()).toBe(historyLimit)
  db.close()
})

const override = (value: number) => ({
  key: 'theta',
  scope: 'fleet' as const,
  scopeId: null,
  value,
  reason: null,
})
