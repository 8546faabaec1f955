import { commands } from '../inputs.ts'
import { moveTypeOf, stateKind } from '../move-type.ts'
import { block, cannotTell, command, everyMove, pass, warn, type Rule } from '../rule.ts'

const state = { name: 'partition state', command: commands.partitions }

export const srcState: Rule = {
  id: 'SRC-STATE',
  title: 'The partition state allows this kind of move',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [state],
  confidence: 'verified',
  source: 'aix4admins LPM page; IBM docs p6 iphc3',
  judge(context) {
    const { partition, moveType } = context
    if (partition.state === null) return cannotTell(context, state, `The state of ${partition.name}`)
    const facts = [{ name: 'partition state', value: partition.state }]
    const kind = stateKind(partition.state)
    if (kind === null)
      return block(
        `${partition.name} is in state "${partition.state}"; a move starts from running, not activated or suspended.`,
        facts,
        `Bring it to one of these states, then look again: ${command('lssyscfg -r lpar -m {source} --filter lpar_ids={id} -F name,state', context)}`,
      )
    if (kind !== moveType)
      return moveType === 'inactive' && kind === 'active'
        ? warn(
            `${partition.name} is ${partition.state}; an inactive move needs it shut down first.`,
            facts,
            `Shut it down: ${command('chsysstate -r lpar -m {source} -o osshutdown --id {id}', context)}`,
          )
        : block(
            `${partition.name} is ${partition.state}, which allows ${moveTypeOf(partition) === 'inactive' ? 'an inactive' : moveTypeOf(partition) === 'active' ? 'an active' : 'a suspended'} move.`,
            facts,
            'Choose the kind of move that fits the state, or change the state first.',
          )
    if (partition.state === 'open firmware')
      return warn(
        `${partition.name} is in open firmware: no operating system runs that could report RMC.`,
        facts,
        'Start the operating system, or shut the partition down and move it inactive.',
      )
    return pass
  },
}
