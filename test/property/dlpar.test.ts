import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { mib } from '../../shared/inventory/units.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { planOf, smallFleets } from '../support/planning-fleets.ts'

/** Less room than they were drawn with: somebody has to give way. */
const tightFleets = fc.tuple(smallFleets, fc.constantFrom(0.3, 0.6, 1)).map(([fleet, share]) => ({
  ...fleet,
  servers: fleet.servers.map((server) => ({
    ...server,
    availableMemoryMib:
      server.availableMemoryMib === null
        ? null
        : mib(Math.floor((server.availableMemoryMib * share) / 1024) * 1024),
  })),
}))

describe('evacuations of tight fleets whose partitions may be made smaller', () => {
  it('are never refused by the referee, move no fewer partitions, and change nothing where nobody is made smaller', () => {
    let smaller = 0
    let more = 0
    fc.assert(
      fc.property(tightFleets, fc.integer({ min: 30, max: 95 }), (fleet, leastPercent) => {
        const options = { acceptedUnknownRuleIds: ['SRC-RMC'] }
        const plain = planOf(fleet, { options })
        const plan = planOf(fleet, { options: { ...options, dlpar: { leastPercent } } })
        expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
        expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
        expect(plan.moves.length).toBeGreaterThanOrEqual(plain.moves.length)
        const steps = plan.moves.filter(({ dlpar }) => dlpar !== undefined)
        smaller += steps.length
        more += plan.moves.length - plain.moves.length
        if (steps.length === 0) expect(JSON.stringify(plan.moves)).toBe(JSON.stringify(plain.moves))
      }),
      { numRuns: fuzzRuns(120), seed: 20_260_311 },
    )
    // Fleets in which nobody is made smaller would prove nothing.
    expect(smaller).toBeGreaterThan(10)
    expect(more).toBeGreaterThan(10)
  })
})
