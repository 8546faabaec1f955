/** Why a partition stays although the goal wants it gone, and what would make its move possible. */
import type { Partition, Server } from '../inventory/fleet.ts'
import { centiNeed, memoryNeedMib } from '../mobility/need.ts'
import { compareNearness } from '../mobility/nearness.ts'
import type { RuleFinding } from '../mobility/verdict.ts'
import { count, list, memory, units } from '../mobility/words.ts'
import type { PlanWarning, UnplacedPartition } from '../plan/plan-document.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'
import type { Judgements } from './judgements.ts'
import type { PlannedState } from './planned-state.ts'
import { refusing } from './reasons.ts'
import { isReasonOfRule, refusalOf } from './rules/rule-book.ts'

const MOST_REASONS = 20

interface Refusal {
  readonly state: PlannedState
  readonly findings: readonly RuleFinding[]
}

/** Explains, with the servers as they are when everything else of the plan has arrived. */
export function explainUnplaced(
  partition: Partition,
  states: readonly PlannedState[],
  judgements: Judgements,
  /** Refusals of planning rules. */
  refusalsOf: (server: Server) => readonly RuleFinding[],
): UnplacedPartition {
  const refusals = states.map((state): Refusal => {
    const judgement = judgements.judge(partition, state.server, state)
    return { state, findings: [...refusing(judgement.findings, judgements), ...refusalsOf(state.server)] }
  })
  const reasons = reasonsOf(refusals)
  return {
    partitionId: partition.id,
    partitionName: partition.name,
    serverId: partition.serverId,
    memoryMib: partition.memoryMib,
    reasons: reasons.length > 0 ? reasons : [fallback(partition, states.length)],
    remedy: remedyOf(partition, refusals, judgements),
  }
}

/** A partition that has a server and no time: a rule about times, standstills or companions leaves it out. */
export function noTimeFor(partition: Partition, rule: PlanRule): UnplacedPartition {
  const what = {
    window: `no time it allows in five weeks is long enough for ${partition.name}`,
    blackout: `it leaves no time in five weeks that is long enough for ${partition.name}`,
    standstill: `${partition.name} would stand still for longer`,
    together: `another one of them cannot move, so ${partition.name} stays too`,
  }
  const why = rule.kind in what ? what[rule.kind as keyof typeof what] : `${partition.name} is not moved`
  const remedy =
    rule.kind === 'standstill'
      ? `Move ${partition.name} when it writes less, over faster movers, or shut it down first.`
      : 'Allow a longer time, or change this rule.'
  const { ruleId, verdict, text } = refusalOf(rule, why)
  return {
    partitionId: partition.id,
    partitionName: partition.name,
    serverId: partition.serverId,
    memoryMib: partition.memoryMib,
    reasons: [{ ruleId, verdict, text, remedy }],
    remedy,
  }
}

/**
 * Distinct reasons: the partition's own obstacles first, which hold on every server, then server by server from the
 * one that came closest.
 */
function reasonsOf(refusals: readonly Refusal[]): readonly PlanWarning[] {
  const byText = new Map<string, { readonly finding: RuleFinding; servers: number }>()
  const nearest = refusals.toSorted(
    (a, b) => Number(isByRulesOnly(b)) - Number(isByRulesOnly(a)) || compareNearness(a.findings, b.findings),
  )
  for (const { findings } of nearest) {
    for (const finding of findings) {
      const key = `${finding.ruleId} ${finding.text}`
      const known = byText.get(key) ?? { finding, servers: 0 }
      known.servers += 1
      byText.set(key, known)
    }
  }
  const onSomeOnly = (servers: number): number => (servers === refusals.length ? 0 : 1)
  return [...byText.values()]
    .toSorted((a, b) => onSomeOnly(a.servers) - onSomeOnly(b.servers))
    .slice(0, MOST_REASONS)
    .map(({ finding: { ruleId, verdict, text, remedy } }) => ({ ruleId, verdict, text, remedy }))
}

