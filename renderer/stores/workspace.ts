import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { SaveStatus } from '../../shared/contract/events.ts'
import type { AppError, Result } from '../../shared/contract/result.ts'
import type { AppInfo, WorkspaceListing, WorkspaceState } from '../../shared/contract/views.ts'
import { transport } from '../transport/current.ts'
import { useJobs } from './jobs.ts'

/** The open workspace, the recent ones, undo and redo, and the truth about saving. */
export const useWorkspace = defineStore('workspace', () => {
  const info = ref<AppInfo | null>(null)
  const state = ref<WorkspaceState | null>(null)
  const recent = ref<readonly WorkspaceListing[]>([])
  /** False until the first answer: nothing is shown as empty before it is known to be. */
  const known = ref(false)
  const error = ref<AppError | null>(null)
  const writing = ref(0)
  const saveProblem = ref<string | null>(null)
  const savedAtMs = ref<number | null>(null)

  const isOpen = computed(() => state.value !== null)

  function take(result: Result<WorkspaceState | null>): boolean {
    if (result.ok) {
      state.value = result.value
      savedAtMs.value = result.value?.savedAtMs ?? null
      error.value = null
    } else error.value = result.error
    return result.ok
  }

  async function refresh(): Promise<void> {
    const answer = await transport().call('workspace.state', {})
    if (take(answer)) saveProblem.value = null
    known.value = true
  }

  async function loadRecent(): Promise<void> {
    const answer = await transport().call('workspace.list', {})
    if (answer.ok) recent.value = answer.value
  }

  async function start(): Promise<void> {
    const [about] = await Promise.all([transport().call('app.info', {}), refresh(), loadRecent()])
    if (about.ok) info.value = about.value
  }

  /** Runs a write: the save status reads "Saving…" until the host has answered. */
  async function write<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    writing.value += 1
    try {
      return await call()
    } finally {
      writing.value -= 1
    }
  }

  /** A damaged workspace is moved aside when it is refused: the recent ones are asked for again. */
  async function open(path: string): Promise<boolean> {
    const opened = take(await write(() => transport().call('workspace.open', { path })))
    if (!opened) await loadRecent()
    return opened
  }
  const create = async (path: string): Promise<boolean> =>
    take(await write(() => transport().call('workspace.create', { path })))
  const undo = async (): Promise<boolean> => take(await write(() => transport().call('history.undo', {})))
  const redo = async (): Promise<boolean> => take(await write(() => transport().call('history.redo', {})))
  const openSample = async (): Promise<boolean> => take(await useJobs().run('workspace.open-sample', {}))

  async function close(): Promise<void> {
    const answer = await transport().call('workspace.close', {})
    if (answer.ok) {
      state.value = null
      await loadRecent()
    } else error.value = answer.error
  }

  function receive(status: SaveStatus): void {
    saveProblem.value = status.problem
    if (status.savedAtMs !== null) savedAtMs.value = status.savedAtMs
  }

  const saveStatus = computed<'saving' | 'saved' | 'none' | 'problem'>(() => {
    if (saveProblem.value !== null) return 'problem'
    if (writing.value > 0) return 'saving'
    return savedAtMs.value === null ? 'none' : 'saved'
  })

  function forgetError(): void {
    error.value = null
  }

  return {
    info,
    state,
    recent,
    known,
    error,
    isOpen,
    saveStatus,
    saveProblem,
    savedAtMs,
    start,
    refresh,
    loadRecent,
    write,
    open,
    create,
    close,
    undo,
    redo,
    openSample,
    receive,
    forgetError,
  }
})
