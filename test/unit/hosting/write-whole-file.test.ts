import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { contentOf, writeWholeFile } from '../../../electron/hosting/write-whole-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-write-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('replaces a file whole and leaves nothing beside it', async () => {
  const path = join(folder, 'plan.csv')
  writeFileSync(path, 'old')
  await writeWholeFile(path, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['plan.csv'])
})

it('says what is wrong when the folder is missing', async () => {
  await expect(writeWholeFile(join(folder, 'none', 'plan.csv'), 'x')).rejects.toMatchObject({
    error: { code: 'file-unwritable', hint: 'The folder does not exist: make it or choose another.' },
  })
})

it('leaves no temporary file when the target cannot be replaced', async () => {
  mkdirSync(join(folder, 'plan.csv'))
  await expect(writeWholeFile(join(folder, 'plan.csv'), 'x')).rejects.toMatchObject({
    error: { code: 'file-unwritable' },
  })
  expect(readdirSync(folder)).toEqual(['plan.csv'])
})

it('writes the bytes of a file that comes as base64', async () => {
  const path = join(folder, 'readiness.xlsx')
  const bytes = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0x80])
  await writeWholeFile(path, contentOf({ text: bytes.toString('base64'), encoding: 'base64' }))
  expect(readFileSync(path)).toEqual(bytes)
})
