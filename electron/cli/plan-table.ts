import type { MoveForecast, PlanForecast } from '../../shared/plan/plan-forecast.ts'
import type { PlanDocument, PlanMove, UnplacedPartition } from '../../shared/plan/plan-document.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'
import { localEndMinute, localMinute } from '../exporters/instants.ts'
import { printRelaxations } from './relaxations-list.ts'
import type { Terminal } from './terminal.ts'
import { formatTable, wrapText } from './table.ts'
import {
  bytesWords,
  counted,
  durationRange,
  durationWords,
  exactMemoryWords,
  gibNumber,
  memoryWords,
} from './words.ts'

interface Row {
  readonly move: PlanMove
  readonly forecast: MoveForecast | null
}

/** Share of draws that have to end in the window for a plan to count as fitting it (exit status 0). */
const surelyFits = 0.9

/** Stalled moves that are listed; the rest is counted. */
const MOST_STALLED = 10

/** Whether a plan can be relied on to end, and in its window where it has one. */
export const endsInTime = (forecast: PlanForecast | null): boolean =>
  forecast === null || (forecast.stalled.length === 0 && (forecast.fitsWindow ?? 1) >= surelyFits)

/** A plan for people: totals first, then every move with ranges, then what stays and why. */
export function printPlan(
  out: Terminal,
  plan: PlanDocument,
  report: RefereeReport,
  forecast: PlanForecast | null,
): void {
  const stalled = new Set(forecast?.stalled.map((one) => one.moveId))
  // The zeros of a move that never ends are no times.
  const byMove = new Map(
    forecast?.moves.filter((one) => !stalled.has(one.moveId)).map((one) => [one.moveId, one]),
  )
  const rows = plan.moves
    .map((move): Row => ({ move, forecast: byMove.get(move.id) ?? null }))
    .toSorted((a, b) => (a.forecast?.startS ?? Infinity) - (b.forecast?.startS ?? Infinity) || 0)
  printTotals(out, plan, report, forecast)
  if (rows.length > 0) {
    out.print('')
    out.print(moveTable(plan, rows, out.width))
  }
  printMemorySteps(out, plan)
  printWaiting(out, plan)
  if (plan.unplaced.length > 0) {
    out.print(
      `\n${counted(plan.unplaced.length, 'partition')} cannot move and ${plan.unplaced.length === 1 ? 'stays' : 'stay'}:`,
    )
    out.print(unplacedTable(plan.unplaced, out.width))
  }
  if (plan.relaxations !== undefined) printRelaxations(out, plan.relaxations)
  const warned = plan.moves.filter((move) => move.warnings.length > 0)
  if (warned.length > 0) {
    out.print(`\nLook at first (${counted(warned.length, 'move')} with warnings):`)
    for (const { text, names } of warningsByRule(warned)) {
      out.print(indented(text, out.width, '  '))
      if (names.length > 1) out.print(indented(namesInShort(names), out.width, '      '))
    }
  }
  if (plan.notes.length > 0) {
    out.print(`\n${counted(plan.notes.length, 'note')}:`)
    for (const note of plan.notes)
      out.print(
        wrapText(note, out.width - 4)
          .map((line, index) => (index === 0 ? `  · ${line}` : `    ${line}`))
          .join('\n'),
      )
  }
}

/** Whose memory changes around the move, and why. */
function printMemorySteps(out: Terminal, plan: PlanDocument): void {
  const steps = plan.moves.flatMap(({ id, partitionName, dlpar }) =>
    dlpar === undefined ? [] : [{ id, partitionName, dlpar }],
  )
  if (steps.length === 0) return
  out.print(
    `\n${counted(steps.length, 'partition')} ${steps.length === 1 ? 'changes' : 'change'} memory (DLPAR):`,
  )
  for (const { id, partitionName, dlpar } of steps) {
    const sizes = [dlpar.memoryBeforeMib, dlpar.memoryDuringMib, dlpar.memoryAfterMib].map((one) =>
      exactMemoryWords(one),
    )
    const [before, during, after] = sizes
    const figures = `${before} before, ${during} while it moves, ${after} afterwards.`
    out.print(indented(`${id} ${partitionName}: ${figures} ${dlpar.why}`, out.width, '  '))
  }
}

