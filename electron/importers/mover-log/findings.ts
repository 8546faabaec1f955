/** Whether the figures of one migration make sense, and the sentences about those that do not. */
import type { PastMoveRecord } from '../../../shared/inventory/past-move.ts'
import type { ImportProblem } from '../../../shared/inventory/problem.ts'
import type { Figure, FigureName } from './figures.ts'

export type Finding = Omit<ImportProblem, 'origin'> & { readonly line?: number }

/** Longer or larger than anything a move can be: a damaged figure. */
const MOST_SECONDS = 30 * 86_400
const MOST_BYTES = 2 ** 50
/** Logs print whole seconds, cut or rounded, and rates without fractions. */
const CLOCK_STEP_S = 1
const RATE_TOLERANCE = 0.002

const titles: Readonly<Record<FigureName, string>> = {
  time: 'Overall time of migration',
  data: 'Amount of data received',
  throughput: 'Effective network throughput',
}
const AGAIN = 'Copy the log from the VIOS again (“alog -o -t lpm”), or leave this move out.'

export const findings = {
  noMoves: (): Finding => ({
    code: 'mover-log-empty',
    severity: 'note',
    column: null,
    found: 'The log tells of no finished migration: none of its lines gives time and amount of data.',
    remedy: 'Nothing to do if no partition was moved through this VIOS while the log was kept.',
  }),
  tooLong: (lines: number): Finding => ({
    code: 'too-many-rows',
    severity: 'error',
    column: null,
    found: `The log has more than ${lines.toLocaleString('en')} lines; the rest was left out.`,
    remedy: 'Cut the log into shorter pieces and import them.',
  }),
} as const

type Figures = ReadonlyMap<FigureName, Figure & { readonly line: number }>
interface Checked {
  /** null: this move cannot be used. */
  readonly figures: Pick<PastMoveRecord, 'seconds' | 'bytes'> | null
  readonly found: readonly Finding[]
}

/** Time and data of one migration, with the third figure as a check; two of three give the missing one. */
export function checkFigures(figures: Figures): Checked {
  const damaged = [...figures.values()].filter((one) => wrong(one) !== null)
  if (damaged.length > 0) {
    return { figures: null, found: damaged.map((one) => damage(one, wrong(one) ?? '')) }
  }
  const [time, data, rate] = (['time', 'data', 'throughput'] as const).map(
    (name) => figures.get(name)?.value ?? null,
  )
  if (time != null && data != null) {
    if (rate != null && !agree(data / time, rate, time))
      return { figures: null, found: [contradiction(time, data, rate)] }
    return { figures: { seconds: time, bytes: data }, found: [] }
  }
  const missing = (['time', 'data', 'throughput'] as const).filter((name) => !figures.has(name))
  if (rate == null || missing.length > 1) return { figures: null, found: [incomplete(missing)] }
  const made =
    time == null && data != null
      ? { seconds: data / rate, bytes: data }
      : { seconds: time ?? 0, bytes: Math.round(rate * (time ?? 0)) }
  const sound =
    made.seconds > 0 && made.seconds <= MOST_SECONDS && made.bytes >= 1 && made.bytes <= MOST_BYTES
  return sound
    ? { figures: made, found: [derived(missing[0] ?? 'time')] }
    : { figures: null, found: [incomplete(missing)] }
}

/** Why a figure cannot be used; null where it can. */
function wrong({ name, value }: Figure): string | null {
  if (value === null) return 'cannot be read'
  if (value === 0) return 'is zero'
  const most = name === 'time' ? MOST_SECONDS : MOST_BYTES
  return value > most ? 'is beyond anything a move can be' : null
}

/** Whether two rates are the same but for the rounding of the time. */
function agree(a: number, b: number, seconds: number): boolean {
  return Math.abs(a / b - 1) <= CLOCK_STEP_S / seconds + RATE_TOLERANCE
}

function damage({ name, raw, line }: Figure & { readonly line: number }, why: string): Finding {
  return {
    code: 'mover-log-damaged',
    severity: 'error',
    column: titles[name],
    found: `“${titles[name]}: ${raw}” ${why}; this move was left out.`,
    remedy: AGAIN,
    line,
  }
}

function contradiction(seconds: number, bytes: number, rate: number): Finding {
  const computed = Math.round(bytes / seconds).toLocaleString('en')
  return {
    code: 'mover-log-contradiction',
    severity: 'error',
    column: titles.throughput,
    found:
      `${bytes.toLocaleString('en')} bytes in ${seconds} s are ${computed} bytes/s, ` +
      `but the log says ${rate.toLocaleString('en')} bytes/s; this move was left out.`,
    remedy: AGAIN,
  }
}

function incomplete(missing: readonly FigureName[]): Finding {
  return {
    code: 'mover-log-incomplete',
    severity: 'error',
    column: null,
    found: `A migration is told without ${missing.map((name) => `“${titles[name]}”`).join(' and ')}; it was left out.`,
    remedy: 'The log was cut off or overwritten there. ' + AGAIN,
  }
}

function derived(missing: FigureName): Finding {
  return {
    code: 'mover-log-derived',
    severity: 'warning',
    column: titles[missing],
    found: `“${titles[missing]}” is missing; it was worked out from the other two figures.`,
    remedy: 'Check the move in the preview, or leave it out on the Calibration screen.',
  }
}
