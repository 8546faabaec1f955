import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexedHeap } from '../../../shared/forecast/indexed-heap.ts'

describe('indexed heap', () => {
  it('always has the smallest key on top, ties by id, through pushes, removals and new keys', () => {
    const step = fc.record({ id: fc.nat({ max: 20 }), key: fc.nat({ max: 9 }), remove: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const keys = new Float64Array(21)
        const positions = new Int32Array(21).fill(-1)
        const heap = new IndexedHeap(keys, positions)
        const inside = new Set<number>()
        for (const { id, key, remove } of steps) {
          if (inside.has(id) && remove) {
            heap.remove(id)
            inside.delete(id)
          } else {
            keys[id] = key
            if (inside.has(id)) heap.update(id)
            else heap.push(id)
            inside.add(id)
          }
          const first = [...inside].sort((a, b) => keys[a]! - keys[b]! || a - b)[0] ?? -1
          expect(heap.top).toBe(first)
          expect(heap.topKey).toBe(first < 0 ? Infinity : keys[first])
          expect(heap.size).toBe(inside.size)
          expect([...positions].filter((position) => position >= 0).length).toBe(inside.size)
        }
      }),
    )
  })
})
