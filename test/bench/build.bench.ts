import { spawnSync } from 'node:child_process'
import { secondsOf, type Bench } from './bench-table.ts'
import { projectRoot } from '../support/shared-data.ts'

export const buildBench: Bench = {
  name: 'build',
  run: () => {
    const started = performance.now()
    const done = spawnSync(process.execPath, ['electron/build/build.ts'], {
      cwd: projectRoot,
      stdio: 'ignore',
    })
    const value = done.status === 0 ? secondsOf(performance.now() - started) : 'failed'
    return Promise.resolve([{ label: 'whole build', value, target: '<= 60 s' }])
  },
}
