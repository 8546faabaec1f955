import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centi, mib } from '../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../shared/mobility/need.ts'
import { aFleet, aPartition, aServer } from '../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../support/planning-fleets.ts'

interface Size {
  readonly memory: number
  readonly processing: number
}

/** The most partitions that fit, by trying everything. */
function mostPlaced(sizes: readonly Size[], rooms: Size[], at = 0): number {
  const size = sizes[at]
  if (size === undefined) return 0
  let best = mostPlaced(sizes, rooms, at + 1)
  for (const [i, room] of rooms.entries()) {
    if (room.memory < size.memory || room.processing < size.processing) continue
    rooms[i] = { memory: room.memory - size.memory, processing: room.processing - size.processing }
    best = Math.max(best, 1 + mostPlaced(sizes, rooms, at + 1))
    rooms[i] = room
  }
  return best
}

const sizes = fc.array(
  fc.record({
    gib: fc.noBias(fc.integer({ min: 8, max: 96 })),
    centi: fc.noBias(fc.integer({ min: 10, max: 300 })),
  }),
  { minLength: 2, maxLength: 7 },
)
const rooms = fc.array(
  fc.record({
    gib: fc.noBias(fc.integer({ min: 20, max: 180 })),
    centi: fc.noBias(fc.integer({ min: 50, max: 700 })),
  }),
  { minLength: 2, maxLength: 3 },
)

describe('placing partitions on tight servers', () => {
  it('leaves out no more of them than it must', () => {
    let tight = 0
    fc.assert(
      fc.property(sizes, rooms, (partitions, servers) => {
        const guests = partitions.map((size, n) =>
          aPartition({
            serverId: serverIdOf(0),
            lparId: 10 + n,
            name: `app${n}`,
            memoryMib: mib(size.gib * 1024),
            maxMemoryMib: mib(size.gib * 1024),
            entitledCenti: centi(size.centi),
          }),
        )
        const targets = servers.map((room, i) =>
          aServer({
            id: serverIdOf(i + 1),
            availableMemoryMib: mib(room.gib * 1024),
            availableCenti: centi(room.centi),
          }),
        )
        const fleet = aFleet({ servers: [aServer({ id: serverIdOf(0) }), ...targets], partitions: guests })
        const best = mostPlaced(
          guests.map((guest, i) => ({
            memory: memoryNeedMib(guest, targets[0]!)!,
            processing: partitions[i]!.centi,
          })),
          servers.map((room) => ({ memory: room.gib * 1024, processing: room.centi })),
        )
        if (best < guests.length) tight += 1
        expect(planOf(fleet).moves.length).toBe(best)
      }),
      { numRuns: 150, seed: 4, endOnFailure: true },
    )
    expect(tight).toBeGreaterThan(60)
  })
})
