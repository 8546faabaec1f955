import type { CommandName } from '../../../shared/contract/commands.ts'
import { commands } from '../../../shared/contract/commands.ts'
import type { ErrorCode } from '../../../shared/contract/error-codes.ts'
import type { ChangedArea, HostEvent } from '../../../shared/contract/events.ts'
import type { Result } from '../../../shared/contract/result.ts'
import { AppFailure, failure, success } from '../../../shared/contract/result.ts'
import type { HistoryEntry, WorkspaceListing, WorkspaceState } from '../../../shared/contract/views.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { inventPreview } from './fake-import.ts'
import { judge } from './fake-mobility.ts'
import { inventFleet } from './invented-fleet.ts'

type Answer = (input: never, context: { readonly cancelled: (jobId: string) => boolean }) => unknown
export type FakeAnswers = Partial<Record<CommandName, Answer>>

export interface FakeApplication {
  call(name: string, input: unknown): Promise<Result<unknown>>
  listen(listener: (event: HostEvent) => void): () => void
  /** Takes the place of one upload, `<batch>/<relative path>`, and answers the token of its batch. */
  stage(place: string): string
  emit(event: HostEvent): void
}

export interface FakeOptions {
  /** The fleet of the sample data centre. */
  readonly fleet?: Fleet
  /** Open the sample at once. */
  readonly opened?: boolean
  /** Answers that replace the built-in ones, for tests of one screen. */
  readonly answers?: FakeAnswers
}

