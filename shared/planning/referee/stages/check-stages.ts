/** Checks of the plans of the stages among each other: made against the right fleet, with one set of wishes, there and back. */
import { hashFleet } from '../../../inventory/fleet-hash.ts'
import type { Partition } from '../../../inventory/fleet.ts'
import { count } from '../../../mobility/words.ts'
import type { PlanOptions } from '../../../plan/plan-document.ts'
import { ruleSentence } from '../../../plan/rules/plan-rule.ts'
import type { StagedGoal } from '../../../plan/staged-plan.ts'
import { movesStagesOf } from '../../../plan/staged-plan.ts'
import { stageViolation, type StageCheck, type StageContext } from './stage-context.ts'

export const madeForItsFleet: StageCheck = {
  id: 'R-STAGE-FLEET',
  title: 'The plan of each stage was made against the fleet as the stages before it leave it',
  judge: ({ plan, stages, assumptions, isFresh }) =>
    // Of a plan made from another inventory no hash can agree; that it was is a warning.
    !isFresh
      ? []
      : stages.flatMap(({ stage, before }) =>
          stage.kind !== 'moves' || stage.plan.inputHash === hashFleet(before.fleet, assumptions)
            ? []
            : [
                stageViolation(
                  'R-STAGE-FLEET',
                  `${stage.title}: its plan was made against another fleet than the one the stages of ${plan.name} lead to.`,
                  { stageId: stage.id },
                ),
              ],
        ),
}

export const idsAreKnown: StageCheck = {
  id: 'R-STAGE-KNOWN',
  title: 'Partition ids that later stages count with are named',
  judge: ({ plan }) =>
    movesStagesOf(plan)
      .slice(0, -1)
      .flatMap((stage) =>
        stage.plan.moves
          .filter(({ targetLparId }) => targetLparId === null)
          .map((move) =>
            stageViolation(
              'R-STAGE-KNOWN',
              `${stage.title}: the HMC chooses the partition id of ${move.partitionName}, and later stages do not know it.`,
              { stageId: stage.id, moveId: move.id },
            ),
          ),
      ),
}

const wishes = [
  'maxConcurrent',
  'excludedPartitionIds',
  'acceptedUnknownRuleIds',
  'includeInactive',
  'safetyPercent',
  'rules',
] as const satisfies readonly (keyof PlanOptions)[]

