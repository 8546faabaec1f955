/** Short ways to judge one rule on the default fleet with one thing changed. */
import type { Partition, Server, Statement, StatementSubject, Vios } from '../../shared/inventory/fleet.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { judgeMove, type JudgeOptions } from '../../shared/mobility/judge.ts'
import { rules } from '../../shared/mobility/rules/catalogue.ts'
import type { MoveJudgement, RuleFinding } from '../../shared/mobility/verdict.ts'
import { aFleet, alphaId, aPartition, aServer, aVios, betaId, favourable } from './fleet-builder.ts'

/** What differs from the default fleet. `source` and `target` change servers, `...Vios` both VIOS of that side. */
export interface Change {
  readonly partition?: Partial<Partition>
  readonly source?: Partial<Server>
  readonly target?: Partial<Server>
  readonly sourceVios?: Partial<Vios>
  readonly targetVios?: Partial<Vios>
  /** Only the second VIOS of the target. */
  readonly secondTargetVios?: Partial<Vios>
  /** Partitions that the target already has. */
  readonly others?: readonly Partition[]
  readonly disksEverywhere?: boolean
  /** The side of which no VIOS was imported. */
  readonly withoutVios?: 'source' | 'target'
  /** The side of which only the first VIOS was imported. */
  readonly onlyVios?: 'source' | 'target'
  /** What the user said; the favourable answers where absent. */
  readonly statements?: readonly Statement[]
}

export function changedFleet(change: Change) {
  const pair = (serverId: string, common: Partial<Vios> = {}, second: Partial<Vios> = {}) => [
    aVios({ serverId, lparId: 1, ...common }),
    aVios({ serverId, lparId: 2, ...common, ...second }),
  ]
  const fleet = aFleet({
    servers: [aServer(change.source), aServer({ id: betaId, ...change.target })],
    vios: [...pair(alphaId, change.sourceVios), ...pair(betaId, change.targetVios, change.secondTargetVios)],
    partitions: [aPartition(change.partition), ...(change.others ?? [])],
    ...(change.statements === undefined ? {} : { statements: change.statements }),
    ...(change.disksEverywhere === undefined ? {} : { disksEverywhere: change.disksEverywhere }),
  })
  const idOf = (side: 'source' | 'target' | undefined) =>
    side === undefined ? null : side === 'source' ? alphaId : betaId
  const [bare, single] = [idOf(change.withoutVios), idOf(change.onlyVios)]
  return {
    ...fleet,
    vios: fleet.vios.filter((one) => one.serverId !== bare && !(one.serverId === single && one.lparId !== 1)),
  }
}

/** Another answer about one subject, of the whole fleet; `null`: none was given. */
export function answer(subject: StatementSubject, holds: boolean | null): Change {
  const others = favourable.filter((one) => one.subject !== subject)
  return { statements: holds === null ? others : [...others, statement(subject, holds)] }
}

/** A statement of the whole fleet, or of one server or partition. */
export function statement(
  subject: StatementSubject,
  holds: boolean,
  scope: Statement['scope'] = 'fleet',
  scopeId: string | null = null,
): Statement {
  return { subject, scope, scopeId, holds, reason: null }
}

export function judgeChanged(change: Change, options: JudgeOptions = {}): MoveJudgement {
  const index = indexFleet(changedFleet(change))
  const partition = index.partitionsOf(alphaId)[0]
  const target = index.serverById.get(betaId)
  if (partition === undefined || target === undefined) throw new Error('the default fleet lost its partition')
  return judgeMove(index, partition, target, options)
}

/** What one rule says: its finding, or "pass"; "not asked" where it does not apply to the kind of move. */
export function verdictOf(ruleId: string, change: Change, options: JudgeOptions = {}): string {
  const judgement = judgeChanged(change, options)
  const rule = rules.find((one) => one.id === ruleId)
  if (rule === undefined) throw new Error(`no rule ${ruleId}`)
  if (!rule.appliesTo.includes(judgement.moveType)) return 'not asked'
  const finding = judgement.findings.find((one) => one.ruleId === ruleId)
  if (finding === undefined) return 'pass'
  return finding.verdict === 'pass' ? 'note' : finding.verdict
}

export function findingOf(ruleId: string, change: Change, options: JudgeOptions = {}): RuleFinding {
  const finding = judgeChanged(change, options).findings.find((one) => one.ruleId === ruleId)
  if (finding === undefined) throw new Error(`${ruleId} has no finding`)
  return finding
}
