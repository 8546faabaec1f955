import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { treemap } from '../../../../renderer/views/fleet/treemap.ts'

const sizes = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('treemap', () => {
  it('gives every size its share of the area, inside the box', () => {
    fc.assert(
      fc.property(sizes, (list) => {
        const sorted = [...list].sort((a, b) => b - a)
        const box = { x: 0, y: 0, width: 2, height: 1 }
        const total = sorted.reduce((a, b) => a + b, 0)
        treemap(sorted, box).forEach((cell, at) => {
          expect(cell.width * cell.height).toBeCloseTo(((sorted[at] ?? 0) / total) * 2, 6)
          expect(cell.x).toBeGreaterThanOrEqual(-1e-6)
          expect(cell.y).toBeGreaterThanOrEqual(-1e-6)
          expect(cell.x + cell.width).toBeLessThanOrEqual(2 + 1e-6)
          expect(cell.y + cell.height).toBeLessThanOrEqual(1 + 1e-6)
        })
      }),
      { numRuns: 200 },
    )
  })
  it('keeps cells close to squares where sizes are equal', () => {
    for (const cell of treemap([1, 1, 1, 1], { x: 0, y: 0, width: 2, height: 2 })) {
      expect(cell.width / cell.height).toBeCloseTo(1, 6)
    }
  })
  it('answers empty cells for an empty box', () => {
    expect(treemap([], { x: 0, y: 0, width: 1, height: 1 })).toEqual([])
    expect(treemap([3], { x: 0, y: 0, width: 1, height: 0 })[0]?.height).toBe(0)
  })
})
