import { commands } from '../inputs.ts'
import { cannotTell, command, pass, warn, type Rule } from '../rule.ts'

const group = { name: 'work_group_id', command: commands.partitions }

export const srcWlg: Rule = {
  id: 'SRC-WLG',
  title: 'Not in a partition workload group',
  appliesTo: ['active', 'inactive'],
  scope: 'partition',
  inputs: [group],
  confidence: 'verified',
  source: 'IBM P5/6 process page (tasks after a migration)',
  judge(context) {
    const { name, workGroupId } = context.partition
    if (workGroupId === null)
      return cannotTell(context, group, `The workload group of ${name}`, { worst: 'warn' })
    if (workGroupId === 'none' || workGroupId === '') return pass
    return warn(
      `${name} belongs to workload group ${workGroupId} and leaves it by moving.`,
      [{ name: 'work_group_id', value: workGroupId }],
      `Add it again after the move: ${command('chsyscfg -r lpar -m {target} -i lpar_id=NEW_ID,work_group_id=GROUP', context)}`,
    )
  },
}
