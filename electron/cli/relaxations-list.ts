/** What would make an impossible plan possible, for people. */
import type { PlanRelaxations } from '../../shared/plan/relaxations.ts'
import { wrapText } from './table.ts'
import type { Terminal } from './terminal.ts'
import { counted } from './words.ts'

/** Prints the answers, those that ask least first, and who stays whatever is relaxed. */
export function printRelaxations(out: Terminal, { answers, held, complete }: PlanRelaxations): void {
  const print = (text: string, first: string): void => {
    const lines = wrapText(text, out.width - first.length)
    out.print(lines.map((line, at) => `${at === 0 ? first : ' '.repeat(first.length)}${line}`).join('\n'))
  }
  if (answers.length > 0) {
    out.print('\nWhat would make it possible, each planned with, the least asked for first:')
    for (const [at, { text, proven }] of answers.entries())
      print(
        `${text} (${proven ? 'proven: less of it does not do' : 'tried, not proven smallest'})`,
        `  ${at + 1}. `,
      )
  } else if (held.length === 0) out.print('\nNothing was found that would make it possible.')
  if (held.length > 0) {
    const who = held.map(({ partitionName, ruleId }) => `${partitionName} (${ruleId})`).join(', ')
    const stay = held.length === 1 ? 'stays' : 'stay'
    print(
      `${counted(held.length, 'partition')} ${stay} whatever rules, room or unknowns give: ${who}. Only what those rules ask for helps.`,
      answers.length > 0 ? '  ' : '\n  ',
    )
  }
  if (!complete) print('Not every kind of change was tried: it was stopped, or its steps were used up.', '  ')
}
