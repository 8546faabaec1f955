/** Limits of the target for one partition: virtual processors, cores, smallest share, donated cores. */
import { attributeData, shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTell, everyMove, likelyBlock, pass, type MoveContext, type Rule } from '../rule.ts'
import { units } from '../words.ts'

const mode = { name: 'curr_proc_mode', command: commands.partitionProcessors }
const most = { name: 'curr_max_procs', command: commands.partitionProcessors }
const limit = {
  name: 'max_virtual_procs_per_lpar / max_procs_per_lpar',
  command: commands.targetProcessors,
}

function changeProfile(context: MoveContext, name: string, value: number | string): string {
  const data = attributeData([
    ['name', context.partition.currentProfile ?? 'PROFILE'],
    ['lpar_id', context.partition.lparId],
    [name, value],
  ])
  return `Change the profile and restart the partition: chsyscfg -r prof -m ${shellWord(context.source.server.name)} -i ${data}`
}

export const cpuMinmax: Rule = {
  id: 'CPU-MINMAX',
  title: 'The maximum of virtual processors or cores fits the limit per partition',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [mode, most, limit],
  confidence: 'general knowledge',
  source: 'limits in captures; rule general knowledge',
  judge(context) {
    const { partition, target } = context
    if (partition.processorMode === null)
      return cannotTell(context, mode, `The processor mode of ${partition.name}`)
    const shared = partition.processorMode === 'shared'
    const maximum = shared
      ? partition.maxVirtualProcessors
      : partition.maxCenti === null
        ? null
        : Math.ceil(partition.maxCenti / 100)
    if (maximum === null)
      return cannotTell(context, most, `The maximum number of processors of ${partition.name}`)
    const server = target.server
    const allowed = shared ? server.maxVirtualProcessorsPerPartition : server.maxProcessorsPerPartition
    if (allowed === null)
      return cannotTell(context, limit, `The largest number of processors per partition on ${server.name}`)
    if (maximum <= allowed) return pass
    const what = shared ? 'virtual processors' : 'dedicated cores'
    return likelyBlock(
      `${partition.name} may grow to ${maximum} ${what}; ${server.name} allows ${allowed} per partition.`,
      [
        { name: `maximum ${what}`, value: maximum },
        { name: 'allowed per partition', value: allowed },
      ],
      changeProfile(context, 'max_procs', allowed),
    )
  },
}

const sharing = { name: 'curr_sharing_mode', command: commands.partitionProcessors }
const donor = { name: 'active_lpar_share_idle_procs_capable', command: commands.targetSystem }
const share = { name: 'curr_proc_units and curr_procs', command: commands.partitionProcessors }
const smallest = { name: 'min_proc_units_per_virtual_proc', command: commands.targetProcessors }

function judgeDonor(context: MoveContext) {
  const { partition, target } = context
  if (partition.sharingMode === null)
    return cannotTell(context, sharing, `The sharing mode of ${partition.name}`)
  if (
    partition.sharingMode !== 'share_idle_procs_active' &&
    partition.sharingMode !== 'share_idle_procs_always'
  )
    return pass
  const able = target.able.shareIdleProcessors
  if (able === true) return pass
  if (able === null)
    return cannotTell(
      context,
      donor,
      `Whether ${target.server.name} takes idle cores of running dedicated partitions`,
    )
  return likelyBlock(
    `${partition.name} donates idle cores while active (${partition.sharingMode}); ${target.server.name} does not support that.`,
    [{ name: 'sharing mode', value: partition.sharingMode }],
    changeProfile(context, 'sharing_mode', 'keep_idle_procs'),
  )
}

export const cpuShare: Rule = {
  id: 'CPU-SHARE',
  title: 'The target supports the sharing mode and the share per virtual processor',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [mode, sharing, donor, share, smallest],
  confidence: 'general knowledge',
  source: 'captures; rule general knowledge',
  judge(context) {
    const { partition, target } = context
    if (partition.processorMode === null)
      return cannotTell(context, mode, `The processor mode of ${partition.name}`)
    if (partition.processorMode === 'dedicated') return judgeDonor(context)
    const { entitledCenti, virtualProcessors } = partition
    if (entitledCenti === null || virtualProcessors === null)
      return cannotTell(context, share, `Entitlement or virtual processors of ${partition.name}`)
    const least = target.server.minCentiPerVirtualProcessor
    if (least === null)
      return cannotTell(
        context,
        smallest,
        `The smallest share per virtual processor on ${target.server.name}`,
      )
    if (entitledCenti >= least * virtualProcessors) return pass
    return likelyBlock(
      `${partition.name} has ${units(entitledCenti)} for ${virtualProcessors} virtual processors; ${target.server.name} needs ${units(least * virtualProcessors)}.`,
      [
        { name: 'entitled', value: entitledCenti, unit: 'centi' },
        { name: 'virtual processors', value: virtualProcessors },
        { name: 'smallest share per virtual processor', value: least, unit: 'centi' },
      ],
      `Remove virtual processors: chhwres -r proc -m ${shellWord(context.source.server.name)} -o r --id ${partition.lparId} --procs ${virtualProcessors - Math.floor(entitledCenti / least)}`,
    )
  },
}
