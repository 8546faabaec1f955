/** The plan document as it may come from outside: every field checked before anything looks at it. */
import { z } from 'zod'
import { balanceWeightsSchema } from './balance-goal.ts'
import { dlparOptionSchema, moveDlparSchema } from './dlpar.ts'
import { PLAN_FORMAT, PLAN_VERSION, type PlanDocument } from './plan-document.ts'
import { relaxationsSchema } from './relaxations.ts'
import { planRulesSchema } from './rules/plan-rule.ts'

z.config({ jitless: true })

export const maxMoves = 20_000
const text = z.string().max(4000)
const id = z.string().min(1).max(300)
const instant = z.number().int().min(-8.64e15).max(8.64e15)
const amount = z.number().finite().min(0).max(1e15)
const ruleVerdict = z.enum(['pass', 'warn', 'block', 'unknown'])
const moveVerdict = z.enum(['can', 'warn', 'cannot', 'tell'])

const warning = z.strictObject({ ruleId: id, verdict: ruleVerdict, text, remedy: text.nullable() })
const warnings = z.array(warning).max(1000)

const alternative = z.strictObject({
  serverId: id,
  serverName: text,
  verdict: moveVerdict,
  ruleId: id.nullable(),
  text,
})

const adapterKind = z.enum(['virtual SCSI', 'virtual Fibre Channel', 'vNIC'])
const slot = z.number().int().min(0).max(65_535)

const small = z.number().int().min(0).max(65_535)
const vnicPlace = z.strictObject({
  device: small,
  capacity: z.number().int().min(0).max(10_000),
  adapterId: small,
  portId: small,
  sourceAdapterId: small,
  sourcePortId: small,
})
const moverEnd = z.strictObject({
  viosId: id,
  name: text,
  lparId: z.number().int().min(1).max(65_535),
  address: z.string().min(2).max(45),
})

const connections = z.strictObject({
  complete: z.boolean(),
  adapters: z
    .array(
      z.strictObject({
        kind: adapterKind,
        clientSlot: slot,
        sourceViosName: text.nullable(),
        targetViosId: id,
        targetViosName: text,
        targetViosLparId: z.number().int().min(1).max(65_535),
        targetViosSlot: slot.nullable(),
        port: z.string().min(1).max(100).nullable(),
        vnic: vnicPlace.optional(),
        why: text,
      }),
    )
    .max(1000),
  open: z.array(z.strictObject({ kind: adapterKind, clientSlot: slot, why: text })).max(1000),
  redundantMovers: z
    .array(z.strictObject({ source: moverEnd, target: moverEnd }))
    .max(2)
    .optional(),
})

const move = z.strictObject({
  id,
  partitionId: id,
  partitionName: text,
  lparId: z.number().int().min(1).max(65_535),
  sourceServerId: id,
  sourceServerName: text,
  targetServerId: id,
  targetServerName: text,
  type: z.enum(['active', 'inactive', 'suspended']),
  sourceMoverId: id.nullable(),
  sourceMoverName: text.nullable(),
  targetMoverId: id.nullable(),
  targetMoverName: text.nullable(),
  targetPoolName: text.nullable(),
  targetLparId: z.number().int().min(1).max(65_535).nullable(),
  connections: connections.optional(),
  after: z.array(id).max(maxMoves),
  notBeforeS: amount,
  wave: z.number().int().min(1).max(maxMoves),
  memoryMib: amount,
  dlpar: moveDlparSchema.optional(),
  targetNeedMib: amount,
  entitledCenti: amount,
  verdict: moveVerdict,
  warnings,
  whyMove: text,
  whyHere: text,
  whyNow: text,
  ifNot: text,
  alternatives: z.array(alternative).max(1000),
})

const unplaced = z.strictObject({
  partitionId: id,
  partitionName: text,
  serverId: id,
  memoryMib: amount.nullable(),
  reasons: warnings,
  remedy: text.nullable(),
})

const options = z.strictObject({
  maxConcurrent: z.number().int().min(1).max(1000).nullable(),
  targetServerIds: z.array(id).max(20_000).nullable(),
  excludedPartitionIds: z.array(id).max(20_000),
  acceptedUnknownRuleIds: z.array(z.string().max(40)).max(100),
  includeInactive: z.boolean(),
  safetyPercent: z.number().min(1).max(100),
  rules: planRulesSchema.optional(),
  dlpar: dlparOptionSchema.optional(),
})

