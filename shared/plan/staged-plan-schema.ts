/** The staged plan as it may come from outside: every field checked before anything looks at it. */
import { z } from 'zod'
import { documentFields, maxMoves, planSchema, readDocument } from './plan-schema.ts'
import { STAGED_PLAN_FORMAT, STAGED_PLAN_VERSION, type StagedPlan } from './staged-plan.ts'

const { id, text, instant, planWindow } = documentFields
const serverIds = z.array(id).min(1).max(20_000)
const minutes = z.number().int().min(0).max(100_000)

/** Windows that follow each other, without overlap. */
export const inOrder = (list: readonly { readonly startMs: number; readonly endMs: number }[]): boolean =>
  list.every(({ startMs }, at) => startMs >= (list[at - 1]?.endMs ?? -Infinity))
const windows = z
  .array(planWindow)
  .min(1)
  .max(1000)
  .refine(inOrder, { message: 'windows overlap, or are not in the order of their starts' })

const areSeparate = (list: readonly { readonly startMs: number; readonly endMs: number }[]): boolean =>
  list.every(({ startMs }, at) => startMs > (list[at - 1]?.endMs ?? -Infinity))

const watts = z.number().finite().min(0).max(1_000_000).nullable()
const seconds = z.number().int().min(0).max(86_400).nullable()

/** What somebody typed about the power of servers. */
export const serverPowersSchema = z
  .array(
    z
      .strictObject({
        serverId: id,
        idleW: watts,
        maxW: watts,
        standbyW: watts,
        shutdownS: seconds,
        iplS: seconds,
      })
      .refine(({ idleW, maxW }) => idleW === null || maxW === null || idleW <= maxW, {
        message: 'the maximum watts are below the idle ones',
      })
      .refine(({ idleW, maxW, standbyW }) => (standbyW ?? 0) <= (idleW ?? maxW ?? Infinity), {
        message: 'the standby watts are above the idle ones',
      }),
  )
  .max(20_000)
  .refine((list) => new Set(list.map(({ serverId }) => serverId)).size === list.length, {
    message: 'a server is named twice',
  })

const goal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('evacuate-and-return'),
    serverIds,
    serviceMinutes: minutes,
    window: planWindow.nullable(),
  }),
  z.strictObject({
    kind: z.literal('maintenance'),
    serverIds,
    windows,
    serviceMinutes: minutes,
    returnHome: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('save-energy'),
    bands: windows.refine(areSeparate, { message: 'two bands touch: they are one' }),
    power: serverPowersSchema,
  }),
])

const base = {
  id,
  title: z.string().min(1).max(1000),
  startMs: instant.describe('UTC epoch milliseconds'),
  endMs: instant.describe('End of the time given to the stage'),
}

const stage = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('moves'),
    window: planWindow.nullable(),
    plan: planSchema.describe('A plan document, made against the fleet as the stages before it leave it'),
  }),
  z.strictObject({ ...base, kind: z.literal('service'), serverIds }),
  z.strictObject({ ...base, kind: z.literal('off'), serverIds, offMs: instant, iplMs: instant }),
])

const kwh = z.number().finite().min(-1e12).max(1e12)
const energy = z.strictObject({
  servers: z
    .array(
      z.strictObject({
        serverId: id,
        serverName: text,
        offS: z.number().finite().min(0).max(1e12),
        withoutKwh: kwh.nullable(),
        withKwh: kwh.nullable(),
      }),
    )
    .max(20_000),
  migrationKwh: kwh,
  withoutKwh: kwh.nullable(),
  withKwh: kwh.nullable(),
  netKwh: kwh.nullable(),
})

/** Version 1. Strict: an unknown field is refused, as it would be lost silently. */
const stagedPlanSchema: z.ZodType<StagedPlan> = z
  .strictObject({
    format: z.literal(STAGED_PLAN_FORMAT),
    version: z.literal(STAGED_PLAN_VERSION),
    name: documentFields.name,
    goal,
    options: documentFields.options,
    inputHash: documentFields.hash,
    appVersion: documentFields.appVersion,
    createdAtMs: instant,
    seed: documentFields.seed,
    zone: documentFields.zone,
    stages: z.array(stage).max(5000),
    unserviced: z
      .array(
        z.strictObject({
          serverId: id,
          serverName: text,
          reasons: documentFields.warnings,
          remedy: text.nullable(),
        }),
      )
      .max(20_000),
    unplaced: z.array(documentFields.unplaced).max(maxMoves),
    notes: documentFields.notes,
    energy: energy.optional(),
  })
  .refine((plan) => new Set(plan.stages.map((one) => one.id)).size === plan.stages.length, {
    message: 'two stages have the same id',
    path: ['stages'],
  })

/** The published schema: what any JSON editor can check a file against. */
export const stagedPlanJsonSchema = (): object => ({
  $id: 'staged-plan.schema.json',
  title: 'A staged plan of LPM Planner',
  ...z.toJSONSchema(stagedPlanSchema, { io: 'input', reused: 'ref' }),
})

export type StagedPlanReading =
  | { readonly ok: true; readonly plan: StagedPlan }
  | { readonly ok: false; readonly found: string; readonly place: string }

/** Reads a staged plan out of JSON text; the first fault with its place where it is none. Never throws. */
export function readStagedPlanText(json: string): StagedPlanReading {
  return readDocument(json, stagedPlanSchema, { format: STAGED_PLAN_FORMAT, version: STAGED_PLAN_VERSION })
}

/** Whether a JSON text says that it is a staged plan, so that a reader of both kinds knows whose faults to tell. */
export function isStagedPlanText(json: string): boolean {
  return new RegExp(`"format"\\s*:\\s*"${STAGED_PLAN_FORMAT}"`).test(json.slice(0, 100_000))
}
