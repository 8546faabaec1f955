import { describe, expect, it } from 'vitest'
import { matchMoves } from '../../../shared/calibration/match-moves.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { PastMove } from '../../../shared/inventory/past-move.ts'
import { epochMs } from '../../../shared/inventory/units.ts'
import { aFleet, aPartition, alphaId, betaId } from '../../support/fleet-builder.ts'
import { aPastMove } from '../../support/past-moves.ts'

const db1 = aPartition({ name: 'db1', lparId: 11 })
const twins = [alphaId, betaId].map((serverId) => aPartition({ serverId, name: 'twin', lparId: 12 }))
const fleet = aFleet({ partitions: [db1, ...twins] })
const importedAt = fleet.importedAt ?? 0

function match(more: Partial<PastMove>) {
  const move = aPastMove(db1, 1, { partitionName: null, ...more })
  const { matched, unmatched, leftOut } = matchMoves(indexFleet({ ...fleet, pastMoves: [move] }))
  return matched[0] ?? unmatched[0]?.reason ?? leftOut
}

describe('a past move is matched', () => {
  it('by what the user says, UUID and name, in this order', () => {
    expect(match({ partitionName: 'DB1' })).toMatchObject({ by: 'name', partition: { id: db1.id } })
    const uuid = db1.uuid?.replaceAll('-', '').toUpperCase() ?? ''
    expect(match({ partitionUuid: uuid, partitionName: 'other' })).toMatchObject({
      by: 'UUID',
      partition: db1,
    })
    expect(match({ assignedTo: db1.id, partitionName: 'twin' })).toMatchObject({ by: 'you', partition: db1 })
  })

  it('by a name that several have, only where the servers tell which', () => {
    expect(match({ partitionName: 'twin' })).toBe('2 partitions are called “twin”.')
    expect(match({ partitionName: 'twin', targetServer: 'beta' })).toMatchObject({ partition: twins[1] })
    expect(match({ partitionName: 'twin', targetServer: 'beta', sourceServer: 'alpha' })).toBe(
      '2 partitions are called “twin”.',
    )
  })

  it('by partition id, only on the side and at the time the inventory shows', () => {
    const after = epochMs(importedAt + 3 * 86_400_000)
    const before = epochMs(importedAt - 3 * 86_400_000)
    expect(match({ lparId: 11, sourceServer: 'alpha', endedAt: after })).toMatchObject({ by: 'partition id' })
    expect(match({ lparId: 11, targetServer: 'alpha', endedAt: before })).toMatchObject({ partition: db1 })
    expect(match({ lparId: 11, targetServer: 'alpha', endedAt: after })).toMatch(/^Partition id 11 alone/)
    expect(match({ lparId: 11, targetServer: 'alpha', endedAt: null })).toMatch(/^Partition id 11 alone/)
    expect(match({ lparId: 11, targetServer: 'alpha', endedAt: epochMs(importedAt) })).toMatch(/alone/)
  })

  it('or the reason is said; a move left out is neither', () => {
    expect(match({})).toBe('The log names no partition.')
    expect(match({ partitionName: 'gone' })).toBe('No partition of the inventory is called “gone”.')
    expect(match({ partitionUuid: 'ff' })).toBe('No partition of the inventory has its UUID.')
    expect(match({ assignedTo: 'nobody' })).toMatch(/no longer in the inventory/)
    expect(match({ partitionName: 'db1', leftOut: true })).toHaveLength(1)
  })

  it('with its movers; a side the log does not name is taken to be like the other', () => {
    const [vios] = fleet.vios.filter((one) => one.serverId === betaId)
    expect(match({ partitionName: 'db1', targetMover: vios?.name ?? '' })).toMatchObject({
      sourceId: betaId,
      targetId: betaId,
      targetMover: { id: vios?.id },
    })
    expect(match({ partitionName: 'db1', sourceServer: alphaId, targetServer: 'beta' })).toMatchObject({
      sourceId: alphaId,
      targetId: betaId,
    })
  })
})
