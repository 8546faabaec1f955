import { describe, expect, it } from 'vitest'
import { moverCeiling } from '../../../shared/forecast/mover-rate.ts'
import type { ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30

function alone(capacity: number, more: Partial<ScenarioPart>) {
  const part = { name: 'p', mem: GIB, bitmap: 0, path: { link: 1 }, ...more }
  return simulate({ resources: { link: capacity }, parts: [part] }).parts['p']!
}

/** Rows PV1 to PV7 of the forecast model's acceptance: measured on real machines, or published. */
describe('measurements on real machines', () => {
  it.each([
    [5, 203],
    [15, 75],
    [30, 38],
    [90, 14],
  ])('PV1: 1,070 MiB used, limited to %d MiB/s: %d s within 10 %%', (limit, seconds) => {
    const answer = alone(limit * MIB, { mem: 2048 * MIB, used: 1070 / 2048, t_prep: 2.25 })
    expect(Math.abs(answer.total! / seconds - 1)).toBeLessThan(0.1)
  })

  it.each([
    [4096, 16.07],
    [16384, 43.27],
  ])('PV2: %d MiB at 452 MiB/s and 7 s of overhead: %d s within 0.1 %%', (mebibytes, seconds) => {
    const answer = alone(452 * MIB, { mem: mebibytes * MIB, t_prep: 7 })
    expect(Math.abs(answer.total! / seconds - 1)).toBeLessThan(0.001)
  })

  // The runs themselves (osic_kvm_parallel.csv) are not at hand. A host that serves one at a time is busy all the while,
  // so its evacuation takes as many rounds as 12 machines make, each as long as the last of a round waits: 6 x 41.0 s and
  // 4 x 65.1 s. A twelfth of that is the service time; the other ranks are then foretold, not fitted.
  it.each([
    { atOnce: 2, evacuation: 6 * 41.0, means: [22.9, 41.0] },
    { atOnce: 3, evacuation: 4 * 65.1, means: [24.5, 44.5, 65.1] },
  ])('PV3: 12 machines, $atOnce asked for at once, one served: ranks within 15 % and 6 %', (row) => {
    const { atOnce, evacuation, means } = row
    const service = evacuation / 12
    const rounds = Array.from({ length: 12 }, (_, index) => Math.floor(index / atOnce))
    const parts = rounds.map((round, index): ScenarioPart => ({
      name: `vm${index}`,
      mem: 4 * GIB,
      bitmap: 0,
      path: { link: 1 },
      groups: ['host'],
      after: rounds.flatMap((other, before) => (other === round - 1 ? [`vm${before}`] : [])),
    }))
    const forecast = simulate({ resources: { link: (4 * GIB) / service }, limits: { host: 1 }, parts })
    expect(forecast.makespan! / evacuation).toBeCloseTo(1, 9)
    const ends = parts.map(({ name }) => forecast.parts[name]!.t1!)
    for (const [rank, measured] of means.entries()) {
      const waits = ends.filter((_, index) => index % atOnce === rank)
      const begins = rounds
        .filter((_, index) => index % atOnce === rank)
        .map((round) => round * atOnce * service)
      const mean = waits.reduce((sum, end, round) => sum + end - begins[round]!, 0) / waits.length
      expect(Math.abs(mean / measured - 1), `rank ${rank + 1}: ${mean}`).toBeLessThan(
        rank === 0 ? 0.15 : 0.06,
      )
    }
  })

  it('PV4: two mover threads carry 28 Gb/s where one carries 18, within 2 %', () => {
    expect(Math.abs(moverCeiling(18, 2) / 28 - 1)).toBeLessThan(0.02)
    expect(moverCeiling(18, 1)).toBe(18)
  })

  it('PV5: 256 GiB at 80 MiB/s take 3,276.8 s', () => {
    expect(alone(80 * MIB, { mem: 256 * GIB }).total).toBeCloseTo(3276.8, 6)
  })

  it('PV6: the lower bound of 1 GiB at 93.9 Mbit/s is 95.3 s, the longest standstill 91.5 s, within 1 %', () => {
    const rate = 93.9e6 / 8
    expect(Math.abs(alone(rate, { t_prep: 3.9 }).total! / 95.3 - 1)).toBeLessThan(0.01)
    const worst = alone(rate, { dirty: 1e9, postcopy: false, max_passes: 5, min_gain: 2, t_susp: 0.314 })
    expect(worst.passes).toBe(5)
    expect(Math.abs(worst.down! / 91.5 - 1)).toBeLessThan(0.01)
  })

  it.each([
    [5_000, true],
    [20_000, true],
    [40_000, false],
    [80_000, false],
  ])('PV7: random writes of %d pages/s to 300,000 pages over 1 GbE converge: %s', (pages, converges) => {
    const region = 300_000 * 4096
    const answer = alone(117.7e6, { mem: region, dirty: pages * 4096, hot: region, min_gain: 0.9 })
    expect(answer.stop).toBe(converges ? 'theta' : 'min_gain')
  })
})
