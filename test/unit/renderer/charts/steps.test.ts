import { describe, expect, it } from 'vitest'
import {
  heatLevel,
  heatRuns,
  meanOver,
  stepPath,
  sumSteps,
  valueAt,
} from '../../../../renderer/charts/steps.ts'

const steps = { t: [0, 10, 20, 30], v: [5, 8, 2, 0] }
const scale = { domain: { from: 0, to: 40 }, left: 0, right: 40 }

describe('step functions', () => {
  it('hold their value to the next step', () => {
    expect(valueAt(steps, 10)).toBe(8)
    expect(valueAt(steps, 19.9)).toBe(8)
    expect(valueAt(steps, 99)).toBe(0)
    expect(valueAt(steps, -1)).toBe(0)
  })

  it('sum at every step of every part', () => {
    const sum = sumSteps([steps, { t: [5, 25], v: [1, 0] }])
    expect(sum).toEqual({ t: [0, 5, 10, 20, 25, 30], v: [5, 6, 9, 3, 2, 0] })
    for (const at of [0, 4, 5, 12, 24, 26, 31]) {
      expect(valueAt(sum, at)).toBe(valueAt(steps, at) + valueAt({ t: [5, 25], v: [1, 0] }, at))
    }
  })

  it('average over time, not over steps', () => {
    expect(meanOver(steps, { from: 0, to: 40 })).toBeCloseTo((50 + 80 + 20) / 40)
    expect(meanOver(steps, { from: 5, to: 15 })).toBeCloseTo(6.5)
  })

  it('become a path of horizontal and vertical strokes that ends with the load', () => {
    expect(stepPath(steps, scale, (value) => 10 - value)).toBe('M0 5.0H10V2.0H20V8.0H30V10.0')
    expect(stepPath({ t: [50], v: [3] }, scale, (value) => value)).toBe('')
    expect(stepPath({ t: [0], v: [3] }, scale, (value) => value)).toBe('M0 3.0H40')
  })

  it('start at the left edge with the value that holds there', () => {
    const zoom = { domain: { from: 15, to: 25 }, left: 0, right: 100 }
    expect(stepPath(steps, zoom, (value) => 10 - value)).toBe('M0 2.0H50V8.0H100')
  })

  it('keep every peak when many steps share a pixel', () => {
    const t = Array.from({ length: 10_000 }, (_, at) => at / 250)
    const v = t.map((_, at) => (at === 5_003 ? 99 : at % 3))
    const path = stepPath({ t, v }, scale, (value) => value)
    expect(path).toContain('V99.0')
    expect(path.length).toBeLessThan(2_000)
  })

  it('become heat runs of equal level, without empty ones', () => {
    const runs = heatRuns({ t: [0, 20, 30], v: [9, 0, 3] }, 9, scale, 5)
    expect(runs).toEqual([
      { left: 0, width: 20, level: 8 },
      { left: 30, width: 10, level: 3 },
    ])
    expect(heatRuns(steps, 0, scale)).toEqual([])
    expect([heatLevel(0), heatLevel(0.5), heatLevel(1), heatLevel(1.2)]).toEqual([0, 4, 8, 8])
  })
})
