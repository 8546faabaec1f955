import { describe, expect, it } from 'vitest'
import {
  between,
  panned,
  timeTicks,
  toPixel,
  toSeconds,
  zoomed,
} from '../../../../renderer/charts/time-axis.ts'

const scale = { domain: { from: 0, to: 14_400 }, left: 100, right: 1_060 }
const start = Date.UTC(2026, 2, 14, 21, 0)
const hour = 3_600_000

describe('time axis', () => {
  it('maps times to pixels and back', () => {
    expect(toPixel(scale, 7_200)).toBe(580)
    expect(toSeconds(scale, 580)).toBe(7_200)
    expect(toSeconds(scale, 5_000)).toBe(14_400)
    expect(toSeconds(scale, 0)).toBe(0)
  })

  it('places ticks on round local times, as many as fit', () => {
    expect(timeTicks(scale, 90, start, hour)).toEqual([
      0, 1_800, 3_600, 5_400, 7_200, 9_000, 10_800, 12_600, 14_400,
    ])
    expect(timeTicks(scale, 400, start, hour)).toEqual([0, 7_200, 14_400])
  })

  it('aligns ticks to the clock of a zone, not to the start', () => {
    const late = start + 7 * 60_000
    expect(timeTicks(scale, 200, late, hour)).toEqual([3_180, 6_780, 10_380, 13_980])
    const kolkata = 5.5 * hour
    expect(timeTicks(scale, 200, start, kolkata)).toEqual([1_800, 5_400, 9_000, 12_600])
  })

  it('uses whole days when hours are too close', () => {
    const long = { ...scale, domain: { from: 0, to: 10 * 86_400 } }
    const ticks = timeTicks(long, 90, Date.UTC(2026, 2, 14), 0)
    expect(ticks[0]).toBe(0)
    expect((ticks[1] ?? 0) % 86_400).toBe(0)
  })

  it('zooms around a time that keeps its pixel and stays inside the whole', () => {
    const full = { from: 0, to: 14_400 }
    const near = zoomed(full, full, 0.5, 3_600)
    expect(near).toEqual({ from: 1_800, to: 9_000 })
    expect(toPixel({ ...scale, domain: near }, 3_600)).toBe(toPixel({ ...scale, domain: full }, 3_600))
    expect(zoomed(near, full, 100, 3_600)).toEqual(full)
    expect(zoomed(full, full, 1e-9, 0)).toEqual({ from: 0, to: 120 })
  })

  it('pans only as far as it must', () => {
    const full = { from: 0, to: 14_400 }
    const domain = { from: 3_600, to: 7_200 }
    expect(panned(domain, full, 5_000)).toBe(domain)
    expect(panned(domain, full, 7_300)).toEqual({ from: 4_060, to: 7_660 })
    expect(panned(domain, full, 100)).toEqual({ from: 0, to: 3_600 })
  })

  it('takes a dragged stretch in either direction, never shorter than the least', () => {
    const full = { from: 0, to: 14_400 }
    expect(between(9_000, 3_600, full)).toEqual({ from: 3_600, to: 9_000 })
    expect(between(50, 40, full)).toEqual({ from: 40, to: 160 })
  })
})
