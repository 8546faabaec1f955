import { describe, expect, it } from 'vitest'
import { exp, expm1, log } from '../../../shared/forecast/exact-math.ts'

const near = (actual: number, wanted: number): number => Math.abs(actual / wanted - 1)
const numbers = Array.from({ length: 4001 }, (_, i) => i / 2000 - 1)

describe('mathematics that is the same on every host', () => {
  it('agrees with the host to the last digits', () => {
    for (const x of numbers) {
      expect(near(exp(x * 700), Math.exp(x * 700))).toBeLessThan(1e-15)
      expect(near(exp(x), Math.exp(x))).toBeLessThan(1e-15)
      if (x !== 0) expect(near(expm1(x * 2), Math.expm1(x * 2))).toBeLessThan(2e-15)
      const y = Math.exp(x * 600)
      expect(Math.abs(log(y) - Math.log(y))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(y))))
    }
    for (const x of [1e-12, -1e-12, 1e-300]) expect(near(expm1(x), Math.expm1(x))).toBeLessThan(1e-15)
  })

  it('keeps the ends', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(800), exp(-800)]).toEqual([
      1,
      0,
      Infinity,
      Infinity,
      0,
    ])
    expect([expm1(0), expm1(-Infinity), expm1(-800)]).toEqual([0, -1, -1])
    expect([log(1), log(0), log(Infinity), log(-1), exp(Number.NaN)]).toEqual([
      0,
      -Infinity,
      Infinity,
      Number.NaN,
      Number.NaN,
    ])
    expect(near(log(5e-324), Math.log(5e-324))).toBeLessThan(1e-15)
  })
})
