/** Plans: a plan is a document, stored whole with its report and forecast; the listing reads summary columns only. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { PlanListing } from '../../shared/contract/views.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import { completeForecast, type PlanForecast, type StoredForecast } from '../../shared/plan/plan-forecast.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'
import type { Sqlite } from './sqlite.ts'

export interface StoredPlan {
  readonly plan: PlanDocument
  readonly report: RefereeReport
  readonly forecast: PlanForecast | null
}

interface ListingRow {
  readonly id: number
  readonly name: string
  readonly goal: string
  readonly input_hash: string
  readonly move_count: number
  readonly unplaced_count: number
  readonly memory_mib: number
  readonly created_at_ms: number
  readonly valid: number
  readonly end_p50_s: number | null
  readonly end_p90_s: number | null
}

/** The goal in words, with the names the plan itself carries. */
function goalInWords(plan: PlanDocument): string {
  if (plan.goal.kind === 'by-hand') return 'By hand'
  const names = new Map(plan.moves.map((move) => [move.sourceServerId, move.sourceServerName]))
  if (plan.goal.kind === 'balance') {
    return plan.goal.serverIds === null
      ? 'Balance all servers'
      : `Balance ${plan.goal.serverIds.length} servers`
  }
  return `Empty ${plan.goal.serverIds.map((id) => names.get(id) ?? id).join(', ')}`
}

const defaultScenario = '(SELECT min(id) FROM scenarios)'

/** Stores a plan in the first scenario; answers its id. Call inside `applyEdit`. */
export function insertPlan(db: Sqlite, { plan, report, forecast }: StoredPlan): number {
  const made = db
    .prepare(
      `INSERT INTO plans (scenario_id, name, goal, input_hash, move_count, unplaced_count, memory_mib, created_at_ms,
         valid, end_p50_s, end_p90_s, document, report, forecast)
       VALUES (${defaultScenario}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      plan.name,
      goalInWords(plan),
      plan.inputHash,
      plan.moves.length,
      plan.unplaced.length,
      Math.round(plan.moves.reduce((total, move) => total + move.memoryMib, 0)),
      plan.createdAtMs,
      report.valid ? 1 : 0,
      forecast?.makespan.p50 ?? null,
      forecast?.makespan.p90 ?? null,
      JSON.stringify(plan),
      JSON.stringify(report),
      forecast === null ? null : JSON.stringify(forecast),
    )
  return Number(made.lastInsertRowid)
}

/** Newest first; `presentHash` tells which plans are stale. */
export function listPlans(db: Sqlite, presentHash: string): readonly PlanListing[] {
  return db
    .prepare<[], ListingRow>(
      `SELECT id, name, goal, input_hash, move_count, unplaced_count, memory_mib, created_at_ms, valid, end_p50_s, end_p90_s
       FROM plans ORDER BY id DESC`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      name: row.name,
      goal: row.goal,
      moves: row.move_count,
      unplaced: row.unplaced_count,
      memoryMib: row.memory_mib,
      createdAtMs: row.created_at_ms,
      valid: row.valid === 1,
      endP50S: row.end_p50_s,
      endP90S: row.end_p90_s,
      stale: row.input_hash !== presentHash,
    }))
}

const missing = (planId: number): AppFailure =>
  new AppFailure({
    code: 'plan-missing',
    message: `There is no plan ${planId} in this workspace.`,
    hint: 'It may have been removed; undo brings it back.',
  })

/** Errors: plan-missing. */
export function readPlan(db: Sqlite, planId: number): StoredPlan {
  const row = db
    .prepare<[number], { document: string; report: string; forecast: string | null }>(
      'SELECT document, report, forecast FROM plans WHERE id = ?',
    )
    .get(planId)
  if (row === undefined) throw missing(planId)
  return {
    plan: JSON.parse(row.document) as PlanDocument,
    report: JSON.parse(row.report) as RefereeReport,
    forecast: row.forecast === null ? null : completeForecast(JSON.parse(row.forecast) as StoredForecast),
  }
}

/** Replaces the forecast of a plan. Call inside `applyEdit`. Errors: plan-missing. */
export function writeForecast(db: Sqlite, planId: number, forecast: PlanForecast): void {
  const done = db
    .prepare('UPDATE plans SET forecast = ?, end_p50_s = ?, end_p90_s = ? WHERE id = ?')
    .run(JSON.stringify(forecast), forecast.makespan.p50, forecast.makespan.p90, planId)
  if (done.changes === 0) throw missing(planId)
}

/** The name stands in the listing and in the document; both change. Call inside `applyEdit`. Errors: plan-missing. */
export function renamePlan(db: Sqlite, planId: number, name: string): void {
  const { plan } = readPlan(db, planId)
  if (plan.name === name) return
  const renamed: PlanDocument = { ...plan, name }
  db.prepare('UPDATE plans SET name = ?, document = ? WHERE id = ?').run(
    name,
    JSON.stringify(renamed),
    planId,
  )
}

/** Call inside `applyEdit`. Errors: plan-missing. */
export function removePlan(db: Sqlite, planId: number): void {
  if (db.prepare('DELETE FROM plans WHERE id = ?').run(planId).changes === 0) throw missing(planId)
}

/** Name of a plan, for the label of an edit. Errors: plan-missing. */
export function planName(db: Sqlite, planId: number): string {
  const row = db.prepare<[number], { name: string }>('SELECT name FROM plans WHERE id = ?').get(planId)
  if (row === undefined) throw missing(planId)
  return row.name
}
