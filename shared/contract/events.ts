/** What hosts tell the window without being asked. */
export interface JobProgress {
  readonly type: 'job-progress'
  readonly jobId: string
  /** Phase in words: "reading files", "placing partitions"... */
  readonly phase: string
  readonly done: number
  readonly total: number | null
  /** Best answer so far in words, e.g. "29 moves, 2 unplaced". */
  readonly best: string | null
}

export type ChangedArea = 'workspace' | 'inventory' | 'assumptions' | 'plans' | 'history'

export interface DataChanged {
  readonly type: 'data-changed'
  readonly areas: readonly ChangedArea[]
  readonly revision: number
}

/** The truth about saving: every committed edit is on disk; `problem` says why the last one is not. */
export interface SaveStatus {
  readonly type: 'save-status'
  readonly savedAtMs: number | null
  readonly problem: string | null
}

export type HostEvent = JobProgress | DataChanged | SaveStatus
