import { AppFailure } from '../../shared/contract/result.ts'
import { writeFleet } from '../database/fleet-repository.ts'
import { recordImport } from '../database/import-repository.ts'
import type { DataTasks, StagedImport } from './data-tasks.ts'
import { unpack, type Packed } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import type { WorkspaceSession } from './workspace-session.ts'

/** Previews kept at once; the oldest makes room, so that forgotten ones do not pile up. */
const previewsKept = 4

interface Waiting {
  readonly inventoryRevision: number
  readonly staged: Packed<StagedImport>
}

/** Imports that were previewed and wait for their commit. */
export class StagedImports {
  private readonly waiting = new Map<string, Waiting>()

  add(importId: string, waiting: Waiting): void {
    this.waiting.set(importId, waiting)
    for (const oldest of [...this.waiting.keys()].slice(0, -previewsKept)) this.waiting.delete(oldest)
  }

  /** Errors: import-unknown. */
  get(importId: string): Waiting {
    const found = this.waiting.get(importId)
    if (found === undefined) throw unknown('This import preview no longer exists.')
    return found
  }

  remove(importId: string): void {
    this.waiting.delete(importId)
  }

  clear(): void {
    this.waiting.clear()
  }
}

const unknown = (message: string): AppFailure =>
  new AppFailure({
    code: 'import-unknown',
    message,
    detail: 'Nothing was imported.',
    hint: 'Choose the files again and look at the new preview.',
  })

export function importHandlers(
  open: () => WorkspaceSession,
  sameSession: (session: string) => WorkspaceSession,
  staged: StagedImports,
): Pick<TaskHandlers<DataTasks>, 'stage-import' | 'commit-import' | 'discard-import'> {
  return {
    'stage-import': ({ importId, session, ...waiting }) => {
      sameSession(session)
      staged.add(importId, waiting)
      return null
    },
    'commit-import': ({ importId, nowMs }) => {
      const session = open()
      const waiting = staged.get(importId)
      if (waiting.inventoryRevision !== session.inventoryRevision) {
        staged.remove(importId)
        throw unknown('The inventory was changed after this preview was made.')
      }
      const { label, fleet, files, totals, problems } = unpack(waiting.staged)
      session.edit(label, nowMs, (db) => {
        writeFleet(db, fleet)
        recordImport(db, { atMs: nowMs, label, totals, problems, files })
      })
      staged.remove(importId)
      return { label, ...totals }
    },
    'discard-import': ({ importId }) => {
      staged.get(importId)
      staged.remove(importId)
      return null
    },
  }
}
