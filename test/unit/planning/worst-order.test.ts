import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { worstAmount, type OrderedAmount } from '../../../shared/planning/referee/worst-order.ts'

/** Every set of moves that contains what its members wait for, one by one. */
function bruteForce(
  amounts: readonly OrderedAmount[],
  ancestors: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  let worst = 0
  for (let set = 0; set < 2 ** amounts.length; set += 1) {
    const chosen = amounts.filter((_, i) => (set >> i) & 1)
    const closed = chosen.every((one) =>
      amounts.every((other) => !ancestors.get(one.moveId)?.has(other.moveId) || chosen.includes(other)),
    )
    if (closed)
      worst = Math.max(
        worst,
        chosen.reduce((sum, one) => sum + one.amount, 0),
      )
  }
  return worst
}

describe('the worst order', () => {
  it('adds up arrivals where nothing leaves', () => {
    expect(
      worstAmount(
        [
          { moveId: 'a', amount: 3 },
          { moveId: 'b', amount: 4 },
        ],
        new Map(),
      ),
    ).toBe(7)
  })

  it('counts on room only where a move waits for it', () => {
    const amounts = [
      { moveId: 'in', amount: 5 },
      { moveId: 'out', amount: -5 },
    ]
    expect(worstAmount(amounts, new Map())).toBe(5)
    expect(worstAmount(amounts, new Map([['in', new Set(['out'])]]))).toBe(0)
  })

  it('is what trying every order finds', () => {
    const cases = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 9 }).chain((values) =>
      fc.record({
        values: fc.constant(values),
        // Only earlier ones are waited for, so there is no circle.
        waits: fc.array(fc.tuple(fc.nat(values.length - 1), fc.nat(values.length - 1)), { maxLength: 14 }),
      }),
    )
    fc.assert(
      fc.property(cases, ({ values, waits }) => {
        const direct = values.map((_, i) => waits.filter(([a, b]) => a === i && b < i).map(([, b]) => b))
        const all = direct.map(() => new Set<number>())
        for (const [i, before] of direct.entries()) {
          for (const b of before) {
            all[i]!.add(b)
            for (const further of all[b]!) all[i]!.add(further)
          }
        }
        const amounts = values.map((amount, i) => ({ moveId: `m${i}`, amount }))
        const ancestors = new Map(all.map((set, i) => [`m${i}`, new Set([...set].map((b) => `m${b}`))]))
        expect(worstAmount(amounts, ancestors)).toBe(bruteForce(amounts, ancestors))
      }),
      { numRuns: 400, seed: 11 },
    )
  })
})
