import { describe, expect, it } from 'vitest'
import { hourOfWeek, parseHmcTime } from '../../../../electron/importers/hmc-cli/utilisation.ts'
import { codes, headerTable, partitionPatches, readOutput } from '../../../support/command-output.ts'

const columns = [
  'time',
  'event_type',
  'resource_type',
  'lpar_name',
  'lpar_id',
  'curr_proc_mode',
  'capped_cycles',
  'uncapped_cycles',
  'time_cycles',
]

/** A row of partition 3 with counters in cycles of 512 MHz, given in processing-unit hours. */
function sample(time: string, cappedHours: number, uncappedHours: number, hours: number): string[] {
  const cycles = (amount: number): string => String(BigInt(Math.round(amount * 3600)) * 512_000_000n)
  return [
    time,
    'sample',
    'lpar',
    'p',
    '3',
    'shared',
    cycles(cappedHours),
    cycles(uncappedHours),
    cycles(hours),
  ]
}

const week = async (
  rows: readonly (readonly string[])[],
): Promise<readonly (number | null)[] | undefined> => {
  const { patches } = await readOutput(headerTable(columns, rows))
  return partitionPatches(patches)[0]?.values.typicalWeek ?? undefined
}

describe('times of the HMC', () => {
  it('are month, day, year', () => {
    expect(parseHmcTime('01/05/2026 10:30:00')).toBe(Date.UTC(2026, 0, 5, 10, 30))
    for (const text of [
      '13/01/2026 10:00:00',
      '02/30/2026 10:00:00',
      '01/05/2026 24:00:00',
      '2026-01-05 10:00:00',
      '',
    ])
      expect(parseHmcTime(text)).toBeNull()
  })

  it('begin the week on Monday at midnight', () => {
    expect(hourOfWeek(Date.UTC(2026, 0, 5, 0, 0))).toBe(0)
    expect(hourOfWeek(Date.UTC(2026, 0, 11, 23, 59))).toBe(167)
    expect(hourOfWeek(Date.UTC(1969, 11, 29, 1, 0))).toBe(1)
  })
})

describe('the typical week of a partition', () => {
  it('is the busy processing units of each hour', async () => {
    const hours = await week([
      sample('01/05/2026 00:00:00', 0, 0, 0),
      sample('01/05/2026 01:00:00', 1.5, 0.25, 1),
      sample('01/05/2026 02:00:00', 1.75, 0.25, 2),
    ])
    expect(hours).toHaveLength(168)
    expect(hours?.slice(0, 3)).toEqual([1.75, 0.25, null])
  })

  it('is the same with the newest sample first', async () => {
    const rows = [
      sample('01/05/2026 00:00:00', 0, 0, 0),
      sample('01/05/2026 01:00:00', 1.5, 0.25, 1),
      sample('01/05/2026 02:00:00', 1.75, 0.25, 2),
    ]
    expect(await week(rows.toReversed())).toEqual(await week(rows))
  })

  it('is the mean of the same hour in several weeks', async () => {
    const hours = await week([
      sample('01/05/2026 10:00:00', 0, 0, 0),
      sample('01/05/2026 11:00:00', 1, 0, 1),
      sample('01/12/2026 10:00:00', 50, 0, 168),
      sample('01/12/2026 11:00:00', 53, 0, 169),
    ])
    expect(hours?.[10]).toBe(2)
    expect(hours?.filter((hour) => hour !== null)).toHaveLength(1)
  })

  it('splits a sample over the hours it covers', async () => {
    const hours = await week([sample('01/05/2026 00:30:00', 0, 0, 0), sample('01/05/2026 01:30:00', 1, 0, 1)])
    expect(hours?.slice(0, 2)).toEqual([1, 1])
  })

  it('skips pairs whose counters run backwards, as they do after a move', async () => {
    const hours = await week([
      sample('01/05/2026 00:00:00', 900, 0, 500),
      sample('01/05/2026 01:00:00', 1, 0, 501),
      sample('01/05/2026 02:00:00', 2, 0, 502),
      sample('01/05/2026 03:00:00', 3, 0, 4),
    ])
    expect(hours?.slice(0, 4)).toEqual([null, 1, null, null])
  })

  it('is exact with counters beyond 2^53', async () => {
    const big = 9_007_199_254_740_993n
    const rows = [0n, 1n, 2n].map((hour) => [
      `01/05/2026 0${hour}:00:00`,
      'sample',
      'lpar',
      'p',
      '3',
      'shared',
      String(big * 1000n + hour * 1_843_200_000_001n),
      '0',
      String(big * 1000n + hour * 1_843_200_000_000n),
    ])
    expect((await week(rows))?.slice(0, 2)).toEqual([1, 1])
  })

  it('takes idle cycles off dedicated processors', async () => {
    const { patches } = await readOutput(
      headerTable(
        [...columns, 'idle_cycles'],
        [
          ['01/05/2026 00:00:00', 'sample', 'lpar', 'p', '3', 'ded', '0', '0', '0', '0'],
          ['01/05/2026 01:00:00', 'sample', 'lpar', 'p', '3', 'ded', '4000', '0', '1000', '3000'],
        ],
      ),
    )
    expect(partitionPatches(patches)[0]?.values.typicalWeek?.[0]).toBe(1)
  })

  it('keeps partitions apart and passes over other resources', async () => {
    const { patches, problems } = await readOutput(
      headerTable(columns, [
        sample('01/05/2026 00:00:00', 0, 0, 0),
        ['01/05/2026 00:00:00', 'sample', 'lpar', 'q', '4', 'shared', '0', '0', '0'],
        ['01/05/2026 00:30:00', 'sample', 'pool', 'null', 'null', 'null', 'null', 'null', '5'],
        ['01/05/2026 00:45:00', 'config_change', 'lpar', 'p', '3', 'shared', 'null', 'null', 'null'],
        sample('01/05/2026 01:00:00', 1, 0, 1),
        ['01/05/2026 01:00:00', 'sample', 'lpar', 'q', '4', 'shared', '500', '0', '1000'],
      ]),
    )
    expect(
      partitionPatches(patches).map((patch) => [patch.partition.lparId, patch.values.typicalWeek?.[0]]),
    ).toEqual([
      [3, 1],
      [4, 0.5],
    ])
    expect(codes(problems)).toEqual(['not-used', 'not-used'])
  })

  it('is not made of daily samples', async () => {
    const { patches, problems } = await readOutput(
      headerTable(columns, [
        sample('01/05/2026 00:00:00', 0, 0, 0),
        sample('01/06/2026 00:00:00', 24, 0, 24),
      ]),
    )
    expect(patches).toEqual([])
    expect(problems).toMatchObject([{ code: 'samples-too-far-apart', severity: 'note' }])
    expect(problems[0]?.remedy).toContain('-s h')
  })

  it('reports a wrong time and a wrong counter with their column', async () => {
    const { problems } = await readOutput(
      headerTable(columns, [
        sample('2026-01-05 00:00', 0, 0, 0),
        ['01/05/2026 00:00:00', 'sample', 'lpar', 'p', '3', 'shared', '-5', '0', '1'],
      ]),
    )
    expect(problems.map((problem) => [problem.code, problem.column])).toEqual([
      ['bad-value', 'time'],
      ['bad-value', 'capped_cycles'],
    ])
  })
})
