/** Calibration in the fake application: the real comparison on invented past moves. */
import type { CommandInput } from '../../../shared/contract/commands.ts'
import type { AssumptionOverride, Assumptions } from '../../../shared/forecast/assumption.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { PastMove } from '../../../shared/inventory/past-move.ts'
import { aPastMove, withPastMoves } from '../past-moves.ts'

/** Slower movers and busier databases than the forecast assumes. */
const world: Assumptions = {
  ...noAssumptions,
  overrides: [
    { key: 'coreRate.POWER9', value: 4.4e8 },
    { key: 'coreRate.POWER10', value: 6.6e8 },
    { key: 'rho.from920', value: 0.62 },
    { key: 'class.in-memory.dirtyBytesPerSecond', value: 2.6e8 },
  ].map((one): AssumptionOverride => ({ ...one, scope: 'fleet', scopeId: null, reason: null })),
}

/** The fleet with invented past moves, one of which no partition fits. */
export function withInventedMoves(fleet: Fleet, moves: number): Fleet {
  const invented = withPastMoves(fleet, { moves, truth: world, seed: 20_260_311 })
  const [first] = fleet.partitions
  if (first === undefined) return invented
  const stranger = aPastMove(first, moves, {
    id: 'stranger',
    partitionName: 'crm-old1',
    seconds: 143,
    bytes: 71_303_168_000,
  })
  return { ...invented, pastMoves: [...invented.pastMoves, stranger] }
}

/** Overrides with accepted values in the place of those for the same thing. */
export function acceptValues(
  overrides: readonly AssumptionOverride[],
  { values }: CommandInput<'calibration.accept'>,
): readonly AssumptionOverride[] {
  const same = (a: Pick<AssumptionOverride, 'key' | 'scope' | 'scopeId'>, b: typeof a): boolean =>
    a.key === b.key && a.scope === b.scope && a.scopeId === b.scopeId
  const kept = overrides.filter((one) => !values.some((value) => same(one, value)))
  return [...kept, ...values.map((value) => ({ ...value, mark: 'calibrated' as const }))]
}

/** The moves after the user's decision about one of them. */
export function decideMove(
  moves: readonly PastMove[],
  { moveId, partitionId, leftOut }: CommandInput<'calibration.assign'>,
): readonly PastMove[] {
  return moves.map((one) => (one.id === moveId ? { ...one, assignedTo: partitionId, leftOut } : one))
}
