/** What would make an impossible plan possible, as plan documents hold it. */
import { z } from 'zod'
import type { PartitionId, ServerId } from '../inventory/fleet.ts'

z.config({ jitless: true })

export const RELAXATIONS_VERSION = 1

interface ChangedPartition {
  readonly partitionId: PartitionId
  readonly partitionName: string
  /** Null where not known. */
  readonly memoryMib: number | null
}

/** One thing that is asked for, in the units of the request it changes. */
export type RelaxationChange =
  /** A hard planning rule becomes a soft one. */
  | { readonly kind: 'soft-rule'; readonly ruleId: string; readonly sentence: string }
  /** The levels of a hard safety rule, percent; null as in the rule. */
  | {
      readonly kind: 'safety-level'
      readonly ruleId: string
      readonly sentence: string
      readonly memoryPercent: number | null
      readonly processorPercent: number | null
    }
  /** Every period of a window rule ends so much later. */
  | {
      readonly kind: 'longer-rule-window'
      readonly ruleId: string
      readonly sentence: string
      readonly minutes: number
    }
  /** The window of the plan ends so much later. */
  | { readonly kind: 'longer-window'; readonly minutes: number }
  /** "Cannot tell" of a mobility rule is accepted. */
  | { readonly kind: 'accept-unknown'; readonly ruleId: string }
  /** A server may take partitions that the request does not allow. */
  | { readonly kind: 'allow-target'; readonly serverId: ServerId; readonly serverName: string }
  /** More memory, MiB, and processing units, hundredths, on a server. */
  | {
      readonly kind: 'more-room'
      readonly serverId: ServerId
      readonly serverName: string
      readonly memoryMib: number
      readonly centi: number
    }
  /** Running partitions may be made smaller for the plan, to no less than this share of their memory, percent. */
  | { readonly kind: 'allow-dlpar'; readonly leastPercent: number }
  /** Partitions that are not activated: moved too, or left where they are. */
  | { readonly kind: 'inactive'; readonly moved: boolean }
  /** A partition is shut down before the plan, and moved inactive. */
  | ({ readonly kind: 'shut-down' } & ChangedPartition)
  /** A partition is left out of the plan, or no longer left out. */
  | ({ readonly kind: 'leave' | 'include' } & ChangedPartition)

export type RelaxationKind = RelaxationChange['kind']

/** A way out: with all its changes, and no part of them, the request is possible as `text` says. */
export interface Relaxation {
  readonly changes: readonly RelaxationChange[]
  /** A plain sentence with its figures. */
  readonly text: string
  /** Partitions that have a place then. */
  readonly placed: number
  /** Whether less of the same is proven not to do; false: less was tried, and nothing was found. */
  readonly proven: boolean
}

/** A partition that none of the kinds of changes lets move. */
export interface HeldPartition {
  readonly partitionId: PartitionId
  readonly partitionName: string
  readonly ruleId: string
  readonly text: string
  readonly remedy: string | null
}

export interface PlanRelaxations {
  readonly version: typeof RELAXATIONS_VERSION
  /** Those that ask least first; each was planned with. */
  readonly answers: readonly Relaxation[]
  readonly held: readonly HeldPartition[]
  /** Placements looked at. */
  readonly tries: number
  /** False: stopped, or out of steps, before every kind of change was tried. */
  readonly complete: boolean
}

const id = z.string().min(1).max(300)
const text = z.string().max(4000)
const minutes = z.number().int().min(1).max(100_000)
const amount = z.number().int().min(0).max(1e12)
const percent = z.number().min(1).max(100).nullable()
const rule = { ruleId: z.string().min(1).max(100), sentence: text }
const partition = { partitionId: id, partitionName: text }
const changedPartition = { ...partition, memoryMib: amount.nullable() }
const server = { serverId: id, serverName: text }

const changeSchema: z.ZodType<RelaxationChange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('soft-rule'), ...rule }),
  z.strictObject({
    kind: z.literal('safety-level'),
    ...rule,
    memoryPercent: percent,
    processorPercent: percent,
  }),
  z.strictObject({ kind: z.literal('longer-rule-window'), ...rule, minutes }),
  z.strictObject({ kind: z.literal('longer-window'), minutes }),
  z.strictObject({ kind: z.literal('accept-unknown'), ruleId: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('allow-target'), ...server }),
  z.strictObject({ kind: z.literal('more-room'), ...server, memoryMib: amount, centi: amount }),
  z.strictObject({ kind: z.literal('allow-dlpar'), leastPercent: z.number().min(1).max(100) }),
  z.strictObject({ kind: z.literal('inactive'), moved: z.boolean() }),
  z.strictObject({ kind: z.literal('shut-down'), ...changedPartition }),
  z.strictObject({ kind: z.enum(['leave', 'include']), ...changedPartition }),
])

/** Schema of the field in plan documents. */
export const relaxationsSchema: z.ZodType<PlanRelaxations> = z.strictObject({
  version: z.literal(RELAXATIONS_VERSION),
  answers: z
    .array(
      z.strictObject({
        changes: z.array(changeSchema).min(1).max(1000),
        text: z.string().min(1).max(40_000),
        placed: z.number().int().min(0).max(20_000),
        proven: z.boolean(),
      }),
    )
    .max(20),
  held: z.array(z.strictObject({ ...partition, ruleId: id, text, remedy: text.nullable() })).max(20_000),
  tries: z.number().int().min(0).max(1e9),
  complete: z.boolean(),
})