/** Which moves wait for room that others give back. */
function printWaiting(out: Terminal, plan: PlanDocument): void {
  const waiting = plan.moves.filter((move) => move.after.length > 0)
  if (waiting.length === 0) return
  const names = new Map(plan.moves.map((move) => [move.id, `${move.id} (${move.partitionName})`]))
  out.print(
    `\n${counted(waiting.length, 'move')} ${waiting.length === 1 ? 'waits' : 'wait'} for room that others give back:`,
  )
  for (const { id, partitionName, after } of waiting) {
    const others = after.map((one) => names.get(one) ?? one)
    out.print(indented(`${id} (${partitionName}) starts after ${namesInShort(others)}.`, out.width, '  '))
  }
}

function printTotals(
  out: Terminal,
  plan: PlanDocument,
  report: RefereeReport,
  forecast: PlanForecast | null,
): void {
  const memory = plan.moves.reduce((sum, move) => sum + move.memoryMib, 0)
  out.print(plan.name)
  out.print(
    `${counted(plan.moves.length, 'move')}, ${memoryWords(memory)} of memory to ${counted(new Set(plan.moves.map((move) => move.targetServerId)).size, 'server')}` +
      (plan.unplaced.length === 0 ? '' : `; ${counted(plan.unplaced.length, 'partition')} cannot move`),
  )
  out.print(
    report.valid
      ? `Referee: ${counted(report.checks.length, 'check')} kept, none broken.`
      : `Referee: REFUSED, ${counted(report.violations.length, 'violation')}: ${report.violations[0]?.text ?? ''}`,
  )
  if (forecast === null || plan.moves.length === 0) return
  if (forecast.stalled.length > 0) printStalled(out, plan, forecast)
  else printTimes(out, plan, forecast)
  out.print(
    `Longest standstill ${forecast.longestStandstill.p50.toFixed(1)} s (P50), ${forecast.longestStandstill.p90.toFixed(1)} s (P90); ` +
      `${bytesWords(forecast.totalWireBytes)} on the wire. ${forecast.assumedInputs} of ${forecast.totalInputs} inputs are assumed.`,
  )
  if (plan.bound !== null)
    out.print(`Not faster than ${durationWords(plan.bound.seconds)}: ${plan.bound.reason}`)
}

/** A plan that never ends has no times: the engine's zeros would read as a plan of no length. */
function printStalled(out: Terminal, plan: PlanDocument, { stalled }: PlanForecast): void {
  const names = new Map(plan.moves.map((move) => [move.id, move.partitionName]))
  out.print(
    `NEVER ENDS: ${counted(stalled.length, 'move')} cannot finish, so the plan has no end and no window.`,
  )
  for (const { moveId, reason } of stalled.slice(0, MOST_STALLED))
    out.print(`  ${moveId} ${names.get(moveId) ?? ''}: ${reason}`)
  if (stalled.length > MOST_STALLED) out.print(`  … and ${stalled.length - MOST_STALLED} more.`)
}

function printTimes(out: Terminal, plan: PlanDocument, forecast: PlanForecast): void {
  const { p10, p50, p90 } = forecast.makespan
  const end = (seconds: number): string => localEndMinute(plan.startMs + seconds * 1000, plan.zone)
  out.print(
    `Takes ${durationRange(p10, p90)}, likely ${durationWords(p50)}: from ${localMinute(plan.startMs, plan.zone)} to ${end(p50).slice(11)} (P50), ${end(p90).slice(11)} (P90) ${plan.zone}.`,
  )
  if (forecast.fitsWindow !== null && plan.window !== null) {
    out.print(
      `Window until ${localMinute(plan.window.endMs, plan.zone)}: ${windowWords(forecast.fitsWindow)}.`,
    )
  }
}

