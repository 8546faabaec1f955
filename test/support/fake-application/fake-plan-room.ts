import type { ExportFormat } from '../../../shared/contract/commands.ts'
import type { ErrorCode } from '../../../shared/contract/error-codes.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { ExportedFile, PlanListing, PlanView } from '../../../shared/contract/views.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import type { RefereeReport } from '../../../shared/plan/referee-report.ts'
import type { InventedPlanInput } from './fake-plans.ts'
import { forecastInvented, type InventedStudy } from './fake-forecast.ts'
import { inventPlan } from './fake-plans.ts'

const checks = [
  'R-RULES',
  'R-CAPACITY-MEMORY',
  'R-CAPACITY-PROCESSOR',
  'R-POOL',
  'R-SLOTS',
  'R-MOVER-LIMIT',
  'R-SYSTEM-LIMIT',
  'R-ORDER',
  'R-WINDOW',
  'R-EXCLUDED',
  'R-TARGETS',
  'R-DUPLICATE',
  'R-PARTITION-ID',
  'R-COMPLETE',
] as const

const kept: RefereeReport = { valid: true, violations: [], checks: [...checks], warnings: [] }

const refusedBy = (view: PlanView): RefereeReport => ({
  valid: false,
  checks: [...checks],
  warnings: [],
  violations: [
    {
      ruleId: 'R-CAPACITY-MEMORY',
      moveId: view.plan.moves[3]?.id ?? null,
      serverId: view.plan.moves[3]?.targetServerId ?? null,
      atS: 1_840,
      text: `${view.plan.moves[3]?.targetServerName ?? 'The server'} has 96 GiB free when ${
        view.plan.moves[3]?.partitionName ?? 'the partition'
      } needs 388 GiB.`,
    },
    {
      ruleId: 'R-WINDOW',
      moveId: view.plan.moves.at(-1)?.id ?? null,
      serverId: null,
      atS: 14_400,
      text: `${view.plan.moves.at(-1)?.partitionName ?? 'The last move'} still runs when the window ends.`,
    },
  ],
})

/** The stored plans of the fake application, made from the invented fleet. */
export class FakePlanRoom {
  #views = new Map<number, PlanView>()
  #last = 0

  /** A list worth looking at: one that fits, one that does not, one refused, one from an older inventory. */
  fill(fleet: Fleet): void {
    this.#views = new Map()
    this.#last = 0
    const [, , b1, b2, c1] = fleet.servers
    if (b1 === undefined || b2 === undefined || c1 === undefined) return
    this.add(fleet, { serverIds: [b1.id], name: 'Empty e980-b1, March window' })
    const tight = { startMs: Date.UTC(2026, 2, 21, 21, 0), endMs: Date.UTC(2026, 2, 21, 22, 0) }
    const refused = this.add(fleet, {
      serverIds: [b1.id, b2.id],
      name: 'Empty e980-b1 and e1050-c1',
      startMs: tight.startMs,
      window: tight,
    })
    this.#change(refused, (view) => ({ ...view, report: refusedBy(view) }))
    const stale = this.add(fleet, {
      serverIds: [c1.id],
      name: 'Empty s1024-c2 for memory upgrade',
      options: { maxConcurrent: 2, acceptedUnknownRuleIds: ['PROC-MODE'] },
      createdAtMs: Date.UTC(2026, 1, 25, 9, 12),
      window: null,
    })
    this.#change(stale, (view) => ({ ...view, stale: true }))
  }

  #change(planId: number, change: (view: PlanView) => PlanView): void {
    this.#views.set(planId, change(this.get(planId)))
  }

  add(fleet: Fleet, input: InventedPlanInput): number {
    this.#last += 1
    const { plan, forecast } = inventPlan(indexFleet(fleet), input)
    this.#views.set(this.#last, { id: this.#last, plan, report: kept, forecast, stale: false })
    return this.#last
  }

  /** A plan document as it came, without a forecast. */
  put(plan: PlanDocument): number {
    this.#last += 1
    this.#views.set(this.#last, { id: this.#last, plan, report: kept, forecast: null, stale: false })
    return this.#last
  }

  get(planId: number): PlanView {
    const view = this.#views.get(planId)
    if (view === undefined) {
      const code: ErrorCode = 'plan-missing'
      throw new AppFailure({
        code,
        message: `There is no plan ${planId} in this workspace.`,
        hint: 'It may have been removed; undo brings it back.',
      })
    }
    return view
  }

  list(): PlanListing[] {
    return [...this.#views.values()].map(({ id, plan, report, forecast, stale }) => ({
      id,
      name: plan.name,
      goal: plan.goal.kind,
      moves: plan.moves.length,
      unplaced: plan.unplaced.length,
      memoryMib: plan.moves.reduce((sum, one) => sum + one.memoryMib, 0),
      createdAtMs: plan.createdAtMs,
      valid: report.valid,
      endP50S: forecast?.makespan.p50 ?? null,
      endP90S: forecast?.makespan.p90 ?? null,
      stale,
    }))
  }

  /** All plans, for undo. */
  snapshot(): ReadonlyMap<number, PlanView> {
    return new Map(this.#views)
  }
  restore(views: ReadonlyMap<number, PlanView>): void {
    this.#views = new Map(views)
  }

  rename(planId: number, name: string): void {
    this.#change(planId, (view) => ({ ...view, plan: { ...view.plan, name } }))
  }
  remove(planId: number): void {
    this.get(planId)
    this.#views.delete(planId)
  }
  foresee(planId: number, study: InventedStudy): void {
    this.#change(planId, (view) => ({ ...view, forecast: forecastInvented(view.plan, study) }))
  }

  export(planId: number, format: ExportFormat): ExportedFile {
    const { plan } = this.get(planId)
    const base = plan.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    if (format === 'json')
      return {
        fileName: `${base}.json`,
        mediaType: 'application/json',
        encoding: 'utf8',
        text: JSON.stringify(plan, null, 2),
      }
    const lines = plan.moves.map((move) =>
      format === 'csv'
        ? [move.id, move.partitionName, move.sourceServerName, move.targetServerName, move.memoryMib].join(
            ',',
          )
        : `migrlpar -o v -m ${move.sourceServerName} -t ${move.targetServerName} -p ${move.partitionName}`,
    )
    return format === 'csv'
      ? {
          fileName: `${base}.csv`,
          mediaType: 'text/csv',
          encoding: 'utf8',
          text: `move,partition,from,to,memory_mib\n${lines.join('\n')}\n`,
        }
      : {
          fileName: `${base}.sh`,
          mediaType: 'text/x-shellscript',
          encoding: 'utf8',
          text: `#!/bin/ksh\n# ${plan.name}: ${plan.moves.length} moves, input ${plan.inputHash}\nset -u\n\n${lines.join('\n')}\n`,
        }
  }
}
