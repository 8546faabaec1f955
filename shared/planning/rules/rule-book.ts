/** The rules of a plan as the search asks them; `judges` lists every kind. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import type { RuleFinding as MobilityFinding } from '../../mobility/verdict.ts'
import { list } from '../../mobility/words.ts'
import {
  namedBy,
  ruleSentence,
  type PlanRule,
  type RuleKind,
  type RuleOf,
} from '../../plan/rules/plan-rule.ts'
import type { PlacementDraft } from '../placement-draft.ts'
import { neverOn, onlyOn } from './allowed-servers.ts'
import { apart } from './apart.ts'
import { budget } from './budget.ts'
import { exclude } from './exclude.ts'
import { licence } from './licence.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { withMove, type Outcome } from './outcome.ts'
import { pin } from './pin.ts'
import { reserve } from './reserve.ts'
import type { RuleFinding, RuleJudge } from './rule-judge.ts'
import { safety } from './safety.ts'
import { standstill } from './standstill.ts'
import { blackout, window } from './times.ts'
import { together } from './together.ts'

const judges: { readonly [Kind in RuleKind]: RuleJudge<RuleOf<Kind>> } = {
  pin,
  exclude,
  'only-on': onlyOn,
  'never-on': neverOn,
  apart,
  together,
  'one-at-a-time': oneAtATime,
  reserve,
  budget,
  window,
  blackout,
  safety,
  licence,
  standstill,
}

const judgeOf = (rule: PlanRule): RuleJudge<PlanRule> => judges[rule.kind] as unknown as RuleJudge<PlanRule>

export interface JudgedRule {
  readonly rule: PlanRule
  readonly finding: RuleFinding
}

const REASON = 'RULE '

/** How a rule is named among the rule ids of reasons. */
export const reasonId = (rule: PlanRule): string => `${REASON}${rule.id}`
export const isReasonOfRule = (ruleId: string): boolean => ruleId.startsWith(REASON)

export class RuleBook {
  readonly rules: readonly PlanRule[]
  readonly #index: FleetIndex
  /** Hard rules about places, by the partition they name; those about servers or the whole plan. */
  readonly #byPartition = new Map<string, PlanRule[]>()
  readonly #general: PlanRule[] = []

  constructor(index: FleetIndex, rules: readonly PlanRule[]) {
    this.rules = rules
    this.#index = index
    for (const rule of rules) {
      if (!rule.hard || judgeOf(rule).timed === true) continue
      const { partitions } = namedBy(rule)
      if (partitions.length === 0 || rule.kind === 'exclude') this.#general.push(rule)
      for (const { id } of partitions) this.#byPartition.set(id, [...(this.#byPartition.get(id) ?? []), rule])
    }
  }

  /** Tells the placement what the rules forbid and cost. */
  constrain(draft: PlacementDraft): void {
    for (const rule of this.rules) judgeOf(rule).constrain?.(rule, draft)
  }

  /** The hard rule that keeps a partition where it is, whatever the servers; null: none. */
  keepsBack(partition: Partition): PlanRule | null {
    const keeping = this.rules.find(
      (rule) =>
        rule.hard &&
        ((rule.kind === 'pin' && rule.partitions.some(({ id }) => id === partition.id)) ||
          (rule.kind === 'exclude' &&
            (rule.partitions.some(({ id }) => id === partition.id) ||
              rule.servers.some(({ id }) => id === partition.serverId)))),
    )
    return keeping ?? null
  }

  /** All rules with what they say about an outcome; without those about times where its moves have none. */
  judge(outcome: Outcome, { timed }: { readonly timed: boolean }): readonly JudgedRule[] {
    return this.rules
      .filter((rule) => timed || judgeOf(rule).timed !== true)
      .map((rule) => ({ rule, finding: judgeOf(rule).judge(rule, outcome) }))
  }

  /** Hard rules about places that a plan breaks, or may break. */
  broken(outcome: Outcome): readonly JudgedRule[] {
    return this.judge(outcome, { timed: false }).filter(
      ({ rule, finding: { state } }) => rule.hard && (state === 'broken' || state === 'unknown'),
    )
  }

  /** Why rules refuse a partition on a server beside everything else of a plan, as findings like those of mobility. */
  refusals(partition: Partition, server: Server, outcome: Outcome): readonly MobilityFinding[] {
    const asked = [
      ...(this.#byPartition.get(partition.id) ?? []),
      ...this.#general.filter((rule) => {
        const { servers } = namedBy(rule)
        return servers.length === 0 || servers.some(({ id }) => id === server.id)
      }),
    ]
    if (asked.length === 0) return []
    const there = withMove(outcome, partition, server)
    return [...new Set(asked)].flatMap((rule) => {
      const { state, remedy, culprits } = judgeOf(rule).judge(rule, there)
      if (state !== 'broken' && state !== 'unknown') return []
      // Others may be named for what only this move brings about.
      const isByThis = culprits.includes(partition.id) || judgeOf(rule).judge(rule, outcome).state !== state
      if (!isByThis) return []
      return [refusalOf(rule, `${partition.name} on ${server.name} would break it`, state, remedy)]
    })
  }

  /** Names in rules that the inventory does not have, a sentence for each rule. */
  get gone(): readonly string[] {
    return this.rules.flatMap((rule) => {
      const { partitions, servers } = namedBy(rule)
      const lost = [
        ...partitions.filter(({ id }) => !this.#index.partitionById.has(id)),
        ...servers.filter(({ id }) => !this.#index.serverById.has(id)),
      ]
      return lost.length === 0
        ? []
        : [`Rule ${rule.id} names ${list(lost.map(({ name }) => name))}, which the inventory does not have.`]
    })
  }
}

/** A rule as the reason why something is not done. */
export function refusalOf(
  rule: PlanRule,
  what: string,
  state: 'broken' | 'unknown' = 'broken',
  remedy: string | null = null,
): MobilityFinding {
  return {
    ruleId: reasonId(rule),
    verdict: state === 'unknown' ? 'unknown' : 'block',
    text: `Your rule “${ruleSentence(rule)}”: ${what}.`,
    facts: [],
    missing: null,
    remedy: remedy ?? 'Change this rule, or make it a soft one.',
  }
}
