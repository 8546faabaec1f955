import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { projectRoot } from '../support/shared-data.ts'
import type { Bench, BenchRow } from './bench-table.ts'

/** Properties about plans and the referee: those that read `fuzzRuns`. */
const files = ['evacuation', 'by-hand', 'balance', 'staged-plans', 'save-energy', 'referee-mutants']

/**
 * The properties of planner and referee on many more random fleets than a test run takes.
 * `npm run bench fuzz -- [--fleets N]`: 10,000 of each kind where nothing is said, some hours; `--only NAME` for one kind.
 */
export const fuzzBench: Bench = { name: 'fuzz', run: rows }

async function* rows(words: readonly string[]): AsyncGenerator<BenchRow> {
  const { values } = parseArgs({
    args: [...words],
    options: { fleets: { type: 'string', default: '10000' }, only: { type: 'string' } },
  })
  for (const file of files.filter((one) => one === (values.only ?? one))) {
    const began = performance.now()
    const { status, output } = await vitest(file, values.fleets)
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    yield {
      label: `${file}: ${values.fleets} random fleets a property`,
      value: status === 0 ? `holds, ${seconds} s` : 'FAILS',
      target: 'holds for 10,000',
    }
    if (status !== 0) process.stdout.write(output)
  }
}

function vitest(file: string, fleets: string): Promise<{ status: number | null; output: string }> {
  const child = spawn(
    'vitest',
    ['run', '--config', 'test/vitest.config.ts', '--testTimeout', '0', `test/property/${file}.test.ts`],
    { cwd: projectRoot, env: { ...process.env, LPM_FUZZ_FLEETS: fleets } },
  )
  let output = ''
  const keep = (text: Buffer): void => void (output += text.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}
