/** What the editor asks for in each kind of planning rule. */
import type { RuleKind } from '../../../../shared/plan/rules/plan-rule.ts'

/** Least number of names; 0: may stay empty; null: the kind names none. */
type Least = 0 | 1 | 2 | null

export interface RuleAsks {
  readonly partitions: Least
  readonly servers: Least
  /** At the end or at every instant. */
  readonly scope?: true
  readonly times?: true
  /** One of the two lists has to name somebody. */
  readonly somebody?: true
}

export const ruleAsks: Readonly<Record<RuleKind, RuleAsks>> = {
  pin: { partitions: 1, servers: null },
  exclude: { partitions: 0, servers: 0, somebody: true },
  'only-on': { partitions: 1, servers: 1 },
  'never-on': { partitions: 1, servers: 1 },
  apart: { partitions: 2, servers: null, scope: true },
  together: { partitions: 2, servers: null },
  'one-at-a-time': { partitions: 2, servers: null },
  reserve: { partitions: null, servers: 2, scope: true },
  budget: { partitions: null, servers: null },
  window: { partitions: 0, servers: 0, times: true },
  blackout: { partitions: 0, servers: 0, times: true },
  safety: { partitions: null, servers: 0 },
  licence: { partitions: 0, servers: 1 },
  standstill: { partitions: 0, servers: null },
}

/** Kinds as the editor lists them: by the question they answer. */
export const ruleGroups = [
  { group: 'where', kinds: ['apart', 'together', 'pin', 'exclude', 'only-on', 'never-on'] },
  { group: 'when', kinds: ['window', 'blackout', 'one-at-a-time', 'standstill'] },
  { group: 'room', kinds: ['reserve', 'safety', 'licence', 'budget'] },
] as const satisfies readonly { readonly group: string; readonly kinds: readonly RuleKind[] }[]
