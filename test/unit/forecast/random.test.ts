import { describe, expect, it } from 'vitest'
import { inverseNormal, randomStream, stratifiedColumn, streamSeed } from '../../../shared/forecast/random.ts'

describe('random streams', () => {
  it('are the same for the same seed and differ for neighbours', () => {
    const take = (seed: number) => Array.from({ length: 4 }, randomStream(seed))
    expect(take(7)).toEqual(take(7))
    expect(take(7)[0]).not.toBe(take(8)[0])
    expect(streamSeed(1, 'a')).not.toBe(streamSeed(1, 'b'))
    expect(streamSeed(1, 'a')).not.toBe(streamSeed(2, 'a'))
    expect(streamSeed(2 ** 40, 'a')).not.toBe(streamSeed(2 ** 41, 'a'))
  })

  it('are uniform: mean, variance, and no relation between neighbours', () => {
    const random = randomStream(42)
    const numbers = Array.from({ length: 200_000 }, random)
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
    let relation = 0
    for (let i = 1; i < numbers.length; i += 1) relation += (numbers[i]! - mean) * (numbers[i - 1]! - mean)
    expect(mean).toBeCloseTo(0.5, 2)
    expect(variance).toBeCloseTo(1 / 12, 3)
    expect(Math.abs(relation / numbers.length / variance)).toBeLessThan(0.01)
    expect(numbers.every((x) => x > 0 && x < 1)).toBe(true)
  })

  it('are independent from key to key', () => {
    const a = stratifiedColumn(streamSeed(1, 'dirty:db1'), 5000)
    const b = stratifiedColumn(streamSeed(1, 'dirty:db2'), 5000)
    const relation = a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i]! - 0.5), 0) / 5000 / (1 / 12)
    expect(Math.abs(relation)).toBeLessThan(0.05)
  })

  it('put one number in every stratum', () => {
    const column = stratifiedColumn(3, 500)
    expect([...column].map((x) => Math.floor(x * 500)).sort((a, b) => a - b)).toEqual([...Array(500).keys()])
    expect([...column]).not.toEqual([...column].sort((a, b) => a - b))
  })
})

describe('normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.9, 1.2815515655446004],
    [0.1, -1.2815515655446004],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-20, -9.262340089798405],
    [0.99999, 4.26489079392384],
  ])('of %d is %d', (p, x) => {
    expect(inverseNormal(p)).toBeCloseTo(x, 12)
  })

  it('is the inverse of the integrated density', () => {
    // Simpson's rule from 0; the density has no closed integral.
    const area = (x: number) => {
      const steps = 2000
      let sum = 0
      for (let i = 0; i <= steps; i += 1) {
        const factor = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
        sum += factor * Math.exp(-(((i * x) / steps) ** 2) / 2)
      }
      return 0.5 + ((sum * x) / steps / 3) * (1 / Math.sqrt(2 * Math.PI))
    }
    for (const x of [-4, -2.2, -1, -0.3, 0.2, 1.1, 2.5, 3.7]) expect(inverseNormal(area(x))).toBeCloseTo(x, 9)
  })
})
