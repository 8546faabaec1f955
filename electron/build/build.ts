/**
 * `npm run build`: the window by Vite, everything that needs Node or Electron by esbuild, into `dist`. Workers keep
 * files of their own, the solver's program beside the solver's; better-sqlite3 and electron stay outside the bundles.
 */
import { build as bundle, type BuildOptions, type Metafile } from 'esbuild'
import { copyFile, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as buildWindow, type Plugin } from 'vite'
import { packageFolders, writeNotices } from './notices.ts'

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
  metafile: true,
}

/** Modules and files the window is made of, noted while Vite builds it. Vite names files from its own root. */
function collectSources(into: Set<string>): Plugin {
  return {
    name: 'collect-sources',
    generateBundle(_options, output) {
      for (const id of this.getModuleIds()) into.add(id)
      for (const file of Object.values(output))
        if (file.type === 'asset')
          for (const name of file.originalFileNames) into.add(resolve(root, 'renderer', name))
    },
  }
}

const inputsOf = ({ metafile }: { readonly metafile?: Metafile | undefined }): readonly string[] =>
  Object.keys(metafile?.inputs ?? {})

/** Builds everything; rejects with the tool's own message when something does not compile. */
export async function buildAll(): Promise<void> {
  await rm(out, { recursive: true, force: true })
  const workers = (await readdir(join(root, 'electron', 'workers'))).filter((name) =>
    name.endsWith('.worker.ts'),
  )
  const sources = new Set<string>()
  const [node, preload] = await Promise.all([
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
    buildWindow({
      configFile: join(root, 'renderer', 'vite.config.ts'),
      logLevel: 'warn',
      plugins: [collectSources(sources)],
    }),
  ])
  await copyFile(fileURLToPath(import.meta.resolve('highs/runtime')), join(out, 'workers', 'highs.wasm'))
  for (const path of [...inputsOf(node), ...inputsOf(preload)]) sources.add(resolve(root, path))
  // Stays outside the bundles, and is shipped beside them.
  sources.add(join(root, 'node_modules', 'better-sqlite3', 'package.json'))
  await writeNotices(
    packageFolders(sources, root),
    join(root, 'resources', 'licenses', 'THIRD-PARTY-NOTICES.txt'),
  )
}

if (process.argv[1] === import.meta.filename) {
  const started = Date.now()
  await buildAll()
  process.stdout.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s: ${out}\n`)
}
