import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Vios } from '../../../shared/inventory/fleet.ts'
import { pairMovers } from '../../../shared/planning/mover-pairs.ts'
import { usableMovers, type UsableMover } from '../../../shared/planning/movers.ts'
import { aFleet, alphaId, aVios, betaId } from '../../support/fleet-builder.ts'

function mover(
  serverId: string,
  lparId: number,
  rate: number,
  parts: Partial<Vios> = {},
  slots = 8,
): UsableMover {
  return {
    vios: aVios({ serverId, lparId, ...parts }),
    rate,
    linkRate: rate,
    coreByteRate: rate,
    ceiling: rate,
    slots,
  }
}

function pairs(bytes: readonly number[], movers: readonly UsableMover[], fixedS = 0) {
  const moves = bytes.map((each) => ({
    sourceServerId: alphaId,
    targetServerId: betaId,
    bytes: each,
    fixedS,
  }))
  return pairMovers(moves, (id) => movers.filter((one) => one.vios.serverId === id))
}

describe('pairs of movers', () => {
  const four = [alphaId, betaId].flatMap((id) => [mover(id, 1, 1e9), mover(id, 2, 1e9)])

  it('share bytes evenly, not moves', () => {
    const chosen = pairs([60e9, 20e9, 20e9, 20e9], four)
    const bySource = Object.groupBy([0, 1, 2, 3], (i) => chosen[i]?.source?.id ?? '')
    expect(Object.values(bySource)).toContainEqual([0])
    expect(Object.values(bySource)).toContainEqual([1, 2, 3])
  })

  it('give a mover twice as fast twice as much', () => {
    const uneven = [mover(alphaId, 1, 2e9), mover(alphaId, 2, 1e9), mover(betaId, 1, 9e9)]
    const chosen = pairs([10e9, 10e9, 10e9, 10e9, 10e9, 10e9], uneven)
    expect(chosen.filter((one) => one.source?.lparId === 1)).toHaveLength(4)
  })

  it('prefer equal link speeds', () => {
    const mixed = [
      mover(alphaId, 1, 1e9, { linkGbps: 10 }),
      mover(betaId, 1, 1.2e9, { linkGbps: 25 }),
      mover(betaId, 2, 1e9, { linkGbps: 10 }),
    ]
    expect(pairs([10e9], mixed)[0]?.target?.lparId).toBe(2)
  })

  it('count rounds of the slots', () => {
    const narrow = [mover(alphaId, 1, 1e12, {}, 1), mover(alphaId, 2, 1e12, {}, 8), mover(betaId, 1, 1e12)]
    const chosen = pairs(
      Array.from({ length: 9 }, () => 1),
      narrow,
      90,
    )
    expect(chosen.filter((one) => one.source?.lparId === 2).length).toBeGreaterThanOrEqual(8)
  })

  it('name what there is where one side has none', () => {
    expect(pairs([1e9], [mover(alphaId, 1, 1e9)])).toMatchObject([{ source: { lparId: 1 }, target: null }])
  })
})

describe('usable movers', () => {
  const of = (parts: readonly Partial<Vios>[], acceptUnknown = false) =>
    usableMovers(
      indexFleet(aFleet({ vios: parts.map((one, i) => aVios({ lparId: i + 1, ...one })) })),
      alphaId,
      noAssumptions,
      acceptUnknown,
    ).map((one) => one.vios.lparId)

  it('run, have RMC and are movers', () => {
    expect(of([{}, { mover: false }, { state: 'not activated' }, { rmcState: 'inactive' }])).toEqual([1])
  })

  it('are uncertain ones only where no other is there', () => {
    expect(of([{ rmcState: null }, {}])).toEqual([2])
    expect(of([{ rmcState: null }])).toEqual([1])
    expect(of([{ mover: null }])).toEqual([])
    expect(of([{ mover: null }], true)).toEqual([1])
  })

  it('carry what their link or their cores carry', () => {
    const index = indexFleet(aFleet({ vios: [aVios({ linkGbps: 1 })] }))
    expect(usableMovers(index, alphaId, noAssumptions, false)[0]).toMatchObject({
      rate: 112e6,
      linkRate: 112e6,
      coreByteRate: 2 * 9e8,
      slots: 8,
    })
  })
})
