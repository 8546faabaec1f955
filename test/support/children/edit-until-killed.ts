/**
 * Commits edits one after the other and says each on stdout once it is saved, until it is killed. Every edit sets a
 * fleet-wide value and stores a plan, so that a torn edit would be seen.
 */
import { writeSync } from 'node:fs'
import { writeOverride } from '../../../electron/database/assumption-repository.ts'
import { applyEdit } from '../../../electron/database/edits.ts'
import { openWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import { insertPlan } from '../../../electron/database/plan-repository.ts'
import { samplePlan, sampleReport } from '../sample-plan.ts'

const [path = '', from = '0'] = process.argv.slice(2)
const db = await openWorkspaceFile(path, { nowMs: 0 })
writeSync(1, 'open\n')
for (let edit = Number(from) + 1; ; edit += 1) {
  applyEdit(db, `edit ${edit}`, edit, () => {
    writeOverride(db, { key: 'edit', scope: 'fleet', scopeId: null, value: edit, reason: null })
    insertPlan(db, {
      plan: samplePlan({ name: `plan ${edit}`, notes: ['x'.repeat(edit % 9000)] }),
      report: sampleReport,
      forecast: null,
    })
  })
  writeSync(1, `${edit}\n`)
}
