import { attributeData } from '../command.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import type { ServerFacts } from '../server-facts.ts'
import { count, generationRank } from '../words.ts'

const arrays = { name: 'bsr_arrays', command: commands.profiles }
const model = { name: 'type_model', command: commands.systems }

const power7 = generationRank('POWER7') ?? 0

/** Servers after POWER7 have no such register: the flag is false on the captured POWER8 and POWER9 systems. */
function hasNoRegister({ able, server }: ServerFacts): boolean {
  return able.barrierRegister === false || (generationRank(server.generation) ?? 0) > power7
}

export const srcBsr: Rule = {
  id: 'SRC-BSR',
  title: 'No barrier synchronization register arrays in use',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [arrays, model],
  confidence: 'verified',
  source: 'IBM docs p8hc3_hmcprepbsr; servers without the register: REST captures',
  judge(context) {
    const { partition, source } = context
    const used = partition.barrierArrays ?? (hasNoRegister(source) ? 0 : null)
    if (used === 0) return pass
    if (used === null && source.server.generation === null)
      return cannotTell(
        context,
        model,
        `The generation of ${source.server.name}, which says whether its partitions can have barrier synchronization registers,`,
      )
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
