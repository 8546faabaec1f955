import { describe, expect, it } from 'vitest'
import { diffFleets } from '../../../shared/inventory/diff.ts'
import { hashFleet } from '../../../shared/inventory/fleet-hash.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { mergePastMoves, type PastMoveRecord } from '../../../shared/inventory/past-move.ts'
import { epochMs } from '../../../shared/inventory/units.ts'

const origin = { file: 'lpm.log', line: 3 }
const record = (more: Partial<PastMoveRecord> = {}): PastMoveRecord => ({
  streamId: null,
  partitionName: 'db1',
  partitionUuid: null,
  lparId: null,
  sourceServer: null,
  targetServer: 'beta',
  sourceMover: null,
  targetMover: null,
  endedAt: epochMs(1_770_000_000_000),
  seconds: 223,
  bytes: 161_695_465_991,
  ...more,
})
const merge = (...records: PastMoveRecord[]) =>
  mergePastMoves(
    [],
    records.map((one) => ({ record: one, origin })),
  )

describe('past moves', () => {
  it('are there once, however often their log is read', () => {
    const once = merge(record())
    expect(once).toMatchObject([{ assignedTo: null, leftOut: false, origin }])
    expect(mergePastMoves(once, [{ record: record(), origin: { file: 'copy.log', line: 9 } }])).toEqual(once)
  })

  it('take what the other side of the same migration knows, and keep what the user decided', () => {
    const target = merge(record()).map((one) => ({ ...one, assignedTo: 's/3', leftOut: true }))
    const source = record({
      sourceServer: 'alpha',
      targetServer: null,
      seconds: 224,
      endedAt: epochMs(1_770_000_060_000),
    })
    expect(mergePastMoves(target, [{ record: source, origin }])).toMatchObject([
      { sourceServer: 'alpha', targetServer: 'beta', seconds: 223, assignedTo: 's/3', leftOut: true },
    ])
    expect(merge(record({ streamId: 'ab12' }), record({ streamId: 'ab12', bytes: 5 }))).toHaveLength(1)
  })

  it('stay apart where they are different ones', () => {
    expect(merge(record(), record({ endedAt: epochMs(1_770_100_000_000) }))).toHaveLength(2)
    expect(merge(record(), record({ bytes: 161_695_465_992 }))).toHaveLength(2)
    const two = merge(
      record({ partitionName: 'a', endedAt: null }),
      record({ partitionName: 'b', endedAt: null }),
    )
    expect(new Set(two.map((one) => one.id)).size).toBe(2)
  })

  it('come with an import, are told in its preview, and make no plan stale', () => {
    const patch = { entity: 'past-move' as const, move: record(), origin }
    const { fleet, problems } = mergePatches([patch], emptyFleet)
    expect(problems).toEqual([])
    expect(fleet.pastMoves).toHaveLength(1)
    expect(mergePatches([], fleet).fleet.pastMoves).toEqual(fleet.pastMoves)
    expect(diffFleets(emptyFleet, fleet).changes).toMatchObject([
      { kind: 'past-moves', change: 'new', name: 'db1', server: 'beta', file: 'lpm.log', line: 3 },
    ])
    expect(hashFleet(fleet, null)).toBe(hashFleet(emptyFleet, null))
  })
})
