/** `check --commands RULE`: what a person would type for everything a rule touches, ready to copy. */
import type { ReadinessView, WhatIf } from '../../../shared/contract/readiness.ts'
import { remedyText } from '../../../shared/mobility/matrix/remedy-block.ts'
import type { CommandSession } from '../command-session.ts'

/** Commands go to stdout and nothing else does, so that they can be written into a file. */
export async function printCommands(
  session: CommandSession,
  view: ReadinessView,
  ruleId: string,
  whatIf: WhatIf | null,
): Promise<void> {
  const items = view.work.filter((item) => item.ruleId === ruleId)
  let blocks = 0
  for (const { key } of items) {
    const block = await session.call('readiness.commands', { key, whatIf })
    if (block === null || block.commands.length === 0) continue
    session.out.print(`${blocks > 0 ? '\n' : ''}${remedyText(block).trimEnd()}`)
    blocks += 1
  }
  if (items.length === 0) session.out.say(`${ruleId} stands in the way of no pair.`)
  else if (blocks === 0) session.out.say(`What helps against ${ruleId} is no command: see check.`)
}
