import { describe, expect, it } from 'vitest'
import { calibrate } from '../../../shared/calibration/calibrate.ts'
import { accepted } from '../../../shared/calibration/proposals.ts'
import { noAssumptions, type Assumptions } from '../../../shared/forecast/assumption.ts'
import { forecastPlan } from '../../../shared/forecast/forecast-plan.ts'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { withPastMoves } from '../../support/past-moves.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

/** Sixty partitions, twenty of a class, between servers whose movers compress (or not). */
function fleetOf(firmwareRelease: number, names: readonly string[]): Fleet {
  return aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, generation: 'POWER9', firmwareRelease }),
    ),
    partitions: Array.from({ length: 60 }, (_, n) =>
      aPartition({
        serverId: serverIdOf(n % 3),
        lparId: 10 + n,
        name: `${names[n % names.length]}${n}`,
        memoryMib: mib(16_384 * (1 + (n % 5))),
      }),
    ),
  })
}
const truth = (values: Readonly<Record<string, number>>): Assumptions => ({
  overrides: Object.entries(values).map(([key, value]) => ({
    key,
    scope: 'fleet',
    scopeId: null,
    value,
    reason: null,
  })),
  classes: [],
})
const valueOf = (report: ReturnType<typeof calibrate>, key: string): number | undefined =>
  report.proposals.find((one) => one.key === key && one.scope === 'fleet')?.value

describe('calibration by moves of a world that differs from the assumptions', () => {
  it('finds mover rate and write rates, and brings residuals and coverage right', () => {
    const world = {
      'coreRate.POWER9': 4.2e8,
      'class.in-memory.dirtyBytesPerSecond': 2.5e8,
    }
    const before = withPastMoves(fleetOf(860, ['hana', 'app', 'nim']), {
      moves: 60,
      truth: truth(world),
      seed: null,
    })
    const report = calibrate(before, noAssumptions)
    for (const [key, value] of Object.entries(world)) {
      expect(Math.abs((valueOf(report, key) ?? 0) / value - 1), key).toBeLessThan(0.02)
    }
    const [all] = report.residuals
    expect(all?.medianBefore).toBeGreaterThan(1.3)
    expect(Math.abs((all?.medianAfter ?? 0) - 1)).toBeLessThan(0.06)
    expect(all?.coverageAfter).toBeGreaterThanOrEqual(0.8)
    expect(report.enough).toBe(true)
    expect(report.proposals[0]?.reason).toMatch(/^from \d+ moves, 2026-01-05 to 2026-01-/)

    const settled = calibrate(before, accepted(noAssumptions, report.proposals))
    expect(settled.residuals[0]?.coverageBefore).toBeGreaterThanOrEqual(0.8)
    const left = settled.proposals.filter(({ key }) => key !== 'range.stretch')
    for (const { value, before: old } of left) expect(Math.abs(value / old.value - 1)).toBeLessThan(0.1)
  })

  it('learns the bytes on the wire first where movers compress, then the write rates', () => {
    const world = { 'rho.from920': 0.7, 'class.in-memory.dirtyBytesPerSecond': 2.5e8 }
    const fleet = withPastMoves(fleetOf(950, ['hana', 'app', 'nim']), {
      moves: 60,
      truth: truth(world),
      seed: null,
    })
    const report = calibrate(fleet, noAssumptions)
    expect(Math.abs((valueOf(report, 'rho.from920') ?? 0) / 0.7 - 1)).toBeLessThan(0.02)
    expect(Math.abs((valueOf(report, 'class.in-memory.dirtyBytesPerSecond') ?? 0) / 2.5e8 - 1)).toBeLessThan(
      0.1,
    )
    expect(report.compared[0]).toMatchObject({ dirty: null })
    expect(report.compared[0]?.why).toContain('compress')
  })

  it('says that a larger set is written where more was sent again than the one in force allows', () => {
    const world = { 'class.application.hot': 0.6, 'class.application.dirtyBytesPerSecond': 3e8 }
    const fleet = withPastMoves(fleetOf(860, ['app']), { moves: 30, truth: truth(world), seed: null })
    const report = calibrate(fleet, noAssumptions)
    expect(report.compared.some((one) => one.why?.includes('set of memory'))).toBe(true)
    expect(valueOf(report, 'class.application.hot')).toBeGreaterThan(0.1)
    expect(valueOf(report, 'class.application.dirtyBytesPerSecond')).toBeGreaterThan(1e8)
    expect(Math.abs((report.residuals[0]?.medianAfter ?? 0) - 1)).toBeLessThan(0.1)
  })
})

describe('few moves', () => {
  it('leave the range of the model as it is, and say so', () => {
    const fleet = withPastMoves(fleetOf(860, ['app']), { moves: 19, truth: noAssumptions, seed: 3 })
    const report = calibrate(fleet, noAssumptions)
    expect(report).toMatchObject({ enough: false, movesNeeded: 20 })
    expect(report.proposals.some(({ key }) => key === 'range.stretch')).toBe(false)
  })
  it('or none at all make an empty report', () => {
    expect(calibrate(fleetOf(860, ['app']), noAssumptions)).toMatchObject({
      compared: [],
      residuals: [],
      proposals: [],
    })
  })
})

describe('ranges', () => {
  it('become so wide that they hold what happened, in calibration and in plans', () => {
    // The world is wilder than the assumptions: write rates spread by a factor of twenty.
    const wild = truth({ 'class.in-memory.dirtySigma': 3, 'rho.before920': 1 })
    const fleet = withPastMoves(fleetOf(860, ['hana']), { moves: 60, truth: wild, seed: 11 })
    const report = calibrate(fleet, noAssumptions)
    const stretch = report.proposals.find((one) => one.key === 'range.stretch' && one.scope === 'fleet')
    const [all] = report.residuals
    expect(all?.coverageAfter).toBeGreaterThanOrEqual(0.75)
    expect(stretch).toBeDefined()

    const plan = planOf(fleet)
    const options = { samples: 100, seed: 1 }
    const plain = forecastPlan(fleet, plan, noAssumptions, options)
    const wide = forecastPlan(fleet, plan, truth({ 'range.stretch': 2 }), options)
    const log = (a: number, b: number): number => Math.log(a / b)
    for (const pick of ['makespan', 'longestStandstill'] as const) {
      const factor = pick === 'makespan' ? 2 : 1
      expect(Math.abs(wide[pick].p50 / plain[pick].p50 - 1)).toBeLessThan(1e-3)
      expect(log(wide[pick].p90, wide[pick].p50)).toBeCloseTo(
        factor * log(plain[pick].p90, plain[pick].p50),
        2,
      )
    }
    expect(log(wide.moves[0]!.duration.p90, wide.moves[0]!.duration.p50)).toBeCloseTo(
      2 * log(plain.moves[0]!.duration.p90, plain.moves[0]!.duration.p50),
      2,
    )
    expect(wide.moves[0]!.endS).toBe(plain.moves[0]!.endS)
  })
})

it('stops when told to', () => {
  const fleet = withPastMoves(fleetOf(860, ['app']), { moves: 5, truth: noAssumptions, seed: null })
  expect(() => calibrate(fleet, noAssumptions, { shouldStop: () => true })).toThrow(ForecastCancelled)
})
