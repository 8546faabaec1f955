/**
 * What a mobility rule is. A rule judges one thing and answers pass, warn, block or "cannot tell"; it never guesses:
 * an input that was never imported (`null`) is "cannot tell", an empty list is "none".
 */
import type { Partition } from '../inventory/fleet.ts'
import type { MobilityCatalogue } from './catalogue/mobility-catalogue.ts'
import { fillCommand, type CommandNames } from './command.ts'
import { answered } from './inputs.ts'
import type { PartitionFacts } from './partition-facts.ts'
import type { ServerFacts } from './server-facts.ts'
import type { TargetState } from './target-state.ts'
import type { Fact, MoveType } from './verdict.ts'

/** Where a rule was read. Blocks of a `general knowledge` rule say so: no IBM document confirms them here. */
export type Confidence = 'verified' | 'general knowledge'

/** Something a rule needs, with the command that supplies it ({source}, {target}, {partition}, {id}, {vios} are filled in). */
export interface RuleInput {
  readonly name: string
  readonly command: string
}

/** What a rule about the partition alone may look at; its answer holds for every target. */
export interface PartitionContext {
  readonly moveType: MoveType
  readonly partition: Partition
  readonly partitionFacts: PartitionFacts
  readonly source: ServerFacts
  readonly catalogue: MobilityCatalogue
}

/** What a rule about two servers may look at; its answer holds for every partition of the source. */
export interface ServersContext {
  readonly moveType: MoveType
  readonly source: ServerFacts
  readonly target: ServerFacts
  readonly catalogue: MobilityCatalogue
}

/** One partition on one target. */
export interface MoveContext extends PartitionContext, ServersContext {}

/** One partition on one target that holds what `state` says: today's, or a planned one. */
export interface CapacityContext extends MoveContext {
  readonly state: TargetState
}

/**
 * Answer of a rule. A pass may carry a text: a note for the reader that changes no verdict. `worst` of an unknown: what
 * the missing input could reveal at worst; only an unknown that could block makes the whole move "cannot tell".
 */
export type RuleOutcome =
  | { readonly verdict: 'pass'; readonly text: string | null; readonly facts: readonly Fact[] }
  | {
      readonly verdict: 'warn' | 'block'
      readonly text: string
      readonly facts: readonly Fact[]
      readonly remedy: string
      /** Set where this outcome is less certain than its rule. */
      readonly confidence?: Confidence
    }
  | {
      readonly verdict: 'unknown'
      readonly text: string
      readonly facts: readonly Fact[]
      readonly remedy: string | null
      readonly missing: RuleInput
      readonly worst: 'warn' | 'block'
    }

interface RuleBase {
  /** Stable id of domain.md 3.4. */
  readonly id: string
  readonly title: string
  readonly appliesTo: readonly MoveType[]
  readonly inputs: readonly RuleInput[]
  readonly confidence: Confidence
  readonly source: string
  /** What the rule cannot see in HMC output, in one sentence; shown beside its passes. */
  readonly notSeen?: string
}

/**
 * `scope` says what the answer depends on, so that it is found once and used often: the partition, the two servers, the
 * move, or the state of the target (`capacity`: found again for every planned state).
 */
export type Rule =
  | (RuleBase & { readonly scope: 'partition'; readonly judge: (context: PartitionContext) => RuleOutcome })
  | (RuleBase & { readonly scope: 'servers'; readonly judge: (context: ServersContext) => RuleOutcome })
  | (RuleBase & { readonly scope: 'move'; readonly judge: (context: MoveContext) => RuleOutcome })
  | (RuleBase & { readonly scope: 'capacity'; readonly judge: (context: CapacityContext) => RuleOutcome })

export const everyMove: readonly MoveType[] = ['active', 'inactive', 'suspended']

/** A plain pass; one object, because most answers are one. */
export const pass: RuleOutcome = { verdict: 'pass', text: null, facts: [] }

/** A pass with something to know. */
export function note(text: string, facts: readonly Fact[] = []): RuleOutcome {
  return { verdict: 'pass', text, facts }
}

export function warn(text: string, facts: readonly Fact[], remedy: string): RuleOutcome {
  return { verdict: 'warn', text, facts, remedy }
}

export function block(text: string, facts: readonly Fact[], remedy: string): RuleOutcome {
  return { verdict: 'block', text, facts, remedy }
}

/** A block that no IBM document read here confirms. */
export function likelyBlock(text: string, facts: readonly Fact[], remedy: string): RuleOutcome {
  return { verdict: 'block', text, facts, remedy, confidence: 'general knowledge' }
}

/** "Cannot tell", because `input` was not imported. `what` names it with its owner: "RMC state of db01". */
export function cannotTell(
  context: ServersContext | PartitionContext,
  input: RuleInput,
  what: string,
  options: {
    readonly worst?: 'warn' | 'block'
    readonly vios?: string | undefined
    readonly facts?: readonly Fact[]
    readonly remedy?: string
    /** Why it is not known, where the plain lack of an import is not the cause. */
    readonly because?: string
  } = {},
): RuleOutcome {
  const command = fillCommand(input.command, namesOf(context, options.vios))
  return {
    verdict: 'unknown',
    text:
      options.because === undefined ? `${what} is not known.` : `${what} is not known: ${options.because}.`,
    facts: options.facts ?? [],
    remedy: options.remedy ?? supplied(command),
    missing: { name: input.name, command },
    worst: options.worst ?? 'block',
  }
}

/** How a person supplies an input: by a command's output, or by an answer of their own. */
function supplied(command: string): string {
  return command === answered ? `Answer it yourself in ${command}.` : `Import the output of: ${command}`
}

/** Names that commands of this context are filled with. */
function namesOf(context: ServersContext | PartitionContext, vios?: string): CommandNames {
  return {
    source: context.source.server.name,
    target: 'target' in context ? context.target.server.name : undefined,
    partition: 'partition' in context ? context.partition.name : undefined,
    id: 'partition' in context ? context.partition.lparId : undefined,
    vios,
  }
}

/** A command of this context, with its names quoted for sh. */
export function command(template: string, context: ServersContext | PartitionContext, vios?: string): string {
  return fillCommand(template, namesOf(context, vios))
}
