/** The numbers the placement search works on, read from the fleet and the verdicts of the mobility rules. */
import type { Assumptions } from '../forecast/assumption.ts'
import { touchedBytes } from '../forecast/touched-memory.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Server, ServerId } from '../inventory/fleet.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../mobility/need.ts'
import type { Supply } from '../mobility/supply.ts'
import { targetStateOf, type TargetState } from '../mobility/target-state.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { Judgements } from './judgements.ts'
import { usableMovers } from './movers.ts'
import { PlacementDraft } from './placement-draft.ts'
import { FORBIDDEN, type PlacementProblem } from './placement-state.ts'
import { targetPool } from './planned-state.ts'
import type { RuleBook } from './rules/rule-book.ts'
import type { Unit } from './units.ts'

export interface ProblemInput {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  /** Partitions that only move together are one item. */
  readonly units: readonly Unit[]
  readonly targets: readonly Server[]
  readonly judgements: Judgements
  readonly rules: RuleBook
  readonly emptied: ReadonlySet<ServerId>
  readonly avoided?: ReadonlySet<ServerId>
  readonly acceptedUnknownRuleIds: readonly string[]
  readonly safetyPercent: number
  /** What a target holds while it is asked whether a partition may go there at all; absent: what it holds today. */
  readonly stateOf?: (target: Server) => TargetState
  /** Asked once per partition; throws where planning is to be abandoned. */
  readonly poll: () => void
}

/** Reads the problem. O(partitions x targets) judgements. */
export function placementProblem(input: ProblemInput): PlacementProblem {
  const { index, assumptions, units, targets, judgements } = input
  const accepted = new Set(input.acceptedUnknownRuleIds)
  const pairs = units.length * targets.length
  const verdict = new Uint8Array(pairs)
  const memoryNeed = new Float64Array(pairs)
  const states = targets.map((target) => targetStateOf(index, target))
  const asked = targets.map((target) => input.stateOf?.(target) ?? null)
  for (const [i, unit] of units.entries()) {
    for (const partition of unit) {
      input.poll()
      for (const [t, target] of targets.entries()) {
        const pair = i * targets.length + t
        if (verdict[pair] !== FORBIDDEN) {
          // Staying is no move.
          const isMove = partition.serverId !== target.id
          const more =
            !isMove || judgements.isBlocked(partition, target)
              ? null
              : judgements.judge(partition, target, asked[t]!)
          verdict[pair] =
            more?.usable === true ? Math.min(verdict[pair]! + more.findings.length, FORBIDDEN - 1) : FORBIDDEN
        }
        memoryNeed[pair] = memoryNeed[pair]! + (memoryNeedMib(partition, target) ?? partition.memoryMib ?? 0)
      }
    }
  }
  const total = (unit: Unit, of: (partition: Unit[number]) => number): number =>
    unit.reduce((sum, partition) => sum + of(partition), 0)
  const supply = (known: Supply, ruleId: string): number =>
    known.complete || !accepted.has(ruleId) ? known.atLeast : Infinity
  const draft = new PlacementDraft(input, {
    itemCount: units.length,
    targetCount: targets.length,
    verdict,
    memoryNeed,
    size: Int32Array.from(units.map((unit) => unit.length)),
    // In the order of COUNTED.
    countedNeed: Float64Array.from(
      units.flatMap((unit) => [
        total(unit, (one) => centiNeed(one) ?? one.entitledCenti ?? 0),
        unit.length,
        total(unit, (one) => virtualSlotNeed(one) ?? 0),
        total(unit, (one) => fibreChannelNeed(one) ?? 0),
      ]),
    ),
    copyBytes: Float64Array.from(
      units.map((unit) =>
        total(unit, (one) => (moveTypeOf(one) === 'active' ? touchedBytes(one, assumptions) : 0)),
      ),
    ),
    memoryFree: Float64Array.from(states.map((state) => state.freeMemoryMib ?? Infinity)),
    countedFree: Float64Array.from(
      targets.flatMap((target, t) => {
        const state = states[t]!
        const places =
          target.maxPartitions === null || state.partitionCount === null
            ? Infinity
            : target.maxPartitions - state.partitionCount
        return [
          state.freeCenti ?? Infinity,
          places,
          supply(state.freeVirtualSlots, 'TGT-VSLOTS'),
          supply(state.freeFibreChannelPlaces, 'SRC-NPIV-PAIR'),
        ]
      }),
    ),
    memoryCapacity: Float64Array.from(
      targets.map((one) => (one.availableMemoryMib === null ? 0 : (one.configurableMemoryMib ?? 0))),
    ),
    cpuCapacity: Float64Array.from(
      targets.map((one) => (one.availableCenti === null ? 0 : (one.configurableCenti ?? 0))),
    ),
    inboundRate: Float64Array.from(
      targets.map((target) =>
        usableMovers(index, target.id, assumptions, accepted.has('MSP-PAIR')).reduce(
          (sum, mover) => sum + mover.rate,
          0,
        ),
      ),
    ),
    memorySafety: new Float64Array(targets.length).fill(input.safetyPercent / 100),
    cpuSafety: new Float64Array(targets.length).fill(input.safetyPercent / 100),
  })
  limitPools(draft, states)
  // Partitions of one name cannot be on one server.
  for (const members of Map.groupBy(draft.partitions, ({ name }) => name).values()) {
    if (members.length > 1)
      draft.keepApart(
        members.map(({ id }) => id),
        null,
      )
  }
  input.rules.constrain(draft)
  const { avoided } = input
  if (avoided !== undefined && avoided.size > 0)
    for (const { id } of draft.partitions) draft.refuse(id, (target) => avoided.has(target.id), 1)
  return draft.finish()
}

/** Processing units that arrive in a shared pool of a target fit into it. */
function limitPools(draft: PlacementDraft, states: readonly TargetState[]): void {
  for (const [t, target] of draft.targets.entries()) {
    for (const [poolId, free] of states[t]?.freePoolCenti ?? []) {
      if (free === null) continue
      draft.limit(
        free,
        (partition) =>
          targetPool(partition, target)?.id === poolId
            ? (centiNeed(partition) ?? partition.entitledCenti ?? 0)
            : 0,
        (other) => other.id === target.id,
      )
    }
  }
}
