/** The open workspace inside the data worker: the connection, what was read from it, and every way to change it. */
import { statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { ErrorCode } from '../../shared/contract/error-codes.ts'
import type { ChangedArea, HostEvent } from '../../shared/contract/events.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import type { HistoryEntry, WorkspaceState } from '../../shared/contract/views.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import type { PublishedLimits } from '../../shared/forecast/published-limits.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { readAssumptions } from '../database/assumption-repository.ts'
import { backupIsDue, makeBackup } from '../database/backup.ts'
import { applyEdit, nextRedo, nextUndo, redo, undo, type EditOutcome } from '../database/edits.ts'
import { readFleet } from '../database/fleet-repository.ts'
import { openWorkspaceFile } from '../database/open-workspace.ts'
import { workspaceFailure } from '../database/sqlite-failure.ts'
import type { Sqlite } from '../database/sqlite.ts'

export interface SessionParts {
  readonly emit: (event: HostEvent) => void
  /** Fingerprint of what plans are made from; the same function the planner uses. */
  readonly inputHash: (fleet: Fleet, assumptions: Assumptions) => string
  /** The table of moves at once as this fleet's user changed it; null where it is the shipped one. */
  readonly limitsOf: (fleet: Fleet) => PublishedLimits | null
}

const everything: readonly ChangedArea[] = ['workspace', 'inventory', 'assumptions', 'plans', 'history']

/** Failures that mean the change is not on disk though nothing was wrong with it. */
const aboutTheFile: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'file-unwritable',
  'workspace-damaged',
  'workspace-locked',
  'workspace-missing',
  'workspace-read-only',
])

interface WorkspaceRow {
  readonly revision: number
  readonly savedAtMs: number | null
}

export class WorkspaceSession {
  readonly path: string
  readonly db: Sqlite
  /** Increases with every change of the inventory: an import preview is bound to it. */
  inventoryRevision = 0
  private readonly parts: SessionParts
  private readonly fileNumber: number
  private knownFleet: Fleet | null = null
  private knownHash: string | null = null
  private backup: Promise<void> = Promise.resolve()

  private constructor(path: string, db: Sqlite, parts: SessionParts) {
    this.path = path
    this.db = db
    this.parts = parts
    this.fileNumber = statSync(path).ino
  }

  /** Opens a workspace file; a daily backup goes on behind the answer. Errors: those of `openWorkspaceFile`. */
  static async open(path: string, nowMs: number, parts: SessionParts): Promise<WorkspaceSession> {
    const absolute = resolve(path)
    const session = new WorkspaceSession(absolute, await openWorkspaceFile(absolute, { nowMs }), parts)
    session.announce(everything)
    if (session.row().savedAtMs !== null && backupIsDue(absolute, nowMs)) session.startBackup(nowMs)
    return session
  }

  private startBackup(nowMs: number): void {
    this.backup = makeBackup(this.db, this.path, nowMs).then(
      () => undefined,
      (cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause)
        this.sayWhetherSaved(`Everything is saved, but the daily backup failed: ${reason}`)
      },
    )
  }

  private row(): WorkspaceRow {
    const sql = 'SELECT revision, saved_at_ms AS savedAtMs FROM workspace WHERE id = 1'
    return this.db.prepare<[], WorkspaceRow>(sql).get() ?? { revision: 0, savedAtMs: null }
  }

  /** Number of the last change of this file. */
  revision(): number {
    return this.row().revision
  }

  private announce(areas: readonly ChangedArea[]): void {
    this.parts.emit({ type: 'data-changed', areas, revision: this.row().revision })
  }

  private sayWhetherSaved(problem: string | null): void {
    this.parts.emit({ type: 'save-status', savedAtMs: this.row().savedAtMs, problem })
  }

  fleet(): Fleet {
    this.knownFleet ??= readFleet(this.db)
    return this.knownFleet
  }

  /** What the user decided, and the changed table of moves at once with it: what plans and forecasts are made from. */
  assumptions(): Assumptions {
    const limits = this.parts.limitsOf(this.fleet())
    const decided = readAssumptions(this.db)
    return limits === null ? decided : { ...decided, limits }
  }

  inputHash(): string {
    this.knownHash ??= this.parts.inputHash(this.fleet(), this.assumptions())
    return this.knownHash
  }

  /**
   * A file that was moved or removed while it is open can still be written on some systems, and the edits would vanish
   * with it. Only looks at its entry: opening it would drop its lock.
   */
  private requireInPlace(): void {
    const entry = statSync(this.path, { throwIfNoEntry: false })
    if (entry !== undefined && entry.ino === this.fileNumber) return
    throw new AppFailure({
      code: 'workspace-missing',
      message: `“${this.path}” was moved, replaced or removed while it was open.`,
      detail: 'This change was not made.',
      hint: 'Put the file back, or open it at its new place.',
    })
  }

  /** Runs `change`, tells listeners what happened, and says truthfully whether it is on disk. */
  private perform<T>(change: () => EditOutcome<T>): T {
    let outcome: EditOutcome<T>
    try {
      this.requireInPlace()
      outcome = change()
    } catch (cause) {
      const failure = workspaceFailure(cause, this.path)
      if (failure instanceof AppFailure && aboutTheFile.has(failure.error.code))
        this.sayWhetherSaved(failure.error.message)
      throw failure
    }
    const { value, areas } = outcome
    if (areas.length === 0) return value
    if (areas.includes('inventory')) {
      this.knownFleet = null
      this.inventoryRevision += 1
    }
    if (areas.includes('inventory') || areas.includes('assumptions')) this.knownHash = null
    this.announce([...areas, 'history'])
    this.sayWhetherSaved(null)
    return value
  }

  /** One labelled, undoable edit in one transaction. Errors: those of `work`, disk-full, workspace-read-only... */
  edit<T>(label: string, nowMs: number, work: (db: Sqlite) => T): T {
    return this.perform(() => applyEdit(this.db, label, nowMs, () => work(this.db)))
  }

  /** Errors: nothing-to-undo. */
  undo(nowMs: number): HistoryEntry {
    return this.perform(() => undo(this.db, nowMs))
  }

  /** Errors: nothing-to-undo. */
  redo(nowMs: number): HistoryEntry {
    return this.perform(() => redo(this.db, nowMs))
  }

  state(): WorkspaceState {
    const count = (table: string) => Number(this.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    return {
      path: this.path,
      name: basename(this.path, extname(this.path)),
      servers: count('servers'),
      vios: count('vios'),
      partitions: count('partitions'),
      plans: count('plans'),
      undo: nextUndo(this.db),
      redo: nextRedo(this.db),
      ...this.row(),
    }
  }

  /** Waits for a running backup, moves the log into the file and gives the lock back. */
  async close(): Promise<void> {
    await this.backup
    this.db.close()
  }
}
