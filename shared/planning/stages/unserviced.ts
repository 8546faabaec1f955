/** Servers that are not serviced, with reasons and what would help. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import { count, list } from '../../mobility/words.ts'
import type { PlanWarning, PlanWindow, UnplacedPartition } from '../../plan/plan-document.ts'
import { ruleSentence, type PlanRule } from '../../plan/rules/plan-rule.ts'
import type { UnservicedServer } from '../../plan/staged-plan.ts'
import { isReasonOfRule, reasonId } from '../rules/rule-book.ts'
import type { Cycle } from './cycle.ts'
import { NO_WAY_HOME } from './return-bans.ts'

const MOST_REASONS = 40
const MOST_NAMES = 12

const nameOf = (index: FleetIndex, id: ServerId): string => index.serverById.get(id)?.name ?? id

/** What the servers are emptied for. */
type Purpose = 'service' | 'off'

/** Why a server is not serviced, or not off, from the cycle that failed and when it was to begin. */
export function unservicedBy(
  index: FleetIndex,
  serverId: ServerId,
  cycle: Exclude<Cycle, { readonly kind: 'done' }>,
  startMs: number,
  window: PlanWindow | null,
  purpose: Purpose = 'service',
): UnservicedServer {
  switch (cycle.kind) {
    case 'blocked':
      return blockedServer(
        index,
        serverId,
        cycle.partitions.filter((one) => one.serverId === serverId),
        purpose,
      )
    case 'away':
      return awayServer(
        index,
        serverId,
        cycle.partitions.filter(
          ({ partitionId }) => index.partitionById.get(partitionId)?.serverId === serverId,
        ),
      )
    case 'late':
      return lateServer(index, serverId, {
        neededMs: cycle.endMs - startMs,
        roomMs: (window?.endMs ?? cycle.endMs) - startMs,
        purpose,
      })
    case 'reserve':
      return reservedServer(index, serverId, cycle.rule, purpose)
    case 'budget':
      return overBudgetServer(index, serverId, cycle.rule)
    case 'endless':
      return endlessServer(index, serverId)
  }
}

/** Partitions run on it that cannot leave, by what is in their way; the most frequent first. */
function blockedServer(
  index: FleetIndex,
  serverId: ServerId,
  partitions: readonly UnplacedPartition[],
  purpose: Purpose,
): UnservicedServer {
  const groups = [...Map.groupBy(partitions, causeOf).values()].toSorted((a, b) => b.length - a.length)
  const first = groups[0]?.[0]?.remedy
  // Of a rule somebody wrote nobody gets rid by shutting partitions down every night.
  const isWish = purpose === 'off' && isReasonOfRule(groups[0]?.[0]?.reasons[0]?.ruleId ?? '')
  const names = list(
    partitions.map(({ partitionName }) => partitionName),
    6,
  )
  const stop = `Shut ${names} down ${purpose === 'off' ? 'for this time' : 'for the service'}: what is not activated may stay.`
  return {
    serverId,
    serverName: nameOf(index, serverId),
    reasons: groups.flatMap((group) => reasonOf(group)).slice(0, MOST_REASONS),
    remedy: isWish
      ? (first ?? null)
      : first == null
        ? stop
        : `${first}${/[.!?]$/.test(first) ? '' : '.'} Or: ${stop}`,
  }
}

/** Partitions could leave it, and not come home. */
function awayServer(
  index: FleetIndex,
  serverId: ServerId,
  partitions: readonly UnplacedPartition[],
): UnservicedServer {
  return {
    serverId,
    serverName: nameOf(index, serverId),
    reasons: partitions.slice(0, MOST_REASONS).map(({ partitionName, reasons: [reason] }) => ({
      ruleId: reason?.ruleId ?? NO_WAY_HOME,
      verdict: 'block' as const,
      text: `${partitionName} could leave and not come home. ${reason?.text ?? ''}`.trim(),
      remedy: reason?.remedy ?? null,
    })),
    remedy: partitions[0]?.remedy ?? null,
  }
}

/** What is in the way, whoever it is about: the rule, and its sentence without the name. */
const causeOf = ({ partitionName, reasons: [reason] }: UnplacedPartition): string =>
  reason === undefined
    ? ''
    : isReasonOfRule(reason.ruleId)
      ? reason.ruleId
      : `${reason.ruleId} ${reason.text.replaceAll(partitionName, '*')}`

function reasonOf(group: readonly UnplacedPartition[]): readonly PlanWarning[] {
  const reason = group[0]?.reasons[0]
  if (reason === undefined) return []
  const names = list(
    group.map(({ partitionName }) => partitionName),
    MOST_NAMES,
  )
  return [{ ...reason, text: `${names} cannot leave. ${reason.text}` }]
}

function lateServer(
  index: FleetIndex,
  serverId: ServerId,
  {
    neededMs,
    roomMs,
    purpose,
  }: { readonly neededMs: number; readonly roomMs: number; readonly purpose: Purpose },
): UnservicedServer {
  const name = nameOf(index, serverId)
  const isOff = purpose === 'off'
  const text = isOff
    ? `Emptying ${name}, stopping and starting it and bringing everybody home takes ${minutes(neededMs)} at least; the band has ${minutes(roomMs)}.`
    : `With ${name} emptied and serviced it is ${minutes(neededMs)} from the start at the earliest; there are ${minutes(roomMs)}.`
  const remedy = isOff ? 'Give a longer band.' : 'Give a longer window or one more, or shorten the service.'
  return {
    serverId,
    serverName: name,
    reasons: [{ ruleId: 'STAGE-WINDOW', verdict: 'block', text, remedy }],
    remedy,
  }
}

function reservedServer(
  index: FleetIndex,
  serverId: ServerId,
  rule: PlanRule,
  purpose: Purpose,
): UnservicedServer {
  const name = nameOf(index, serverId)
  const text = `Your rule “${ruleSentence(rule)}”: without ${name} it cannot be shown to hold.`
  const remedy =
    purpose === 'off'
      ? 'Free room in the group, or give reserve rules of your own for smaller groups.'
      : 'Free room in the group, or make this rule a soft one for the time of the service.'
  return {
    serverId,
    serverName: name,
    reasons: [{ ruleId: reasonId(rule), verdict: 'block', text, remedy }],
    remedy,
  }
}

function overBudgetServer(index: FleetIndex, serverId: ServerId, rule: PlanRule): UnservicedServer {
  const name = nameOf(index, serverId)
  const text = `Your rule “${ruleSentence(rule)}”: with ${name} all stages together would move more.`
  const remedy = 'Raise the budget, or plan this server another day.'
  return {
    serverId,
    serverName: name,
    reasons: [{ ruleId: reasonId(rule), verdict: 'block', text, remedy }],
    remedy,
  }
}

function endlessServer(index: FleetIndex, serverId: ServerId): UnservicedServer {
  const name = nameOf(index, serverId)
  const text = `A move off ${name} never ends: a mover or link on its way has no capacity.`
  const remedy = 'Look at the movers of the plan that empties this server alone.'
  return {
    serverId,
    serverName: name,
    reasons: [{ ruleId: 'STAGE-ENDS', verdict: 'block', text, remedy }],
    remedy,
  }
}

function minutes(ms: number): string {
  const all = Math.ceil(ms / 60_000)
  const hours = Math.floor(all / 60)
  return hours === 0
    ? count(all, 'minute')
    : `${count(hours, 'hour')}${all % 60 === 0 ? '' : ` ${count(all % 60, 'minute')}`}`
}
