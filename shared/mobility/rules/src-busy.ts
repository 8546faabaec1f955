import { commands } from '../inputs.ts'
import { block, cannotTell, command, everyMove, pass, type Rule } from '../rule.ts'

const state = { name: 'migration_state', command: commands.migrationState }

export const srcBusy: Rule = {
  id: 'SRC-BUSY',
  title: 'No migration in progress on the partition',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [state],
  confidence: 'verified',
  source: 'REST capture',
  notSeen: 'Operations other than migrations that run on the HMC are not part of its output.',
  judge(context) {
    const { name, migrationState } = context.partition
    if (migrationState === null) return cannotTell(context, state, `The migration state of ${name}`)
    const plain = migrationState.trim().toLowerCase().replaceAll('_', ' ')
    if (plain === 'not migrating') return pass
    return block(
      `The migration state of ${name} is "${migrationState}".`,
      [{ name: 'migration_state', value: migrationState }],
      `Wait for its end, stop it (${command('migrlpar -o s -m {source} --id {id}', context)}) or recover it (${command('migrlpar -o r -m {source} --id {id}', context)}).`,
    )
  },
}
