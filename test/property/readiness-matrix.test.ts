/** The matrix agrees with single judgements cell by cell, also after any sequence of changes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition, Server, Vios } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { todayOf } from '../../shared/mobility/judge.ts'
import { editBetween } from '../../shared/mobility/matrix/change.ts'
import { matrixView } from '../../shared/mobility/matrix/matrix-view.ts'
import { createMatrix } from '../../shared/mobility/matrix/matrix.ts'
import type { TargetState } from '../../shared/mobility/target-state.ts'
import { arbitraryFleet } from '../support/arbitrary-fleet.ts'
import { expectSameAsSingleMoves } from '../support/matrix-cases.ts'
import { readinessFleet } from '../support/readiness-fleet.ts'

type Step =
  | { readonly kind: 'partition'; readonly at: number; readonly change: Partial<Partition> }
  | { readonly kind: 'server'; readonly at: number; readonly change: Partial<Server> }
  | { readonly kind: 'vios'; readonly at: number; readonly change: Partial<Vios> }
  | { readonly kind: 'state'; readonly at: number; readonly free: number | null; readonly name: number }
  | { readonly kind: 'today'; readonly at: number }

const at = fc.nat(1_000)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('partition' as const),
    at,
    change: fc.constantFrom<Partial<Partition>>(
      { state: 'not activated' },
      { state: 'running' },
      { state: null },
      { memoryMib: mib(999_424) },
      { rmcState: 'inactive' },
      { uuid: 'uuid-3' },
      { name: 'lpar5' },
      { virtualEthernet: [] },
      { physicalSlots: [] },
      { virtualScsi: null },
    ),
  }),
  fc.record({
    kind: fc.constant('server' as const),
    at,
    change: fc.constantFrom<Partial<Server>>(
      { state: 'power off' },
      { state: 'operating' },
      { lmbMib: mib(128) },
      { availableMemoryMib: mib(2_000_000) },
      { availableCenti: centi(9_000) },
      { compatModes: ['default', 'POWER8'] },
      { firmwareRelease: null },
    ),
  }),
  fc.record({
    kind: fc.constant('vios' as const),
    at,
    change: fc.constantFrom<Partial<Vios>>(
      { state: 'not activated' },
      { rmcState: 'inactive' },
      { mover: false },
      { physicalVolumes: null },
      { networkBridges: [] },
      { fibreChannelPorts: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('state' as const),
    at,
    free: fc.constantFrom(null, 0, 4_000_000),
    name: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('today' as const), at }),
)

function edited(
  fleet: Fleet,
  { kind, at: place, change }: Exclude<Step, { kind: 'state' | 'today' }>,
): Fleet {
  const replace = <T>(all: readonly T[], changes: Partial<T>): T[] =>
    all.map((one, n) => (n === place % all.length ? { ...one, ...changes } : one))
  if (kind === 'partition') return { ...fleet, partitions: replace(fleet.partitions, change) }
  return kind === 'server'
    ? { ...fleet, servers: replace(fleet.servers, change) }
    : { ...fleet, vios: replace(fleet.vios, change) }
}

describe('the readiness matrix', () => {
  it('agrees with single judgements on any fleet', () => {
    fc.assert(
      fc.property(arbitraryFleet, (arbitrary) => {
        const fleet = { ...arbitrary, statements: [], catalogueEdits: [] }
        const index = indexFleet(fleet)
        expectSameAsSingleMoves(createMatrix(index), index)
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
  })

  it('agrees with single judgements on a fleet with the troubles of a real one', () => {
    const index = indexFleet(readinessFleet(120, 13))
    expectSameAsSingleMoves(createMatrix(index), index)
  })

  it('after any sequence of edits and planned moves equals a matrix made afresh', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        let fleet = readinessFleet(24, 5)
        const states = new Map<string, TargetState>()
        const matrix = createMatrix(indexFleet(fleet))
        for (const one of steps) {
          const server = fleet.servers[one.at % fleet.servers.length]
          if (server === undefined) continue
          if (one.kind === 'state') {
            const state: TargetState = {
              ...todayOf(matrix.index, server),
              freeMemoryMib: one.free === null ? null : mib(one.free),
              names: new Set([`lpar${one.name}`]),
            }
            states.set(server.id, state)
            matrix.rejudge({ kind: 'states', states: new Map([[server.id, state]]) })
          } else if (one.kind === 'today') {
            states.delete(server.id)
            matrix.rejudge({ kind: 'states', states: new Map([[server.id, null]]) })
          } else {
            const before = fleet
            fleet = edited(fleet, one)
            const edit = editBetween(before, indexFleet(fleet))
            expect(edit).not.toBeNull()
            if (edit !== null) matrix.rejudge(edit)
          }
        }
        const index = indexFleet(fleet)
        expectSameAsSingleMoves(matrix, index, states)
        const fresh = createMatrix(index, { states })
        for (const whatIf of [null, { warningsFixed: true, fixedRuleIds: ['MEM-AVAIL', 'SRC-VSCSI-VIS'] }])
          expect(matrixView(matrix, whatIf)).toEqual(matrixView(fresh, whatIf))
      }),
      { numRuns: 25, seed: 20_261_124 },
    )
  })
})