const goal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('evacuate'), serverIds: z.array(id).min(1).max(20_000) }),
  z.strictObject({
    kind: z.literal('balance'),
    serverIds: z.array(id).min(2).max(20_000).nullable(),
    weights: balanceWeightsSchema,
  }),
  z.strictObject({ kind: z.literal('by-hand') }),
])

const planWindow = z
  .strictObject({ startMs: instant, endMs: instant })
  .refine((window) => window.endMs > window.startMs, { message: 'the window ends before it starts' })

/** Fields that plans of every kind have. */
export const documentFields = {
  id,
  text,
  instant,
  options,
  warnings,
  unplaced,
  planWindow,
  name: z.string().min(1).max(200),
  hash: z.string().max(200),
  appVersion: z.string().max(60),
  seed: z.number().int().min(0).max(4_294_967_295),
  zone: z.string().min(1).max(60),
  notes: z.array(text).max(10_000),
} as const

/** A plan document, version 1. Strict: an unknown field is refused, as it would be lost silently. */
export const planSchema: z.ZodType<PlanDocument> = z
  .strictObject({
    format: z.literal(PLAN_FORMAT),
    version: z.literal(PLAN_VERSION),
    name: documentFields.name,
    goal,
    options,
    inputHash: documentFields.hash,
    appVersion: documentFields.appVersion,
    createdAtMs: instant,
    seed: documentFields.seed,
    zone: documentFields.zone,
    startMs: instant,
    window: planWindow.nullable(),
    moves: z.array(move).max(maxMoves),
    unplaced: z.array(unplaced).max(maxMoves),
    relaxations: relaxationsSchema.optional(),
    notes: documentFields.notes,
    bound: z.strictObject({ seconds: amount, reason: text }).nullable(),
  })
  .refine((plan) => new Set(plan.moves.map((one) => one.id)).size === plan.moves.length, {
    message: 'two moves have the same id',
    path: ['moves'],
  })

/** The published schema (`resources/schema/plan.schema.json`; a test compares them). */
export const planDocumentSchema = (): object => ({
  $id: 'plan.schema.json',
  title: 'Plan document of LPM Planner',
  ...z.toJSONSchema(planSchema, { io: 'input' }),
})

export type PlanReading =
  | { readonly ok: true; readonly plan: PlanDocument }
  | {
      readonly ok: false
      /** What was found, in words, without a full stop. */
      readonly found: string
      /** Path of the field, e.g. "moves[3].targetServerId"; empty for the whole document. */
      readonly place: string
    }

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

interface DocumentKind {
  readonly format: string
  readonly version: number
}

function isNewer(value: unknown, kind: DocumentKind): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { format, version } = value as { format?: unknown; version?: unknown }
  return format === kind.format && typeof version === 'number' && version > kind.version
}

/** Reads a document of one kind out of JSON text; the first fault with its place where it is none. Never throws. */
export function readDocument<T>(
  json: string,
  schema: z.ZodType<T>,
  kind: DocumentKind,
):
  | { readonly ok: true; readonly plan: T }
  | { readonly ok: false; readonly found: string; readonly place: string } {
  let value: unknown
  try {
    // A byte order mark is what some editors leave at the start of a saved file.
    value = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    return {
      ok: false,
      found: `it is no JSON (${error instanceof Error ? error.message : 'unreadable'})`,
      place: '',
    }
  }
  if (isNewer(value, kind)) return { ok: false, found: 'it was written by a newer version', place: 'version' }
  const read = schema.safeParse(value)
  if (read.success) return { ok: true, plan: read.data }
  const issue = read.error.issues[0]
  return { ok: false, found: issue?.message ?? 'a field is wrong', place: placeOf(issue?.path ?? []) }
}

/** Reads a plan out of JSON text. Never throws. */
export function readPlanText(json: string): PlanReading {
  return readDocument(json, planSchema, { format: PLAN_FORMAT, version: PLAN_VERSION })
}
