import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, warn, type Rule } from '../rule.ts'
import { generationRank } from '../words.ts'

const score = { name: 'minimum affinity score', command: commands.partitions }
const action = { name: 'action below the minimum affinity score', command: commands.partitions }
const model = { name: 'type_model', command: commands.systems }

const power11 = generationRank('POWER11') ?? 0

/** The minimum exists from Power11 on; what score the partition would get on the target is not known before the move. */
export const srcMinaff: Rule = {
  id: 'SRC-MINAFF',
  title: 'No minimum affinity score that the target may miss (Power11)',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [score, action, model],
  confidence: 'verified',
  source: 'Power11 minimum affinity blog',
  notSeen: 'The score the partition would get on the target is known only after the move.',
  judge(context) {
    const { partition, source, target } = context
    const { minAffinityScore: least, minAffinityAction: then } = partition
    if (least === 0) return pass
    const from = generationRank(source.server.generation)
    const to = generationRank(target.server.generation)
    if (from !== null && to !== null && from < power11 && to < power11) return pass
    if (least === null) {
      const nameless = from === null ? source.server : to === null ? target.server : null
      return nameless !== null && (from ?? to ?? 0) < power11
        ? cannotTell(
            context,
            model,
            `The generation of ${nameless.name}, which says whether ${partition.name} can have a minimum affinity score,`,
          )
        : cannotTell(context, score, `The minimum affinity score of ${partition.name}`)
    }
    const facts = [
      { name: 'minimum affinity score', value: least },
      { name: 'action', value: then },
    ]
    if (from !== power11 && to !== power11)
      return cannotTell(
        context,
        model,
        `The generation of ${(from === null ? source : target).server.name}, which says whether the minimum affinity score of ${partition.name} counts,`,
        { facts },
      )
    if (then === null)
      return cannotTell(
        context,
        action,
        `What happens when ${partition.name} gets less than its minimum affinity score of ${least}`,
        { facts },
      )
    const remedy = `Compare scores before the move and optimise the target after moves to it, or lower the minimum: ${command('lsmemopt -m {target} -r lpar -o currscore', context)}`
    return then === 'fail'
      ? block(
          `${partition.name} has a minimum affinity score of ${least} and the move fails below it; the score on ${target.server.name} is not known before.`,
          facts,
          remedy,
        )
      : warn(
          `${partition.name} has a minimum affinity score of ${least} and the HMC warns below it; the score on ${target.server.name} is not known before.`,
          facts,
          remedy,
        )
  },
}
