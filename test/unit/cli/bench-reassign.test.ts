import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../electron/cli/run-command-line.ts'
import { readReassignment } from '../../../electron/cli/reassignment-input.ts'
import { exampleInitial, exampleModel } from '../../support/reassignment-example.ts'

let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-reassign-'))
  writeFileSync(at('model.txt'), exampleModel)
  writeFileSync(at('initial.txt'), exampleInitial)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function reassign(...words: string[]): Promise<{ status: number; printed: string; said: string }> {
  const printed: string[] = []
  const said: string[] = []
  const status = await runCommandLine(['bench', 'reassign', ...words], {
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
    progress: () => undefined,
    width: 140,
  })
  return { status, printed: printed.join('\n'), said: said.join('\n') }
}

const files = (): string[] => ['--model', at('model.txt'), '--initial', at('initial.txt')]

describe('bench reassign', () => {
  it('writes the assignment it found, the same for the same seed and steps', async () => {
    const first = await reassign(
      ...files(),
      '--steps',
      '5000',
      '--seed',
      '3',
      '--json',
      '--out',
      at('new.txt'),
    )
    expect(first).toMatchObject({ status: 0, said: `Written: ${at('new.txt')}` })
    const {
      seconds: _,
      evaluationsPerSecond: __,
      ...figures
    } = JSON.parse(first.printed) as Record<string, number>
    expect(figures['cost']).toBeLessThanOrEqual(figures['initialCost'] ?? 0)
    expect(readFileSync(at('new.txt'), 'utf8')).toMatch(/^\d \d \d\n$/)
    const again = await reassign(...files(), '--steps', '5000', '--seed', '3', '--json')
    expect(JSON.parse(again.printed)).toMatchObject(figures)
  })

  it('prints a table', async () => {
    const { status, printed } = await reassign(...files(), '--steps', '1000')
    expect(status).toBe(0)
    expect(printed).toMatch(/Cost of the initial assignment +\d/)
  })

  it('refuses what it cannot read by file, line and value', async () => {
    writeFileSync(at('cut.txt'), exampleModel.slice(0, 40))
    const cut = await reassign('--model', at('cut.txt'), '--initial', at('initial.txt'))
    expect(cut).toMatchObject({ status: 2, printed: '' })
    expect(cut.said).toMatch(/cut\.txt, line \d+, value \d+ \(.*\): the file ends here/)
    writeFileSync(at('packed.txt'), Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]))
    expect((await reassign('--model', at('packed.txt'), '--initial', at('initial.txt'))).said).toContain(
      'unpack',
    )
    expect((await reassign('--model', at('none.txt'), '--initial', at('initial.txt'))).said).toContain(
      'none.txt does not exist',
    )
  })

  it('refuses an initial assignment that breaks a hard rule', async () => {
    writeFileSync(at('broken.txt'), '0 0 0\n')
    const { status, said } = await reassign('--model', at('model.txt'), '--initial', at('broken.txt'))
    expect(status).toBe(2)
    expect(said).toContain('breaks a hard rule: keep apart, group 1')
    await expect(readReassignment(at('model.txt'), at('broken.txt'))).rejects.toMatchObject({
      error: { code: 'reassignment-invalid' },
    })
  })

  it.each([
    ['--seed', '-1'],
    ['--seconds', '0'],
    ['--steps', '1.5'],
  ])('refuses %s %s', async (option, value) => {
    expect(await reassign(...files(), option, value)).toMatchObject({ status: 2, printed: '' })
  })
})
