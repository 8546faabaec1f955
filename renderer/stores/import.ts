import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AppError, Result } from '../../shared/contract/result.ts'
import type { ImportCommitted, ImportPreview } from '../../shared/contract/views.ts'
import { text } from '../text/en.ts'
import { transport } from '../transport/current.ts'
import { useJobs } from './jobs.ts'
import { useWorkspace } from './workspace.ts'

export type ImportStage = 'idle' | 'staging' | 'reading' | 'preview' | 'committing' | 'done'

/** One import from chosen files to a commit: staged, read, previewed, then written as one undoable step or discarded. */
export const useImport = defineStore('import', () => {
  const stage = ref<ImportStage>('idle')
  const paths = ref<readonly string[]>([])
  const stagingCount = ref(0)
  const preview = shallowRef<ImportPreview | null>(null)
  const committed = shallowRef<ImportCommitted | null>(null)
  const error = ref<AppError | null>(null)
  /** A plain remark that is no error: cancelled, taken back. */
  const remark = ref<string | null>(null)
  /** True while paths wait for the workspace the user has to name first. */
  const needsWorkspace = ref(false)

  /** Entities that would be new, changed or gone. */
  const changes = computed(() =>
    (preview.value?.counts ?? []).reduce((sum, one) => sum + one.new + one.changed + one.gone, 0),
  )

  async function read(): Promise<void> {
    const workspace = useWorkspace()
    error.value = null
    remark.value = null
    if (!workspace.isOpen) {
      needsWorkspace.value = true
      stage.value = 'idle'
      return
    }
    stage.value = 'reading'
    const answer = await useJobs().run('import.preview', { paths: [...paths.value] })
    if (answer.ok) {
      preview.value = answer.value
      stage.value = 'preview'
      return
    }
    if (answer.error.code === 'job-cancelled') remark.value = text.import.cancelled
    else error.value = answer.error
    stage.value = 'idle'
    preview.value = null
    paths.value = []
  }

  async function addPaths(more: readonly string[]): Promise<void> {
    if (more.length === 0) return
    if (stage.value === 'done') reset()
    await forgetPreview()
    paths.value = [...paths.value, ...more]
    await read()
  }

  async function addFiles(files: readonly File[]): Promise<void> {
    if (files.length === 0) return
    const before = stage.value
    stage.value = 'staging'
    stagingCount.value = files.length
    const staged = await transport().stageFiles(files)
    stage.value = before
    if (staged.ok) await addPaths(staged.value)
    else error.value = staged.error
  }

  /** Makes the workspace the waiting files go into, then reads them. */
  async function intoNewWorkspace(name: string): Promise<boolean> {
    if (!(await useWorkspace().create(name))) return false
    needsWorkspace.value = false
    await read()
    return true
  }

  async function forgetPreview(): Promise<void> {
    const importId = preview.value?.importId
    preview.value = null
    if (importId !== undefined) await transport().call('import.discard', { importId })
  }

  async function commit(): Promise<void> {
    const importId = preview.value?.importId
    if (importId === undefined || stage.value !== 'preview') return
    stage.value = 'committing'
    error.value = null
    const answer: Result<ImportCommitted> = await useWorkspace().write(() =>
      transport().call('import.commit', { importId }),
    )
    if (answer.ok) {
      committed.value = answer.value
      preview.value = null
      paths.value = []
      stage.value = 'done'
    } else {
      error.value = answer.error
      stage.value = 'preview'
    }
  }

  function reset(): void {
    stage.value = 'idle'
    paths.value = []
    committed.value = null
    error.value = null
    remark.value = null
    needsWorkspace.value = false
  }

  /** A preview compares with one workspace: it ends when another one is opened. */
  function leaveWorkspace(): void {
    if (stage.value !== 'preview' && stage.value !== 'done') return
    void forgetPreview()
    reset()
  }

  async function discard(): Promise<void> {
    await forgetPreview()
    reset()
  }

  async function takeBack(): Promise<void> {
    if (await useWorkspace().undo()) {
      reset()
      remark.value = text.import.done.undone
    }
  }

  return {
    stage,
    stagingCount,
    preview,
    committed,
    error,
    remark,
    needsWorkspace,
    changes,
    addPaths,
    addFiles,
    intoNewWorkspace,
    commit,
    discard,
    leaveWorkspace,
    reset,
    takeBack,
  }
})
