import { commands } from '../inputs.ts'
import { block, cannotTell, pass, warn, type Rule } from '../rule.ts'
import { count } from '../words.ts'
import { attributeData, shellWord } from '../command.ts'

const hugePages = { name: 'curr_num_huge_pages', command: commands.partitionMemory }

/** A partition without the attribute (null) is "cannot tell": old output lacks it, and zero pages are printed as 0. */
export const srcHuge: Rule = {
  id: 'SRC-HUGE',
  title: 'No 16 GiB huge pages in use',
  appliesTo: ['active', 'inactive'],
  scope: 'partition',
  inputs: [hugePages],
  confidence: 'verified',
  source: 'IBM docs power10, source and destination servers',
  judge(context) {
    const { partition, moveType, source } = context
    if (partition.hugePages === null)
      return cannotTell(context, hugePages, `The number of huge pages of ${partition.name}`, {
        worst: moveType === 'active' ? 'block' : 'warn',
      })
    if (partition.hugePages === 0) return pass
    const facts = [{ name: 'huge pages', value: partition.hugePages }]
    const pages = count(partition.hugePages, 'huge page')
    if (moveType === 'inactive')
      return warn(
        `${partition.name} has ${pages}; the target may start it without them.`,
        facts,
        'Reserve huge pages on the target, or start the partition without them.',
      )
    const data = attributeData([
      ['name', partition.currentProfile ?? 'PROFILE'],
      ['lpar_id', partition.lparId],
      ['min_num_huge_pages', 0],
      ['desired_num_huge_pages', 0],
      ['max_num_huge_pages', 0],
    ])
    return block(
      `${partition.name} uses ${pages}, which cannot move while it runs.`,
      facts,
      `Set them to 0 and restart the partition, or move it inactive: chsyscfg -r prof -m ${shellWord(source.server.name)} -i ${data}`,
    )
  },
}
