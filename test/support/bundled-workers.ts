/**
 * The small workers of this folder as plain JavaScript, bundled as the product's are. Tests start and end hundreds of
 * them: each one started from TypeScript would first compile Node's type stripper (WebAssembly), which is slow, and V8
 * now and then aborts the whole process ("jit_page.has_value()") when threads make and drop WebAssembly code at once.
 */
import { buildSync } from 'esbuild'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'
import { afterAll } from 'vitest'
import type { WorkerName } from '../../electron/workers/worker-url.ts'
import { projectRoot } from './shared-data.ts'

/** Inside the project, so that better-sqlite3 is found; the folder is left out of version control. */
const folder = join(projectRoot, 'test-results', `workers-${process.pid}-${threadId}`)
let built = false

// Registered for every test file that imports this one; workers have read their file by then.
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  built = false
})

/** Where the small worker of this name is; builds all of them at the first call. */
export function bundledWorker(name: WorkerName): URL {
  if (!built) {
    buildSync({
      absWorkingDir: projectRoot,
      entryPoints: ['data', 'engine', 'import', 'solver'].map(
        (one) => `test/support/workers/${one}.worker.ts`,
      ),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      external: ['better-sqlite3'],
      logLevel: 'error',
    })
    copyFileSync(fileURLToPath(import.meta.resolve('highs/runtime')), join(folder, 'highs.wasm'))
    built = true
  }
  return pathToFileURL(join(folder, `${name}.worker.mjs`))
}
