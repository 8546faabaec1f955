/** Every planning rule there is: its type, its schema and its sentence. A new one is one file and one line in each table. */
import { z } from 'zod'
import { neverOnSentence, neverOnShape, onlyOnSentence, onlyOnShape } from './allowed-servers.ts'
import type { NeverOnRule, OnlyOnRule } from './allowed-servers.ts'
import { apartSentence, apartShape, type ApartRule } from './apart.ts'
import { budgetSentence, budgetShape, type BudgetRule } from './budget.ts'
import type { Named, References } from './common.ts'
import { excludeSentence, excludeShape, type ExcludeRule } from './exclude.ts'
import { licenceSentence, licenceShape, type LicenceRule } from './licence.ts'
import { oneAtATimeSentence, oneAtATimeShape, type OneAtATimeRule } from './one-at-a-time.ts'
import { pinSentence, pinShape, type PinRule } from './pin.ts'
import { reserveSentence, reserveShape, type ReserveRule } from './reserve.ts'
import { safetySentence, safetyShape, type SafetyRule } from './safety.ts'
import { standstillSentence, standstillShape, type StandstillRule } from './standstill.ts'
import { blackoutSentence, blackoutShape, windowSentence, windowShape } from './times.ts'
import type { BlackoutRule, WindowRule } from './times.ts'
import { togetherSentence, togetherShape, type TogetherRule } from './together.ts'

export type PlanRule =
  | PinRule
  | ExcludeRule
  | OnlyOnRule
  | NeverOnRule
  | ApartRule
  | TogetherRule
  | OneAtATimeRule
  | ReserveRule
  | BudgetRule
  | WindowRule
  | BlackoutRule
  | SafetyRule
  | LicenceRule
  | StandstillRule

export type RuleKind = PlanRule['kind']
export type RuleOf<Kind extends RuleKind> = Extract<PlanRule, { readonly kind: Kind }>

const sentences: { readonly [Kind in RuleKind]: (rule: RuleOf<Kind>) => string } = {
  pin: pinSentence,
  exclude: excludeSentence,
  'only-on': onlyOnSentence,
  'never-on': neverOnSentence,
  apart: apartSentence,
  together: togetherSentence,
  'one-at-a-time': oneAtATimeSentence,
  reserve: reserveSentence,
  budget: budgetSentence,
  window: windowSentence,
  blackout: blackoutSentence,
  safety: safetySentence,
  licence: licenceSentence,
  standstill: standstillSentence,
}

/** A rule as a plain sentence, without its full stop. */
export function ruleSentence(rule: PlanRule): string {
  const sentence = sentences[rule.kind] as (rule: PlanRule) => string
  return sentence(rule)
}

/** Schemas of all kinds, with `common` before the fields of each. */
export function ruleSchemas<T, Common extends z.ZodRawShape>(common: Common, references: References<T>) {
  return [
    z
      .strictObject({ ...common, ...pinShape(references) })
      .describe('Partitions stay on the server they are on.'),
    z
      .strictObject({ ...common, ...excludeShape(references) })
      .describe('Partitions are not moved; servers neither give nor take partitions.'),
    z
      .strictObject({ ...common, ...onlyOnShape(references) })
      .describe('Partitions are sent to these servers only.'),
    z
      .strictObject({ ...common, ...neverOnShape(references) })
      .describe('Partitions are sent to none of these servers.'),
    z
      .strictObject({ ...common, ...apartShape(references) })
      .describe('No two of the partitions are on one server.'),
    z
      .strictObject({ ...common, ...togetherShape(references) })
      .describe('The partitions end on one server, as soon as any of them moves.'),
    z
      .strictObject({ ...common, ...oneAtATimeShape(references) })
      .describe('Never two of the partitions move at once (nodes of a cluster).'),
    z
      .strictObject({ ...common, ...reserveShape(references) })
      .describe(
        'N+1: the partitions of any one of the servers would fit on the others, by memory and entitlement.',
      ),
    z
      .strictObject({ ...common, ...budgetShape() })
      .describe('The most the plan moves: partitions, GiB of memory, or both.'),
    z
      .strictObject({ ...common, ...windowShape(references) })
      .describe('Moves run within these periods from start to end, by the clock of the zone.'),
    z
      .strictObject({ ...common, ...blackoutShape(references) })
      .describe('No move runs in these periods, by the clock of the zone.'),
    z
      .strictObject({ ...common, ...safetyShape(references) })
      .describe('Use of the servers after the plan, percent of what is configurable; no servers: all.'),
    z
      .strictObject({ ...common, ...licenceShape(references) })
      .describe('Cores that partitions take on the servers together at most; no partitions: all.'),
    z
      .strictObject({ ...common, ...standstillShape(references) })
      .describe('Longest standstill of moves in the median run, seconds; no partitions: all.'),
  ] as const
}

/** Rules a plan may have. */
export const MOST_RULES = 5000
const mostNames = 20_000
const named = z.strictObject({ id: z.string().min(1).max(300), name: z.string().max(4000) })
const namedLists: References<Named> = {
  some: z.array(named).min(1).max(mostNames),
  any: z.array(named).max(mostNames).default([]),
}

const documentCommon = {
  id: z.string().min(1).max(100),
  hard: z.boolean(),
  weight: z.number().min(1).max(1000),
  reason: z.string().max(1000).nullable(),
}

/** A rule as plan documents hold it. */
export const planRuleSchema: z.ZodType<PlanRule> = z.discriminatedUnion(
  'kind',
  ruleSchemas(documentCommon, namedLists),
)

/** Rules of a plan document: an id is used once. */
export const planRulesSchema: z.ZodType<readonly PlanRule[]> = z
  .array(planRuleSchema)
  .max(MOST_RULES)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    message: 'two rules have the same id',
  })

/** Partitions and servers a rule names. */
export function namedBy(rule: PlanRule): {
  readonly partitions: readonly Named[]
  readonly servers: readonly Named[]
} {
  return {
    partitions: 'partitions' in rule ? rule.partitions : [],
    servers: 'servers' in rule ? rule.servers : [],
  }
}
