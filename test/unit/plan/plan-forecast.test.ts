import { describe, expect, it } from 'vitest'
import { completeForecast, type StoredForecast } from '../../../shared/plan/plan-forecast.ts'

const even = { p10: 1, p50: 1, p90: 1 }
/** As version 0.1.0 wrote it, with a field that is gone. */
const old = {
  samples: 12,
  seed: 3,
  moves: [
    {
      moveId: 'm001',
      queuedS: 0,
      startS: 0,
      copyStartS: 0,
      suspendS: 0,
      resumeS: 0,
      postEndS: 0,
      endS: 9,
      passes: 1,
      standstillS: 1,
      rawBytes: 1,
      wireBytes: 1,
      stop: 'clean enough',
      limitedBy: null,
      start: even,
      end: even,
      duration: even,
      standstill: even,
      notConverging: 0,
    },
  ],
  resources: [],
  makespan: even,
  makespanDots: [],
  fitsWindow: null,
  totalRawBytes: 1,
  totalWireBytes: 1,
  longestStandstill: even,
  assumedInputs: 1,
  totalInputs: 2,
  stalled: [],
  engineMs: 4,
}

describe('a stored forecast of an earlier version', () => {
  const read = completeForecast(JSON.parse(JSON.stringify(old)) as StoredForecast)

  it('is read, and says of what came later that it is not known', () => {
    expect(read).toMatchObject({
      samples: 12,
      samplesAsked: 12,
      fans: null,
      influences: [],
      help: [],
      anyNotConverging: null,
      overStandstillLimit: null,
      convergence: { points: [], settled: null },
    })
    expect(read.moves[0]).toMatchObject({ endS: 9, bindings: [], standstillLimitS: null, stallS: null })
  })

  it('keeps what a newer one says', () => {
    const stored = { ...old, samplesAsked: 40, measureNext: 'goodput', standstillLimitS: 2 }
    expect(completeForecast(stored)).toMatchObject({
      samplesAsked: 40,
      measureNext: 'goodput',
      standstillLimitS: 2,
    })
  })
})
