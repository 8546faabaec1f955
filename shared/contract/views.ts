/** What read commands answer: plain data for the window and the command line. */
import type { AssumptionDefinition, Assumptions, WorkloadClass } from '../forecast/assumption.ts'
import type { ChangeCount, ChangedAttribute, ChangedEntity } from '../inventory/diff.ts'
import type { Fleet } from '../inventory/fleet.ts'
import type { ImportProblem } from '../inventory/problem.ts'
import type { AnswerableQuestion } from '../inventory/questions.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import type { PlanForecast } from '../plan/plan-forecast.ts'
import type { RefereeReport } from '../plan/referee-report.ts'

export interface AppInfo {
  readonly version: string
  readonly host: 'desktop' | 'browser' | 'command line'
  readonly catalogueDate: string
  readonly ruleCount: number
  /** Folder in which workspaces are kept by default. */
  readonly workspaceFolder: string
}

export interface WorkspaceListing {
  readonly path: string
  readonly name: string
  readonly modifiedMs: number
  readonly sizeBytes: number
  /** False where a recently used file is gone. */
  readonly exists: boolean
}

export interface HistoryEntry {
  readonly id: number
  readonly label: string
  readonly atMs: number
}

export interface WorkspaceState {
  readonly path: string
  readonly name: string
  readonly servers: number
  readonly vios: number
  readonly partitions: number
  readonly plans: number
  readonly undo: HistoryEntry | null
  readonly redo: HistoryEntry | null
  /** When the last write was committed to disk; null: nothing written yet in this file. */
  readonly savedAtMs: number | null
  /** Increases with every committed edit. */
  readonly revision: number
}

export interface ImportFileSummary {
  readonly file: string
  /** Detected kind in words, e.g. "lssyscfg -r lpar", "HMC REST: ManagedSystem", or null where not recognised. */
  readonly kind: string | null
  readonly rows: number
  readonly sizeBytes: number
  readonly status: 'read' | 'partly' | 'left-out' | 'failed'
}

export type { AnswerableQuestion, ChangeCount, ChangedAttribute, ChangedEntity }

export interface ImportPreview {
  readonly importId: string
  readonly files: readonly ImportFileSummary[]
  readonly counts: readonly ChangeCount[]
  /** At most 500; `changesTotal` is the true count. */
  readonly changes: readonly ChangedEntity[]
  readonly changesTotal: number
  /** At most 1,000; `problemsTotal` is the true count. */
  readonly problems: readonly (ImportProblem & { readonly raw: string | null })[]
  readonly problemsTotal: number
  readonly questions: readonly AnswerableQuestion[]
  readonly totals: { readonly servers: number; readonly vios: number; readonly partitions: number }
}

export interface ImportCommitted {
  readonly label: string
  readonly servers: number
  readonly vios: number
  readonly partitions: number
}

export interface FleetView {
  readonly fleet: Fleet
  readonly revision: number
}

export interface PlanListing {
  readonly id: number
  readonly name: string
  readonly goal: string
  readonly moves: number
  readonly unplaced: number
  readonly memoryMib: number
  readonly createdAtMs: number
  readonly valid: boolean
  /** Seconds, P50 and P90 of the end; null where not forecast yet. */
  readonly endP50S: number | null
  readonly endP90S: number | null
  /** Made from another inventory or other assumptions than the present ones. */
  readonly stale: boolean
}

export interface PlanView {
  readonly id: number
  readonly plan: PlanDocument
  readonly report: RefereeReport
  readonly forecast: PlanForecast | null
  readonly stale: boolean
}

/** The stored plan's id. */
export interface PlanCreated {
  readonly planId: number
}

/** A plan document from outside, read and judged against the present inventory. */
export interface PlanDocumentJudged {
  readonly plan: PlanDocument
  readonly report: RefereeReport
  readonly stale: boolean
}

export interface AssumptionsView {
  readonly definitions: readonly AssumptionDefinition[]
  readonly assumptions: Assumptions
  /** Class in force for each partition, with the reason ("assumed: name matches *hdb*", "typed by you"). */
  readonly classes: readonly {
    readonly partitionId: string
    readonly workloadClass: WorkloadClass
    readonly reason: string
  }[]
}

export interface ExportedFile {
  /** Suggested file name. */
  readonly fileName: string
  readonly mediaType: string
  /** Content of the file; written whole or not at all by the host. */
  readonly text: string
  /** How `text` carries the content; "base64" for workbooks. */
  readonly encoding: 'utf8' | 'base64'
}
