/** Staged plans: stored whole with report and forecasts, one row each; the listing reads summary columns only. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { StagedPlanListing, StoredStagedPlan } from '../../shared/contract/staged-views.ts'
import type { StagedRefereeReport } from '../../shared/plan/referee-report.ts'
import { movesStagesOf, type StagedPlan } from '../../shared/plan/staged-plan.ts'
import type { Sqlite } from './sqlite.ts'

interface ListingRow {
  readonly id: number
  readonly name: string
  readonly goal: string
  readonly input_hash: string
  readonly stage_count: number
  readonly move_count: number
  readonly unserviced_count: number
  readonly created_at_ms: number
  readonly start_ms: number | null
  readonly end_ms: number | null
  readonly valid: number
}

/** Stores a staged plan in the first scenario; answers its id. Call inside `applyEdit`. */
export function insertStagedPlan(db: Sqlite, { plan, report, forecasts }: StoredStagedPlan): number {
  const made = db
    .prepare(
      `INSERT INTO staged_plans (scenario_id, name, goal, input_hash, stage_count, move_count, unserviced_count,
         created_at_ms, start_ms, end_ms, valid, document, report, forecasts)
       VALUES ((SELECT min(id) FROM scenarios), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      plan.name,
      plan.goal.kind,
      plan.inputHash,
      plan.stages.length,
      movesStagesOf(plan).reduce((sum, stage) => sum + stage.plan.moves.length, 0),
      plan.unserviced.length,
      plan.createdAtMs,
      plan.stages.at(0)?.startMs ?? null,
      plan.stages.at(-1)?.endMs ?? null,
      report.valid ? 1 : 0,
      JSON.stringify(plan),
      JSON.stringify(report),
      JSON.stringify(forecasts),
    )
  return Number(made.lastInsertRowid)
}

/** Newest first; `presentHash` tells which plans are stale. */
export function listStagedPlans(db: Sqlite, presentHash: string): readonly StagedPlanListing[] {
  return db
    .prepare<[], ListingRow>(
      `SELECT id, name, goal, input_hash, stage_count, move_count, unserviced_count, created_at_ms, start_ms, end_ms,
         valid FROM staged_plans ORDER BY id DESC`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      name: row.name,
      goal: row.goal as StagedPlan['goal']['kind'],
      stages: row.stage_count,
      moves: row.move_count,
      unserviced: row.unserviced_count,
      createdAtMs: row.created_at_ms,
      startMs: row.start_ms,
      endMs: row.end_ms,
      valid: row.valid === 1,
      stale: row.input_hash !== presentHash,
    }))
}

const missing = (id: number): AppFailure =>
  new AppFailure({
    code: 'plan-missing',
    message: `There is no staged plan ${id} in this workspace.`,
    hint: 'It may have been removed; undo brings it back.',
  })

/** Errors: plan-missing. */
export function readStagedPlan(db: Sqlite, id: number): StoredStagedPlan {
  const row = db
    .prepare<[number], { document: string; report: string; forecasts: string }>(
      'SELECT document, report, forecasts FROM staged_plans WHERE id = ?',
    )
    .get(id)
  if (row === undefined) throw missing(id)
  return {
    plan: JSON.parse(row.document) as StagedPlan,
    report: JSON.parse(row.report) as StagedRefereeReport,
    forecasts: JSON.parse(row.forecasts) as StoredStagedPlan['forecasts'],
  }
}

/** The name stands in the listing and in the document; both change. Call inside `applyEdit`. Errors: plan-missing. */
export function renameStagedPlan(db: Sqlite, id: number, name: string): void {
  const { plan } = readStagedPlan(db, id)
  if (plan.name === name) return
  const renamed: StagedPlan = { ...plan, name }
  db.prepare('UPDATE staged_plans SET name = ?, document = ? WHERE id = ?').run(
    name,
    JSON.stringify(renamed),
    id,
  )
}

/** Call inside `applyEdit`. Errors: plan-missing. */
export function removeStagedPlan(db: Sqlite, id: number): void {
  if (db.prepare('DELETE FROM staged_plans WHERE id = ?').run(id).changes === 0) throw missing(id)
}

/** Name of a staged plan, for the label of an edit. Errors: plan-missing. */
export function stagedPlanName(db: Sqlite, id: number): string {
  const row = db.prepare<[number], { name: string }>('SELECT name FROM staged_plans WHERE id = ?').get(id)
  if (row === undefined) throw missing(id)
  return row.name
}
