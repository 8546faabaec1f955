/**
 * The contract between a host and the window (and the command line): one table of commands with their input schemas,
 * the type of their answers and their kind. Hosts translate a transport into `call`; services answer.
 *
 * read: answers from the present state. write: changes the workspace, one labelled undoable edit. job: runs in a
 * worker, announces progress, can be cancelled by its id; the answer arrives when it is done.
 */
import { z } from 'zod'
import type { CalibrationReport } from '../calibration/calibrate.ts'
import { catalogueTables, statementSubjects } from '../inventory/fleet.ts'
import type { ForecastEffects } from '../forecast/effects.ts'
import type { CatalogueRow } from '../mobility/catalogue/edits.ts'
import type { MoveJudgement } from '../mobility/verdict.ts'
import { balanceWeightsSchema } from '../plan/balance-goal.ts'
import type { PlanForecast } from '../plan/plan-forecast.ts'
import { dlparOptionSchema } from '../plan/dlpar.ts'
import { planRulesSchema } from '../plan/rules/plan-rule.ts'
import type { ServerPower } from '../plan/staged-plan.ts'
import { inOrder, serverPowersSchema } from '../plan/staged-plan-schema.ts'
import type { RefereeReport } from '../plan/referee-report.ts'
import type {
  StagedPlanCreated,
  StagedPlanJudged,
  StagedPlanListing,
  StagedPlanView,
} from './staged-views.ts'
import type { PairView, ReadinessView, RemedyBlock } from './readiness.ts'
import type {
  AppInfo,
  AssumptionsView,
  ExportedFile,
  FleetView,
  HistoryEntry,
  ImportCommitted,
  ImportPreview,
  PlanCreated,
  PlanDocumentJudged,
  PlanListing,
  PlanView,
  WorkspaceListing,
  WorkspaceState,
} from './views.ts'

z.config({ jitless: true })

const id = z.string().min(1).max(300)
const idList = z.array(id).max(20_000)
const path = z.string().min(1).max(4096)
const planId = z.number().int().positive()
const planText = z.string().max(64_000_000)
const nothing = z.strictObject({})
/** Chosen by the caller, so that progress and cancel can name the job before it answers. */
const jobId = z.string().min(1).max(64)

