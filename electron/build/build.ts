/**
 * `npm run build`: the window by Vite, everything that needs Node or Electron by esbuild, into `dist`. Workers keep
 * files of their own; better-sqlite3 and electron stay outside the bundles.
 */
import { build as bundle, type BuildOptions } from 'esbuild'
import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build as buildWindow } from 'vite'

const root = resolve(import.meta.dirname, '..', '..')
const out = join(root, 'dist')

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: ['electron', 'better-sqlite3'],
  // Bundled CommonJS packages ask for `require`, which an ES module does not have.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
}

/** Builds everything; rejects with the tool's own message when something does not compile. */
export async function buildAll(): Promise<void> {
  await rm(out, { recursive: true, force: true })
  const workers = (await readdir(join(root, 'electron', 'workers'))).filter((name) =>
    name.endsWith('.worker.ts'),
  )
  await Promise.all([
    bundle({
      ...common,
      entryPoints: {
        'main/main': 'electron/main/main.ts',
        'browser-host/main': 'electron/browser-host/main.ts',
        'cli/lpm-planner': 'electron/cli/lpm-planner.ts',
        ...Object.fromEntries(
          workers.map((name) => [`workers/${name.slice(0, -3)}`, `electron/workers/${name}`]),
        ),
      },
      outdir: out,
      splitting: false,
    }),
    bundle({
      ...common,
      // A sandboxed preload is CommonJS (electronjs.org/docs/latest/tutorial/esm).
      format: 'cjs',
      banner: {},
      entryPoints: { 'preload/preload': 'electron/preload/preload.ts' },
      outExtension: { '.js': '.cjs' },
      outdir: out,
      sourcemap: false,
    }),
    buildWindow({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' }),
  ])
}

if (process.argv[1] === import.meta.filename) {
  const started = Date.now()
  await buildAll()
  process.stdout.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s: ${out}\n`)
}
