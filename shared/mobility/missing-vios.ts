import { commands } from './inputs.ts'
import {
  cannotTell,
  type PartitionContext,
  type RuleInput,
  type RuleOutcome,
  type ServersContext,
} from './rule.ts'
import type { ServerFacts } from './server-facts.ts'

/**
 * "Cannot tell", because there may be VIOS that were not imported: names what speaks for it. `input` is what is missing
 * where nothing does, or where no VIOS was imported at all.
 */
export function cannotTellOfVios(
  context: ServersContext | PartitionContext,
  facts: ServerFacts,
  input: RuleInput,
  what: string,
  options: Parameters<typeof cannotTell>[3] = {},
): RuleOutcome {
  const doubt = facts.viosDoubt
  if (doubt === null || doubt.cause === 'none imported') return cannotTell(context, input, what, options)
  const list = facts === context.source ? commands.partitions : commands.targetPartitions
  const server = facts.server.name
  switch (doubt.cause) {
    case 'partition of unknown kind':
      return cannotTell(context, { name: 'lpar_env', command: `${list} -F name,lpar_id,lpar_env` }, what, {
        ...options,
        because: `${doubt.name} was imported without lpar_env, so it may be a VIOS`,
      })
    case 'named by an adapter':
      return cannotTell(context, { name: `VIOS ${doubt.name}`, command: list }, what, {
        ...options,
        because: `VIOS ${doubt.name} serves partitions of ${server} and was not imported`,
      })
    case 'moves without a mover':
      return cannotTell(context, { name: 'every VIOS', command: list }, what, {
        ...options,
        because: `${server} supports ${doubt.moves} active moves at once, but of its VIOS only ${doubt.name} was imported, which is no mover`,
      })
  }
}
