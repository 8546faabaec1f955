import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importers } from '../../../../electron/importers/importers.ts'
import { moverLogImporter } from '../../../../electron/importers/mover-log/mover-log-importer.ts'
import type { ReadContext } from '../../../../electron/importers/importer.ts'
import type { PastMoveRecord } from '../../../../shared/inventory/past-move.ts'
import { sharedData } from '../../../support/shared-data.ts'
import { noContext, readWith, sourceFile } from '../../../support/source-file.ts'

async function read(name: string, text: string, context: ReadContext = noContext) {
  const { patches, problems } = await readWith(moverLogImporter, sourceFile(name, text, 37), context)
  const moves = patches.flatMap((patch): readonly PastMoveRecord[] =>
    patch.entity === 'past-move' ? [patch.move] : [],
  )
  return { moves, problems, lines: patches.map((patch) => patch.origin.line) }
}

const figures = (time: string, bytes: number | string, rate?: number | string): string =>
  [
    `Overall time of migration: ${time}`,
    `Amount of data received: ${bytes} bytes`,
    ...(rate === undefined ? [] : [`Effective network throughput: ${rate} bytes/s`]),
    '',
  ].join('\n')

describe('the three figures of a migration', () => {
  it('are read with their line, in any order, between lines that say nothing', async () => {
    const text = `migmover: started\nEffective network throughput: 725091775 bytes/s\n\nAmount of data received: 161695465991 bytes\nblah: blah\nOverall time of migration: 3 minutes 43 seconds\n`
    const { moves, problems, lines } = await read('lpm.log', text)
    expect(moves).toMatchObject([{ seconds: 223, bytes: 161695465991, endedAt: null, partitionName: null }])
    expect(lines).toEqual([2])
    expect(problems).toEqual([])
  })

  it.each([
    ['1 hour 2 minutes 3 seconds', 3723],
    ['2 hours 1 second', 7201],
    ['3 min 43 s', 223],
    ['3 minutes and 43 seconds', 223],
    ['00:03:43', 223],
    ['223 seconds', 223],
    ['223', 223],
    ['1 day 0 hours 5 minutes 0 seconds', 86_700],
  ])('reads the time "%s" as %d s', async (time, seconds) => {
    const { moves } = await read('lpm.log', figures(time, 1_000_000_000))
    expect(moves).toMatchObject([{ seconds, bytes: 1_000_000_000 }])
  })

  it('reads grouped digits, decimal and binary units', async () => {
    const one = await read(
      'lpm.log',
      'Overall time of migration: 10 s\nAmount of data received: 161,695 bytes\n',
    )
    expect(one.moves[0]?.bytes).toBe(161_695)
    const two = await read('lpm.log', 'Overall time of migration: 10 s\nAmount of data received: 2 GiB\n')
    expect(two.moves[0]?.bytes).toBe(2 * 2 ** 30)
  })

  it('are kept apart where one log tells several migrations, and the names stay with theirs', async () => {
    const text = [
      '2026-01-05 22:10:00 partition name: db1',
      figures('10 seconds', 5_000_000_000, 500_000_000),
      'partition name: db2, partition id: 7',
      `2026-01-06 01:02:03 ${figures('20 seconds', 4_000_000_000)}`,
      figures('30 seconds', 3_000_000_000),
    ].join('\n')
    const { moves, problems } = await read('lpm.log', text)
    expect(problems).toEqual([])
    expect(moves).toMatchObject([
      { partitionName: 'db1', lparId: null, seconds: 10 },
      { partitionName: 'db2', lparId: 7, seconds: 20, endedAt: Date.UTC(2026, 0, 6, 1, 2, 3) },
      { partitionName: null, lparId: null, seconds: 30, endedAt: null },
    ])
  })

  it('say what is damaged, zero or missing, with line and remedy, and the others are read', async () => {
    const text = [
      figures('nonsense', 1_000_000),
      figures('10 seconds', 0),
      figures('0 seconds', 1_000_000),
      'Overall time of migration: 12 seconds',
      figures('10 seconds', 1_000_000_000, 90_000_000),
      figures('10 seconds', 1_000_000_000, 99_000_000),
    ].join('\n')
    const { moves, problems } = await read('lpm.log', text)
    expect(moves).toMatchObject([{ seconds: 10, bytes: 1_000_000_000 }])
    expect(problems.map(({ code, origin }) => [code, origin.line])).toEqual([
      ['mover-log-damaged', 1],
      ['mover-log-damaged', 5],
      ['mover-log-damaged', 7],
      ['mover-log-incomplete', 10],
      ['mover-log-contradiction', 11],
    ])
    expect(problems.every((one) => one.remedy !== '' && one.severity === 'error')).toBe(true)
    expect(problems[4]?.found).toContain('100,000,000 bytes/s')
  })

  it('work out the third where one of them is missing, and say so', async () => {
    const text = 'Overall time of migration: 10 s\nEffective network throughput: 100 MB/s\n'
    const { moves, problems } = await read('lpm.log', text)
    expect(moves).toMatchObject([{ seconds: 10, bytes: 1_000_000_000 }])
    expect(problems).toMatchObject([{ code: 'mover-log-derived', severity: 'warning' }])
  })

  const table = sharedData('forecast/acceptance_physical.csv')
  it.skipIf(table === null)('PV8: 223 s and 161,695,465,991 B are 725.09 MB/s within 0.1 %', async () => {
    const row =
      readFileSync(table ?? '', 'utf8')
        .split('\n')
        .find((line) => line.startsWith('PV8,')) ?? ''
    const [seconds = 0, bytes = 0] = /"?(\d+) s; (\d+) B"?/.exec(row)?.slice(1).map(Number) ?? []
    const wanted = Number(/"([\d.]+) MB\/s"/.exec(row)?.[1])
    const text = figures(`${Math.floor(seconds / 60)} minutes ${seconds % 60} seconds`, bytes)
    const move = (await read('lpm.log', text)).moves[0] ?? { seconds: 1, bytes: 0 }
    expect(wanted).toBe(725.09)
    expect(Math.abs(move.bytes / move.seconds / 1e6 / wanted - 1)).toBeLessThan(0.001)
  })
})

