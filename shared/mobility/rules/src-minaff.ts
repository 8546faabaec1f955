import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, warn, type Rule } from '../rule.ts'
import { generationRank } from '../words.ts'

const score = { name: 'minimum affinity score', command: commands.partitions }
const action = { name: 'action below the minimum affinity score', command: commands.partitions }
const model = { name: 'type_model', command: commands.systems }

const power11 = generationRank('POWER11') ?? 0

/** Partitions have a minimum on Power11 servers only; the score on another server is not known before the move. */
export const srcMinaff: Rule = {
  id: 'SRC-MINAFF',
  title: 'No minimum affinity score that the target may miss (Power11)',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [score, action, model],
  confidence: 'verified',
  source: 'Power11 minimum affinity blog',
  notSeen: 'The score the partition would get on the target is known only after the move.',
  judge(context) {
    const { name, minAffinityScore: least, minAffinityAction: then } = context.partition
    const { server } = context.source
    const rank = generationRank(server.generation)
    if (least === 0 || (rank !== null && rank < power11)) return pass
    if (rank === null)
      return cannotTell(
        context,
        model,
        `The generation of ${server.name}, which says whether ${name} can have a minimum affinity score,`,
      )
    if (least === null) return cannotTell(context, score, `The minimum affinity score of ${name}`)
    const facts = [
      { name: 'minimum affinity score', value: least },
      { name: 'action', value: then },
    ]
    if (then === null)
      return cannotTell(
        context,
        action,
        `What happens when ${name} gets less than its minimum affinity score of ${least}`,
        { facts },
      )
    const remedy = `Compare the scores (${command('lsmemopt -m {source} -r lpar -o currscore', context)}) and optimise the target first, or lower the minimum.`
    return then === 'fail'
      ? block(
          `${name} has a minimum affinity score of ${least} and the move fails below it; the score on another server is not known before.`,
          facts,
          remedy,
        )
      : warn(
          `${name} has a minimum affinity score of ${least} and the HMC warns below it; the score on another server is not known before.`,
          facts,
          remedy,
        )
  },
}
