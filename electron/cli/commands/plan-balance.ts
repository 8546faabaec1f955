import type { Command } from 'commander'
import { AppFailure } from '../../../shared/contract/result.ts'
import {
  balanceResources,
  defaultBalanceWeights,
  type BalanceResource,
  type BalanceWeights,
} from '../../../shared/plan/balance-goal.ts'
import { serverUses, type ServerUses } from '../../../shared/planning/balance/server-uses.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../../../shared/contract/find-named.ts'
import {
  planRequest,
  showPlan,
  storedPlan,
  withPlanOptions,
  type PlanCommandOptions,
} from '../plan-request.ts'
import { formatTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'

interface BalanceOptions extends PlanCommandOptions {
  readonly server?: readonly string[]
  readonly weight?: readonly string[]
  readonly steps?: number
  readonly seconds?: number
}

/** `plan balance -w W [--server NAME...] -o PLAN.json`: the fewest moves that even servers out; none where they are. */
export function addBalance(plan: Command, session: CommandSession): void {
  withPlanOptions(plan.command('balance').description('even out the use of servers'))
    .option('--server <name...>', 'servers that take part (all by default)')
    .option('--weight <resource=n...>', `how much ${balanceResources.join(', ')} count (1 each by default)`)
    .option('--steps <n>', 'steps of the search (by size of the fleet by default)', Number)
    .option('--seconds <t>', 'seconds of search at most; results then depend on the machine', Number)
    .action(async (options: BalanceOptions) => {
      const { index, request } = await planRequest(session, options)
      const servers = options.server?.map((name) => findNamed('server', index.fleet.servers, name))
      const { planId } = await session.job('plan.balance', {
        ...request,
        name:
          options.name ??
          `Balance ${servers?.map(({ name }) => name).join(', ') ?? 'all servers'}`.slice(0, 200),
        serverIds: servers?.map(({ id }) => id) ?? null,
        weights: weightsOf(options.weight ?? []),
        effort: { steps: options.steps ?? null, seconds: options.seconds ?? null },
      })
      const view = await storedPlan(session, planId)
      await showPlan(session, view, options, () => {
        printUses(session.out, serverUses(index, view.plan))
      })
    })
}

function weightsOf(words: readonly string[]): BalanceWeights {
  const given = words.map((word) => {
    const [resource, value] = word.split('=')
    if (!balanceResources.some((one) => one === resource) || value === undefined || !(Number(value) >= 0)) {
      throw new AppFailure({
        code: 'request-invalid',
        message: `“${word}” is no weight of a resource.`,
        hint: `Give ${balanceResources.map((one) => `${one}=1`).join(' or ')}, with a number from 0 to 100.`,
      })
    }
    return [resource, Number(value)] as const
  })
  return { ...defaultBalanceWeights, ...Object.fromEntries(given) }
}

const titles: Readonly<Record<BalanceResource, string>> = {
  memory: 'Memory %',
  entitlement: 'Processing units %',
  load: 'Busiest hour %',
}

/** Use of every server that takes part, before and after. */
function printUses(out: Terminal, { resources, servers }: ServerUses): void {
  const percent = (share: number): string => (share * 100).toFixed(1)
  out.print('\nUse of servers, before → after:')
  out.print(
    formatTable<ServerUses['servers'][number]>(
      [
        { title: 'Server', of: ({ name }) => name },
        ...resources.map((resource, at) => ({
          title: titles[resource],
          of: ({ before, after }: ServerUses['servers'][number]) =>
            [...new Set([before, after].map((shares) => percent(shares[at] ?? Number.NaN)))].join(' → '),
          align: 'right' as const,
        })),
        { title: 'Out', of: ({ leaving }) => (leaving === 0 ? '' : String(leaving)), align: 'right' },
        { title: 'In', of: ({ arriving }) => (arriving === 0 ? '' : String(arriving)), align: 'right' },
      ],
      servers,
      out.width,
    ),
  )
}
