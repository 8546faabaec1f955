import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { mib } from '../../shared/inventory/units.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import type { RelaxationKind } from '../../shared/plan/relaxations.ts'
import type { PlanOptions } from '../../shared/plan/plan-document.ts'
import { planEvacuation } from '../../shared/planning/evacuate.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { applyChanges } from '../../shared/planning/relax/apply-changes.ts'
import { evacuationOf, serverIdOf, smallFleets } from '../support/planning-fleets.ts'
import { rulesAbout } from '../support/planning-rules.ts'

const startMs = 1_800_000_000_000
const windows = fc.constantFrom(null, null, { startMs, endMs: startMs + 120_000 })
/** Narrow fleets leave more to relax. */
const narrow = (fleet: Fleet, share: number): Fleet => ({
  ...fleet,
  servers: fleet.servers.map((server) => ({
    ...server,
    availableMemoryMib:
      server.availableMemoryMib === null
        ? null
        : mib(Math.floor((server.availableMemoryMib * share) / 256) * 256),
  })),
})
const requests = smallFleets.chain((fleet) =>
  fc.record({
    fleet: fc.constantFrom(1, 0.5).map((share) => narrow(fleet, share)),
    rules: fc.oneof(fc.constant([]), rulesAbout(fleet)),
    window: windows,
    targets: fc.constantFrom(null, null, [serverIdOf(1)]),
    active: fc.constantFrom(true, true, false),
    accepted: fc.constantFrom<readonly string[]>([], ['SRC-RMC', 'SRC-STATE']),
  }),
)

describe('what would make an evacuation possible', () => {
  it('does: every answer is a plan with everybody placed that the referee passes', () => {
    let impossible = 0
    const kinds = new Map<RelaxationKind, number>()
    fc.assert(
      fc.property(requests, ({ fleet, rules, window, targets, active, accepted }) => {
        const options: Partial<PlanOptions> = {
          rules,
          targetServerIds: targets,
          includeInactive: active,
          acceptedUnknownRuleIds: accepted,
        }
        const input = evacuationOf(fleet, { options, window })
        const plan = planEvacuation(input)
        expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
        const { relaxations } = plan
        if (plan.unplaced.length > 0) impossible += 1
        else if (window === null) expect(relaxations).toBeUndefined()
        const held = new Set(relaxations?.held.map(({ partitionId }) => partitionId))
        for (const { changes, placed, text } of relaxations?.answers ?? []) {
          const relaxed = applyChanges(input, changes)
          const again = planEvacuation(relaxed)
          expect(again.moves, text).toHaveLength(placed)
          expect(placed, text).toBeGreaterThanOrEqual(plan.moves.length - changes.length)
          expect(refereePlan(relaxed.fleet, again, noAssumptions).violations, text).toEqual([])
          const wished = (ruleId: string) =>
            ruleId === 'PLAN-EXCLUDED' ||
            ruleId === 'PLAN-INACTIVE' ||
            rules.some(
              (rule) => `RULE ${rule.id}` === ruleId && (rule.kind === 'pin' || rule.kind === 'exclude'),
            )
          const stuck = again.unplaced.filter(
            ({ partitionId, reasons }) => !held.has(partitionId) && !wished(reasons[0]?.ruleId ?? ''),
          )
          expect(stuck, text).toEqual([])
          for (const { kind } of changes) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
        }
      }),
      { numRuns: 250, seed: 20_261_123 },
    )
    // Requests that are all possible, or without any way out, would prove nothing.
    expect(impossible).toBeGreaterThan(100)
    expect(kinds.size).toBeGreaterThanOrEqual(8)
  })
})
