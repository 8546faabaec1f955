/** The data worker's answers. One workspace is open at a time; every answer comes from its database. */
import { randomUUID } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { HostEvent } from '../../shared/contract/events.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { restoreBackup, workspaceOfBackup } from '../database/backup.ts'
import { listHistory } from '../database/edits.ts'
import { createWorkspaceFile } from '../database/open-workspace.ts'
import {
  insertPlan,
  listPlans,
  planName,
  readPlan,
  removePlan,
  renamePlan,
  writeForecast,
} from '../database/plan-repository.ts'
import {
  insertStagedPlan,
  listStagedPlans,
  readStagedPlan,
  removeStagedPlan,
  renameStagedPlan,
  stagedPlanName,
} from '../database/staged-plan-repository.ts'
import { calibrationHandlers } from './data-calibration.ts'
import { assumptionHandlers, type AssumptionParts } from './data-assumptions.ts'
import { importHandlers, StagedImports } from './data-imports.ts'
import { statementHandlers } from './data-statements.ts'
import { catalogueHandlers } from './data-catalogue.ts'
import type { DataTasks, Edition } from './data-tasks.ts'
import { pack, unpack } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import { WorkspaceSession, type SessionParts } from './workspace-session.ts'

export type DataParts = Pick<SessionParts, 'inputHash' | 'limitsOf'> & AssumptionParts

const noWorkspace = (): AppFailure =>
  new AppFailure({
    code: 'workspace-none',
    message: 'No workspace is open.',
    hint: 'Open a workspace, or the sample data centre.',
  })

const anotherWorkspace = (): AppFailure =>
  new AppFailure({
    code: 'workspace-none',
    message: 'The workspace this was made for is no longer open.',
    detail: 'Nothing was changed.',
    hint: 'Open it again and repeat the step.',
  })

/** Both spellings of one file (links, relative paths) are one file. */
const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path))

/** Answers tasks; `parts` are the pure functions of other rooms. */
export function dataHandlers(parts: DataParts, emit: (event: HostEvent) => void): TaskHandlers<DataTasks> {
  const sessionParts: SessionParts = { inputHash: parts.inputHash, limitsOf: parts.limitsOf, emit }
  const staged = new StagedImports()
  let session: WorkspaceSession | null = null
  // Drawn anew at every opening, also by the worker that replaces a dead one: no two openings are taken for one.
  let sessionId = ''

  const open = (): WorkspaceSession => {
    if (session === null) throw noWorkspace()
    return session
  }
  const sameSession = (wanted: string): WorkspaceSession => {
    if (session === null || wanted !== sessionId) throw anotherWorkspace()
    return session
  }
  const edition = (): Edition => {
    const one = open()
    return {
      session: sessionId,
      inventoryRevision: one.inventoryRevision,
      revision: one.revision(),
    }
  }
  /** The former workspace is left only when the new one is open: a failure changes nothing. */
  const switchTo = async (path: string, nowMs: number): Promise<WorkspaceSession> => {
    const next = await WorkspaceSession.open(path, nowMs, sessionParts)
    await session?.close()
    session = next
    sessionId = randomUUID()
    staged.clear()
    return next
  }

  return {
    open: async ({ path, nowMs }) => {
      // A second look into a file this process has open would drop its lock (see file-header.ts).
      if (session !== null && realPath(path) === realPath(session.path)) return session.state()
      const original = workspaceOfBackup(resolve(path))
      const target = original === null ? path : restoreBackup(resolve(path), original, nowMs)
      return (await switchTo(target, nowMs)).state()
    },
    create: async ({ path, nowMs }) => {
      createWorkspaceFile(resolve(path), { nowMs })
      return (await switchTo(path, nowMs)).state()
    },
    close: async () => {
      const former = session
      session = null
      staged.clear()
      await former?.close()
      if (former !== null) {
        emit({ type: 'data-changed', areas: ['workspace'], revision: 0 })
      }
      return null
    },
    state: () => session?.state() ?? null,

    edition,
    snapshot: () => {
      const one = open()
      return {
        ...edition(),
        inputHash: one.inputHash(),
        fleet: pack(one.fleet()),
        assumptions: one.assumptions(),
      }
    },
    fleet: () => ({ fleet: open().fleet(), revision: open().state().revision }),

    history: () => listHistory(open().db),
    undo: ({ nowMs }) => {
      open().undo(nowMs)
      return open().state()
    },
    redo: ({ nowMs }) => {
      open().redo(nowMs)
      return open().state()
    },

    ...assumptionHandlers(open, parts),
    ...calibrationHandlers(open, parts.assumptionCatalogue),
    ...statementHandlers(open),
    ...catalogueHandlers(open),
    ...importHandlers(open, sameSession, staged),

    'staged-plans': () => listStagedPlans(open().db, open().inputHash()),
    'staged-plan': ({ stagedPlanId }) => {
      const stored = readStagedPlan(open().db, stagedPlanId)
      return { id: stagedPlanId, ...stored, stale: stored.plan.inputHash !== open().inputHash() }
    },
    'store-staged-plan': ({ session: wanted, stored, nowMs }) => {
      const one = sameSession(wanted)
      const plan = unpack(stored)
      const label = `Plan ${plan.plan.name}`
      return { stagedPlanId: one.edit(label, nowMs, (db) => insertStagedPlan(db, plan)) }
    },
    'remove-staged-plan': ({ stagedPlanId, nowMs }) => {
      const label = `Remove ${stagedPlanName(open().db, stagedPlanId)}`
      open().edit(label, nowMs, (db) => removeStagedPlan(db, stagedPlanId))
      return null
    },

    plans: () => listPlans(open().db, open().inputHash()),
    plan: ({ planId }) => {
      const stored = readPlan(open().db, planId)
      return { id: planId, ...stored, stale: stored.plan.inputHash !== open().inputHash() }
    },
    'store-plan': ({ session: wanted, stored, nowMs }) => {
      const one = sameSession(wanted)
      const plan = unpack(stored)
      return { planId: one.edit(`Plan ${plan.plan.name}`, nowMs, (db) => insertPlan(db, plan)) }
    },
    'store-forecast': ({ session: wanted, planId, forecast, nowMs }) => {
      const one = sameSession(wanted)
      one.edit(`Forecast ${planName(one.db, planId)}`, nowMs, (db) => writeForecast(db, planId, forecast))
      return null
    },
    'rename-plan': ({ planId, name, nowMs }) => {
      open().edit(`Rename ${planName(open().db, planId)} to ${name}`, nowMs, (db) =>
        renamePlan(db, planId, name),
      )
      return null
    },
    'rename-staged-plan': ({ stagedPlanId, name, nowMs }) => {
      open().edit(`Rename ${stagedPlanName(open().db, stagedPlanId)} to ${name}`, nowMs, (db) =>
        renameStagedPlan(db, stagedPlanId, name),
      )
      return null
    },
    'remove-plan': ({ planId, nowMs }) => {
      open().edit(`Remove ${planName(open().db, planId)}`, nowMs, (db) => removePlan(db, planId))
      return null
    },
  }
}
