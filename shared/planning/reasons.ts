/** Why a move is in the plan, in plain sentences: why this partition, why there, why now, what if not. */
import type { PartForecast } from '../forecast/forecast.ts'
import type { Partition, Server } from '../inventory/fleet.ts'
import { count, list, memory, units } from '../mobility/words.ts'
import type { RuleFinding } from '../mobility/verdict.ts'
import type { PlanAlternative, PlanWarning } from '../plan/plan-document.ts'
import type { Judgements } from './judgements.ts'
import type { PlannedState } from './planned-state.ts'

/** Alternatives that are listed; the rest is counted. */
const MOST_ALTERNATIVES = 12

export interface RankedAlternatives {
  /** Best first. */
  readonly listed: readonly PlanAlternative[]
  readonly possible: number
  readonly impossible: number
}

const rank = { can: 0, warn: 1, tell: 2, cannot: 3 } as const

/** Other servers for a partition, as they are when everything else of the plan has arrived, and as its rules see them. */
export function alternativesOf(
  partition: Partition,
  chosen: Server,
  states: readonly PlannedState[],
  judgements: Judgements,
  /** Refusals of planning rules. */
  refusalsOf: (server: Server) => readonly RuleFinding[],
): RankedAlternatives {
  const others = states
    .filter(({ server }) => server.id !== chosen.id && server.id !== partition.serverId)
    .map((state): Ranked => {
      const use = useOf(state)
      // Of a large fleet most are refused for certain; why is worked out for those that are listed.
      if (judgements.isBlocked(partition, state.server))
        return { state, verdict: 'cannot', usable: false, use }
      const { verdict, usable } = judgements.judge(partition, state.server, state)
      const isRuledOut = usable && refusalsOf(state.server).length > 0
      return { state, verdict: isRuledOut ? 'cannot' : verdict, usable: usable && !isRuledOut, use }
    })
    .toSorted(
      (a, b) => Number(b.usable) - Number(a.usable) || rank[a.verdict] - rank[b.verdict] || a.use - b.use,
    )
  const listed = others.slice(0, MOST_ALTERNATIVES).map(({ state, verdict }): PlanAlternative => {
    const judgement = judgements.judge(partition, state.server, state)
    const [ruled] = refusalsOf(state.server)
    const finding = judgement.usable ? ruled : refusing(judgement.findings, judgements)[0]
    return {
      serverId: state.server.id,
      serverName: state.server.name,
      verdict,
      ruleId: finding?.ruleId ?? null,
      text: finding?.text ?? possibleText(judgement.findings, state),
    }
  })
  const possible = others.filter((one) => one.usable).length
  return { listed, possible, impossible: others.length - possible }
}

interface Ranked {
  readonly state: PlannedState
  readonly verdict: PlanAlternative['verdict']
  readonly usable: boolean
  /** Share of the memory that is taken. */
  readonly use: number
}

function possibleText(findings: readonly RuleFinding[], state: PlannedState): string {
  const [first] = findings
  const free = `${freeWords(state)} left when the plan is done`
  return first === undefined ? `Possible; ${free}.` : `Possible; ${free}. ${first.text}`
}

/** Findings that refuse a move: blocks, and unknowns that nobody accepted. */
export function refusing(findings: readonly RuleFinding[], judgements: Judgements): readonly RuleFinding[] {
  return findings.filter((finding) => judgements.refuses(finding))
}

/** Findings of an allowed move, for the plan document. */
export function warningsOf(findings: readonly RuleFinding[]): readonly PlanWarning[] {
  return findings.map(({ ruleId, verdict, text, remedy }) => ({ ruleId, verdict, text, remedy }))
}

export function whyMove(partition: Partition, source: Server): string {
  const state = partition.state === null ? 'is' : `is ${partition.state}`
  return `${source.name} is to be emptied, and ${partition.name} ${state} there.`
}

/** `modeChange`: what a restart there does to the processor mode, as a sentence; null where it does nothing. */
export function whyHere(
  target: PlannedState,
  warnings: number,
  alternatives: RankedAlternatives,
  modeChange: string | null,
): string {
  const reason = whyThisServer(target, warnings, alternatives)
  return modeChange === null ? reason : `${reason} ${modeChange}`
}

function whyThisServer(target: PlannedState, warnings: number, alternatives: RankedAlternatives): string {
  const clean = warnings === 0 ? 'without a warning' : `with ${count(warnings, 'warning')}`
  const after = `${target.server.name} takes it ${clean} and has ${freeWords(target)} left when the plan is done`
  const { possible, impossible } = alternatives
  if (possible === 0 && impossible === 0)
    return `${after}; it is the only server that may receive partitions.`
  if (possible === 0) return `${after}; no other server can take it.`
  const others = `${count(possible, 'other server')} could take it`
  return impossible === 0 ? `${after}; ${others}.` : `${after}; ${others}, ${impossible} cannot.`
}

/** What a move waits for. */
export interface Waits {
  readonly notBeforeS: number
  /** Names of partitions that have to have left before it may start. */
  readonly room: readonly string[]
  /** It waits for other moves of its movers because fewer at once are faster. */
  readonly pace: boolean
  /** A rule lets it run only after another move. */
  readonly rule: boolean
}

export function whyNow(part: PartForecast | undefined, { notBeforeS, room, pace, rule }: Waits): string {
  if (part?.t0 == null) return 'The forecast never finds it a free slot.'
  if (room.length > 0) {
    const who = `${list(room, 6)} ${room.length === 1 ? 'has' : 'have'}`
    return `It waits until ${who} left: that gives back the room it takes.`
  }
  if (part.queued === 0 || part.queued === null) {
    return notBeforeS > 0 ? 'Its earliest start has come.' : 'Nothing holds it back: it starts with the plan.'
  }
  const minutes = Math.max(1, Math.round(part.queued / 60))
  if (pace) {
    return (
      `It waits about ${count(minutes, 'minute')} for another move of its movers to end: ` +
      'with fewer moves at once the whole plan is shorter.'
    )
  }
  if (rule) {
    return (
      `It waits about ${count(minutes, 'minute')} for another move and for a free slot: ` +
      'a rule of this plan lets only one of them run at a time.'
    )
  }
  return (
    `It waits about ${count(minutes, 'minute')} for a free slot on its movers and servers; ` +
    'the order keeps the whole plan short, and long moves tend to go first.'
  )
}

export function ifNot(partition: Partition, source: Server): string {
  const size = partition.memoryMib === null ? 'memory of unknown size' : memory(partition.memoryMib)
  const processing = partition.entitledCenti === null ? '' : ` and ${units(partition.entitledCenti)}`
  return `${partition.name} stays on ${source.name} with ${size}${processing}, and ${source.name} is not empty.`
}

function freeWords(state: PlannedState): string {
  const free = state.freeMemoryMib === null ? 'an unknown amount of memory' : memory(state.freeMemoryMib)
  return state.freeCenti === null ? free : `${free} and ${units(state.freeCenti)}`
}

/** Share of the memory that is taken; unknown sorts last. */
function useOf({ server, freeMemoryMib }: PlannedState): number {
  const capacity = server.configurableMemoryMib
  return freeMemoryMib === null || capacity === null || capacity <= 0 ? 1 : 1 - freeMemoryMib / capacity
}
