import { AppFailure } from '../../shared/contract/result.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, ServerId } from '../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import { namedBy, type PlanRule } from '../../shared/plan/rules/plan-rule.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'
import { readinessHandlers } from './engine-readiness.ts'
import { stagedHandlers } from './engine-stages.ts'
import type { ComputeHooks, EngineParts, EngineTasks } from './engine-tasks.ts'
import { pack, unpack } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import { cancelled } from './stop-flag.ts'

const missing = (what: string, id: string): AppFailure =>
  new AppFailure({
    code: 'inventory-missing',
    message: `There is no ${what} “${id}” in the inventory.`,
    hint: 'Import the inventory it is in, or choose another one.',
  })

function requireKnown(fleet: Fleet, serverIds: readonly string[], partitionIds: readonly string[]): void {
  const { serverById, partitionById } = indexFleet(fleet)
  const server = serverIds.find((id) => !serverById.has(id))
  if (server !== undefined) throw missing('server', server)
  const partition = partitionIds.find((id) => !partitionById.has(id))
  if (partition !== undefined) throw missing('partition', partition)
}

/** Rules about somebody who is gone are no rules anybody keeps: nothing is planned by them. */
function requireRuled(fleet: Fleet, rules: readonly PlanRule[] = []): void {
  const named = rules.map(namedBy)
  requireKnown(
    fleet,
    named.flatMap(({ servers }) => servers.map(({ id }) => id)),
    named.flatMap(({ partitions }) => partitions.map(({ id }) => id)),
  )
}

/** A plan of another inventory can be read and judged, but not be forecast. */
function requirePlanned(fleet: Fleet, plan: PlanDocument): void {
  const { viosById } = indexFleet(fleet)
  requireKnown(
    fleet,
    plan.moves.flatMap((move) => [move.sourceServerId, move.targetServerId]),
    plan.moves.map((move) => move.partitionId),
  )
  const movers = plan.moves.flatMap((move) => [move.sourceMoverId, move.targetMoverId])
  const gone = movers.find((id) => id !== null && !viosById.has(id))
  if (gone !== undefined && gone !== null) throw missing('mover', gone)
}

/** Refuses goals that have no plan at all; everything less hopeless gets a plan that says what stays and why. */
function requirePossible(
  fleet: Fleet,
  serverIds: readonly ServerId[],
  targets: readonly ServerId[] | null,
): void {
  const emptied = new Set(serverIds)
  const names = fleet.servers.filter((server) => emptied.has(server.id)).map((server) => server.name)
  const impossible = (why: string, hint: string) =>
    new AppFailure({
      code: 'plan-impossible',
      message: `${names.join(', ')} cannot be emptied: ${why}.`,
      detail: 'No plan was made.',
      hint,
    })
  if (!fleet.partitions.some((partition) => emptied.has(partition.serverId))) {
    throw impossible('there is no partition to move', 'Choose a server that carries partitions.')
  }
  const receivers = (targets ?? fleet.servers.map((server) => server.id)).filter((id) => !emptied.has(id))
  if (receivers.length === 0) {
    throw impossible(
      'no other server may receive its partitions',
      'Allow at least one target that is not emptied.',
    )
  }
}

function notByHand(refusals: readonly string[]): AppFailure {
  const [first = '', ...rest] = refusals
  return new AppFailure({
    code: 'plan-impossible',
    message: first,
    ...(rest.length === 0 ? {} : { detail: rest.slice(0, 10).join('\n') }),
    hint: `No plan was made. “check --partition NAME” lists where ${rest.length === 0 ? 'it' : 'each'} can move.`,
  })
}

function refused(plan: PlanDocument, report: RefereeReport): AppFailure {
  const texts = report.violations.slice(0, 3).map((violation) => violation.text)
  const more = report.violations.length - texts.length
  return new AppFailure({
    code: 'plan-refused',
    message: `No script is written for “${plan.name}”: it breaks ${report.violations.length} rules on the present inventory.`,
    detail: `${texts.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`,
    hint: 'Plan again on the present inventory, or export the plan as a table or document to examine it.',
  })
}

function parsePlan(text: string): PlanDocument {
  const read = readPlanText(text)
  if (read.ok) return read.plan
  throw new AppFailure({
    code: 'plan-invalid',
    message: `This is no plan document: ${read.found}.`,
    ...(read.place === '' ? {} : { detail: `Found at ${read.place}.` }),
    hint: 'Give a JSON file that LPM Planner exported.',
  })
}

