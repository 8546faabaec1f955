import { describe, expect, it } from 'vitest'
import {
  forecastHead,
  frequency,
  inHundred,
  moreDraws,
  settledWords,
} from '../../../../renderer/views/plans/forecast/forecast-words.ts'
import {
  helpful,
  helpShort,
  remedyCost,
  remedyWords,
  riskyMoves,
} from '../../../../renderer/views/plans/forecast/risky-moves.ts'
import { heldBy } from '../../../../renderer/views/plans/held-by.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { RemedyKind } from '../../../../shared/plan/plan-forecast.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'

const fleet = inventFleet(200)
const { plan, forecast } = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })

describe('the forecast in words', () => {
  it('rounds a promise down and a risk up', () => {
    expect(frequency(0.939, 400, 'promise')).toBe('93 of 100 draws')
    expect(frequency(0.001, 400, 'risk')).toBe('1 of 100 draws')
    expect(frequency(0.5, 40, 'promise')).toBe('20 of 40 draws')
    expect(inHundred(0.631)).toBe('64 of 100')
  })

  it('says the range before the likely value', () => {
    expect(forecastHead(plan, forecast).lead).toMatch(/^\d h \d\d – \d h \d\d, likely \d h \d\d$/)
  })

  it('says nothing of a range where nothing was drawn', () => {
    const head = forecastHead(plan, { ...forecast, samples: 0, samplesAsked: 0, anyNotConverging: null })
    expect(head.lead).toMatch(/^About /)
    expect(head.partial).toContain('not ranges')
    expect([head.lead, ...head.clauses].join()).not.toContain('–')
    expect(head.clauses.join()).not.toContain('window')
  })

  it('says when it was stopped, and never shows the zeros of a plan that does not end', () => {
    expect(forecastHead(plan, { ...forecast, samples: 240, samplesAsked: 1_000 }).partial).toBe(
      'Stopped after 240 of 1,000 draws: ranges are of those.',
    )
    const stalled = [{ moveId: 'm001', reason: 'No capacity.' }]
    expect(forecastHead(plan, { ...forecast, stalled })).toMatchObject({
      lead: 'Never ends',
      clauses: ['1 move cannot finish: a resource has no capacity.'],
    })
  })

  it('says whether more draws would change the range, and never that it is settled where that is not known', () => {
    expect(settledWords(forecast.convergence)).toMatch(/^More draws would not change/)
    const { points } = forecast.convergence
    expect(settledWords({ points, settled: false, drawsNeeded: 1_600 })).toMatch(
      /^More draws may change the range: .+ About 1,600 draws would settle it\.$/,
    )
    expect(settledWords({ points: [], settled: null, drawsNeeded: null })).toBe('No draws were made.')
    const never = { value: null, low: null, high: null }
    expect(
      settledWords({ points: [{ draws: 50, p50: never, p90: never }], settled: false, drawsNeeded: null }),
    ).toMatch(/^So few draws cannot say/)
  })

  it('offers more draws than were made', () => {
    expect([moreDraws(400), moreDraws(2_000), moreDraws(5_000)]).toEqual([[2_000, 5_000], [5_000], []])
  })
})

describe('moves at risk', () => {
  it('are those that may not converge or may exceed their limit, the worst first', () => {
    const shares = riskyMoves(plan, forecast).map((row) => row.forecast.notConverging)
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    const over = forecast.moves.map((move) => ({
      ...move,
      notConverging: 0,
      overStandstillLimit: move.moveId === 'm002' ? 0.1 : 0,
    }))
    expect(riskyMoves(plan, { ...forecast, moves: over }).map((row) => row.move.id)).toEqual(['m002'])
  })

  it('say what a remedy does, and when it costs the end of the plan', () => {
    const remedy = { kind: 'one-at-a-time', title: 'alone', notConverging: 0.115, planEndS: null } as const
    const help = { moveId: 'm1', draws: 200, notConverging: 0.63, planEndS: 3_600, remedies: [remedy] }
    expect(remedyWords(remedy, help)).toBe('alone: does not converge in 12 of 100 draws instead of 63')
    expect(remedyCost(remedy, help)).toBe('but the plan would never end')
    expect(remedyCost({ ...remedy, planEndS: 3_610 }, help)).toBe('plan still takes 1 h 00')
    const worse = { ...remedy, title: 'nine at a time', notConverging: 0.7 }
    expect(helpful({ ...help, remedies: [worse, remedy] })).toEqual([remedy])
  })

  it('name the smallest help that is enough, else the best there is, else why nothing was tried', () => {
    const [row] = riskyMoves(plan, forecast)
    if (row === undefined) throw new Error('no move is at risk')
    const remedy = (kind: RemedyKind, title: string, notConverging: number) => ({
      kind,
      title,
      notConverging,
      planEndS: 60,
    })
    const half = remedy('quieter-hour', 'if it wrote half as much memory', 0)
    const threads = remedy('more-threads', 'more threads', 0.04)
    const help = { moveId: 'm1', draws: 40, notConverging: 0.3, planEndS: 60 }
    expect(helpShort({ ...row, help: { ...help, remedies: [half, threads] } })).toBe('more threads')
    const few = { ...threads, notConverging: 0.05 }
    expect(helpShort({ ...row, help: { ...help, remedies: [few] } })).toBe(
      'more threads: still 2 of 40 draws',
    )
    expect(helpShort({ ...row, help: { ...help, remedies: [] } })).toBe('nothing that was tried')
    const untried = (notConverging: number) =>
      helpShort({ ...row, help: null, forecast: { ...row.forecast, notConverging } })
    expect([0, 0.049, 0.05].map(untried)).toEqual([
      'converges in every draw',
      'not tried: too rare',
      'not tried: others are likelier',
    ])
  })
})

describe('what held a move back', () => {
  it('joins stretches of one cause and names the move itself', () => {
    const bindings = [
      { fromS: 0, toS: 10, resource: null },
      { fromS: 10, toS: 20, resource: null },
      { fromS: 20, toS: null, resource: 'unknown' },
    ]
    expect(heldBy(bindings, [])).toEqual([
      { fromS: 0, toS: 20, what: 'its own mover threads' },
      { fromS: 20, toS: null, what: 'unknown' },
    ])
  })
})
