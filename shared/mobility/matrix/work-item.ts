/** What a work list is made of, and the question it is made for. */
import type { RuleVerdict } from '../verdict.ts'

/** What would be judged if some troubles were gone. Nothing is written. */
export interface WhatIf {
  /** Every warning is taken as dealt with. */
  readonly warningsFixed: boolean
  /** Rules whose block, warning or missing input is taken as dealt with. */
  readonly fixedRuleIds: readonly string[]
}

/** One line of the work list: pairs that share a rule, its verdict and its remedy. */
export interface WorkItem {
  /** Stable within a revision: names the item when its cells are asked for. */
  readonly key: string
  readonly ruleId: string
  readonly title: string
  readonly verdict: Exclude<RuleVerdict, 'pass'>
  /** One sentence in general words, or the finding's own sentence where all pairs share it. */
  readonly text: string
  readonly remedy: string | null
  /** The input that is missing and the command that supplies it, for `unknown`. */
  readonly missing: { readonly input: string; readonly command: string } | null
  /** For `unknown`: what the missing input could reveal at worst. "warn" leaves its pairs "with warning". */
  readonly atWorst: 'warn' | 'block' | null
  readonly pairs: number
  readonly partitions: number
  readonly servers: number
  /**
   * Pairs that dealing with this alone would win: they could move then, with a warning or without one. For warnings:
   * pairs that would be without one.
   */
  readonly unlocks: number
}
