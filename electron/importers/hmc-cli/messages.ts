/** Problems made of messages that stand in a file in place of data. */
import { messagesOnly } from './detect.ts'
import type { Reading } from './reading.ts'
import { shorten } from './row.ts'
import { errorCodeOf } from './sentences.ts'
import type { SentenceSort } from './sentences.ts'

/** Reports a message; "no results" is an answer and no problem. */
export function reportMessage(
  reading: Reading,
  text: string,
  sort: SentenceSort,
  line: number,
  command: string,
): void {
  if (sort === 'no-results') return
  const code = errorCodeOf(text)
  const failed = command === messagesOnly ? 'A command failed' : `The command (${command}) failed`
  reading.report(
    {
      code: 'command-failed',
      severity: 'error',
      origin: { file: reading.file, line },
      column: null,
      found: `${failed} and printed a message in place of data: "${shorten(text, 200)}"`,
      remedy:
        code === null
          ? 'If the message says that there is nothing to list, nothing is missing; otherwise run the command again.'
          : 'Look the code up on the HMC, run the command again, and import the new file.',
    },
    text,
  )
}
