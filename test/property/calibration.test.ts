import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrate } from '../../shared/calibration/calibrate.ts'
import { conformalQuantile, scoreOf } from '../../shared/calibration/conformal.ts'
import { invertMove } from '../../shared/calibration/invert.ts'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { inverseNormal, randomStream } from '../../shared/forecast/random.ts'
import type { ScenarioPart } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { mib } from '../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../support/fleet-builder.ts'
import { withPastMoves } from '../support/past-moves.ts'
import { serverIdOf } from '../support/planning-fleets.ts'

const GIB = 2 ** 30

/** A move of the engine's under known B and D, as a log would tell it. */
function logged(part: ScenarioPart, rate: number) {
  const answer = simulate({ resources: { rate }, parts: [{ ...part, path: { rate: 1 }, ratio: 1 }] }).parts[
    'p'
  ]
  return { seconds: answer?.total ?? 0, bytes: (answer?.raw ?? 0) * (part.ratio ?? 1) }
}

const within = (found: number | null, wanted: number, share: number): boolean =>
  found !== null && Math.abs(found / wanted - 1) <= share

describe('inversion of past moves', () => {
  const arbitraryMove = fc.record({
    gib: fc.double({ min: 1, max: 1024, noNaN: true }),
    used: fc.double({ min: 0.3, max: 1, noNaN: true }),
    rate: fc.double({ min: 5e7, max: 1e10, noNaN: true }),
    lam: fc.double({ min: 0.02, max: 0.85, noNaN: true }),
    hotShare: fc.option(fc.double({ min: 0.4, max: 2, noNaN: true }), { nil: null }),
    theta: fc.constantFrom(0.9, 0.95, 0.99),
    ratio: fc.double({ min: 0.2, max: 1, noNaN: true }),
    suspend: fc.double({ min: 0, max: 3, noNaN: true }),
  })

  it('finds the known rate and write rate within 1 %, also as the second of two that explain the move', () => {
    fc.assert(
      fc.property(arbitraryMove, ({ gib, used, rate, lam, hotShare, theta, ratio, suspend }) => {
        const dirty = lam * rate
        const part: ScenarioPart = {
          name: 'p',
          mem: gib * GIB,
          used,
          dirty,
          hot: hotShare === null ? null : hotShare * gib * GIB,
          theta,
          min_gain: 0.9,
          ratio,
          t_susp: suspend,
          state_bytes: 8 * 2 ** 20,
        }
        const { seconds, bytes } = logged(part, rate)
        // What the model believes of D has no part in the inversion.
        const found = invertMove({ part: { ...part, dirty: 1 }, seconds, wireBytes: bytes, ratioKnown: true })
        expect(within(found.wireRate, rate * ratio, 0.01)).toBe(true)
        expect(found.why).toBeNull()
        expect([found.dirty, found.otherDirty].some((one) => within(one, dirty, 0.01))).toBe(true)
        // Below the second branch (q < 1 + min gain) there is no doubt.
        if (found.resent !== null && found.resent < 1.5) expect(within(found.dirty, dirty, 0.01)).toBe(true)
      }),
      { numRuns: 1000, seed: 20_260_311 },
    )
  })

  it('agrees with D = B (1 - 1 / q) where passes go on until everything is clean', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.7, noNaN: true }), (lam) => {
        const part: ScenarioPart = {
          name: 'p',
          mem: 64 * GIB,
          theta: 1 - 1e-9,
          dirty: lam * 1e9,
          max_passes: 1000,
        }
        const { seconds, bytes } = logged(part, 1e9)
        const { resent, dirty, wireRate } = invertMove({ part, seconds, wireBytes: bytes, ratioKnown: true })
        expect(within(dirty, (wireRate ?? 0) * (1 - 1 / (resent ?? 1)), 1e-4)).toBe(true)
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

/** Partitions of all four classes on three servers of a kind that does not compress. */
const fleet = aFleet({
  servers: [0, 1, 2].map((n) =>
    aServer({ id: serverIdOf(n), name: `server${n}`, generation: 'POWER8', firmwareRelease: 860 }),
  ),
  partitions: Array.from({ length: 40 }, (_, n) =>
    aPartition({
      serverId: serverIdOf(n % 3),
      lparId: 10 + n,
      name: `${['app', 'ora', 'hana', 'nim'][n % 4]}${n}`,
      memoryMib: mib(16_384 * (1 + (n % 5))),
    }),
  ),
})

describe('residuals', () => {
  it('have the median 1 and eight of ten inside where the assumptions are true', () => {
    const drawn = withPastMoves(fleet, { moves: 160, truth: noAssumptions, seed: 20_260_311 })
    const [all, ...classes] = calibrate(drawn, noAssumptions).residuals
    expect(all?.moves).toBe(160)
    // Three standard errors of the median of 160, and of 40, ratios that spread by a third.
    expect(Math.abs((all?.medianBefore ?? 0) - 1)).toBeLessThan(0.1)
    for (const { medianBefore } of classes) expect(Math.abs(medianBefore - 1)).toBeLessThan(0.2)
    // Three standard errors of 160 moves.
    expect(Math.abs((all?.coverageBefore ?? 0) - 0.8)).toBeLessThan(0.095)
  })

  it('make no proposal that is already so', () => {
    const exact = withPastMoves(fleet, { moves: 40, truth: noAssumptions, seed: null })
    const values = calibrate(exact, noAssumptions).proposals.filter(({ key }) => key !== 'range.stretch')
    for (const { before, value, key } of values)
      expect(Math.abs(value / before.value - 1), key).toBeLessThan(0.1)
  })
})

describe('the conformal factor', () => {
  it('covers a new exchangeable move with at least the wanted probability', () => {
    const random = randomStream(42)
    const draw = (): number => Math.abs(inverseNormal(random())) * 3
    for (const [m, alpha] of [
      [20, 0.2],
      [34, 0.2],
      [60, 0.1],
    ] as const) {
      const trials = 4000
      let covered = 0
      for (let trial = 0; trial < trials; trial += 1) {
        const factor = conformalQuantile(Array.from({ length: m }, draw), alpha)
        if (factor !== null && draw() <= factor) covered += 1
      }
      // Three standard errors of the count below the promise, and not wastefully above it.
      const error = 3 * Math.sqrt((alpha * (1 - alpha)) / trials)
      expect(covered / trials).toBeGreaterThan(1 - alpha - error)
      expect(covered / trials).toBeLessThan(1 - alpha + 1 / (m + 1) + error)
    }
  })

  it('is the ceil((m + 1)(1 - alpha)) / m quantile, and nothing where that is none of them', () => {
    const scores = [5, 1, 4, 2, 3, 9, 8, 7, 6]
    expect(conformalQuantile(scores, 0.2)).toBe(8)
    expect(conformalQuantile(scores, 0.1)).toBe(9)
    expect(conformalQuantile(scores, 0.05)).toBeNull()
    expect(scoreOf(200, { p10: 50, p50: 100, p90: 200 })).toBeCloseTo(1, 12)
    expect(scoreOf(25, { p10: 50, p50: 100, p90: 200 })).toBeCloseTo(2, 12)
  })
})
