/** Runs the built browser host in a process of its own, with its own data folder. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../shared-data.ts'

export interface RunningHost {
  readonly url: string
  /** Data folder of this run. */
  readonly home: string
  stop(): Promise<number | null>
}

/** Starts `dist/browser-host/main.js` and answers when it prints its address. */
export async function launchBrowserHost(): Promise<RunningHost> {
  const home = mkdtempSync(join(tmpdir(), 'lpm-browser-'))
  const child = spawn(process.execPath, [join(projectRoot, 'dist/browser-host/main.js'), '--no-open'], {
    env: { ...process.env, LPM_PLANNER_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (piece: Buffer) => {
      text += piece.toString()
      const found = /http:\/\/\S+/.exec(text)
      if (found !== null) resolve(found[0])
    })
    void exited.then((code) => {
      reject(new Error(`The browser host ended with status ${code}: ${text}`))
    })
  })
  return {
    url,
    home,
    stop: async () => {
      child.kill('SIGTERM')
      const hang = setTimeout(() => child.kill('SIGKILL'), 20_000)
      const code = await exited
      clearTimeout(hang)
      rmSync(home, { recursive: true, force: true })
      return code
    },
  }
}
