/** What all commands that propose a plan share: their options, and the request made of them. */
import type { Command } from 'commander'
import { AppFailure } from '../../shared/contract/result.ts'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { PlanView } from '../../shared/contract/views.ts'
import type { FleetIndex } from '../../shared/inventory/fleet-index.ts'
import { defaultDlpar } from '../../shared/plan/dlpar.ts'
import { defaultPlanOptions } from '../../shared/plan/plan-document.ts'
import { writeWholeFile } from '../hosting/write-whole-file.ts'
import type { CommandSession } from './command-session.ts'
import { findNamed } from '../../shared/contract/find-named.ts'
import { endsInTime, printPlan } from './plan-table.ts'
import { instantOf, windowOf, zoneOf } from './plan-times.ts'
import { readRulesFile, RULES_HELP } from './rules-file.ts'

/** Options of every goal. */
export interface PlanCommandOptions {
  readonly workspace: string
  readonly to?: readonly string[]
  readonly exclude?: readonly string[]
  readonly acceptUnknown?: readonly string[]
  /** File of planning rules. */
  readonly rules?: string
  readonly activeOnly?: true
  /** Percent of its memory a partition keeps at least; true: the usual share. */
  readonly dlpar?: number | true
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

/** Adds the options of every goal to a command. */
export function withPlanOptions(command: Command): Command {
  return command
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--to <name...>', 'servers that may take partitions (all others by default)')
    .option('--exclude <partition...>', 'partitions that stay')
    .option('--accept-unknown <rule...>', 'rules whose “cannot tell” is accepted, by id')
    .option('--rules <file>', RULES_HELP)
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
}

/** What the commands of every goal have in common. */
export type PlanRequestBase = Omit<CommandInput<'plan.evacuate'>, 'jobId' | 'name' | 'serverIds'>

/** Opens the workspace and reads the request out of the options. */
export async function planRequest(
  session: CommandSession,
  options: PlanCommandOptions,
): Promise<{ readonly index: FleetIndex; readonly request: PlanRequestBase }> {
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
  const rules = await readRulesFile(options.rules, index)
  const request = {
    options: {
      maxConcurrent: options.maxConcurrent ?? null,
      targetServerIds: options.to?.map((name) => findNamed('server', fleet.servers, name).id) ?? null,
      excludedPartitionIds:
        options.exclude?.map((name) => findNamed('partition', fleet.partitions, name).id) ?? [],
      acceptedUnknownRuleIds: [...(options.acceptUnknown ?? [])],
      includeInactive: options.activeOnly !== true,
      safetyPercent: options.safety,
      ...(rules.length === 0 ? {} : { rules }),
      ...dlparOf(options.dlpar),
    },
    zone,
    startMs,
    window: windowOf(startMs, options.end, zone),
    seed: options.seed,
    samples: options.samples,
  }
  return { index, request }
}

export const DLPAR_HELP = `let partitions that fit nowhere else be made smaller (DLPAR), keeping this share of their memory (${defaultDlpar.leastPercent} by default)`

const dlparOf = (wish: number | true | undefined) =>
  wish === undefined ? {} : { dlpar: wish === true ? defaultDlpar : { leastPercent: wish } }

/** The stored plan; exit status 1 when a partition cannot move, the referee refuses it, or the window is missed. */
export async function storedPlan(session: CommandSession, planId: number): Promise<PlanView> {
  const view = await session.call('plan.get', { planId })
  if (view.plan.unplaced.length > 0 || !view.report.valid || !endsInTime(view.forecast)) session.status = 1
  return view
}

/** Prints a plan as asked, and writes its document. */
export async function showPlan(
  session: CommandSession,
  { plan, report, forecast }: PlanView,
  options: PlanCommandOptions,
  more: () => void = () => undefined,
): Promise<void> {
  if (options.json) session.out.print(JSON.stringify({ plan, report, forecast }, null, 2))
  else {
    printPlan(session.out, plan, report, forecast)
    more()
  }
  if (options.output === undefined) return
  await writeWholeFile(options.output, `${JSON.stringify(plan, null, 2)}\n`)
  session.out.say(`Written: ${options.output}`)
}
