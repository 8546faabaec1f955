import { describe, expect, it } from 'vitest'
import { duration, durationRange, elapsed, standstill } from '../../../../renderer/format/duration.ts'
import { clock, date, dateClock, dayClock, recently, zoneName } from '../../../../renderer/format/instant.ts'
import { bytes, gib, memory, memoryParts } from '../../../../renderer/format/memory.ts'
import { minus, noData, number, percent, range, signed, thin } from '../../../../renderer/format/number.ts'
import { originShort, originText } from '../../../../renderer/format/origin.ts'
import { load, processingUnits, units } from '../../../../renderer/format/processor.ts'
import { linkRate, moverRate } from '../../../../renderer/format/rate.ts'

const gibMib = 1024

describe('numbers', () => {
  it('writes thousands with commas and negatives with a true minus', () => {
    expect(number(1957)).toBe('1,957')
    expect(number(-1234.5, 1)).toBe(`${minus}1,234.5`)
  })
  it('never writes a negative zero', () => {
    expect(number(-0.4)).toBe('0')
    expect(signed(-0.004, 2)).toBe('0.00')
  })
  it('says "no data" for what is not known, never 0 or blank', () => {
    expect([number(null), percent(null), memory(null), units(null), duration(null), linkRate(null)]).toEqual(
      Array.from({ length: 6 }, () => noData),
    )
    expect(number(Number.NaN)).toBe(noData)
  })
  it('gives differences their sign', () => {
    expect([signed(20), signed(-69), signed(0)]).toEqual(['+20', `${minus}69`, '0'])
  })
  it('separates percent and units by a space that does not break', () => {
    expect(percent(0.64)).toBe(`64${thin}%`)
  })
  it('puts room round the dash only where the ends have spaces', () => {
    expect(range('1,024', '2,560', 'GiB')).toBe(`1,024–2,560${thin}GiB`)
    expect(range('2 h 31', '3 h 52')).toBe('2 h 31 – 3 h 52')
  })
})

describe('memory', () => {
  it('is GiB below 8,192 and TiB from there on', () => {
    expect(memory(8191 * gibMib)).toBe(`8,191${thin}GiB`)
    expect(memory(8192 * gibMib)).toBe(`8.0${thin}TiB`)
    expect(memory(107 * gibMib * gibMib)).toBe(`107.0${thin}TiB`)
  })
  it('keeps blocks below a GiB in MiB', () => {
    expect(memoryParts(256)).toEqual({ value: '256', unit: 'MiB' })
  })
  it('keeps a decimal only where there is one', () => {
    expect([gib(2048 * gibMib), gib(12.5 * gibMib), gib(1.25 * gibMib)]).toEqual(['2,048', '12.5', '1.3'])
  })
  it('counts bytes sent in decimal units', () => {
    expect([bytes(14.5e12), bytes(820e9), bytes(41.2e6), bytes(12)]).toEqual([
      `14.5${thin}TB`,
      `820${thin}GB`,
      `41.2${thin}MB`,
      `12${thin}bytes`,
    ])
  })
})

describe('processors and rates', () => {
  it('writes hundredths as units with two decimals', () => {
    expect([units(1275), processingUnits(1000), load(5.375)]).toEqual(['12.75', `10.00${thin}units`, '5.38'])
  })
  it('writes links in Gb/s and movers in MB/s', () => {
    expect(linkRate(1.3375e9)).toBe(`10.7${thin}Gb/s`)
    expect(moverRate(725e6)).toBe(`725${thin}MB/s`)
  })
})

describe('durations', () => {
  it('is seconds, then minutes, then hours and minutes', () => {
    expect([duration(45), duration(86 * 60), duration(3 * 3600 + 9 * 60)]).toEqual([
      `45${thin}s`,
      '1 h 26',
      '3 h 09',
    ])
    expect(duration(12 * 60)).toBe(`12${thin}min`)
  })
  it('carries minutes into the hour when it rounds', () => {
    expect(duration(3600 - 10)).toBe('1 h 00')
    expect(duration(59.7)).toBe(`60${thin}s`)
  })
  it('writes ranges, standstills and elapsed time', () => {
    expect(durationRange(9060, 13_920)).toBe('2 h 31 – 3 h 52')
    expect(durationRange(null, 13_920)).toBe(noData)
    expect(standstill(3.34)).toBe(`3.3${thin}s`)
    expect([elapsed(7_400), elapsed(760_000), elapsed(3_760_000)]).toEqual(['0:07', '12:40', '1:02:40'])
  })
})

describe('instants', () => {
  const evening = Date.UTC(2026, 2, 14, 21, 0)
  it('shows clock and date in the zone that is asked for', () => {
    expect(clock(evening, 'Europe/Berlin')).toBe('22:00')
    expect(date(evening, 'Asia/Tokyo')).toBe('15 Mar 2026')
    expect(dateClock(evening, 'UTC')).toBe('14 Mar 2026, 21:00')
    expect(dayClock(evening, 'Europe/Berlin')).toBe('Sat 14 Mar 2026, 22:00')
  })
  it('writes midnight as 00:00', () => {
    expect(clock(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00')
  })
  it('names the zone once', () => {
    expect(zoneName(evening, 'UTC')).toBe('UTC')
  })
  it('says today only on the same day of the zone', () => {
    expect(recently(evening, evening + 3_600_000, 'UTC')).toBe('today, 21:00')
    expect(recently(evening, evening + 3_600_000, 'Europe/Berlin')).toBe('today, 22:00')
    expect(recently(evening, evening + 3 * 3_600_000, 'UTC')).toBe('14 Mar 2026')
  })
})

describe('origins', () => {
  it('names file and line, and shortens only the folder', () => {
    expect(originText({ file: 'hmc-n1/lpar_mem.txt', line: 118 })).toBe('hmc-n1/lpar_mem.txt:118')
    expect(originShort({ file: 'hmc-n1/lpar_mem.txt', line: 118 })).toBe('lpar_mem.txt:118')
    expect(originShort({ file: 'C:\\in\\a.csv', line: null })).toBe('a.csv')
  })
})