const fail = (code: ErrorCode, message: string, hint: string): never => {
  throw new AppFailure({ code, message, hint })
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** An application in memory that answers the contract from invented data; for developing and testing the window alone. */
export function createFakeApplication(options: FakeOptions = {}): FakeApplication {
  const sample = options.fleet ?? inventFleet(200)
  const listeners = new Set<(event: HostEvent) => void>()
  const staged = new Map<string, readonly string[]>()
  const previews = new Map<string, readonly string[]>()
  const cancelled = new Set<string>()
  let fleet: Fleet = emptyFleet
  let name: string | null = null
  let revision = 0
  let savedAtMs: number | null = null
  let done: { entry: HistoryEntry; before: Fleet; after: Fleet }[] = []
  let undone: typeof done = []

  const emit = (event: HostEvent): void => listeners.forEach((listener) => listener(event))
  const changed = (...areas: ChangedArea[]): void => emit({ type: 'data-changed', areas, revision })
  const state = (): WorkspaceState | null =>
    name === null
      ? null
      : {
          path: `/home/planner/${name}.lpm`,
          name,
          servers: fleet.servers.length,
          vios: fleet.vios.length,
          partitions: fleet.partitions.length,
          plans: 0,
          undo: done.at(-1)?.entry ?? null,
          redo: undone.at(-1)?.entry ?? null,
          savedAtMs,
          revision,
        }
  const begin = (newName: string, newFleet: Fleet): WorkspaceState | null => {
    name = newName
    fleet = newFleet
    done = []
    undone = []
    savedAtMs = Date.now()
    revision += 1
    changed('workspace', 'inventory', 'assumptions', 'plans', 'history')
    return state()
  }
  const edit = (label: string, after: Fleet): void => {
    revision += 1
    savedAtMs = Date.now()
    done.push({ entry: { id: revision, label, atMs: savedAtMs }, before: fleet, after })
    undone = []
    fleet = after
    changed('inventory', 'history')
  }
  const progress = async (jobId: string, phase: string, total: number, stepMs: number): Promise<void> => {
    for (let at = 0; at < total; at += 1) {
      if (cancelled.has(jobId)) fail('job-cancelled', 'The import was cancelled.', 'Nothing was written.')
      emit({ type: 'job-progress', jobId, phase, done: at, total, best: null })
      await pause(stepMs)
    }
  }
  const listing: WorkspaceListing[] = [
    {
      path: '/home/planner/north.lpm',
      name: 'north',
      modifiedMs: Date.now() - 7_200_000,
      sizeBytes: 4_200_000,
      exists: true,
    },
    {
      path: '/home/planner/frankfurt-refresh.lpm',
      name: 'frankfurt-refresh',
      modifiedMs: Date.UTC(2026, 2, 6),
      sizeBytes: 18_400_000,
      exists: true,
    },
    { path: '/mnt/old/lab.lpm', name: 'lab', modifiedMs: Date.UTC(2025, 10, 2), sizeBytes: 0, exists: false },
  ]

  const answers: FakeAnswers = {
    'app.info': () => ({
      version: '0.1.0',
      host: 'browser',
      catalogueDate: '2026-02',
      ruleCount: 68,
      workspaceFolder: '/home/planner',
    }),
    'workspace.list': () => listing,
    'workspace.state': state,
    'workspace.open': ({ path }: { path: string }) =>
      path.includes('lab')
        ? fail(
            'workspace-missing',
            `${path} does not exist.`,
            'Choose where it is now, or restore it from a backup.',
          )
        : begin(path.replace(/^.*\//, '').replace(/\.lpm$/, ''), sample),
    'workspace.create': ({ path }: { path: string }) =>
      begin(path.replace(/^.*\//, '').replace(/\.lpm$/, ''), emptyFleet),
    'workspace.close': () => {
      name = null
      changed('workspace')
      return null
    },
    'workspace.open-sample': async ({ jobId }: { jobId: string }) => {
      await progress(jobId, 'copying the sample', 5, 40)
      return begin('sample', sample)
    },
    'inventory.fleet': () => ({ fleet, revision }),
    'import.preview': async ({ jobId, paths }: { jobId: string; paths: string[] }) => {
      const names = paths.flatMap((path) => staged.get(path) ?? [path])
      if (names.some((one) => one.includes('unknown'))) {
        fail(
          'import-nothing',
          'Nothing in these files could be recognised.',
          'Import HMC command output, HMC Scanner files or tables with a header row.',
        )
      }
      await progress(
        jobId,
        'reading files',
        Math.max(10, names.length),
        names.some((one) => one.includes('slow')) ? 400 : 60,
      )
      const importId = `import-${previews.size + 1}`
      previews.set(importId, names)
      return inventPreview(importId, names, fleet.servers.length === 0)
    },
    'import.commit': ({ importId }: { importId: string }) => {
      if (!previews.delete(importId))
        fail('import-unknown', 'The preview no longer exists.', 'Read the files again.')
      edit('import of hmc-n1', sample)
      return {
        label: 'import of hmc-n1',
        servers: sample.servers.length,
        vios: sample.vios.length,
        partitions: sample.partitions.length,
      }
    },
    'import.discard': () => null,
    'history.list': () => done.map((one) => one.entry),
    'history.undo': () => {
      const last = done.pop()
      if (last === undefined)
        return fail('nothing-to-undo', 'There is nothing to undo.', 'Make an edit first.')
      fleet = last.before
      undone.push(last)
      changed('inventory', 'history')
      return state()
    },
    'history.redo': () => {
      const last = undone.pop()
      if (last === undefined)
        return fail('nothing-to-undo', 'There is nothing to redo.', 'Undo an edit first.')
      fleet = last.after
      done.push(last)
      changed('inventory', 'history')
      return state()
    },
    'assumptions.get': () => ({
      definitions: [],
      assumptions: { overrides: [], classes: [] },
      classes: sample.partitions.map((one) => ({
        partitionId: one.id,
        workloadClass: /hdb/.test(one.name) ? 'in-memory' : /db|ora/.test(one.name) ? 'oltp' : 'application',
        reason: /hdb/.test(one.name) ? 'assumed: name matches *hdb*' : 'assumed: application',
      })),
    }),
    'mobility.check': ({
      partitionIds,
      targetServerIds,
    }: {
      partitionIds: string[] | null
      targetServerIds: string[] | null
    }) => judge(indexFleet(fleet), partitionIds, targetServerIds),
    'plan.list': () => [],
    'job.cancel': ({ jobId }: { jobId: string }) => {
      cancelled.add(jobId)
      return null
    },
    ...options.answers,
  }

  if (options.opened === true) begin('north', sample)

  return {
    emit,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stage: (place) => {
      const [batch = '', ...parts] = place.split('/')
      const token = `staged:${batch}`
      staged.set(token, [...(staged.get(token) ?? []), parts.join('/')])
      return token
    },
    call: async (command, input) => {
      if (!(command in commands))
        return failure({ code: 'request-unknown', message: `There is no command ${command}.` })
      const parsed = commands[command as CommandName].input.safeParse(input)
      if (!parsed.success) return failure({ code: 'request-invalid', message: parsed.error.message })
      const answer = answers[command as CommandName]
      if (answer === undefined)
        return failure({ code: 'internal', message: `The fake application does not answer ${command}.` })
      try {
        return success(await answer(parsed.data as never, { cancelled: (jobId) => cancelled.has(jobId) }))
      } catch (error) {
        return failure(
          error instanceof AppFailure ? error.error : { code: 'internal', message: String(error) },
        )
      }
    },
  }
}
