import { shellWord, validateCommand } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTell, everyMove, likelyBlock, pass, warn, type Rule } from '../rule.ts'
import { units } from '../words.ts'

const membership = { name: 'curr_shared_proc_pool_id', command: commands.partitionProcessors }
const mode = { name: 'curr_proc_mode', command: commands.partitionProcessors }
const pools = { name: 'shared processor pools', command: commands.targetPools }
const names = { name: 'names of the shared processor pools of the source', command: commands.sourcePools }
const free = { name: 'max_pool_proc_units and curr_reserved_pool_proc_units', command: commands.targetPools }

export const cpuPool: Rule = {
  id: 'CPU-POOL',
  title: 'The shared processor pool exists on the target and has room',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [mode, membership, names, pools, free],
  confidence: 'general knowledge',
  source: 'REST SharedProcPoolID/Name; room in the pool general knowledge',
  judge(context) {
    const { partition, source, target, state } = context
    if (partition.processorMode === 'dedicated') return pass
    if (partition.processorMode === null)
      return cannotTell(context, mode, `The processor mode of ${partition.name}`)
    if (partition.poolId === null)
      return cannotTell(context, membership, `The processor pool of ${partition.name}`)
    if (partition.poolId === 0) return pass
    if (target.server.processorPools === null)
      return cannotTell(context, pools, `The list of shared processor pools of ${target.server.name}`)
    const label =
      partition.poolName ??
      source.server.processorPools?.find((one) => one.id === partition.poolId)?.name ??
      null
    if (label === null)
      return cannotTell(
        context,
        names,
        `The name of processor pool ${partition.poolId} of ${source.server.name}`,
      )
    const pool = target.server.processorPools.find((one) => one.name === label)
    const facts = [{ name: 'pool of the partition', value: label }]
    if (pool === undefined && target.server.processorPools.some((one) => one.name === null))
      return cannotTell(context, pools, `The name of every processor pool of ${target.server.name}`, {
        facts,
      })
    if (pool === undefined)
      return warn(
        `Pool ${label} of ${partition.name} does not exist on ${target.server.name}; it goes to the default pool unless another is named.`,
        facts,
        `Name a pool when moving: ${validateCommand(source.server, target.server, partition, '-i shared_proc_pool_name=POOL')}`,
      )
    if (pool.id === 0 || pool.maxCenti === null) return pass
    const room = state.freePoolCenti.get(pool.id) ?? null
    if (room === null || partition.entitledCenti === null)
      return cannotTell(
        context,
        free,
        `Room for ${partition.name} in pool ${label} of ${target.server.name}`,
        { facts },
      )
    if (partition.entitledCenti <= room) return pass
    return likelyBlock(
      `${partition.name} needs ${units(partition.entitledCenti)} in pool ${label}; on ${target.server.name} it has ${units(Math.max(0, room))} left.`,
      [
        ...facts,
        { name: 'needed', value: partition.entitledCenti, unit: 'centi' },
        { name: 'left in the pool', value: room, unit: 'centi' },
        { name: 'maximum of the pool', value: pool.maxCenti, unit: 'centi' },
      ],
      `Raise the maximum: chhwres -r procpool -m ${shellWord(target.server.name)} -o s --poolid ${pool.id} -a max_pool_proc_units=${Math.ceil((pool.maxCenti + partition.entitledCenti - room) / 100)}`,
    )
  },
}
