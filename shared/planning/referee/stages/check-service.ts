/** Checks of servers that are out of use: nobody runs on them, each is serviced once and long enough, N+1 holds. */
import { list } from '../../../mobility/words.ts'
import { ruleSentence } from '../../../plan/rules/plan-rule.ts'
import type { StagedGoal } from '../../../plan/staged-plan.ts'
import type { FleetIndex } from '../../../inventory/fleet-index.ts'
import { Instant, Trial } from '../rules/check-reserve.ts'
import { isStopped, minutesOf, outIn, stageViolation, type StageCheck } from './stage-context.ts'

/** Servers that are to be serviced; null: the goal services none (R-ENERGY-LEFT asks about those that are off). */
const wantedBy = (goal: StagedGoal): readonly string[] | null =>
  goal.kind === 'save-energy' ? null : [...new Set(goal.serverIds)]

export const nobodyIsThere: StageCheck = {
  id: 'R-STAGE-EMPTY',
  title: 'Nobody runs on a server while it is serviced or off',
  judge: ({ stages }) =>
    stages.flatMap(({ stage, before }) =>
      outIn(stage).flatMap((serverId) => {
        const at = { stageId: stage.id, serverId }
        const server = before.serverById.get(serverId)
        if (server === undefined)
          return [stageViolation('R-STAGE-EMPTY', `The inventory has no server ${serverId}.`, at)]
        const there = before.partitionsOf(serverId).filter((partition) => !isStopped(partition))
        if (there.length === 0) return []
        const names = list(there.map(({ name }) => name))
        return [stageViolation('R-STAGE-EMPTY', `${stage.title}: ${names} still on ${server.name}.`, at)]
      }),
    ),
}

export const serviceIsLongEnough: StageCheck = {
  id: 'R-STAGE-SERVICE',
  title: 'A service takes as long as was asked for',
  judge: ({ plan: { goal }, stages }) =>
    goal.kind === 'save-energy'
      ? []
      : stages.flatMap(({ stage }) => {
          const missing = goal.serviceMinutes * 60_000 - (stage.endMs - stage.startMs)
          if (stage.kind !== 'service' || missing <= 0) return []
          const text = `${stage.title}: it is ${minutesOf(missing)} shorter than asked for.`
          return [stageViolation('R-STAGE-SERVICE', text, { stageId: stage.id })]
        }),
}

export const everyServerOnce: StageCheck = {
  id: 'R-STAGE-ONCE',
  title: 'Every server of the goal is serviced once, or named with a reason; no other one is',
  judge: ({ plan, stages, start }) => {
    const wanted = wantedBy(plan.goal)
    if (wanted === null) return []
    const serviced = stages.flatMap(({ stage }) => (stage.kind === 'service' ? stage.serverIds : []))
    const named = new Map(plan.unserviced.map((one) => [one.serverId, one]))
    const say = (serverId: string, text: string) =>
      stageViolation('R-STAGE-ONCE', `${start.serverById.get(serverId)?.name ?? serverId}: ${text}`, {
        serverId,
      })
    return [
      ...wanted.flatMap((id) => {
        const times = serviced.filter((one) => one === id).length
        const reason = named.get(id)
        if (times > 1) return [say(id, `it is serviced ${times} times.`)]
        if (times === 1) return reason === undefined ? [] : [say(id, 'it is serviced and said not to be.')]
        if (reason === undefined) return [say(id, 'it is neither serviced nor named as left out.')]
        const isBare = reason.reasons.length === 0 || reason.reasons.some(({ text }) => text.trim() === '')
        return isBare ? [say(id, 'no reason is given why it is left out.')] : []
      }),
      ...[...new Set(serviced)]
        .filter((id) => !wanted.includes(id))
        .map((id) => say(id, 'nobody asked for its service.')),
    ]
  },
}

export const reserveHoldsWithout: StageCheck = {
  id: 'R-STAGE-RESERVE',
  title: 'Hard reserve rules that hold before hold while servers are out of use, too',
  judge: ({ plan, stages }) =>
    stages.flatMap(({ stage, before }) =>
      (plan.options.rules ?? []).flatMap((rule) => {
        const out = new Set(outIn(stage))
        if (rule.kind !== 'reserve' || !rule.hard || !rule.servers.some(({ id }) => out.has(id))) return []
        const group = new Set(rule.servers.map(({ id }) => id))
        const failing = withoutSpare(before, group, out)
        // What is broken with everybody in use is not broken by the service.
        if (failing === null || withoutSpare(before, group, new Set()) !== null) return []
        const text = `${stage.title}, rule ${rule.id} (${ruleSentence(rule)}): the partitions of ${failing} do not fit on the others.`
        return [stageViolation('R-STAGE-RESERVE', text, { stageId: stage.id })]
      }),
    ),
}

/** The first server of a group whose partitions cannot be shown to fit on the others in use; null: all do. */
export function withoutSpare(
  index: FleetIndex,
  group: ReadonlySet<string>,
  out: ReadonlySet<string>,
): string | null {
  const { servers } = index.fleet
  const now = new Instant(index, [], new Map(), 0)
  const inUse = servers.filter(({ id }) => group.has(id) && !out.has(id))
  const failing = inUse.find((server) => {
    const others = inUse.filter((one) => one.id !== server.id && one.state === 'operating')
    return !new Trial(
      now.partitionsOn(server),
      others.map((one) => now.roomOn(one)),
    ).fits()
  })
  return failing?.name ?? null
}
