import { describe, expect, it } from 'vitest'
import { demandFaults, faultStall } from '../../../shared/forecast/post-copy.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

describe('demand faults', () => {
  it('are none when nothing is wanted, all pages when everything is wanted at once', () => {
    expect(demandFaults(4096e3, 4096, 0, 5)).toBe(0)
    expect(demandFaults(4096e3, 4096, 1e6, 5)).toBeCloseTo(1000, 0)
  })

  it('do not lose their digits when little is wanted', () => {
    for (const x of [1e-3, 1e-5, 0.99e-5, 1e-9]) {
      expect(demandFaults(4096e3, 4096, x, 1) / (1000 * (x / 2 - (x * x) / 6))).toBeCloseTo(1, 6)
    }
  })
})

describe('the stall by demand faults', () => {
  it('is a round trip and a page per fault, and never more than the post-copy', () => {
    // 1,000 pages in 2 s: a page takes 2 ms.
    expect(faultStall(100, 0.5e-3, 4096, 4096e3, 2)).toBeCloseTo(100 * 2.5e-3, 12)
    expect(faultStall(1000, 0.5e-3, 4096, 4096e3, 2)).toBe(2)
    expect(faultStall(0, 1, 4096, 4096e3, 2)).toBe(0)
    expect(faultStall(5, 1, 4096, 0, 0)).toBe(0)
  })

  it('is told only where the round trip and the written set are known', () => {
    const part = { name: 'p', mem: 8e9, dirty: 4e8, bitmap: 0, theta: 0.7, path: { link: 1 } }
    const run = (more: object) =>
      simulate({ resources: { link: 1e9 }, parts: [{ ...part, ...more }] }).parts['p']!
    const known = run({ hot: 3e9, fault_s: 2e-4 })
    const rate = known.rem! / known.post!
    expect(known.stall).toBeCloseTo(Math.min(known.post!, known.faults! * (2e-4 + 4096 / rate)), 9)
    expect(known.stall).toBeGreaterThan(0)
    expect(run({ hot: 3e9 })).toMatchObject({ faults: known.faults, stall: null })
    expect(run({ fault_s: 2e-4 })).toMatchObject({ faults: null, stall: null })
    expect(run({ dirty: 0 })).toMatchObject({ faults: 0, stall: 0 })
  })
})
