/** `plan evacuate --return` and `plan maintenance`, and what every plan in stages shares. */
import type { Command } from 'commander'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { StagedPlanView } from '../../../shared/contract/staged-views.ts'
import { defaultPlanOptions, type PlanWindow } from '../../../shared/plan/plan-document.ts'
import { writeWholeFile } from '../../hosting/write-whole-file.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../../../shared/contract/find-named.ts'
import { DLPAR_HELP, planRequest, type PlanCommandOptions } from '../plan-request.ts'
import { instantOf, zoneOf } from '../plan-times.ts'
import { RULES_HELP } from '../rules-file.ts'
import { printStagedPlan } from '../staged-table.ts'
import { counted } from '../words.ts'
import type { EvacuateOptions } from './plan.ts'

/** Options of plans in stages, whose times their windows or bands say. */
export type StagedCommandOptions = Omit<PlanCommandOptions, 'start' | 'end'>

interface MaintenanceOptions extends StagedCommandOptions {
  readonly server?: readonly string[]
  readonly window: readonly string[]
  readonly serviceMinutes: number
  readonly return?: true
}

/** Adds the options that plans in stages share. */
export function withStagedOptions(command: Command): Command {
  return command
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--to <name...>', 'servers that may take partitions (all others by default)')
    .option('--exclude <partition...>', 'partitions that stay')
    .option('--accept-unknown <rule...>', 'rules whose “cannot tell” is accepted, by id')
    .option('--rules <file>', RULES_HELP)
    .option('--active-only', 'leave partitions that are not activated')
    .option('--max-concurrent <n>', 'moves at once over a stage', Number)
    .option('--safety <percent>', 'use of a target not to exceed', Number, defaultPlanOptions.safetyPercent)
    .option('--name <name>', 'name of the plan')
    .option('--zone <zone>', 'IANA time zone, e.g. Europe/Berlin (this machine’s by default)')
    .option('--seed <n>', 'seed of search and draws', Number, 1)
    .option('--samples <n>', 'draws of the forecast of each stage', Number, 200)
    .option('-o, --output <file>', 'write the staged plan (JSON)')
    .option('--json', 'one JSON document on stdout: plan, report, forecasts')
}

/** `plan maintenance -w W --window START/END...`: exit status 1 when a server is not serviced, or a stage is refused. */
export function addMaintenance(plan: Command, session: CommandSession): void {
  const command = plan
    .command('maintenance')
    .description('service servers one batch after the other, within windows')
    .option('--server <name...>', 'servers to service (all by default)')
    .requiredOption(
      '--window <start/end...>',
      'windows in local time, e.g. 2026-03-14T22:00/2026-03-15T02:00',
    )
    .option('--service-minutes <n>', 'how long an emptied server is out of use', Number, 60)
    .option('--return', 'bring partitions home once their server is serviced')
    .option('--dlpar [percent]', `with --return: ${DLPAR_HELP}`, Number)
  withStagedOptions(command).action(async (options: MaintenanceOptions) => {
    if (options.dlpar !== undefined && options.return !== true)
      throw new AppFailure({
        code: 'usage',
        message: '--dlpar goes with --return.',
        hint: 'Without a way home nobody would get the memory back.',
      })
    const zone = zoneOf(options.zone)
    const windows = options.window
      .map((given) => windowIn(given, zone))
      .toSorted((a, b) => a.startMs - b.startMs)
    const { index, request } = await planRequest(session, options)
    const { startMs: _start, window: _window, ...wishes } = request
    const { servers } = index.fleet
    const chosen = options.server?.map((name) => findNamed('server', servers, name)) ?? servers
    const what = chosen.length === 1 ? (chosen[0]?.name ?? '') : counted(chosen.length, 'server')
    const { stagedPlanId } = await session.job('staged.maintenance', {
      ...wishes,
      name: options.name ?? `Maintenance of ${what}`,
      serverIds: chosen.map(({ id }) => id),
      serviceMinutes: options.serviceMinutes,
      windows,
      returnHome: options.return === true,
    })
    await tell(session, stagedPlanId, options)
  })
}

/** `plan evacuate --return`: the servers are emptied, serviced, and filled again. */
export async function evacuateAndReturn(
  session: CommandSession,
  options: EvacuateOptions & { readonly serviceMinutes: number },
): Promise<void> {
  const { index, request } = await planRequest(session, options)
  const servers = options.server.map((name) => findNamed('server', index.fleet.servers, name))
  const { stagedPlanId } = await session.job('staged.evacuate-and-return', {
    ...request,
    name: options.name ?? `Service ${servers.map(({ name }) => name).join(', ')}`,
    serverIds: servers.map(({ id }) => id),
    serviceMinutes: options.serviceMinutes,
  })
  await tell(session, stagedPlanId, options)
}

/** A start and an end in local time: "2026-03-14T22:00/2026-03-15T02:00". */
export function windowIn(given: string, zone: string, option = '--window'): PlanWindow {
  const [start, end, ...more] = given.split('/')
  if (start === undefined || end === undefined || more.length > 0)
    throw new AppFailure({
      code: 'usage',
      message: `${option} “${given}” is no start and end.`,
      hint: 'For example: 2026-03-14T22:00/2026-03-15T02:00.',
    })
  const startMs = instantOf(start, zone, option)
  const endMs = instantOf(end, zone, option)
  if (endMs <= startMs)
    throw new AppFailure({ code: 'usage', message: `${option} ${given} ends before it starts.` })
  return { startMs, endMs }
}

/** Prints the plan and sets the exit status: 1 where a server is not serviced (or none is ever off), or the referee refuses it. */
export async function tell(
  session: CommandSession,
  stagedPlanId: number,
  { json, output }: { readonly json?: true; readonly output?: string },
): Promise<void> {
  const view: StagedPlanView = await session.call('staged.get', { stagedPlanId })
  const { plan, report, forecasts } = view
  const isMissed = plan.goal.kind === 'save-energy' ? plan.stages.length === 0 : plan.unserviced.length > 0
  if (isMissed || !report.valid) session.status = 1
  if (json) session.out.print(JSON.stringify({ plan, report, forecasts }, null, 2))
  else printStagedPlan(session.out, view)
  if (output === undefined) return
  await writeWholeFile(output, `${JSON.stringify(plan, null, 2)}\n`)
  session.out.say(`Written: ${output}`)
}
