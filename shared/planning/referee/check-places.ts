/** Checks of what only one partition of a server can have: its partition id and its name. */
import { targetStateOf } from '../../mobility/target-state.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeCheck, type RefereeContext, type ResolvedMove } from './context.ts'

export const partitionIdsAreFree: RefereeCheck = {
  id: 'R-LPAR-ID',
  title: 'Partition ids are free on the targets',
  judge: (context) =>
    judgeUnique(context, {
      ruleId: 'R-LPAR-ID',
      keyOf: ({ move }) => move.targetLparId,
      isTaken: ({ index }, { target }, key) => targetStateOf(index, target).usedLparIds.has(Number(key)),
      keyOfLeaving: ({ partition }) => partition.lparId,
      words: (key) => `Partition id ${key}`,
    }),
}

export const namesAreFree: RefereeCheck = {
  id: 'R-NAME',
  title: 'Partition names are free on the targets',
  judge: (context) =>
    judgeUnique(context, {
      ruleId: 'R-NAME',
      keyOf: ({ partition }) => partition.name,
      isTaken: ({ index }, { target }, key) => targetStateOf(index, target).names.has(String(key)),
      keyOfLeaving: ({ partition }) => partition.name,
      words: (key) => `The name "${key}"`,
    }),
}

interface Unique {
  readonly ruleId: string
  /** What an arrival takes; null: nothing definite. */
  readonly keyOf: (one: ResolvedMove) => string | number | null
  readonly isTaken: (context: RefereeContext, one: ResolvedMove, key: string | number) => boolean
  /** What a partition that leaves a server gives back there. */
  readonly keyOfLeaving: (one: ResolvedMove) => string | number
  readonly words: (key: string | number) => string
}

function judgeUnique(context: RefereeContext, unique: Unique): readonly PlanViolation[] {
  const taken = new Map<string, ResolvedMove>()
  return context.moves.flatMap((one) => {
    const { move, target } = one
    const key = unique.keyOf(one)
    if (key === null) return []
    const at = { moveId: move.id, serverId: target.id }
    const before = taken.get(`${target.id} ${key}`)
    taken.set(`${target.id} ${key}`, one)
    if (before !== undefined) {
      const text = `${unique.words(key)} is given to ${before.move.partitionName} and to ${move.partitionName} on ${target.name}.`
      return [violation(unique.ruleId, text, at)]
    }
    if (!unique.isTaken(context, one, key)) return []
    const isGivenBack = context.moves.some(
      (other) =>
        other.source.id === target.id &&
        unique.keyOfLeaving(other) === key &&
        context.ancestors.get(move.id)?.has(other.move.id) === true,
    )
    return isGivenBack
      ? []
      : [
          violation(
            unique.ruleId,
            `${unique.words(key)} is taken on ${target.name} when ${move.partitionName} arrives.`,
            at,
          ),
        ]
  })
}
