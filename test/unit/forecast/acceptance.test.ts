import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import { acceptanceRows, compareRow, deviation } from '../../support/acceptance-rows.ts'
import { comparePeer, peerFolder, peerIds, worstOf } from '../../support/peer-rows.ts'

const rows = acceptanceRows()

describe.skipIf(rows === null)('acceptance rows of the forecast model', () => {
  it('are all thirteen', () => {
    expect(rows?.map((row) => row.id)).toEqual(Array.from({ length: 13 }, (_, index) => `D${index + 1}`))
  })

  it.each(rows ?? [])('$id $title', (row) => {
    const comparisons = compareRow(row)
    expect(comparisons.length).toBeGreaterThan(2)
    for (const one of comparisons) {
      expect(deviation(one), `${one.what}: ${one.found} for ${one.wanted}`).toBeLessThan(1e-6)
    }
  })
})

const folder = peerFolder()

describe.skipIf(folder === null)('agreement with SimGrid 3.32', () => {
  it.each(peerIds)('%s: durations within 1e-6, standstills within 1e-5 s', (id) => {
    const comparison = comparePeer(id, folder!)
    expect(parseScenario(comparison.scenario)).toMatchObject({ ok: true })
    const { duration, down } = worstOf(comparison)
    expect(duration).toBeLessThan(1e-6)
    expect(down).toBeLessThan(1e-5)
    const [theirs, ours] = comparison.makespan
    expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-6)
    for (const { start } of comparison.moves) {
      expect(Math.abs(start[1] - start[0]) / Math.max(1, start[0])).toBeLessThan(1e-6)
    }
  })
})
