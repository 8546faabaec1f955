/** What engine workers are asked about staged plans. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { ExportedFile } from '../../shared/contract/views.ts'
import type { StageForecast, StoredStagedPlan } from '../../shared/contract/staged-views.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import { forecastPlan } from '../../shared/forecast/forecast-plan.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { namedBy } from '../../shared/plan/rules/plan-rule.ts'
import { isStagedPlanText, readStagedPlanText } from '../../shared/plan/staged-plan-schema.ts'
import { movesStagesOf, type StagedGoal, type StagedPlan } from '../../shared/plan/staged-plan.ts'
import { planSaveEnergy } from '../../shared/planning/energy/save-energy.ts'
import type { PlanningHooks } from '../../shared/planning/hooks.ts'
import { refereeStagedPlan } from '../../shared/planning/referee/stages/referee-staged-plan.ts'
import type { StagedRequest } from '../../shared/planning/stages/course.ts'
import { planEvacuateAndReturn } from '../../shared/planning/stages/evacuate-and-return.ts'
import { planMaintenance } from '../../shared/planning/stages/maintenance.ts'
import { stageFleets } from '../../shared/planning/stages/stage-fleets.ts'
import { exportPlan } from '../exporters/exporters.ts'
import { exportFileName } from '../exporters/file-name.ts'
import type { ComputeHooks, EngineTasks, StagedTask } from './engine-tasks.ts'
import { orCancelled } from './or-cancelled.ts'
import { pack, unpack } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'

/** Draws of the referee, to say which stages are late in one of ten runs. */
const REFEREE_DRAWS = 100

const missing = (what: string, id: string): AppFailure =>
  new AppFailure({
    code: 'inventory-missing',
    message: `There is no ${what} “${id}” in the inventory.`,
    hint: 'Import the inventory it is in, or choose another one.',
  })

function requireKnown(fleet: Fleet, { goal, options }: Pick<StagedPlan, 'goal' | 'options'>): void {
  const { serverById, partitionById } = indexFleet(fleet)
  const named = (options.rules ?? []).map(namedBy)
  const servers = [
    ...(goal.kind === 'save-energy' ? goal.power.map(({ serverId }) => serverId) : goal.serverIds),
    ...(options.targetServerIds ?? []),
    ...named.flatMap((rule) => rule.servers.map(({ id }) => id)),
  ]
  const partitions = [
    ...options.excludedPartitionIds,
    ...named.flatMap((rule) => rule.partitions.map(({ id }) => id)),
  ]
  const server = servers.find((id) => !serverById.has(id))
  if (server !== undefined) throw missing('server', server)
  const partition = partitions.find((id) => !partitionById.has(id))
  if (partition !== undefined) throw missing('partition', partition)
}

/** Whether everybody the stages name is there, so that they can be forecast. */
function isForecastable(fleet: Fleet, plan: StagedPlan): boolean {
  const { serverById, partitionById, viosById } = indexFleet(fleet)
  return movesStagesOf(plan).every((stage) =>
    stage.plan.moves.every(
      (move) =>
        partitionById.has(move.partitionId) &&
        serverById.has(move.sourceServerId) &&
        serverById.has(move.targetServerId) &&
        [move.sourceMoverId, move.targetMoverId].every((id) => id === null || viosById.has(id)),
    ),
  )
}

function forecasts(
  fleet: Fleet,
  plan: StagedPlan,
  assumptions: Assumptions,
  samples: number,
  hooks: ComputeHooks,
): readonly StageForecast[] {
  if (!isForecastable(fleet, plan)) return []
  const stages = stageFleets(fleet, plan)
  return stages.map(({ stage, fleet: before }, done) => {
    hooks.progress({ phase: 'forecasting the stages', done, total: stages.length })
    const options = { samples: hooks.wish() === 'keep' ? 0 : samples, seed: plan.seed }
    const stop = {
      shouldStop: () => hooks.wish() === 'abandon',
      shouldKeep: () => hooks.wish() === 'keep',
    }
    const forecast = orCancelled(() => forecastPlan(before, stage.plan, assumptions, options, stop))
    return { stageId: stage.id, forecast }
  })
}

