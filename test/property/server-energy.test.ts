import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrationKwh, serverEnergy, totalKwh } from '../../shared/energy/integrate.ts'
import type { PowerFigures } from '../../shared/energy/power-figures.ts'

const typed = (value: number) => ({ value, source: 'typed' as const })
const MINUTE = 60_000
const MINUTES = 24 * 60

const figures = (idle: number, more: number, standby: number): PowerFigures => ({
  idleW: typed(idle),
  maxW: typed(idle + more),
  standbyW: typed(standby),
  shutdownS: typed(600),
  iplS: typed(1200),
})

describe('energy of a server', () => {
  it('agrees with a walk minute by minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 3000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 }),
        fc.uniqueArray(fc.integer({ min: -60, max: MINUTES + 60 }), { minLength: 4, maxLength: 4 }),
        (idle, more, standby, hours, cuts) => {
          const [start, off, ipl, end] = cuts.sort((a, b) => a - b) as [number, number, number, number]
          let joules = 0
          for (let minute = 0; minute < MINUTES; minute++) {
            const inUse = hours[Math.floor(minute / 60)]!
            let watts = idle + more * inUse
            if (minute >= start && minute < end) watts = idle + more
            if (minute >= off && minute < ipl) watts = standby
            joules += watts * 60
          }
          const answer = serverEnergy(
            figures(idle, more, standby),
            hours.map((use, hour) => ({ startMs: hour * 60 * MINUTE, use })),
            [{ startMs: start * MINUTE, offMs: off * MINUTE, iplMs: ipl * MINUTE, endMs: end * MINUTE }],
            { startMs: 0, endMs: MINUTES * MINUTE },
          )
          if (!answer.known) throw new Error('all figures are known')
          expect(Math.abs(totalKwh(answer.energy) * 3.6e6 - joules)).toBeLessThanOrEqual(joules * 1e-9 + 1e-6)
        },
      ),
    )
  })

  it('names the figures it lacks, and asks for standby only where a server is off', () => {
    const power: PowerFigures = { ...figures(200, 50, 0), standbyW: null }
    const horizon = { startMs: 0, endMs: 3_600_000 }
    const uses = [{ startMs: 0, use: 1 }]
    const off = { startMs: 0, offMs: 600_000, iplMs: 1_200_000, endMs: 2_400_000 }
    expect(serverEnergy(power, uses, [off], horizon)).toEqual({ known: false, missing: ['standbyW'] })
    const on = serverEnergy(power, uses, [], horizon)
    expect(on.known && totalKwh(on.energy)).toBeCloseTo(0.25, 12)
    expect(serverEnergy({ ...power, idleW: null, maxW: null }, uses, [], horizon)).toEqual({
      known: false,
      missing: ['idleW', 'maxW'],
    })
  })

  it('counts half a joule for each MB moved', () => {
    expect(migrationKwh(7_200_000)).toBeCloseTo(1, 12)
  })
})