/** Nothing but planning rules refuses a server: whoever made them can let it happen. */
const isByRulesOnly = ({ findings }: Refusal): boolean =>
  findings.length > 0 && findings.every(({ ruleId }) => isReasonOfRule(ruleId))

function fallback(partition: Partition, targets: number): PlanWarning {
  if (targets === 0) {
    return {
      ruleId: 'PLAN-NO-TARGET',
      verdict: 'block',
      text: 'No server may receive partitions: all are emptied or not allowed as targets.',
      remedy: 'Allow at least one more server as target.',
    }
  }
  return {
    ruleId: 'PLAN-NO-ROOM',
    verdict: 'block',
    text: `The plan found no server with room for ${partition.name} beside the partitions it places before it.`,
    remedy: 'Free memory or processing units on a target, or exclude other partitions.',
  }
}

/** The nearest way out: another rule, a shut-down, a little room, knowledge, else what the gravest rule asks for. */
function remedyOf(partition: Partition, refusals: readonly Refusal[], judgements: Judgements): string | null {
  const ruled = refusals.filter(isByRulesOnly)
  if (ruled.length > 0) {
    const servers = list(
      ruled.map(({ state }) => state.server.name),
      3,
      'or',
    )
    return `Only your rules keep it from ${servers}. ${ruled[0]?.findings[0]?.remedy ?? ''}`.trimEnd()
  }
  const inactive = refusals.filter(
    ({ state, findings }) =>
      !findings.some(({ ruleId }) => isReasonOfRule(ruleId)) &&
      judgements.wouldWorkInactive(partition, state.server, state),
  )
  if (inactive.length > 0) {
    const servers = list(
      inactive.map(({ state }) => state.server.name),
      3,
      'or',
    )
    return `An inactive move would work: shut ${partition.name} down first, then move it to ${servers}.`
  }
  const room = leastRoom(partition, refusals)
  if (room !== null) return room
  const unknown = refusals.filter(
    ({ findings }) =>
      findings.length > 0 &&
      findings.every(({ verdict, ruleId }) => verdict === 'unknown' && !isReasonOfRule(ruleId)),
  )
  const fewest = unknown.toSorted((a, b) => a.findings.length - b.findings.length)[0]
  if (fewest !== undefined) {
    const rules = list([...new Set(fewest.findings.map(({ ruleId }) => ruleId))])
    const missing = count(fewest.findings.length, 'missing input')
    return `Nothing refuses ${fewest.state.server.name}: import the ${missing}, or accept that ${rules} cannot be told.`
  }
  const hardest = reasonsOf(refusals).find(({ remedy }) => remedy !== null)
  return hardest?.remedy ?? (judgements.hasTargets ? null : 'Allow at least one more server as target.')
}

/** Where only memory or only processing units are short: the server that lacks least. */
function leastRoom(partition: Partition, refusals: readonly Refusal[]): string | null {
  const short = refusals.flatMap(({ state, findings }) => {
    const rules = new Set(findings.map(({ ruleId }) => ruleId))
    if (rules.size !== 1) return []
    if (rules.has('MEM-AVAIL')) {
      const need = memoryNeedMib(partition, state.server)
      if (need === null || state.freeMemoryMib === null) return []
      const missing = need - state.freeMemoryMib
      return missing > 0
        ? [{ missing, text: `Free ${memory(missing)} of memory on ${state.server.name}.` }]
        : []
    }
    if (rules.has('CPU-AVAIL')) {
      const need = centiNeed(partition)
      if (need === null || state.freeCenti === null) return []
      const missing = need - state.freeCenti
      return missing > 0
        ? [{ missing: missing * 1024, text: `Free ${units(missing)} on ${state.server.name}.` }]
        : []
    }
    return []
  })
  return short.toSorted((a, b) => a.missing - b.missing)[0]?.text ?? null
}
