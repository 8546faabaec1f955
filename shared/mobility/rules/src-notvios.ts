import { commands } from '../inputs.ts'
import { block, cannotTell, everyMove, pass, type Rule } from '../rule.ts'

const environment = { name: 'lpar_env', command: commands.partitions }

export const srcNotVios: Rule = {
  id: 'SRC-NOTVIOS',
  title: 'A client partition, not a VIOS',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [environment],
  confidence: 'verified',
  source: 'man migrlpar P9; aix-skills',
  judge(context) {
    const { name, environment: read, os } = context.partition
    if (read === 'vioserver')
      return block(
        `${name} is a VIOS; only client partitions move.`,
        [{ name: 'environment', value: read }],
        'Move the clients away, then shut the VIOS down.',
      )
    return read === null && os === null
      ? cannotTell(context, environment, `The environment of ${name}`)
      : pass
  },
}