export const wishesAreKept: StageCheck = {
  id: 'R-STAGE-OPTIONS',
  title: 'Every stage has the rules and wishes of the whole plan',
  judge: ({ plan }) =>
    movesStagesOf(plan).flatMap((stage) => {
      const other = wishes.find((wish) => !isEqual(stage.plan.options[wish], plan.options[wish]))
      const targets = stage.plan.options.targetServerIds
      const isFreer = stage.plan.goal.kind === 'evacuate' && !isEqual(targets, plan.options.targetServerIds)
      const what = other ?? (isFreer ? 'targetServerIds' : null)
      if (what === null) return []
      const text = `${stage.title}: its ${what} are not those of the plan.`
      return [stageViolation('R-STAGE-OPTIONS', text, { stageId: stage.id })]
    }),
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const bringsHome = (goal: StagedGoal): boolean =>
  goal.kind === 'evacuate-and-return' || (goal.kind === 'maintenance' && goal.returnHome)

/** Most moves of one partition that a goal allows; null: there and back in each band, which R-ENERGY-HOME asks. */
const mostMoves = (goal: StagedGoal): number | null => (goal.kind === 'save-energy' ? null : 2)

export const nobodyMovesOften: StageCheck = {
  id: 'R-STAGE-MOVES',
  title: 'No partition moves more than twice',
  judge: ({ plan }) => {
    const most = mostMoves(plan.goal)
    if (most === null) return []
    const moves = movesStagesOf(plan).flatMap((stage) => stage.plan.moves)
    return [...Map.groupBy(moves, ({ partitionId }) => partitionId).values()].flatMap((own) =>
      own.length <= most
        ? []
        : [stageViolation('R-STAGE-MOVES', `${own[0]!.partitionName} moves ${own.length} times.`)],
    )
  },
}

const MIB_PER_GIB = 1024

export const budgetsAreKept: StageCheck = {
  id: 'R-STAGE-BUDGET',
  title: 'All stages together keep the hard budgets; the memory of a partition counts each time it moves',
  judge: ({ plan, start }) => {
    const moves = movesStagesOf(plan).flatMap((stage) => stage.plan.moves)
    const moved = new Set(moves.map(({ partitionId }) => partitionId)).size
    const gib =
      moves.reduce((all, one) => all + (start.partitionById.get(one.partitionId)?.memoryMib ?? 0), 0) /
      MIB_PER_GIB
    return (plan.options.rules ?? []).flatMap((rule) => {
      if (rule.kind !== 'budget' || !rule.hard) return []
      const isOver =
        (rule.moves !== null && moved > rule.moves) || (rule.memoryGib !== null && gib > rule.memoryGib)
      if (!isOver) return []
      const text = `Rule ${rule.id} (${ruleSentence(rule)}): all stages together move ${count(moved, 'partition')} and ${Math.ceil(gib)} GiB.`
      return [stageViolation('R-STAGE-BUDGET', text)]
    })
  },
}

export const onlyWhoHasTo: StageCheck = {
  id: 'R-STAGE-GOAL',
  title: 'Partitions leave servers to be serviced, or go home; nothing else moves',
  judge: ({ plan, start }) => {
    const { goal } = plan
    if (goal.kind === 'save-energy') return []
    const wanted = new Set(goal.serverIds)
    return movesStagesOf(plan).flatMap((stage) =>
      stage.plan.moves.flatMap((move) => {
        const at = { stageId: stage.id, moveId: move.id }
        if (stage.plan.goal.kind === 'evacuate')
          return wanted.has(move.sourceServerId)
            ? []
            : [
                stageViolation(
                  'R-STAGE-GOAL',
                  `${stage.title}: nobody asked for ${move.sourceServerName} to be emptied.`,
                  at,
                ),
              ]
        const home = start.partitionById.get(move.partitionId)?.serverId
        const isReturn = bringsHome(goal) && home === move.targetServerId
        return isReturn
          ? []
          : [
              stageViolation(
                'R-STAGE-GOAL',
                `${stage.title}: ${move.partitionName} goes to ${move.targetServerName}, which is not its home.`,
                at,
              ),
            ]
      }),
    )
  },
}

export const everybodyIsHome: StageCheck = {
  id: 'R-STAGE-RETURN',
  title:
    'Whoever left is home at the end, with the pool and the number it had where they are free, or named with a reason',
  judge: (context) => {
    const { plan, start, end } = context
    if (!bringsHome(plan.goal)) return []
    const named = new Map(plan.unplaced.map((one) => [one.partitionId, one]))
    return start.fleet.partitions.flatMap((before) => {
      const after = end.partitionById.get(before.id)
      if (after === undefined) return []
      const faults = after.serverId === before.serverId ? changesOf(context, before, after) : []
      if (after.serverId !== before.serverId && !hasReason(named.get(before.id)))
        faults.push(`${before.name} leaves and does not come home.`)
      return faults.map((fault) => stageViolation('R-STAGE-RETURN', fault, { serverId: before.serverId }))
    })
  },
}

const hasReason = (one: { readonly reasons: readonly { readonly text: string }[] } | undefined): boolean =>
  one !== undefined && one.reasons.length > 0 && one.reasons.every(({ text }) => text.trim() !== '')

/** What a partition that came home has lost. */
function changesOf({ start, end }: StageContext, before: Partition, after: Partition): string[] {
  const faults: string[] = []
  const holder = end
    .partitionsOf(before.serverId)
    .find((one) => one.id !== before.id && one.lparId === before.lparId)
  if (after.lparId !== before.lparId && holder === undefined)
    faults.push(`${before.name} comes home as ${after.lparId}, though ${before.lparId} is free.`)
  const pools = start.serverById.get(before.serverId)?.processorPools
  const isPooled = before.processorMode !== 'dedicated' && before.poolId !== null && before.poolId !== 0
  const exists = pools?.some(({ id, name }) => id === before.poolId && name !== null) === true
  if (isPooled && exists && after.poolId !== before.poolId)
    faults.push(`${before.name} comes home into another processor pool.`)
  return faults
}