function judged(
  fleet: Fleet,
  plan: StagedPlan,
  assumptions: Assumptions,
  samples: number,
  hooks: ComputeHooks,
): StoredStagedPlan {
  hooks.progress({ phase: 'checking the plan', done: 0, total: null })
  const draws = samples === 0 || !isForecastable(fleet, plan) ? 0 : REFEREE_DRAWS
  const report = refereeStagedPlan(fleet, plan, assumptions, { draws })
  return { plan, report, forecasts: forecasts(fleet, plan, assumptions, samples, hooks) }
}

function parsed(text: string): StagedPlan {
  const read = readStagedPlanText(text)
  if (read.ok) return read.plan
  throw new AppFailure({
    code: 'plan-invalid',
    message: `This is no staged plan: ${read.found}.`,
    ...(read.place === '' ? {} : { detail: `Found at ${read.place}.` }),
    hint: isStagedPlanText(text)
      ? 'The format is described in resources/schema/staged-plan.schema.json.'
      : 'Give a JSON file that LPM Planner exported.',
  })
}

function planned(
  { goal, ...rest }: StagedRequest & { readonly goal: StagedGoal },
  hooks: PlanningHooks,
): StagedPlan {
  switch (goal.kind) {
    case 'maintenance':
      return planMaintenance({ ...rest, goal }, hooks)
    case 'evacuate-and-return':
      return planEvacuateAndReturn({ ...rest, goal }, hooks)
    case 'save-energy':
      return planSaveEnergy({ ...rest, goal }, hooks)
  }
}

export function stagedHandlers(): Pick<TaskHandlers<EngineTasks>, StagedTask> {
  return {
    'plan-stages': ({ fleet: packed, request, samples }, hooks) => {
      const fleet = unpack(packed)
      requireKnown(fleet, request)
      const stopping = { progress: hooks.progress, shouldStop: hooks.wish }
      const plan = orCancelled(() => planned({ ...request, fleet }, stopping))
      return pack(judged(fleet, plan, request.assumptions, samples, hooks))
    },
    'judge-stages': ({ fleet, assumptions, text, samples }, hooks) =>
      pack(judged(unpack(fleet), parsed(text), assumptions, samples, hooks)),
    'export-stages': ({ fleet: packed, assumptions, stored, format }) => {
      const fleet = unpack(packed)
      const { plan, forecasts: known } = unpack(stored)
      if (format === 'json') return [documentFile(plan)]
      // A script is run by hand or by a machine: it is written only for a plan that holds today.
      const report = refereeStagedPlan(fleet, plan, assumptions)
      if (format === 'migrlpar' && !report.valid) throw refused(plan, report.violations)
      return stageFleets(fleet, plan).map(({ stage, fleet: before }) => {
        const forecast = known.find(({ stageId }) => stageId === stage.id)?.forecast ?? null
        const named = { ...stage.plan, name: `${plan.name} ${stage.id} ${stage.title}` }
        return exportPlan({ plan: named, forecast, fleet: before }, format)
      })
    },
  }
}

const documentFile = (plan: StagedPlan): ExportedFile => ({
  fileName: exportFileName(plan.name, '.staged-plan.json'),
  mediaType: 'application/json',
  encoding: 'utf8',
  text: `${JSON.stringify(plan, null, 2)}\n`,
})

function refused(plan: StagedPlan, violations: readonly { readonly text: string }[]): AppFailure {
  const texts = violations.slice(0, 3).map(({ text }) => text)
  return new AppFailure({
    code: 'plan-refused',
    message: `No scripts are written for “${plan.name}”: it breaks ${violations.length} rules on the present inventory.`,
    detail: texts.join(' '),
    hint: 'Plan again on the present inventory, or export the plan as tables or document to examine it.',
  })
}
