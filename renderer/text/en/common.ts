import { count } from '../plural.ts'

export const commonText = {
  productName: 'LPM Planner',
  noData: 'no data',
  cancel: 'Cancel',
  clearFilter: 'Clear filter',
  close: 'Close',
  back: 'Back',
  tryAgain: 'Try again',
  remove: (what: string) => `Remove ${what}`,
  previous: 'Previous',
  next: 'Next',
  undo: 'Undo',
  loading: 'Reading…',
  assumed: 'assumed',
  verdict: {
    can: 'can move',
    warn: 'with warning',
    cannot: 'cannot',
    tell: 'cannot tell',
  },
  verdictSpoken: {
    can: () => 'can move',
    warn: (warnings: number | null) =>
      warnings === null ? 'can move, with warning' : `can move, ${count(warnings, 'warning')}`,
    cannot: (rule: string | null) => (rule === null ? 'cannot move' : `cannot move: ${rule}`),
    tell: (missing: string | null) => (missing === null ? 'cannot tell' : `cannot tell: needs ${missing}`),
  },
  severity: { error: 'Error', warning: 'Warning', note: 'Note' },
  grid: {
    rows: (rows: number) => count(rows, 'row'),
    copied: (rows: number) => `${count(rows, 'row')} copied with headers`,
    copyFailed: 'The clipboard could not be written',
    none: 'No rows',
    sorted: (column: string, descending: boolean) =>
      `Sorted by ${column}, ${descending ? 'largest first' : 'smallest first'}`,
    row: 'row',
    select: 'select',
    details: 'details',
    copy: 'copy as table',
  },
  progress: {
    label: 'Progress',
    doneOf: (done: string, total: string) => `${done} of ${total}`,
    elapsed: (time: string) => `${time} elapsed`,
    best: (best: string) => `best so far: ${best}`,
    stop: 'Stop and keep best',
    cancel: 'Cancel',
    cancelling: 'Stopping…',
  },
  useBar: {
    today: (what: string, value: string) => `${what}: ${value}`,
    after: (what: string, before: string, after: string) =>
      `${what}: ${before} today, ${after} after the plan`,
    peak: (value: string) => `, P95 ${value}`,
    safety: (value: string) => `, safety level ${value}`,
  },
} as const
