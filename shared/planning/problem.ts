/** The numbers the placement search works on, read from the fleet and the verdicts of the mobility rules. */
import type { Assumptions } from '../forecast/assumption.ts'
import { touchedBytes } from '../forecast/touched-memory.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server } from '../inventory/fleet.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../mobility/need.ts'
import type { Supply } from '../mobility/supply.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { Judgements } from './judgements.ts'
import { usableMovers } from './movers.ts'
import { FORBIDDEN, type PlacementProblem } from './placement-state.ts'
import { targetPool } from './planned-state.ts'

export interface ProblemInput {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly partitions: readonly Partition[]
  readonly targets: readonly Server[]
  readonly judgements: Judgements
  readonly acceptedUnknownRuleIds: readonly string[]
  readonly safetyPercent: number
  /** Asked once per partition; throws where planning is to be abandoned. */
  readonly poll: () => void
}

/** Reads the problem. O(partitions x targets) judgements. */
export function placementProblem(input: ProblemInput): PlacementProblem {
  const { index, assumptions, partitions, targets, judgements } = input
  const accepted = new Set(input.acceptedUnknownRuleIds)
  const pairs = partitions.length * targets.length
  const verdict = new Uint8Array(pairs)
  const memoryNeed = new Float64Array(pairs)
  const pool = new Int32Array(pairs).fill(-1)
  const poolFree: number[] = []
  const poolIndex = new Map<string, number>()
  const states = targets.map((target) => targetStateOf(index, target))
  for (const [i, partition] of partitions.entries()) {
    input.poll()
    for (const [t, target] of targets.entries()) {
      const pair = i * targets.length + t
      const { usable, findings } = judgements.judge(partition, target, null)
      verdict[pair] = usable ? Math.min(findings.length, FORBIDDEN - 1) : FORBIDDEN
      memoryNeed[pair] = memoryNeedMib(partition, target) ?? partition.memoryMib ?? 0
      const ownPool = targetPool(partition, target)
      const free = ownPool === null ? undefined : states[t]?.freePoolCenti.get(ownPool.id)
      if (ownPool === null || free == null) continue
      const key = `${t} ${ownPool.id}`
      let at = poolIndex.get(key)
      if (at === undefined) {
        at = poolFree.length
        poolFree.push(free)
        poolIndex.set(key, at)
      }
      pool[pair] = at
    }
  }
  const supply = (known: Supply, ruleId: string): number =>
    known.complete || !accepted.has(ruleId) ? known.atLeast : Infinity
  return {
    itemCount: partitions.length,
    targetCount: targets.length,
    verdict,
    memoryNeed,
    pool,
    poolFree: Float64Array.from(poolFree),
    // In the order of COUNTED.
    countedNeed: Float64Array.from(
      partitions.flatMap((one) => [
        centiNeed(one) ?? one.entitledCenti ?? 0,
        1,
        virtualSlotNeed(one) ?? 0,
        fibreChannelNeed(one) ?? 0,
      ]),
    ),
    nameGroup: namesakes(partitions),
    copyBytes: Float64Array.from(
      partitions.map((one) => (moveTypeOf(one) === 'active' ? touchedBytes(one, assumptions) : 0)),
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
    safetyPercent: input.safetyPercent,
  }
}

/** Partitions of one name cannot be on one server: they get one number; everybody else gets -1. */
function namesakes(partitions: readonly Partition[]): Int32Array {
  const byName = Map.groupBy(partitions.keys(), (i) => partitions[i]?.name ?? '')
  const groups = new Int32Array(partitions.length).fill(-1)
  let next = 0
  for (const members of byName.values()) {
    if (members.length < 2) continue
    for (const i of members) groups[i] = next
    next += 1
  }
  return groups
}
