import { describe, expect, it } from 'vitest'
import type { FannedLoad } from '../../../../renderer/charts/fan.ts'
import {
  amountMarks,
  bandPath,
  fanAt,
  fannedLoads,
  fanSteps,
  loadUnit,
} from '../../../../renderer/charts/fan.ts'
import type { ResourceLoad } from '../../../../shared/plan/plan-forecast.ts'

const load = (name: string, capacity: number, peak: number): ResourceLoad => ({
  name,
  label: name,
  kind: 'link',
  viosId: null,
  serverId: null,
  capacity,
  unit: 'bytes/s',
  t: [0, 10],
  v: [peak, 0],
  peak,
})
const fan = { name: 'a', p10: [1, 2], p50: [3, 4], p90: [5, 6] }
const fanned: FannedLoad = { load: load('a', 10, 4), fan, columnS: 10, share: 0.6 }
const scale = { domain: { from: 0, to: 20 }, left: 0, right: 200 }

describe('a fan of load', () => {
  it('lists resources by their peak share over the draws and leaves idle ones out', () => {
    const listed = fannedLoads([load('b', 100, 50), load('a', 10, 4), load('idle', 10, 0)], {
      columnS: 10,
      resources: [fan],
    })
    expect(listed.map((one) => [one.load.name, one.share])).toEqual([
      ['a', 0.6],
      ['b', 0.5],
    ])
  })

  it('draws the band as steps from P10 to P90', () => {
    expect(bandPath(fanned, scale, (value) => 100 - value)).toBe(
      'M0.0 95.0L100.0 95.0L100.0 94.0L200.0 94.0L200.0 98.0L100.0 98.0L100.0 99.0L0.0 99.0Z',
    )
    expect(bandPath({ ...fanned, fan: null }, scale, (value) => value)).toBe('')
  })

  it('keeps the band inside of what is zoomed to', () => {
    const path = bandPath(fanned, { ...scale, domain: { from: 5, to: 8 } }, (value) => value)
    expect(path).toBe('M0.0 5.0L200.0 5.0L200.0 1.0L0.0 1.0Z')
  })

  it('reads the column a time falls into, and nothing after the last', () => {
    expect(fanAt(fanned, 10)).toEqual({ p10: 2, p50: 4, p90: 6 })
    expect(fanAt(fanned, 20)).toEqual({ p10: 0, p50: 0, p90: 0 })
    expect(fanAt({ ...fanned, fan: null }, 3)).toBeNull()
  })

  it('ends a line at zero, and shows the median run where nothing was drawn', () => {
    expect(fanSteps(fanned, 'p50')).toEqual({ t: [0, 10, 20], v: [3, 4, 0] })
    expect(fanSteps({ ...fanned, fan: null }, 'p50').v).toEqual([4, 0])
  })

  it('shows links in Gb/s, cores as cores and engines in GB/s', () => {
    expect(loadUnit({ kind: 'link', unit: 'bytes/s' })).toMatchObject({ unit: 'Gb/s', per: 1.25e8 })
    expect(loadUnit({ kind: 'mover-cores', unit: 'core-seconds/s' }).unit).toBe('cores')
    expect(loadUnit({ kind: 'nx', unit: 'bytes/s' }).unit).toBe('GB/s')
  })

  it('marks at most four amounts besides zero', () => {
    for (const most of [0.3, 1, 2.4, 9.9, 10.4, 47, 1200]) {
      const marks = amountMarks(most)
      expect(marks[0]).toBe(0)
      expect(marks.length).toBeGreaterThan(2)
      expect(marks.length).toBeLessThanOrEqual(5)
      expect(marks.at(-1)).toBeLessThanOrEqual(most * (1 + 1e-9))
    }
    expect(amountMarks(0)).toEqual([0])
  })
})
