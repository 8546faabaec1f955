import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { readStagedPlanText } from '../../shared/plan/staged-plan-schema.ts'
import type { StagedPlan } from '../../shared/plan/staged-plan.ts'
import { refereeStagedPlan } from '../../shared/planning/referee/stages/referee-staged-plan.ts'
import { connected } from '../support/connected-fleets.ts'
import { fuzzGuard, fuzzRuns } from '../support/fuzz-runs.ts'
import { smallFleets } from '../support/planning-fleets.ts'
import { rulesAbout } from '../support/planning-rules.ts'
import { rolling, thereAndBack, threeWindows } from '../support/staged-plans.ts'

const runs = { numRuns: fuzzRuns(150), seed: 20_261_124, endOnFailure: true }
const minute = 60_000

const fleets = smallFleets.chain(connected)
const ruled = fleets.chain((fleet) =>
  fc.tuple(fc.constant(fleet), fc.oneof(fc.constant([]), rulesAbout(fleet))),
)
const accepted = fc.subarray(['SRC-RMC', 'SRC-STATE', 'MEM-AVAIL', 'TGT-VSLOTS', 'SRC-NPIV-PAIR'])

/** What the referee says; the report of a failing run names only that. */
const violationsOf = (fleet: Fleet, plan: StagedPlan): readonly string[] =>
  refereeStagedPlan(fleet, plan, noAssumptions).violations.map(
    ({ ruleId, stageId, text }) => `${ruleId} ${stageId ?? ''} ${text}`,
  )

const count = { serviced: 0, left: 0, stages: 0, windows: 0 }
function counted(plan: StagedPlan): void {
  count.serviced += plan.stages.filter(({ kind }) => kind === 'service').length
  count.left += plan.unserviced.length
  count.stages += plan.stages.length
}

describe('staged plans of random fleets', () => {
  it(
    'there and back is never refused by the referee',
    () => {
      fc.assert(
        fc.property(ruled, accepted, fc.boolean(), ([fleet, rules], unknowns, windowed) => {
          const plan = thereAndBack(fleet, {
            servers: fleet.servers.length > 3 ? [0, 1] : [0],
            window: windowed ? threeWindows[0]! : null,
            options: { rules, acceptedUnknownRuleIds: unknowns },
          })
          counted(plan)
          expect(violationsOf(fleet, plan)).toEqual([])
          expect(readStagedPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
        }),
        runs,
      )
      expect(count.serviced).toBeGreaterThan(20)
      expect(count.left).toBeGreaterThan(20)
    },
    fuzzGuard(300_000),
  )

  it(
    'rolling maintenance is never refused by the referee',
    () => {
      const before = { ...count }
      fc.assert(
        fc.property(
          ruled,
          fc.boolean(),
          fc.constantFrom(20, 100, 170),
          ([fleet, rules], returnHome, serviceMinutes) => {
            const plan = rolling(fleet, { returnHome, serviceMinutes, options: { rules } })
            counted(plan)
            expect(violationsOf(fleet, plan)).toEqual([])
            for (const { reasons } of plan.unserviced) expect(reasons.length).toBeGreaterThan(0)
          },
        ),
        { ...runs, numRuns: fuzzRuns(80) },
      )
      expect(count.serviced - before.serviced).toBeGreaterThan(40)
      expect(count.left - before.left).toBeGreaterThan(40)
    },
    fuzzGuard(600_000),
  )

  it(
    'is the same for the same seed',
    () => {
      fc.assert(
        fc.property(fleets, fc.nat(), (fleet, seed) => {
          const again = structuredClone(fleet)
          expect(thereAndBack(fleet, { seed })).toEqual(thereAndBack(again, { seed }))
          expect(rolling(fleet, { seed })).toEqual(rolling(again, { seed }))
        }),
        { ...runs, numRuns: 15 },
      )
    },
    fuzzGuard(300_000),
  )

  it(
    'a window that is too short leaves everybody where they are, with the reason',
    () => {
      fc.assert(
        fc.property(fleets, (fleet) => {
          const { startMs } = threeWindows[0]!
          const plan = rolling(fleet, { windows: [{ startMs, endMs: startMs + minute }] })
          expect(plan.stages).toEqual([])
          expect(plan.unserviced.map(({ serverId }) => serverId).toSorted()).toEqual(
            fleet.servers.map(({ id }) => id).toSorted(),
          )
        }),
        { ...runs, numRuns: 30 },
      )
    },
    fuzzGuard(300_000),
  )
})
