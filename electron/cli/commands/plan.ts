import type { Command } from 'commander'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { PlanView } from '../../../shared/contract/views.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../../../shared/contract/find-named.ts'
import {
  DLPAR_HELP,
  planRequest,
  showPlan,
  storedPlan,
  withPlanOptions,
  type PlanCommandOptions,
} from '../plan-request.ts'
import { addBalance } from './plan-balance.ts'
import { addEnergy } from './plan-energy.ts'
import { addMaintenance, evacuateAndReturn } from './plan-staged.ts'

export interface EvacuateOptions extends PlanCommandOptions {
  readonly server: readonly string[]
  readonly searches?: number
  readonly seconds?: number
}

interface ReturnOptions {
  readonly return?: true
  readonly serviceMinutes?: number
}

/** `plan evacuate -w W --server NAME... -o PLAN.json`, `plan balance`, `plan maintenance`, `plan energy`: exit status 1 as `storedPlan` says. */
export function addPlan(program: Command, session: CommandSession): void {
  const plan = program.command('plan').description('propose a plan').helpCommand(false)
  withPlanOptions(plan.command('evacuate').description('empty one or several servers'))
    .requiredOption('--server <name...>', 'servers to empty')
    .option('--active-only', 'leave partitions that are not activated')
    .option('--dlpar [percent]', DLPAR_HELP, Number)
    .option('--return', 'bring everybody home after a service: a plan in stages')
    .option('--service-minutes <n>', 'with --return: how long the emptied servers are out of use', Number)
    .option('--searches <n>', 'searches with one seed after the other, of which the best plan counts', Number)
    .option('--seconds <t>', 'search on for so long; the result then depends on the machine', Number)
    .action(async (options: EvacuateOptions & ReturnOptions) => {
      if (options.return === true) {
        if (options.searches !== undefined || options.seconds !== undefined)
          throw new AppFailure({
            code: 'usage',
            message: '--searches and --seconds do not go with --return.',
            hint: 'A plan in stages is searched for once: leave them out.',
          })
        await evacuateAndReturn(session, { ...options, serviceMinutes: options.serviceMinutes ?? 60 })
        return
      }
      if (options.serviceMinutes !== undefined)
        throw new AppFailure({
          code: 'usage',
          message: '--service-minutes goes with --return.',
          hint: 'Without it the servers stay empty.',
        })
      await showPlan(session, await evacuate(session, options), options)
    })
  addBalance(plan, session)
  addMaintenance(plan, session)
  addEnergy(plan, session)
}

/** Makes and stores the plan; sets the exit status of the session. */
export async function evacuate(session: CommandSession, options: EvacuateOptions): Promise<PlanView> {
  const { index, request } = await planRequest(session, options)
  const servers = options.server.map((name) => findNamed('server', index.fleet.servers, name))
  const { planId } = await session.job('plan.evacuate', {
    ...request,
    name: options.name ?? `Empty ${servers.map((server) => server.name).join(', ')}`,
    serverIds: servers.map((server) => server.id),
    effort: { searches: options.searches ?? null, seconds: options.seconds ?? null },
  })
  return storedPlan(session, planId)
}
