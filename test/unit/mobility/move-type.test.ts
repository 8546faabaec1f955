import { describe, expect, it } from 'vitest'
import { judgeMove } from '../../../shared/mobility/judge.ts'
import { moveTypeOf, stateKind } from '../../../shared/mobility/move-type.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { aFleet, alphaId, aPartition, aServer, aVios, betaId } from '../../support/fleet-builder.ts'

describe('the kind of move', () => {
  it.each([
    ['running', 'active'],
    ['open firmware', 'active'],
    ['not activated', 'inactive'],
    ['suspended', 'suspended'],
    ['shutting down', null],
    ['error', null],
  ] as const)('of a partition that is %s is %s', (state, kind) => {
    expect(stateKind(state)).toBe(kind)
    // The strictest rules are asked of a state that allows no move or is not known.
    expect(moveTypeOf(aPartition({ state }))).toBe(kind ?? 'active')
  })
})

describe('an inactive move instead of a refused active one', () => {
  const judge = (fleet: Fleet) => {
    const index = indexFleet(fleet)
    return judgeMove(index, index.partitionById.get(`${alphaId}/10`)!, index.serverById.get(betaId)!)
  }
  const noMovers = [1, 2].map((lparId) => aVios({ serverId: betaId, lparId, mover: false }))

  it('would work where only movers are missing', () => {
    expect(judge(aFleet({ vios: noMovers }))).toMatchObject({ verdict: 'cannot', inactiveWouldWork: true })
  })

  it('would work where only the current processor mode is refused', () => {
    const servers = [aServer(), aServer({ id: betaId, compatModes: ['default', 'POWER10'] })]
    const partitions = [aPartition({ currentMode: 'POWER9', desiredMode: 'default' })]
    expect(judge(aFleet({ servers, partitions }))).toMatchObject({
      verdict: 'cannot',
      inactiveWouldWork: true,
    })
  })

  it('would not work where the preferred mode is refused too', () => {
    const servers = [aServer(), aServer({ id: betaId, compatModes: ['default', 'POWER10'] })]
    expect(judge(aFleet({ servers }))).toMatchObject({ verdict: 'cannot', inactiveWouldWork: false })
  })

  it('would not work from a state that is none to start from', () => {
    const partitions = [aPartition({ state: 'shutting down' })]
    expect(judge(aFleet({ partitions }))).toMatchObject({ verdict: 'cannot', inactiveWouldWork: false })
  })

  it('is not asked about where the move is inactive already, or possible', () => {
    const partitions = [aPartition({ state: 'not activated' })]
    expect(judge(aFleet({ vios: noMovers, partitions })).inactiveWouldWork).toBeNull()
    expect(judge(aFleet()).inactiveWouldWork).toBeNull()
  })
})
