import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { readStagedPlanText } from '../../shared/plan/staged-plan-schema.ts'
import type { ServerPower, StagedPlan } from '../../shared/plan/staged-plan.ts'
import { refereeStagedPlan } from '../../shared/planning/referee/stages/referee-staged-plan.ts'
import { connected } from '../support/connected-fleets.ts'
import { saving, twoNights } from '../support/energy-plans.ts'
import { fuzzGuard, fuzzRuns } from '../support/fuzz-runs.ts'
import { smallFleets } from '../support/planning-fleets.ts'
import { rulesAbout } from '../support/planning-rules.ts'
import { firstMs, hourMs } from '../support/staged-plans.ts'

const runs = { numRuns: fuzzRuns(60), seed: 20_261_124, endOnFailure: true }

/** Fleets with room enough for some server to be off, more often than those of other goals. */
const fleets = fc
  .tuple(smallFleets.chain(connected), fc.constantFrom(0, 0, 300, 900))
  .map(([fleet, moreGib]): Fleet => ({
    ...fleet,
    servers: fleet.servers.map((server) => ({
      ...server,
      availableMemoryMib:
        server.availableMemoryMib === null ? null : mib(server.availableMemoryMib + moreGib * 1024),
      availableCenti: centi((server.availableCenti ?? 0) + moreGib),
    })),
    partitions: fleet.partitions.map((one, at) =>
      at % 3 === 0
        ? { ...one, typicalWeek: Array.from({ length: 168 }, (_, hour) => ((hour * 7 + at) % 24) / 8) }
        : one,
    ),
  }))

const figure = (min: number, max: number) =>
  fc.oneof({ weight: 9, arbitrary: fc.integer({ min, max }) }, { weight: 1, arbitrary: fc.constant(null) })

const powers = (fleet: Fleet): fc.Arbitrary<readonly ServerPower[]> =>
  fc.tuple(
    ...fleet.servers.map(({ id }) =>
      fc.record({
        serverId: fc.constant(id),
        idleW: figure(200, 900),
        maxW: figure(900, 3000),
        standbyW: figure(0, 200),
        shutdownS: figure(0, 3600),
        iplS: figure(60, 7200),
      }),
    ),
  )

const cases = fleets.chain((fleet) =>
  fc.record({
    fleet: fc.constant(fleet),
    power: powers(fleet),
    rules: fc.oneof(fc.constant([]), rulesAbout(fleet)),
    hours: fc.constantFrom(1, 2, 5, 12),
  }),
)

const bandsOf = (hours: number) => [
  { startMs: firstMs, endMs: firstMs + hours * hourMs },
  { startMs: firstMs + 24 * hourMs, endMs: firstMs + (24 + hours) * hourMs },
]

/** What the referee says; the report of a failing run names only that. */
const violationsOf = (fleet: Fleet, plan: StagedPlan): readonly string[] =>
  refereeStagedPlan(fleet, plan, noAssumptions).violations.map(
    ({ ruleId, stageId, text }) => `${ruleId} ${stageId ?? ''} ${text}`,
  )

describe('plans that save energy, of random fleets', () => {
  it(
    'are never refused by the referee, read back as they are, and never cost energy',
    () => {
      const count = { off: 0, on: 0, losers: 0, known: 0 }
      fc.assert(
        fc.property(cases, ({ fleet, power, rules, hours }) => {
          const plan = saving(fleet, { power, bands: bandsOf(hours), options: { rules } })
          count.off += plan.stages.filter(({ kind }) => kind === 'off').length
          count.on += plan.unserviced.length
          count.losers += plan.unserviced.filter(({ reasons }) => reasons[0]?.ruleId === 'ENERGY-NET').length
          if (plan.energy?.netKwh != null) count.known += 1
          expect(violationsOf(fleet, plan)).toEqual([])
          expect(readStagedPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
          expect(plan.energy?.netKwh ?? 0).toBeGreaterThanOrEqual(0)
        }),
        runs,
      )
      for (const times of Object.values(count)) expect(times).toBeGreaterThan(0)
    },
    fuzzGuard(600_000),
  )

  it(
    'are the same for the same seed',
    () => {
      fc.assert(
        fc.property(cases, fc.nat(), ({ fleet, power }, seed) => {
          expect(saving(structuredClone(fleet), { power, seed })).toEqual(saving(fleet, { power, seed }))
        }),
        { ...runs, numRuns: 12 },
      )
    },
    fuzzGuard(300_000),
  )

  it(
    'leave everybody on in bands of five minutes',
    () => {
      fc.assert(
        fc.property(cases, ({ fleet, power }) => {
          const bands = twoNights.map(({ startMs }) => ({ startMs, endMs: startMs + 60_000 }))
          const plan = saving(fleet, { power: power.map((one) => ({ ...one, iplS: 600 })), bands })
          expect(plan.stages).toEqual([])
          expect(plan.unserviced).toHaveLength(fleet.servers.length)
        }),
        { ...runs, numRuns: 20 },
      )
    },
    fuzzGuard(300_000),
  )
})
