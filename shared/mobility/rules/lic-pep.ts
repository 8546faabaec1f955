import { commands } from '../inputs.ts'
import { centiNeed } from '../need.ts'
import { cannotTell, pass, warn, type CapacityContext, type Rule } from '../rule.ts'
import { units } from '../words.ts'

const pool = { name: 'Power Enterprise Pool of the target', command: commands.enterprisePools }
const sourcePool = { name: 'Power Enterprise Pool of the source', command: commands.enterprisePools }
const activated = { name: 'activated cores of the target', command: commands.activations }
const configurable = { name: 'configurable_sys_proc_units', command: commands.targetProcessors }
const free = { name: 'curr_avail_sys_proc_units', command: commands.targetProcessors }
const need = { name: 'curr_proc_units / curr_procs', command: commands.partitionProcessors }

function factsOf({ source, target }: CapacityContext) {
  return [source.server, target.server].flatMap((server) => [
    { name: `Power Enterprise Pool of ${server.name}`, value: server.enterprisePool },
    { name: `activated cores of ${server.name}`, value: server.activatedCores },
  ])
}

const poolName = (name: string) =>
  name === '' ? 'no Power Enterprise Pool' : `Power Enterprise Pool ${name}`

/**
 * Within one pool, activations follow. Elsewhere the target needs its own: cores in use after the move are set against
 * those activated there. Units in use = configurable - free, so that planned moves count.
 */
export const licPep: Rule = {
  id: 'LIC-PEP',
  title: 'Activated cores of the target cover the partition, or both servers share an Enterprise Pool',
  appliesTo: ['active', 'inactive'],
  scope: 'capacity',
  inputs: [sourcePool, pool, activated, configurable, free, need],
  confidence: 'general knowledge',
  source: 'HMC Scanner sheets on Capacity on Demand; rule general knowledge',
  notSeen: 'Licences of software that is counted by core are not in HMC output.',
  judge(context) {
    const { partition, target, state } = context
    const [from, to] = [context.source.server, target.server]
    const worst = 'warn'
    if (from.enterprisePool === null)
      return cannotTell(context, sourcePool, `The Power Enterprise Pool of ${from.name}`, { worst })
    if (from.enterprisePool !== '') {
      if (to.enterprisePool === null)
        return cannotTell(context, pool, `The Power Enterprise Pool of ${to.name}`, { worst })
      if (to.enterprisePool === from.enterprisePool) return pass
      return warn(
        `Activations of ${poolName(from.enterprisePool)} do not follow ${partition.name} to ${to.name}, which is in ${poolName(to.enterprisePool)}.`,
        factsOf(context),
        `Count the licensed cores of ${to.name} before the move, or choose a server of the same pool.`,
      )
    }
    const cores = to.activatedCores
    if (cores === null)
      return cannotTell(context, activated, `The number of activated cores of ${to.name}`, { worst })
    const needed = centiNeed(partition)
    if (needed === null) return cannotTell(context, need, `The entitlement of ${partition.name}`, { worst })
    if (to.configurableCenti === null)
      return cannotTell(context, configurable, `Configurable processing units of ${to.name}`, { worst })
    if (state.freeCenti === null)
      return cannotTell(context, free, `Free processing units of ${to.name}`, { worst })
    const after = to.configurableCenti - state.freeCenti + needed
    if (after <= cores * 100) return pass
    return warn(
      `With ${partition.name}, ${units(after)} are in use on ${to.name}; ${cores} of its cores are activated.`,
      [
        ...factsOf(context),
        { name: 'in use after the move', value: after, unit: 'centi' },
        { name: 'activated', value: cores * 100, unit: 'centi' },
      ],
      `Activate cores on ${to.name}, or accept that use beyond them is charged.`,
    )
  },
}
