import { describe, expect, it } from 'vitest'
import { findNamed } from '../../../shared/contract/find-named.ts'
import { instantOf, windowOf, zoneOf } from '../../../electron/cli/plan-times.ts'
import { formatTable, wrapText } from '../../../electron/cli/table.ts'
import { durationRange, durationWords, memoryWords } from '../../../electron/cli/words.ts'

describe('tables', () => {
  it('aligns columns, rules the head and leaves no trailing spaces', () => {
    const text = formatTable(
      [
        { title: 'Name', of: (row: [string, number]) => row[0] },
        { title: 'GiB', of: (row) => String(row[1]), align: 'right' },
      ],
      [
        ['a', 5],
        ['longer', 1024],
      ],
      80,
    )
    expect(text.split('\n')).toEqual(['Name     GiB', '──────  ────', 'a          5', 'longer  1024'])
  })

  it('wraps the wide column and repeats nothing else', () => {
    const text = formatTable(
      [
        { title: 'A', of: () => 'x' },
        { title: 'Why', of: () => 'one two three four five six seven', wraps: true },
      ],
      [0],
      27,
    )
    expect(text.split('\n').slice(2)).toEqual(['x  one two three four five', '   six seven'])
  })

  it('never loses a word', () => {
    expect(wrapText('aa bbbbbbbbbb c', 4)).toEqual(['aa', 'bbbbbbbbbb', 'c'])
  })
})

describe('figures in words', () => {
  it('says durations as people do', () => {
    expect([45, 100, 3600, 11_340].map(durationWords)).toEqual(['45 s', '2 min', '1 h 00', '3 h 09'])
    expect(durationRange(1080, 1860)).toBe('18 – 31 min')
    expect(durationRange(60, 61)).toBe('60 – 61 s')
    expect(durationRange(600, 605)).toBe('10 min')
  })
  it('says memory in GiB, then TiB, and never invents', () => {
    expect([null, 65_536, 1536, 16_777_216].map(memoryWords)).toEqual([
      'no data',
      '64 GiB',
      '1.5 GiB',
      '16.0 TiB',
    ])
  })
})

describe('names', () => {
  const all = [
    { id: '1', name: 'db1' },
    { id: '2', name: 'DB1' },
    { id: '3', name: 'app' },
  ]
  it('prefers the id, then the exact name, then any case', () => {
    expect(findNamed('partition', all, '2').name).toBe('DB1')
    expect(findNamed('partition', all, 'db1').id).toBe('1')
    expect(findNamed('partition', all, 'APP').id).toBe('3')
  })
  it('refuses what is ambiguous or missing, and offers what there is', () => {
    expect(() => findNamed('partition', all, 'Db1')).toThrow('2 partitions are named “Db1”: 1, 2.')
    expect(() => findNamed('server', all, 'ap')).toThrow('No server “ap” is in this workspace.')
  })
})

describe('plan times', () => {
  it('reads local times of a zone, summer and winter', () => {
    expect(instantOf('2026-03-14T22:00', 'Europe/Berlin', '--start')).toBe(Date.UTC(2026, 2, 14, 21))
    expect(instantOf('2026-07-14 22:00', 'Europe/Berlin', '--start')).toBe(Date.UTC(2026, 6, 14, 20))
    expect(instantOf('2026-01-01T00:00', 'Asia/Kathmandu', '--start')).toBe(Date.UTC(2025, 11, 31, 18, 15))
  })
  it('takes the first of an hour that occurs twice and refuses one that does not exist', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin', '--start')).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(() => instantOf('2026-03-29T02:30', 'Europe/Berlin', '--start')).toThrow(
      'does not exist in Europe/Berlin',
    )
  })
  it('refuses nonsense in words', () => {
    expect(() => instantOf('tomorrow', 'UTC', '--start')).toThrow('--start “tomorrow” is no local time.')
    expect(() => instantOf('2026-02-30T10:00', 'UTC', '--start')).toThrow()
    expect(() => zoneOf('Mars/Olympus')).toThrow('“Mars/Olympus” is no IANA time zone.')
    expect(() => windowOf(Date.UTC(2026, 0, 2), '2026-01-01T00:00', 'UTC')).toThrow('is not after the start')
  })
})
