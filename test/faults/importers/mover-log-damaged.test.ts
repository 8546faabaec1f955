/** Hostile and damaged mover logs: always answered, never with a figure that is none. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moverLogImporter } from '../../../electron/importers/mover-log/mover-log-importer.ts'
import { readMoverLog } from '../../../electron/importers/mover-log/read.ts'
import type { ImportItem } from '../../../electron/importers/importer.ts'
import { noContext, sourceFile } from '../../support/source-file.ts'

const detection = { kind: 'VIOS mover log', confidence: 1, rank: 2 } as const

async function itemsOf(content: string | Uint8Array, chunkBytes = 4096): Promise<readonly ImportItem[]> {
  const items: ImportItem[] = []
  const file = sourceFile('lpm.log', content, chunkBytes)
  for await (const item of readMoverLog(file, detection, noContext)) items.push(item)
  return items
}
const sound = (items: readonly ImportItem[]): void => {
  for (const item of items) {
    if (item.type === 'problem') {
      expect(item.problem.remedy).not.toBe('')
      continue
    }
    if (item.type !== 'patch' || item.patch.entity !== 'past-move') throw new Error('a log says nothing else')
    const { seconds, bytes, endedAt, lparId } = item.patch.move
    expect(seconds > 0 && seconds <= 30 * 86_400).toBe(true)
    expect(Number.isSafeInteger(bytes) && bytes > 0).toBe(true)
    expect(endedAt === null || Number.isSafeInteger(endedAt)).toBe(true)
    expect(lparId === null || lparId < 100_000).toBe(true)
  }
}

const good =
  '2026-01-01 00:00:00 partition name: a\nOverall time of migration: 3 minutes 43 seconds\nAmount of data received: 161695465991 bytes\nEffective network throughput: 725091775 bytes/s\n'

describe('damaged mover logs', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Overall time of migration: ',
      'Amount of data received: ',
      'Effective network throughput: ',
      'partition name: ',
      'stream id: ',
      ' bytes',
      ' minutes ',
      ' seconds',
      '/s',
      '\n',
      '\r\n',
      '-1',
      '1e99',
      '9'.repeat(40),
      '0',
      'NaN',
      '\0',
      '\uFEFF',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.integer().map(String),
  )
  it('are read to their end whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        async (pieces, size) => {
          const text = pieces.join('')
          moverLogImporter.detect(sourceFile('lpm.log', text))
          sound(await itemsOf(text, size))
        },
      ),
      { numRuns: 400, seed: 5 },
    )
  })

  it('give what stands before a cut, wherever the cut is', async () => {
    for (let end = 0; end <= good.length; end += 1) {
      const items = await itemsOf(good.slice(0, end))
      sound(items)
      const moves = items.filter((one) => one.type === 'patch')
      expect(moves.length).toBeLessThanOrEqual(1)
    }
  })

  it('with endless lines and bytes of no text lose only those', async () => {
    const endless = `${'x'.repeat(3_000_000)}\n`
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) % 256)
    const bytes = Buffer.concat([Buffer.from(endless), noise, Buffer.from(`\n${good}`)])
    const items = await itemsOf(bytes, 65_536)
    sound(items)
    expect(items.filter((one) => one.type === 'patch')).toHaveLength(1)
  })

  it('in UTF-16 are read as well', async () => {
    const wide = Buffer.from(`\uFEFF${good}`, 'utf16le')
    expect(moverLogImporter.detect(sourceFile('x.txt', wide))).not.toBeNull()
    expect((await itemsOf(wide)).filter((one) => one.type === 'patch')).toHaveLength(1)
  })
})
