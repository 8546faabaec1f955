import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../support/shared-data.ts'
import { makeStubElectronDist } from '../support/stub-electron-dist.ts'

/** Packs `--linux dir` on a stand-in for Electron's binary and looks at what a user would get. */
describe('packed application', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'lpm-pack-'))
  const packed = join(scratch, 'release', 'linux-unpacked')
  const resources = join(packed, 'resources')
  let inside: string[] = []

  beforeAll(() => {
    const node = (...words: string[]) =>
      spawnSync(process.execPath, words, { cwd: projectRoot, encoding: 'utf8', timeout: 300_000 })
    if (!existsSync(join(projectRoot, 'dist', 'main', 'main.js'))) {
      const built = node('electron/build/build.ts')
      expect(built.stderr + built.stdout, 'build').toContain('Built in')
    }
    const version = (
      JSON.parse(readFileSync(join(projectRoot, 'node_modules/electron/package.json'), 'utf8')) as {
        version: string
      }
    ).version
    makeStubElectronDist(join(scratch, 'electron'), version)
    const done = node(
      'node_modules/electron-builder/cli.js',
      '--linux',
      'dir',
      '--x64',
      `-c.electronDist=${join(scratch, 'electron')}`,
      `-c.directories.output=${join(scratch, 'release')}`,
    )
    expect(done.status, done.stdout + done.stderr).toBe(0)
    inside = listPackage(join(resources, 'app.asar'), { isPack: false }).map((name) =>
      name.replaceAll('\\', '/'),
    )
  }, 300_000)

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true })
  })

  it('has the executable under its own name and no Electron default application', () => {
    expect(existsSync(join(packed, 'lpm-planner'))).toBe(true)
    expect(existsSync(join(packed, 'electron'))).toBe(false)
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
  })

  it('holds the built hosts, preload and window in the archive', () => {
    for (const name of [
      '/package.json',
      '/dist/main/main.js',
      '/dist/preload/preload.cjs',
      '/dist/cli/lpm-planner.js',
      '/dist/browser-host/main.js',
      '/dist/window/index.html',
    ]) {
      expect(inside).toContain(name)
    }
  })

  it('holds no sources, tests, maps or development packages', () => {
    const unwanted = inside.filter(
      (name) =>
        /\.(ts|vue|map)$/.test(name) ||
        /^\/(electron|renderer|shared|test|\.ci)(\/|$)/.test(name) ||
        /^\/node_modules\/(vue|vite|vitest|electron|playwright|typescript|eslint|echarts)(\/|$)/.test(name) ||
        /better-sqlite3\/(deps|src)\//.test(name),
    )
    expect(unwanted).toEqual([])
  })

  it('unpacks the native module and the workers, because threads and libraries cannot load from an archive', () => {
    const unpacked = join(resources, 'app.asar.unpacked')
    expect(existsSync(join(unpacked, 'node_modules/better-sqlite3/prebuilds/linux-x64.node'))).toBe(true)
    const workers = inside.filter((name) => /^\/dist\/workers\/.*\.worker\.js$/.test(name))
    expect(workers.length).toBeGreaterThan(0)
    for (const worker of workers) expect(existsSync(join(unpacked, worker)), worker).toBe(true)
  })

  it('loads the unpacked native module', () => {
    const module = join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/lib/index.js')
    const script = `const D = require(${JSON.stringify(module)}); console.log(new D(':memory:').prepare('select 6 * 7 as n').get().n)`
    const done = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    expect(done.stdout.trim(), done.stderr).toBe('42')
  })

  it('carries the program of the solver beside its worker, once', () => {
    const unpacked = join(resources, 'app.asar.unpacked')
    expect(inside.filter((name) => name.endsWith('highs.wasm'))).toEqual(['/dist/workers/highs.wasm'])
    expect(existsSync(join(unpacked, 'dist/workers/highs.wasm'))).toBe(true)
  })

  it('solves with the unpacked worker', () => {
    const worker = join(resources, 'app.asar.unpacked/dist/workers/solver.worker.js')
    // Largest of x + y on x + 2 y <= 4, x <= 3: 3.5 at (3, 0.5).
    const model = `{ columnCount: 2, rowCount: 1, cost: Float64Array.of(-1, -1), lower: new Float64Array(2),
      upper: Float64Array.of(3, 9), whole: new Uint8Array(2), rowLower: Float64Array.of(-Infinity),
      rowUpper: Float64Array.of(4), starts: Int32Array.of(0, 1, 2), rows: new Int32Array(2), values: Float64Array.of(1, 2) }`
    const script = `const { Worker } = require('node:worker_threads')
      const worker = new Worker(require('node:url').pathToFileURL(${JSON.stringify(worker)}))
      worker.on('message', ({ value, error }) => { console.log(value?.bound ?? JSON.stringify(error)); worker.terminate() })
      worker.postMessage({ type: 'run', id: 1, task: 'solve', flag: null,
        input: { model: ${model}, start: null, seconds: 9, memoryMib: 256, gap: 0, board: null } })`
    const done = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', timeout: 60_000 })
    expect(done.stdout.trim(), done.stderr).toBe('-3.5')
  })

  it('carries the sample data centre beside the archive, without its generator', () => {
    expect(existsSync(join(resources, 'resources/sample/README.md'))).toBe(true)
    expect(existsSync(join(resources, 'resources/licenses/THIRD-PARTY-NOTICES.txt'))).toBe(true)
    expect(existsSync(join(resources, 'resources/sample/generate.ts'))).toBe(false)
  })

  it('has every fuse set as decided', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'lpm-planner'))
    const expected: [FuseV1Options, FuseState][] = [
      [FuseV1Options.RunAsNode, FuseState.DISABLE],
      [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
      [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
      [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
      [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
    ]
    for (const [fuse, state] of expected) expect(wire[fuse], FuseV1Options[fuse]).toBe(state)
  })
})
