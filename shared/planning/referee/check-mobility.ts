/** Checks of the mobility rules: nothing that cannot move is moved, and nothing unknown that was not accepted. */
import type { RuleFinding } from '../../mobility/verdict.ts'
import type { Partition } from '../../inventory/fleet.ts'
import { centi, mib } from '../../inventory/units.ts'
import { judgeMove, todayOf } from '../../mobility/judge.ts'
import { fibreChannelNeed, virtualSlotNeed } from '../../mobility/need.ts'
import { take } from '../../mobility/supply.ts'
import type { TargetState } from '../../mobility/target-state.ts'
import { stateKind } from '../../mobility/move-type.ts'
import { violation, type RefereeCheck, type RefereeContext, type ResolvedMove } from './context.ts'
import { memoryGivenBack, processingGivenBack } from './given-back.ts'

export const rulesAllow: RefereeCheck = {
  id: 'R-MOBILITY',
  title: 'No mobility rule refuses a move',
  judge: (context) =>
    judged(context).flatMap(({ one, findings }) =>
      findings
        .filter(({ verdict }) => verdict === 'block')
        .map(({ ruleId, text }) =>
          violation('R-MOBILITY', `${ruleId}: ${text}`, { moveId: one.move.id, serverId: one.target.id }),
        ),
    ),
}

export const unknownsAreAccepted: RefereeCheck = {
  id: 'R-UNKNOWN',
  title: 'What cannot be told about a move was accepted by you',
  judge: (context) =>
    judged(context).flatMap(({ one, verdict, findings }) =>
      verdict !== 'tell'
        ? []
        : findings
            .filter(
              (finding) =>
                finding.verdict === 'unknown' &&
                finding.atWorst !== 'warn' &&
                !context.plan.options.acceptedUnknownRuleIds.includes(finding.ruleId),
            )
            .map(({ ruleId, text }) =>
              violation('R-UNKNOWN', `${ruleId}: ${text}`, { moveId: one.move.id, serverId: one.target.id }),
            ),
    ),
}

export const typesFit: RefereeCheck = {
  id: 'R-TYPE',
  title: 'Active, inactive and suspended moves fit the state of their partitions',
  judge: ({ moves, plan }) =>
    moves.flatMap(({ move, partition }) => {
      const possible = partition.state === null ? null : stateKind(partition.state)
      if (possible !== null && possible !== move.type) {
        const text = `${partition.name} is ${partition.state} and cannot make an ${move.type} move.`
        return [violation('R-TYPE', text, { moveId: move.id })]
      }
      return move.type === 'inactive' && !plan.options.includeInactive
        ? [
            violation('R-TYPE', `${partition.name} is inactive, and this plan is to leave those.`, {
              moveId: move.id,
            }),
          ]
        : []
    }),
}

interface Judged {
  readonly one: ResolvedMove
  readonly verdict: string
  readonly findings: readonly RuleFinding[]
}

/** Moves whose partition is where the plan says it is; R-SOURCE and R-TARGET speak about the others. */
function judged(context: RefereeContext): readonly Judged[] {
  const { index, moves } = context
  return moves
    .filter(({ partition, source, target }) => partition.serverId === source.id && source.id !== target.id)
    .map((one) => {
      const { verdict, findings } = judgeMove(index, one.partition, one.target, {
        moveType: one.move.type,
        state: roomiest(context, one),
      })
      return { one, verdict, findings }
    })
}

/**
 * The target with most room this move can ever find: today's, less what has certainly left before. Whether arrivals
 * take that room is asked by the checks of capacity, at every instant.
 */
function roomiest({ index, moves, ancestors }: RefereeContext, { move, target }: ResolvedMove): TargetState {
  const today = todayOf(index, target)
  const before = ancestors.get(move.id)
  const gone = moves
    .filter((other) => other.source.id === target.id && before?.has(other.move.id) === true)
    .map(({ partition }) => partition)
  if (gone.length === 0) return today
  const total = (of: (partition: Partition) => number | null): number =>
    gone.reduce((sum, partition) => sum + (of(partition) ?? 0), 0)
  const names = new Set(gone.map(({ name }) => name))
  const ids = new Set(gone.map(({ lparId }) => lparId))
  return {
    freeMemoryMib:
      today.freeMemoryMib === null
        ? null
        : mib(today.freeMemoryMib + total((partition) => memoryGivenBack(partition, target))),
    freeCenti: today.freeCenti === null ? null : centi(today.freeCenti + total(processingGivenBack)),
    partitionCount: today.partitionCount === null ? null : today.partitionCount - gone.length,
    usedLparIds: new Set([...today.usedLparIds].filter((id) => !ids.has(id))),
    names: new Set([...today.names].filter((name) => !names.has(name))),
    freePoolCenti: today.freePoolCenti,
    freeVirtualSlots: take(today.freeVirtualSlots, -total(virtualSlotNeed)),
    freeFibreChannelPlaces: take(today.freeFibreChannelPlaces, -total(fibreChannelNeed)),
  }
}
