/**
 * Cancelling is heard within 100 ms of engine work. Not told by a clock: between two questions whether to stop lie at
 * most so many executed blocks of code, as V8 counts them.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../support/shared-data.ts'

/** Measured: 30 million blocks a second while code is still being compiled, twice as many later. */
const BLOCKS_IN_100_MS = 3_000_000
const cases = ['forecast of a plan', '10,000 moves', '200,000 moves', '200,000 moves at one instant'] as const

interface Answer {
  readonly polls: number
  readonly oneDraw: number | null
  readonly blocks: number
  readonly where: string
}

const script = join(projectRoot, 'test', 'support', 'children', 'work-between-polls.ts')
const answers = new Map<string, Answer>()

beforeAll(async () => {
  const run = promisify(execFile)
  await Promise.all(
    cases.map(async (name) => {
      const { stdout } = await run(process.execPath, [script, name])
      answers.set(name, JSON.parse(stdout) as Answer)
    }),
  )
}, 600_000)

describe('between two questions whether to stop', () => {
  it.each(cases)('%s: at most a tenth of a second of work', (name) => {
    const { polls, blocks, where } = answers.get(name)!
    expect(polls).toBeGreaterThan(50)
    // Were nothing counted, the test could not fail.
    expect(blocks).toBeGreaterThan(10_000)
    expect(blocks, where).toBeLessThan(BLOCKS_IN_100_MS)
  })

  it('a whole forecast does no more than one draw of it', () => {
    const { oneDraw, blocks, where } = answers.get('forecast of a plan')!
    expect(blocks, where).toBeLessThanOrEqual(oneDraw!)
  })
})
