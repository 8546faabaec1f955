import { shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTell, everyMove, pass, warn, type PartitionContext, type Rule } from '../rule.ts'
import { list } from '../words.ts'

const names = { name: 'names of the profiles', command: commands.profiles }
const current = { name: 'curr_profile and default_profile', command: commands.partitions }
const synchronised = { name: 'sync_curr_profile', command: commands.partitions }

function save({ partition, source }: PartitionContext, profile: string): string {
  return `Save the running configuration before the move: mksyscfg -r prof -m ${shellWord(source.server.name)} -o save --id ${partition.lparId} -n ${shellWord(profile)} --force`
}

function others(all: readonly string[] | null, own: string | null): boolean {
  if (all === null || own === null) return false
  for (const one of all) if (one !== own) return true
  return false
}

/**
 * Only the profile of the last activation goes along. What differs from it is lost: other profiles, a default profile,
 * and dynamic changes that were not written into it.
 */
export const srcProfile: Rule = {
  id: 'SRC-PROFILE',
  title: 'The profile that goes along is the only one, and up to date',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [current, names, synchronised],
  confidence: 'verified',
  source: 'aix4admins LPM page; other profiles general knowledge',
  notSeen:
    'Whether a profile holds what the partition has now is not compared; sync_curr_profile stands for it.',
  judge(context) {
    const { partition, moveType } = context
    const { currentProfile: own, defaultProfile: byDefault, profileNames, profileSynchronised } = partition
    if (others(profileNames, own)) {
      const left = profileNames?.filter((one) => one !== own) ?? []
      return warn(
        `Only profile ${own} of ${partition.name} goes along; ${list(left)} ${left.length === 1 ? 'stays' : 'stay'} behind.`,
        left.map((value) => ({ name: 'profile left behind', value })),
        `Write down what they hold before the move: lssyscfg -r prof -m ${shellWord(context.source.server.name)} --filter lpar_ids=${partition.lparId}`,
      )
    }
    if (own !== null && byDefault !== null && own !== byDefault)
      return warn(
        `${partition.name} was last activated with profile ${own}, which goes along; its default profile is ${byDefault}.`,
        [
          { name: 'profile of the last activation', value: own },
          { name: 'default profile', value: byDefault },
        ],
        save(context, own),
      )
    const live = moveType !== 'inactive'
    if (live && profileSynchronised === false)
      return warn(
        `Changes made while ${partition.name} runs are not written into its profile${own === null ? '' : ` ${own}`} (sync_curr_profile is off).`,
        [{ name: 'sync_curr_profile', value: false }],
        save(context, own ?? 'PROFILE'),
      )
    if (own === null || byDefault === null)
      return cannotTell(context, current, `The current or default profile of ${partition.name}`, {
        worst: 'warn',
      })
    if (profileNames === null)
      return cannotTell(context, names, `The list of profiles of ${partition.name}`, { worst: 'warn' })
    return live && profileSynchronised === null
      ? cannotTell(context, synchronised, `Whether the profile of ${partition.name} is kept up to date`, {
          worst: 'warn',
        })
      : pass
  },
}
