/** Where the command line writes: answers to stdout, messages and progress to stderr. */
export interface Terminal {
  print(text: string): void
  say(text: string): void
  /** One line that replaces itself; empty text clears it. Does nothing where stderr is no terminal. */
  progress(text: string): void
  /** Characters a table may be wide. */
  readonly width: number
}

const progressWanted = process.stderr.isTTY

// A reader that has seen enough (`| head`) closes the pipe: no fault, and nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

export const terminal: Terminal = {
  print: (text) => {
    process.stdout.write(`${text}\n`)
  },
  say: (text) => {
    process.stderr.write(`${text}\n`)
  },
  progress: (text) => {
    if (progressWanted) process.stderr.write(`\r\u001b[K${text}`)
  },
  width: process.stdout.isTTY ? Math.max(80, process.stdout.columns) : 160,
}