/** Answers tasks; `parts` are the pure functions of other rooms. */
export function engineHandlers(parts: EngineParts): TaskHandlers<EngineTasks> {
  const judged = (fleet: Fleet, plan: PlanDocument, assumptions: Assumptions, hooks: ComputeHooks) => {
    if (hooks.wish() === 'abandon') throw cancelled()
    hooks.progress({ phase: 'checking the plan', done: 0, total: null })
    return pack({ plan, report: parts.refereePlan(fleet, plan, assumptions), forecast: null })
  }
  return {
    ...readinessHandlers(),
    ...stagedHandlers(),
    evacuate: ({ fleet: packed, request, effort }, hooks) => {
      const fleet = unpack(packed)
      const { serverIds, ...rest } = request
      requireKnown(
        fleet,
        [...serverIds, ...(rest.options.targetServerIds ?? [])],
        rest.options.excludedPartitionIds,
      )
      requireRuled(fleet, rest.options.rules)
      requirePossible(fleet, serverIds, rest.options.targetServerIds)
      const goal = { kind: 'evacuate', serverIds } as const
      const plan = parts.planEvacuation({ ...rest, fleet, goal }, effort, hooks)
      return judged(fleet, plan, rest.assumptions, hooks)
    },
    balance: ({ fleet: packed, request, effort }, hooks) => {
      const fleet = unpack(packed)
      const { serverIds, weights, ...rest } = request
      const named = [...(serverIds ?? []), ...(rest.options.targetServerIds ?? [])]
      requireKnown(fleet, named, rest.options.excludedPartitionIds)
      requireRuled(fleet, rest.options.rules)
      const goal = { kind: 'balance', serverIds, weights } as const
      const plan = parts.planBalance({ ...rest, fleet, goal, steps: effort.steps }, effort.seconds, hooks)
      return judged(fleet, plan, rest.assumptions, hooks)
    },
    'by-hand': ({ fleet: packed, request }) => {
      const fleet = unpack(packed)
      requireKnown(
        fleet,
        request.moves.map((move) => move.targetServerId),
        request.moves.map((move) => move.partitionId),
      )
      requireRuled(fleet, request.options.rules)
      const made = parts.planByHand({ ...request, fleet })
      if (!made.ok) throw notByHand(made.refusals)
      return { plan: made.plan, report: parts.refereePlan(fleet, made.plan, request.assumptions) }
    },
    'forecast-base': ({ fleet: packed, assumptions, plan }, hooks) => {
      const fleet = unpack(packed)
      requirePlanned(fleet, plan)
      return pack(parts.forecastBase(fleet, plan, assumptions, hooks))
    },
    calibrate: ({ fleet, assumptions }, hooks) => parts.calibrate(unpack(fleet), assumptions, hooks),
    'forecast-draws': ({ base, options, slice }, hooks) =>
      pack(parts.drawStudy(unpack(base), options, slice, hooks)),
    'forecast-finish': ({ plan, base, studies, options }, hooks) =>
      parts.finishForecast(
        plan,
        unpack(base),
        studies.map((study) => unpack(study)),
        options,
        hooks,
      ),
    'forecast-help': ({ base, asked, changes, options }, hooks) =>
      parts.tryHelp(unpack(base), asked, changes, options, hooks),
    'effects-base': ({ fleet: packed, assumptions, plan, options }, hooks) => {
      const fleet = unpack(packed)
      requirePlanned(fleet, plan)
      return parts.effectsBase(fleet, plan, assumptions, options, hooks)
    },
    effects: ({ fleet, assumptions, plan, options, base, keys }, hooks) =>
      parts.effectsOf(unpack(fleet), plan, assumptions, base, keys, options, hooks),
    judge: ({ fleet: packed, partitionIds, serverIds }) => {
      const fleet = unpack(packed)
      requireKnown(fleet, serverIds ?? [], partitionIds ?? [])
      return parts.judgeMoves(fleet, partitionIds, serverIds)
    },
    verify: ({ fleet, assumptions, plan }) => parts.refereePlan(unpack(fleet), plan, assumptions),
    'read-plan': ({ fleet, assumptions, text }) => {
      const plan = parsePlan(text)
      return pack({ plan, report: parts.refereePlan(unpack(fleet), plan, assumptions), forecast: null })
    },
    export: ({ fleet: packed, assumptions, plan, forecast, format }) => {
      const fleet = unpack(packed)
      // A script is run by hand or by a machine: it is written only for a plan that holds today.
      if (format === 'migrlpar') {
        const report = parts.refereePlan(fleet, plan, assumptions)
        if (!report.valid) throw refused(plan, report)
      }
      return parts.exportPlan({ plan, forecast, fleet }, format)
    },
  }
}