describe('whose move it was', () => {
  const text = figures('10 seconds', 1_000_000_000)
  it('comes from the name of a stream log: time, stream and side', async () => {
    const context: ReadContext = { ...noContext, system: { name: 'alpha' }, viosName: 'alpha-vio1' }
    const { moves } = await read('alpha_alpha-vio1_20260105_221000.15000e0d8e4.src.log', text, context)
    expect(moves).toMatchObject([
      {
        streamId: '15000e0d8e4',
        endedAt: Date.UTC(2026, 0, 5, 22, 10, 0),
        sourceServer: 'alpha',
        sourceMover: 'alpha-vio1',
        targetServer: null,
        targetMover: null,
      },
    ])
  })
  it.each([
    ['lpm_db1.log', 'db1', null],
    ['lpm_17.log', null, 17],
    ['lpm_sap prd-1.dst.log', 'sap prd-1', null],
    ['lpm.log', null, null],
  ])('comes from the file name %s', async (name, partitionName, lparId) => {
    expect((await read(name, text)).moves).toMatchObject([{ partitionName, lparId }])
  })
  it('comes from the folder, which people call after the VIOS', async () => {
    expect((await read('beta-vio2/logs/LPM/lpm.log', text)).moves).toMatchObject([
      { targetMover: 'beta-vio2' },
    ])
  })
  it('comes from lines that state it', async () => {
    const facts = `source managed system: alpha\nDestination system = beta\nlpar_uuid=6A3B3E22-9C2D-4F4C-8D11-0A0B0C0D0E0F\nstream id: 0x15000E0D8E4\nrole: source\n`
    expect((await read('lpm.log', facts + text)).moves).toMatchObject([
      {
        sourceServer: 'alpha',
        targetServer: 'beta',
        partitionUuid: '6a3b3e22-9c2d-4f4c-8d11-0a0b0c0d0e0f',
        streamId: '15000e0d8e4',
      },
    ])
  })
  it.each([
    ['04/22/18-18:58:37 ', Date.UTC(2018, 3, 22, 18, 58, 37)],
    ['[S 7078032 3080352 04/22/2018-18:58:37:123 migmover.c] ', Date.UTC(2018, 3, 22, 18, 58, 37)],
    ['Sun Apr 22 18:58:37 CEST 2018 ', Date.UTC(2018, 3, 22, 18, 58, 37)],
    ['2018-04-22T18:58:37 ', Date.UTC(2018, 3, 22, 18, 58, 37)],
    ['2018-13-22 18:58:37 ', null],
    ['Apr 22 18:58:37 ', null],
  ])('takes the time of "%s"', async (stamp, endedAt) => {
    expect((await read('lpm.log', stamp + text)).moves).toMatchObject([{ endedAt }])
  })
})

describe('recognition', () => {
  it('is by content beside all other importers, by name only where the words of the mover stand in it', () => {
    const best = (name: string, text: string): string | null => {
      const file = sourceFile(name, text)
      const found = importers.flatMap((one) => {
        const detection = one.detect(file)
        return detection === null ? [] : [{ id: one.id, confidence: detection.confidence }]
      })
      return found.toSorted((a, b) => b.confidence - a.confidence)[0]?.id ?? null
    }
    expect(best('notes.txt', figures('10 seconds', 1))).toBe('mover-log')
    expect(best('lpm.log', 'migmover: nothing happened yet\n')).toBe('mover-log')
    expect(best('lpm.log', 'a diary\n')).toBeNull()
    expect(best('x_lpar_mem.txt', 'lpar_name=a,lpar_id=1,curr_mem=1024\n')).toBe('hmc-cli')
  })
  it('says of a log without migrations that there is nothing in it', async () => {
    const { moves, problems } = await read('lpm.log', 'migmover: started\n')
    expect(moves).toEqual([])
    expect(problems).toMatchObject([{ code: 'mover-log-empty', severity: 'note' }])
  })
})
