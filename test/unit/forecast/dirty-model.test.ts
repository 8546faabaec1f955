import { describe, expect, it } from 'vitest'
import { dirtiedBytes } from '../../../shared/forecast/dirty-model.ts'

describe('dirtied bytes', () => {
  it('are D t without a hot set, and whatever the model for a short time', () => {
    expect(dirtiedBytes('exp', 1e8, Infinity, 30)).toBe(3e9)
    expect(dirtiedBytes('cap', 1e8, 1e9, 2)).toBe(2e8)
    expect(dirtiedBytes('exp', 1e8, 1e12, 1e-3) / 1e5).toBeCloseTo(1, 6)
  })

  it('never exceed the hot set, and reach it in the end', () => {
    expect(dirtiedBytes('cap', 1e8, 1e9, 60)).toBe(1e9)
    expect(dirtiedBytes('exp', 1e8, 1e9, 10)).toBeCloseTo(1e9 * (1 - Math.exp(-1)), 3)
    expect(dirtiedBytes('exp', 1e8, 1e9, 1e6)).toBe(1e9)
  })

  it('are those of uniform random writes over the set', () => {
    // 20,000 single-page writes on 10,000 pages, counted.
    const pages = new Uint8Array(10_000)
    let state = 12345
    for (let write = 0; write < 20_000; write += 1) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      pages[Math.floor((state / 2 ** 32) * pages.length)] = 1
    }
    const counted = pages.reduce((sum, page) => sum + page, 0)
    expect(dirtiedBytes('exp', 20_000, 10_000, 1) / counted).toBeCloseTo(1, 2)
  })

  it.each([
    [0, 1e9, 5],
    [1e8, 0, 5],
    [1e8, 1e9, 0],
  ])('are none at rate %d, set %d, time %d', (rate, hot, seconds) => {
    expect(dirtiedBytes('exp', rate, hot, seconds)).toBe(0)
  })
})
