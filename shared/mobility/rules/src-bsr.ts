import { attributeData } from '../command.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import { count } from '../words.ts'

const arrays = { name: 'bsr_arrays', command: commands.profiles }

export const srcBsr: Rule = {
  id: 'SRC-BSR',
  title: 'No barrier synchronization register arrays in use',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [arrays],
  confidence: 'verified',
  source: 'IBM docs p8hc3_hmcprepbsr',
  judge(context) {
    const { partition, source } = context
    const used = partition.barrierArrays ?? (source.able.barrierRegister === false ? 0 : null)
    if (used === 0) return pass
    if (used === null)
      return cannotTell(
        context,
        arrays,
        `The number of barrier synchronization register arrays of ${partition.name}`,
      )
    const data = attributeData([
      ['name', partition.currentProfile ?? 'PROFILE'],
      ['lpar_id', partition.lparId],
      ['bsr_arrays', 0],
    ])
    return block(
      `${partition.name} uses ${count(used, 'barrier synchronization register array')}, which an active move cannot take along.`,
      [{ name: 'barrier arrays', value: used }],
      `Set them to 0 and restart the partition, or shut it down and move it inactive: ${command('chsyscfg -r prof -m {source}', context)} -i ${data}`,
    )
  },
}
