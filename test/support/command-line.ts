import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommandLine } from '../../electron/cli/run-command-line.ts'

export interface CommandOutcome {
  readonly status: number
  readonly printed: string
  readonly said: string
}

/** Runs one command as a terminal of 140 columns would; what it prints and says is kept. */
export async function runCommand(...words: string[]): Promise<CommandOutcome> {
  const printed: string[] = []
  const said: string[] = []
  const status = await runCommandLine(words, {
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
    progress: () => undefined,
    width: 140,
  })
  return { status, printed: printed.join('\n'), said: said.join('\n') }
}

/** A folder for workspaces and answers that is the home of the application too. */
export interface CommandHome {
  readonly folder: string
  /** A path in it. */
  readonly at: (name: string) => string
  /** Removes it, and gives the former home back. */
  readonly leave: () => void
}

export function enterCommandHome(): CommandHome {
  const folder = mkdtempSync(join(tmpdir(), 'lpm-cli-'))
  const former = process.env['LPM_PLANNER_HOME']
  process.env['LPM_PLANNER_HOME'] = folder
  return {
    folder,
    at: (name) => join(folder, name),
    leave: () => {
      if (former === undefined) delete process.env['LPM_PLANNER_HOME']
      else process.env['LPM_PLANNER_HOME'] = former
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
