import type {
  AssumptionOverride,
  AssumptionScopeKind,
  Assumptions,
  WorkloadClass,
  WorkloadClassOverride,
} from '../../shared/forecast/assumption.ts'
import type { Sqlite } from './sqlite.ts'

interface OverrideRow {
  readonly key: string
  readonly scope: AssumptionScopeKind
  readonly scope_id: string
  readonly value: number
  readonly reason: string | null
  readonly mark: 'typed' | 'calibrated'
}

/** Everything the user decided about the model, in a fixed order, so that equal decisions hash equally. */
export function readAssumptions(db: Sqlite): Assumptions {
  const overrides = db
    .prepare<[], OverrideRow>(
      'SELECT key, scope, scope_id, value, reason, mark FROM assumptions ORDER BY key, scope, scope_id',
    )
    .all()
    .map((row): AssumptionOverride => ({
      key: row.key,
      scope: row.scope,
      scopeId: row.scope === 'fleet' ? null : row.scope_id,
      value: row.value,
      reason: row.reason,
      ...(row.mark === 'calibrated' ? { mark: row.mark } : {}),
    }))
  const classes = db
    .prepare<[], WorkloadClassOverride>(
      'SELECT partition_id AS partitionId, workload_class AS workloadClass FROM workload_classes ORDER BY partition_id',
    )
    .all()
  return { overrides, classes }
}

/** Sets an override, or removes it where the value is null. Call inside `applyEdit`. */
export function writeOverride(
  db: Sqlite,
  override: Omit<AssumptionOverride, 'value'> & { readonly value: number | null },
): void {
  const { key, scope, value, reason } = override
  const mark = override.mark ?? 'typed'
  const scopeId = override.scopeId ?? ''
  if (value === null) {
    db.prepare('DELETE FROM assumptions WHERE key = ? AND scope = ? AND scope_id = ?').run(
      key,
      scope,
      scopeId,
    )
    return
  }
  db.prepare(
    `INSERT INTO assumptions (key, scope, scope_id, value, reason, mark) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key, scope, scope_id)
     DO UPDATE SET value = excluded.value, reason = excluded.reason, mark = excluded.mark
     WHERE value IS NOT excluded.value OR reason IS NOT excluded.reason OR mark IS NOT excluded.mark`,
  ).run(key, scope, scopeId, value, reason, mark)
}

/** Sets the workload class of a partition, or removes it where it is null. Call inside `applyEdit`. */
export function writeWorkloadClass(
  db: Sqlite,
  partitionId: string,
  workloadClass: WorkloadClass | null,
): void {
  if (workloadClass === null) {
    db.prepare('DELETE FROM workload_classes WHERE partition_id = ?').run(partitionId)
    return
  }
  db.prepare(
    `INSERT INTO workload_classes (partition_id, workload_class) VALUES (?, ?)
     ON CONFLICT (partition_id) DO UPDATE SET workload_class = excluded.workload_class
     WHERE workload_class IS NOT excluded.workload_class`,
  ).run(partitionId, workloadClass)
}
