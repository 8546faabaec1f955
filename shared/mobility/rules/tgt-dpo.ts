import { commands } from '../inputs.ts'
import { block, cannotTell, command, everyMove, pass, type Rule } from '../rule.ts'

const running = { name: 'state of the Dynamic Platform Optimizer', command: commands.optimizer }

export const tgtDpo: Rule = {
  id: 'TGT-DPO',
  title: 'The Dynamic Platform Optimizer does not run on the target',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [running],
  confidence: 'verified',
  source: 'IBM power8 and power10 pages on the Dynamic Platform Optimizer',
  judge(context) {
    const { name, optimizerRunning } = context.target.server
    if (optimizerRunning === null)
      return cannotTell(context, running, `Whether the Dynamic Platform Optimizer runs on ${name}`)
    if (!optimizerRunning) return pass
    return block(
      `The Dynamic Platform Optimizer runs on ${name}; no partition moves there until it ends.`,
      [{ name: 'optimizer running', value: true }],
      `Wait for its end (${command('lsmemopt -m {target}', context)}) or stop it: ${command('optmem -m {target} -o stop', context)}`,
    )
  },
}
