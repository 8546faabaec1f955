/** Features of a partition that the target must offer too: shared memory, memory expansion, vTPM, remote restart. */
import type { Capability } from '../capabilities.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, everyMove, likelyBlock, pass, warn, type Rule } from '../rule.ts'

const memoryMode = { name: 'mem_mode', command: commands.partitionMemory }
const sharing = { name: 'active_mem_sharing_capable', command: commands.targetSystem }
const pool = {
  name: 'shared memory pool of the target and its paging devices',
  command: commands.targetMemoryPool,
}

export const srcAms: Rule = {
  id: 'SRC-AMS',
  title: 'Shared memory: the target has a pool with paging devices',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [memoryMode, sharing, pool],
  confidence: 'verified',
  source: 'HMC V7 help page',
  judge(context) {
    const { partition, target } = context
    if (partition.memoryMode === null)
      return cannotTell(context, memoryMode, `The memory mode of ${partition.name}`)
    if (partition.memoryMode === 'dedicated') return pass
    const able = target.able.activeMemorySharing
    const facts = [{ name: 'memory mode', value: 'shared' }]
    if (able === false)
      return block(
        `${partition.name} uses shared memory; ${target.server.name} has no Active Memory Sharing.`,
        facts,
        'Change the partition to dedicated memory, or choose another server.',
      )
    if (able === null)
      return cannotTell(context, sharing, `Whether ${target.server.name} has Active Memory Sharing`, {
        facts,
      })
    return cannotTell(
      context,
      pool,
      `The shared memory pool of ${target.server.name} and a free paging device for ${partition.name}`,
      {
        facts,
        remedy: `Check size and paging devices: ${command('lshwres -r mempool --rsubtype pgdev -m {target}', context)}`,
      },
    )
  },
}

interface Feature {
  readonly inUse: boolean | null
  readonly capability: Capability
}

function targetOffers(
  context: Parameters<Extract<Rule, { scope: 'move' }>['judge']>[0],
  feature: Feature,
  inputs: { readonly use: Rule['inputs'][number]; readonly capable: Rule['inputs'][number] },
  say: {
    readonly word: string
    readonly worst: 'warn' | 'block'
    readonly remedy: string
  },
) {
  const { partition, target } = context
  if (feature.inUse === null)
    return cannotTell(context, inputs.use, `Whether ${partition.name} uses ${say.word}`, { worst: say.worst })
  if (!feature.inUse) return pass
  const able = target.able[feature.capability]
  if (able === true) return pass
  if (able === null)
    return cannotTell(context, inputs.capable, `Whether ${target.server.name} offers ${say.word}`, {
      worst: say.worst,
    })
  const answer = say.worst === 'warn' ? warn : likelyBlock
  return answer(
    `${partition.name} uses ${say.word}; ${target.server.name} does not offer it.`,
    [{ name: `${say.word} on ${target.server.name}`, value: false }],
    say.remedy,
  )
}

const expansion = { name: 'mem_expansion', command: commands.partitionMemory }
const expansionCapable = { name: 'active_mem_expansion_capable', command: commands.targetSystem }

export const srcAme: Rule = {
  id: 'SRC-AME',
  title: 'Active Memory Expansion: the target offers it',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [expansion, expansionCapable],
  confidence: 'general knowledge',
  source: 'capability in REST; rule general knowledge',
  judge: (context) =>
    targetOffers(
      context,
      {
        inUse: context.partition.memoryExpansion === null ? null : context.partition.memoryExpansion > 0,
        capability: 'activeMemoryExpansion',
      },
      { use: expansion, capable: expansionCapable },
      {
        word: 'Active Memory Expansion',
        worst: 'block',
        remedy: 'Activate it on the target, or set mem_expansion=0 in the profile and restart the partition.',
      },
    ),
}

const vtpm = { name: 'vtpm_enabled', command: `${commands.partitions} -F name,lpar_id,vtpm_enabled` }
const vtpmCapable = { name: 'vTPM capability', command: commands.targetSystem }

export const srcVtpm: Rule = {
  id: 'SRC-VTPM',
  title: 'vTPM: the target offers it',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [vtpm, vtpmCapable],
  confidence: 'general knowledge',
  source: 'REST capabilities, pypowervm constants; rule general knowledge',
  notSeen: 'Keystore, secure boot and persistent memory of a partition are not in the inventory.',
  judge: (context) =>
    context.partition.vtpm === false
      ? pass
      : targetOffers(
          context,
          { inUse: context.partition.vtpm, capability: 'trustedPlatformModule' },
          { use: vtpm, capable: vtpmCapable },
          {
            word: 'a virtual trusted platform module',
            worst: 'block',
            remedy: `Remove it from the partition: ${command('chsyscfg -r lpar -m {source} -i lpar_id={id},vtpm_enabled=0', context)}`,
          },
        ),
}

const restart = { name: 'simplified_remote_restart_capable', command: commands.partitions }
const restartCapable = { name: 'simplified remote restart capability', command: commands.targetSystem }

export const rrSrr: Rule = {
  id: 'RR-SRR',
  title: 'Simplified remote restart: the target offers it',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [restart, restartCapable],
  confidence: 'general knowledge',
  source: 'man migrlpar (--requirerr); meaning general knowledge',
  judge: (context) =>
    targetOffers(
      context,
      { inUse: context.partition.simplifiedRemoteRestart, capability: 'simplifiedRemoteRestart' },
      { use: restart, capable: restartCapable },
      {
        word: 'simplified remote restart',
        worst: 'warn',
        remedy:
          'Move it with --requirerr 2 and without remote restart on the target, or choose another server.',
      },
    ),
}