export const exportFormats = ['migrlpar', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const readinessFormats = ['csv', 'xlsx'] as const
export type ReadinessFormat = (typeof readinessFormats)[number]

const whatIf = z.strictObject({
  warningsFixed: z.boolean(),
  fixedRuleIds: z.array(z.string().min(1).max(40)).max(200).readonly(),
})

const planOptionsSchema = z.strictObject({
  maxConcurrent: z.number().int().min(1).max(1000).nullable(),
  targetServerIds: idList.nullable(),
  excludedPartitionIds: idList,
  acceptedUnknownRuleIds: z.array(z.string().max(40)).max(100),
  includeInactive: z.boolean(),
  safetyPercent: z.number().min(1).max(100),
  rules: planRulesSchema.optional(),
  dlpar: dlparOptionSchema.optional(),
})

const windowSchema = z
  .strictObject({ startMs: z.number().int(), endMs: z.number().int() })
  .refine((value) => value.endMs > value.startMs, { message: 'the window ends before it starts' })

/** What every goal is planned from. */
const planned = {
  jobId,
  name: z.string().min(1).max(200),
  options: planOptionsSchema,
  zone: z.string().min(1).max(60),
  startMs: z.number().int(),
  window: windowSchema.nullable(),
  seed: z.number().int().min(0).max(4_294_967_295),
  samples: z.number().int().min(1).max(20_000),
}

/**
 * How long a search goes on: moves it tries at most (null: as many as the size of the fleet suggests), and seconds at
 * most (null: no limit). Only without seconds are results the same on every machine.
 */
const effortSchema = z.strictObject({
  steps: z.number().int().min(0).max(1_000_000_000).nullable(),
  seconds: z.number().positive().max(86_400).nullable(),
})

/**
 * Searches for an evacuation at most, each with the seed after the one before, and seconds at most; null: no limit. Both
 * null: one search. Only without seconds are results the same on every machine.
 */
const evacuationEffortSchema = z.strictObject({
  searches: z.number().int().min(1).max(10_000).nullable(),
  seconds: z.number().positive().max(86_400).nullable(),
})

const draws = {
  samples: z.number().int().min(1).max(20_000),
  seed: z.number().int().min(0).max(4_294_967_295),
  /** Longest standstill that is accepted, seconds, where the assumptions say none; absent or null: none. */
  standstillLimitS: z.number().positive().max(86_400).nullable().default(null),
}

const anyStagedWish = {
  jobId,
  name: z.string().min(1).max(200),
  options: planOptionsSchema,
  zone: z.string().min(1).max(60),
  seed: z.number().int().min(0).max(4_294_967_295),
  /** Draws of the forecast of each stage. */
  samples: z.number().int().min(0).max(20_000),
} as const

const stagedWish = {
  ...anyStagedWish,
  serverIds: idList.min(1),
  serviceMinutes: z.number().int().min(0).max(100_000),
} as const

const stagedText = z.strictObject({ jobId, text: planText, samples: z.number().int().min(0).max(20_000) })

interface Command<Kind extends 'read' | 'write' | 'job', Input extends z.ZodType, Output> {
  readonly kind: Kind
  readonly input: Input
  /** Type only; never set. */
  readonly output?: Output
}

const read =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Command<'read', Input, Output> => ({ kind: 'read', input })
const write =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Command<'write', Input, Output> => ({ kind: 'write', input })
const job =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Command<'job', Input, Output> => ({ kind: 'job', input })

export const commands = {
  'app.info': read<AppInfo>()(nothing),

  'workspace.list': read<WorkspaceListing[]>()(nothing),
  /** null while no workspace is open. */
  'workspace.state': read<WorkspaceState | null>()(nothing),
  'workspace.open': write<WorkspaceState>()(z.strictObject({ path })),
  /** `path` may be a bare name: it is then made in the workspace folder. */
  'workspace.create': write<WorkspaceState>()(z.strictObject({ path })),
  'workspace.close': write<null>()(nothing),
  /** Copies the sample data centre into a new workspace and opens it. */
  'workspace.open-sample': job<WorkspaceState>()(z.strictObject({ jobId })),

  'inventory.fleet': read<FleetView>()(nothing),

  /** `paths`: files and folders on this machine, or staged upload tokens of the browser host. */
  'import.preview': job<ImportPreview>()(z.strictObject({ jobId, paths: z.array(path).min(1).max(10_000) })),
  'import.commit': write<ImportCommitted>()(z.strictObject({ importId: id })),
  'import.discard': write<null>()(z.strictObject({ importId: id })),

  'history.list': read<HistoryEntry[]>()(nothing),
  'history.undo': write<WorkspaceState>()(nothing),
  'history.redo': write<WorkspaceState>()(nothing),

  'assumptions.get': read<AssumptionsView>()(nothing),
  'assumptions.set': write<null>()(
    z.strictObject({
      key: z.string().min(1).max(120),
      scope: z.enum(['fleet', 'server', 'class', 'partition']),
      scopeId: id.nullable(),
      /** null removes the override. */
      value: z.number().nullable(),
      reason: z.string().max(1000).nullable(),
    }),
  ),
  'assumptions.set-class': write<null>()(
    z.strictObject({
      partitionId: id,
      workloadClass: z.enum(['idle', 'application', 'oltp', 'in-memory']).nullable(),
    }),
  ),

  /** Past moves against their forecasts, and the values they speak for. */
  'calibration.report': job<CalibrationReport>()(z.strictObject({ jobId })),
  /** Accepts proposed values as overrides marked "calibrated"; one edit for all of them. */
  'calibration.accept': write<null>()(
    z.strictObject({
      values: z
        .array(
          z.strictObject({
            key: z.string().min(1).max(120),
            scope: z.enum(['fleet', 'class']),
            scopeId: id.nullable(),
            value: z.number(),
            reason: z.string().max(1000),
          }),
        )
        .min(1)
        .max(200),
    }),
  ),
  /** Whose move it was (null: as the log says), and whether calibration leaves it out. */
  'calibration.assign': write<null>()(
    z.strictObject({ moveId: id, partitionId: id.nullable(), leftOut: z.boolean() }),
  ),

  /** Judges partitions (null: all) against servers (null: all) on the present state. */
  'mobility.check': read<MoveJudgement[]>()(
    z.strictObject({ partitionIds: idList.nullable(), targetServerIds: idList.nullable() }),
  ),

  /** The whole matrix on the present state; `whatIf` null for the plain truth. */
  'readiness.matrix': read<ReadinessView>()(z.strictObject({ whatIf: whatIf.nullable() })),
  /** Places in `cells` (row x servers + column) of one item of the work list. */
  'readiness.cells': read<number[]>()(
    z.strictObject({ key: z.string().min(1).max(600), whatIf: whatIf.nullable() }),
  ),
  /** The commands a person would type for one item of the work list; null where the item is not there. */
  'readiness.commands': read<RemedyBlock | null>()(
    z.strictObject({ key: z.string().min(1).max(600), whatIf: whatIf.nullable() }),
  ),
  /** Everything about one pair, under the same `whatIf` as the matrix it is shown with. */
  'readiness.pair': read<PairView>()(
    z.strictObject({ partitionId: id, serverId: id, whatIf: whatIf.nullable() }),
  ),
  'readiness.export': read<ExportedFile>()(
    z.strictObject({ format: z.enum(readinessFormats), whatIf: whatIf.nullable() }),
  ),

  /** What the user vouches for; `holds` null takes the statement back. */
  'statement.set': write<null>()(
    z.strictObject({
      subject: z.enum(statementSubjects),
      scope: z.enum(['fleet', 'server', 'partition']),
      scopeId: id.nullable(),
      holds: z.boolean().nullable(),
      reason: z.string().max(1000).nullable(),
    }),
  ),
  'catalogue.rows': read<CatalogueRow[]>()(nothing),
  /** `value` null goes back to the shipped one. Refused where the value does not fit the row. */
  'catalogue.set': write<null>()(
    z.strictObject({
      table: z.enum(catalogueTables),
      key: z.string().min(1).max(200),
      value: z.string().max(2000).nullable(),
      reason: z.string().max(1000).nullable(),
    }),
  ),

  'plan.list': read<PlanListing[]>()(nothing),
  'plan.get': read<PlanView>()(z.strictObject({ planId })),
  'plan.evacuate': job<PlanCreated>()(
    z.strictObject({
      ...planned,
      serverIds: idList.min(1),
      effort: evacuationEffortSchema.default({ searches: null, seconds: null }),
    }),
  ),
  /** Evens out the servers that take part; an even fleet gets a plan without moves. */
  'plan.balance': job<PlanCreated>()(
    z.strictObject({
      ...planned,
      /** null: all servers. */
      serverIds: idList.min(2).nullable(),
      weights: balanceWeightsSchema,
      effort: effortSchema,
    }),
  ),
  /** A plan of moves that were typed, judged by the referee. Nothing is stored. */
  'plan.by-hand': read<PlanDocumentJudged>()(
    z.strictObject({
      name: z.string().min(1).max(200),
      moves: z
        .array(z.strictObject({ partitionId: id, targetServerId: id }))
        .min(1)
        .max(20_000),
      options: planOptionsSchema,
      zone: z.string().min(1).max(60),
      startMs: z.number().int(),
      window: windowSchema.nullable(),
      seed: z.number().int().min(0).max(4_294_967_295),
    }),
  ),
  'plan.forecast': job<PlanForecast>()(
    z.strictObject({
      jobId,
      planId,
      ...draws,
    }),
  ),
  /** What a tenth more of each assumption in use does to the plan; largest first. Nothing is stored. */
  'forecast.effects': job<ForecastEffects>()(
    z.strictObject({
      jobId,
      planId,
      samples: z.number().int().min(1).max(2_000),
      seed: z.number().int().min(0).max(4_294_967_295),
    }),
  ),
  'plan.verify': read<RefereeReport>()(z.strictObject({ planId })),
  'plan.rename': write<null>()(z.strictObject({ planId, name: z.string().min(1).max(200) })),
  'plan.remove': write<null>()(z.strictObject({ planId })),
  'plan.import': write<PlanCreated>()(z.strictObject({ text: planText })),
  /** The same three questions about a plan document that is not stored in the workspace. Nothing is written. */
  'plan.verify-document': read<PlanDocumentJudged>()(z.strictObject({ text: planText })),
  'plan.forecast-document': job<PlanForecast>()(
    z.strictObject({
      jobId,
      text: planText,
      ...draws,
    }),
  ),
  'plan.export-document': read<ExportedFile>()(
    z.strictObject({
      text: planText,
      format: z.enum(exportFormats),
      forecast: z.custom<PlanForecast>((value) => typeof value === 'object').nullable(),
    }),
  ),
  'plan.export': read<ExportedFile>()(z.strictObject({ planId, format: z.enum(exportFormats) })),

  /** Plans in stages. Each stage's plan stands in the document, its report and forecast beside it. */
  'staged.list': read<StagedPlanListing[]>()(nothing),
  'staged.get': read<StagedPlanView>()(z.strictObject({ stagedPlanId: planId })),
  'staged.evacuate-and-return': job<StagedPlanCreated>()(
    z.strictObject({
      ...stagedWish,
      startMs: z.number().int(),
      window: windowSchema.nullable(),
    }),
  ),
  'staged.maintenance': job<StagedPlanCreated>()(
    z.strictObject({
      ...stagedWish,
      windows: z.array(windowSchema).min(1).max(1000).refine(inOrder, {
        message: 'windows overlap, or are not in the order of their starts',
      }),
      returnHome: z.boolean(),
    }),
  ),
  /** Bands in any order: those that touch or overlap become one. Servers without power figures stay on. */
  'staged.save-energy': job<StagedPlanCreated>()(
    z.strictObject({
      ...anyStagedWish,
      bands: z.array(windowSchema).min(1).max(1000),
      power: serverPowersSchema,
    }),
  ),
  /** Power figures of servers out of the text of a CSV file. Nothing is stored. */
  'staged.read-power': read<ServerPower[]>()(
    z.strictObject({ text: z.string().max(5_000_000), fileName: z.string().min(1).max(300) }),
  ),
  'staged.rename': write<null>()(z.strictObject({ stagedPlanId: planId, name: z.string().min(1).max(200) })),
  'staged.remove': write<null>()(z.strictObject({ stagedPlanId: planId })),
  'staged.import': job<StagedPlanCreated>()(stagedText),
  /** About a staged plan that is not stored in the workspace. Nothing is written. */
  'staged.verify-document': job<StagedPlanJudged>()(stagedText),
  /** Scripts and tables: one file for each stage of moves; the document: one file. */
  'staged.export': read<ExportedFile[]>()(
    z.strictObject({ stagedPlanId: planId, format: z.enum(exportFormats) }),
  ),
  'staged.export-document': job<ExportedFile[]>()(stagedText.extend({ format: z.enum(exportFormats) })),

  /** keep: stop and keep the best so far; otherwise abandon. */
  'job.cancel': write<null>()(z.strictObject({ jobId, keep: z.boolean() })),
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandInput<Name extends CommandName> = z.input<Commands[Name]['input']>
export type CommandOutput<Name extends CommandName> =
  Commands[Name] extends Command<infer _Kind, infer _Input, infer Output> ? Output : never
