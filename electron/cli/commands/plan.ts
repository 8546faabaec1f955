import type { Command } from 'commander'
import { AppFailure } from '../../../shared/contract/result.ts'
import { defaultPlanOptions } from '../../../shared/plan/plan-document.ts'
import type { PlanView } from '../../../shared/contract/views.ts'
import { writeWholeFile } from '../../hosting/write-whole-file.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../names.ts'
import { instantOf, windowOf, zoneOf } from '../plan-times.ts'
import { endsInTime, printPlan } from '../plan-table.ts'
import { readRulesFile, RULES_HELP } from '../rules-file.ts'
import { addMaintenance, evacuateAndReturn } from './plan-staged.ts'

export interface EvacuateOptions {
  readonly workspace: string
  readonly server: readonly string[]
  readonly to?: readonly string[]
  readonly exclude?: readonly string[]
  readonly acceptUnknown?: readonly string[]
  /** File of planning rules. */
  readonly rules?: string
  readonly activeOnly?: true
  readonly maxConcurrent?: number
  readonly safety: number
  readonly name?: string
  readonly start?: string
  readonly end?: string
  readonly zone?: string
  readonly seed: number
  readonly samples: number
  readonly output?: string
  readonly json?: true
}

interface ReturnOptions {
  readonly return?: true
  readonly serviceMinutes?: number
}

/** `plan evacuate -w W --server NAME... -o PLAN.json`: exit status 1 when a partition cannot move or the window is missed. */
export function addPlan(program: Command, session: CommandSession): void {
  const plan = program.command('plan').description('propose a plan').helpCommand(false)
  addMaintenance(plan, session)
  plan
    .command('evacuate')
    .description('empty one or several servers')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .requiredOption('--server <name...>', 'servers to empty')
    .option('--to <name...>', 'servers that may take partitions (all others by default)')
    .option('--exclude <partition...>', 'partitions that stay')
    .option('--accept-unknown <rule...>', 'rules whose “cannot tell” is accepted, by id')
    .option('--rules <file>', RULES_HELP)
    .option('--active-only', 'leave partitions that are not activated')
    .option('--max-concurrent <n>', 'moves at once over the whole plan', Number)
    .option('--safety <percent>', 'use of a target not to exceed', Number, defaultPlanOptions.safetyPercent)
    .option('--name <name>', 'name of the plan')
    .option('--start <local time>', 'start, e.g. 2026-03-14T22:00 (next full hour by default)')
    .option('--end <local time>', 'end of the maintenance window')
    .option('--zone <zone>', 'IANA time zone, e.g. Europe/Berlin (this machine’s by default)')
    .option('--seed <n>', 'seed of search and draws', Number, 1)
    .option('--samples <n>', 'draws of the forecast', Number, 400)
    .option('-o, --output <file>', 'write the plan document (JSON)')
    .option('--json', 'one JSON document on stdout: plan, report, forecast')
    .option('--return', 'bring everybody home after a service: a plan in stages')
    .option('--service-minutes <n>', 'with --return: how long the emptied servers are out of use', Number)
    .action(async (options: EvacuateOptions & ReturnOptions) => {
      if (options.return === true) {
        await evacuateAndReturn(session, { ...options, serviceMinutes: options.serviceMinutes ?? 60 })
        return
      }
      if (options.serviceMinutes !== undefined)
        throw new AppFailure({
          code: 'usage',
          message: '--service-minutes goes with --return.',
          hint: 'Without it the servers stay empty.',
        })
      const view = await evacuate(session, options)
      if (options.json)
        session.out.print(
          JSON.stringify({ plan: view.plan, report: view.report, forecast: view.forecast }, null, 2),
        )
      else printPlan(session.out, view.plan, view.report, view.forecast)
      if (options.output !== undefined) {
        await writeWholeFile(options.output, `${JSON.stringify(view.plan, null, 2)}\n`)
        session.out.say(`Written: ${options.output}`)
      }
    })
}

/** Makes and stores the plan; sets the exit status of the session. */
export async function evacuate(session: CommandSession, options: EvacuateOptions): Promise<PlanView> {
  const zone = zoneOf(options.zone)
  const startMs = instantOf(options.start, zone, '--start')
  await session.openWorkspace(options.workspace)
  const index = await session.fleetIndex()
  const { fleet } = index
  if (fleet.servers.length === 0) {
    throw new AppFailure({
      code: 'inventory-missing',
      message: 'The workspace holds no servers.',
      hint: `Import HMC output first: lpm-planner import FOLDER -w ${options.workspace}`,
    })
  }
  const servers = options.server.map((name) => findNamed('server', fleet.servers, name))
  const rules = await readRulesFile(options.rules, index)
  const { planId } = await session.job('plan.evacuate', {
    name: options.name ?? `Empty ${servers.map((server) => server.name).join(', ')}`,
    serverIds: servers.map((server) => server.id),
    options: {
      maxConcurrent: options.maxConcurrent ?? null,
      targetServerIds: options.to?.map((name) => findNamed('server', fleet.servers, name).id) ?? null,
      excludedPartitionIds:
        options.exclude?.map((name) => findNamed('partition', fleet.partitions, name).id) ?? [],
      acceptedUnknownRuleIds: [...(options.acceptUnknown ?? [])],
      includeInactive: options.activeOnly !== true,
      safetyPercent: options.safety,
      ...(rules.length === 0 ? {} : { rules }),
    },
    zone,
    startMs,
    window: windowOf(startMs, options.end, zone),
    seed: options.seed,
    samples: options.samples,
  })
  const view = await session.call('plan.get', { planId })
  if (view.plan.unplaced.length > 0 || !view.report.valid || !endsInTime(view.forecast)) session.status = 1
  return view
}
