import { commands } from '../inputs.ts'
import { block, cannotTell, command, everyMove, note, pass, type Rule } from '../rule.ts'

const most = { name: 'max_lpars', command: commands.targetSystem }
const present = { name: 'partitions of the target', command: commands.targetPartitions }

export const tgtLpars: Rule = {
  id: 'TGT-LPARS',
  title: 'Room for one more partition, with a name of its own',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [most, present],
  confidence: 'general knowledge',
  source: 'fields in captures; rule general knowledge',
  judge(context) {
    const { partition, target, state } = context
    const { name, maxPartitions } = target.server
    if (state.names.has(partition.name))
      return block(
        `${name} already has a partition named ${partition.name}.`,
        [{ name: 'partition name', value: partition.name }],
        `Rename one of them: ${command('chsyscfg -r lpar -m {source} -i lpar_id={id},new_name=NEW_NAME', context)}`,
      )
    if (state.partitionCount !== null && maxPartitions !== null && state.partitionCount >= maxPartitions)
      return block(
        `${name} has ${state.partitionCount} of ${maxPartitions} partitions.`,
        [
          { name: 'partitions', value: state.partitionCount },
          { name: 'max_lpars', value: maxPartitions },
        ],
        'Choose another server, or remove a partition that is not needed.',
      )
    if (state.partitionCount === null)
      return cannotTell(context, present, `The list of partitions of ${name}`)
    if (maxPartitions === null)
      return cannotTell(context, most, `The largest number of partitions of ${name}`)
    if (!state.usedLparIds.has(partition.lparId)) return pass
    return note(
      `Partition id ${partition.lparId} is in use on ${name}: ${partition.name} gets another one, or the one given as dest_lpar_id.`,
      [{ name: 'partition id', value: partition.lparId }],
    )
  },
}