/** Rounded down: one late draw of 400 is no "100 of 100". */
export function windowWords(fits: number): string {
  const draws = `fits in ${Math.floor(fits * 100 + 1e-9)} of 100 draws`
  return fits < surelyFits ? `TOO SHORT, ${draws}` : draws
}

function moveTable(plan: PlanDocument, rows: readonly Row[], width: number): string {
  const at = (row: Row): string =>
    row.forecast === null
      ? ''
      : localMinute(plan.startMs + row.forecast.start.p50 * 1000, plan.zone).slice(11)
  return formatTable<Row>(
    [
      { title: 'Move', of: (row) => row.move.id },
      { title: 'Wave', of: (row) => String(row.move.wave), align: 'right' },
      { title: 'Partition', of: (row) => row.move.partitionName },
      { title: 'To', of: (row) => row.move.targetServerName },
      { title: 'GiB', of: (row) => gibNumber(row.move.memoryMib), align: 'right' },
      { title: 'Start', of: at, align: 'right' },
      {
        title: 'Duration P50',
        of: (row) => (row.forecast === null ? '' : durationWords(row.forecast.duration.p50)),
        align: 'right',
      },
      {
        title: 'P10 – P90',
        of: (row) =>
          row.forecast === null ? '' : durationRange(row.forecast.duration.p10, row.forecast.duration.p90),
        align: 'right',
      },
      {
        title: 'Standstill P50 – P90 s',
        of: (row) =>
          row.forecast === null || row.move.type === 'inactive'
            ? ''
            : `${row.forecast.standstill.p50.toFixed(1)} – ${row.forecast.standstill.p90.toFixed(1)}`,
        align: 'right',
      },
      { title: 'Type', of: (row) => row.move.type },
      {
        title: '',
        of: (row) => (row.move.warnings.length === 0 ? '' : counted(row.move.warnings.length, 'warning')),
      },
    ],
    rows,
    width,
  )
}

function unplacedTable(unplaced: readonly UnplacedPartition[], width: number): string {
  return formatTable<UnplacedPartition>(
    [
      { title: 'Partition', of: (one) => one.partitionName },
      { title: 'GiB', of: (one) => gibNumber(one.memoryMib), align: 'right' },
      { title: 'Rule', of: (one) => one.reasons[0]?.ruleId ?? '' },
      {
        title: 'Why, and what would help',
        of: (one) => `${one.reasons[0]?.text ?? ''}${one.remedy === null ? '' : ` ${one.remedy}`}`,
        wraps: true,
      },
    ],
    unplaced,
    width,
  )
}

interface RuleWarnings {
  readonly text: string
  readonly names: readonly string[]
}

/** One entry a rule, most moves first, with the sentence of its first move as the example: each names its own move. */
function warningsByRule(moves: readonly PlanMove[]): readonly RuleWarnings[] {
  const all = moves.flatMap((move) => move.warnings.map((warning) => ({ warning, name: move.partitionName })))
  return [...Map.groupBy(all, ({ warning }) => warning.ruleId)]
    .map(([ruleId, found]): RuleWarnings => {
      const names = [...new Set(found.map(({ name }) => name))]
      const example = [found[0]?.warning.text, found[0]?.warning.remedy]
        .filter((part) => part != null)
        .join(' ')
      return {
        text: `${ruleId}${names.length > 1 ? ` (${names.length} moves, e.g.)` : ''}: ${example}`,
        names,
      }
    })
    .toSorted((a, b) => b.names.length - a.names.length)
}

const indented = (text: string, width: number, indent: string): string =>
  wrapText(text, width - indent.length)
    .map((line) => indent + line)
    .join('\n')

const namesInShort = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
