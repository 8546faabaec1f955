import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StagingArea } from '../../../electron/browser-host/staging-area.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-staging-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('a batch stands for the folder or the files that were chosen, never for its own made-up name', async () => {
  mkdirSync(join(folder, 'one', 'hmc-north'), { recursive: true })
  writeFileSync(join(folder, 'one', 'hmc-north', 'lpars.txt'), 'name=a')
  mkdirSync(join(folder, 'two'))
  for (const name of ['b.txt', 'a.txt']) writeFileSync(join(folder, 'two', name), 'name=a')
  const area = new StagingArea(folder)
  expect(await area.resolve('staged:one')).toEqual([join(folder, 'one', 'hmc-north')])
  expect(await area.resolve('staged:two')).toEqual([
    join(folder, 'two', 'a.txt'),
    join(folder, 'two', 'b.txt'),
  ])
  expect(await area.resolve('staged:gone')).toEqual([join(folder, 'gone')])
  expect(await area.resolve('/data/hmc')).toEqual(['/data/hmc'])
})
