import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundByPrices, ModelBuilder, relaxed } from '../../../../shared/planning/bounds/linear-model.ts'

/** 2 x + 3 y least, with x + y >= 4, x - y <= 1, both up to 10: (2.5, 1.5), 9.5. */
function diet() {
  const builder = new ModelBuilder()
  const enough = builder.row(4, Infinity)
  const close = builder.row(-Infinity, 1)
  for (const [cost, sign] of [
    [2, 1],
    [3, -1],
  ] as const) {
    builder.column({ cost, lower: 0, upper: 10, whole: true })
    builder.put(enough, 1)
    builder.put(close, sign)
  }
  return builder.build()
}

describe('a linear model', () => {
  test('is sparse, column by column, without entries of zero', () => {
    const builder = new ModelBuilder()
    builder.row(0, 1)
    builder.row(0, 1)
    builder.column({ cost: 1, lower: 0, upper: 1, whole: true })
    builder.put(1, 5)
    builder.column({ cost: 2, lower: 0, upper: 1, whole: false })
    builder.put(0, 0)
    const model = builder.build()
    expect([...model.starts]).toEqual([0, 1, 1])
    expect([...model.rows]).toEqual([1])
    expect([...model.values]).toEqual([5])
    expect([...model.whole]).toEqual([1, 0])
    expect([...relaxed(model).whole]).toEqual([0, 0])
  })

  test('is bounded sharply by the right prices', () => {
    // Dual: y1 + y2 = 2, y1 - y2 = 3.
    expect(boundByPrices(diet(), Float64Array.of(2.5, -0.5))).toBeCloseTo(9.5, 12)
  })

  test('is bounded by whatever prices: never above what can be had', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (a, b) => {
          expect(boundByPrices(diet(), Float64Array.of(a, b))).toBeLessThanOrEqual(9.5 + 1e-9)
        },
      ),
    )
  })

  test('is not bounded where a column may earn without end', () => {
    const builder = new ModelBuilder()
    builder.row(0, Infinity)
    builder.column({ cost: -1, lower: 0, upper: Infinity, whole: false })
    expect(boundByPrices(builder.build(), Float64Array.of(0))).toBe(-Infinity)
  })

  test('takes a price that is no number, or has the wrong sign, for none', () => {
    expect(boundByPrices(diet(), Float64Array.of(Number.NaN, Number.NaN))).toBe(0)
    expect(boundByPrices(diet(), Float64Array.of(-1, 1))).toBe(0)
  })
})
