import { describe, expect, it } from 'vitest'
import { loadColumns, loadIntegral } from '../../../shared/forecast/loads.ts'

const steps = { t: [0, 2, 3, 7, 10], v: [0, 4, 1, 6, 0] }

describe('load steps', () => {
  it('have the area of their rectangles, up to any time', () => {
    expect(loadIntegral(steps, 10)).toBe(4 + 4 + 18)
    expect(loadIntegral(steps, 2.5)).toBe(2)
    expect(loadIntegral(steps, 1e6)).toBe(26)
  })

  it('keep area and peaks when reduced to columns', () => {
    for (const columns of [1, 2, 3, 7, 40]) {
      const { mean, peak } = loadColumns(steps, 0, 12, columns)
      const area = mean.reduce((sum, each) => sum + each * (12 / columns), 0)
      expect(area).toBeCloseTo(26, 9)
      expect(Math.max(...peak)).toBe(6)
      for (let i = 0; i < columns; i += 1) expect(peak[i]!).toBeGreaterThanOrEqual(mean[i]! - 1e-12)
    }
    expect([...loadColumns(steps, 0, 12, 3).peak]).toEqual([4, 6, 6])
    expect([...loadColumns(steps, 2, 4, 2).mean]).toEqual([4, 1])
  })

  it('make empty columns of an empty span', () => {
    expect([...loadColumns(steps, 5, 5, 2).mean]).toEqual([0, 0])
  })
})
