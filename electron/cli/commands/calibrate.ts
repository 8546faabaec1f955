import type { Command } from 'commander'
import type { CalibrationReport, ClassResidual, ComparedMove } from '../../../shared/calibration/calibrate.ts'
import type { Proposal } from '../../../shared/calibration/proposals.ts'
import type { CommandSession } from '../command-session.ts'
import { formatTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { bytesWords, counted, durationRange, durationWords } from '../words.ts'

/**
 * `calibrate -w W [--accept] [--json]`: past moves against their forecasts, and the values they speak for. Exit status 1
 * where there is no past move to compare.
 */
export function addCalibrate(program: Command, session: CommandSession): void {
  program
    .command('calibrate')
    .description('compare past moves with their forecasts, and learn the assumptions from them')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--accept', 'accept every proposed value; one edit that can be undone')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: { workspace: string; accept?: true; json?: true }) => {
      await session.openWorkspace(options.workspace)
      const report = await session.job('calibration.report', {})
      const accept = options.accept === true && report.proposals.length > 0
      if (accept) {
        const values = report.proposals.map(({ key, scope, scopeId, value, reason }) => ({
          key,
          scope,
          scopeId,
          value,
          reason,
        }))
        await session.call('calibration.accept', { values })
      }
      if (report.compared.length === 0) session.status = 1
      if (options.json === true) session.out.print(JSON.stringify({ ...report, accepted: accept }, null, 2))
      else printReport(session.out, report, accept)
    })
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function printReport(out: Terminal, report: CalibrationReport, accepted: boolean): void {
  const { compared, unmatched, leftOut, residuals, proposals } = report
  if (compared.length + unmatched.length + leftOut.length === 0) {
    out.print(
      'No past moves. Import a mover’s log: on the VIOS, as root, “alog -o -t lpm > lpm.log”; then lpm-planner import lpm.log -w FILE',
    )
    return
  }
  if (compared.length > 0) printMoves(out, compared)
  if (residuals.length > 0) printResiduals(out, residuals)
  if (unmatched.length > 0) {
    out.print(`\n${counted(unmatched.length, 'move')} that no partition was found for:`)
    for (const { move, reason } of unmatched)
      out.print(`  ${move.origin.file}:${move.origin.line ?? ''}  ${reason}`)
  }
  if (leftOut.length > 0) out.print(`\n${counted(leftOut.length, 'move')} left out by you.`)
  if (!report.enough)
    out.print(
      `\n${counted(compared.length, 'move')} of the ${report.movesNeeded} that ranges are calibrated with: the ranges stay those of the assumptions.`,
    )
  printProposals(out, proposals, accepted)
}

function printMoves(out: Terminal, compared: readonly ComparedMove[]): void {
  out.print(
    formatTable<ComparedMove>(
      [
        { title: 'Partition', of: (one) => one.partitionName },
        { title: 'Class', of: (one) => one.workloadClass },
        { title: 'From', of: (one) => one.sourceServer },
        { title: 'To', of: (one) => one.targetServer },
        { title: 'Took', of: (one) => durationWords(one.seconds), align: 'right' },
        { title: 'Forecast', of: ({ before }) => durationRange(before.p10, before.p90), align: 'right' },
        { title: '', of: (one) => (one.insideBefore ? 'inside' : 'outside') },
        { title: 'Calibrated', of: ({ after }) => durationRange(after.p10, after.p90), align: 'right' },
        { title: '', of: (one) => (one.insideAfter ? 'inside' : 'outside') },
        { title: 'Sent', of: (one) => bytesWords(one.bytes), align: 'right' },
      ],
      compared,
      out.width,
    ),
  )
}

function printResiduals(out: Terminal, residuals: readonly ClassResidual[]): void {
  const factor = (value: number): string => `x ${value.toFixed(2)}`
  out.print('\nActual over forecast (median), and moves inside P10 to P90:')
  out.print(
    formatTable<ClassResidual>(
      [
        { title: 'Class', of: (one) => one.workloadClass ?? 'all' },
        { title: 'Moves', of: (one) => String(one.moves), align: 'right' },
        { title: 'Ratio', of: (one) => factor(one.medianBefore), align: 'right' },
        { title: 'Calibrated', of: (one) => factor(one.medianAfter), align: 'right' },
        { title: 'Inside', of: (one) => percent(one.coverageBefore), align: 'right' },
        { title: 'Calibrated', of: (one) => percent(one.coverageAfter), align: 'right' },
      ],
      residuals,
      out.width,
    ),
  )
}

function printProposals(out: Terminal, proposals: readonly Proposal[], accepted: boolean): void {
  if (proposals.length === 0) {
    out.print('\nNothing to change: the past moves agree with the assumptions in force.')
    return
  }
  const scale = (unit: string): number => (unit === 'B/s' ? 1e6 : 1)
  const value = (amount: number, unit: string): string =>
    String(Number((amount / scale(unit)).toPrecision(4)))
  out.print(accepted ? '\nAccepted:' : '\nProposed (accept with --accept):')
  out.print(
    formatTable<Proposal>(
      [
        {
          title: 'Assumption',
          of: (one) => `${one.title}${one.scopeId === null ? '' : ` (${one.scopeId})`}`,
        },
        { title: 'Unit', of: ({ unit }) => (unit === 'B/s' ? 'MB/s' : unit) },
        {
          title: 'So far',
          of: ({ before, unit }) => `${value(before.value, unit)} ${before.mark}`,
          align: 'right',
        },
        {
          title: 'New',
          of: (one) => value(one.value, one.unit) + (one.atBound ? ' (bound)' : ''),
          align: 'right',
        },
        { title: 'Reason', of: (one) => one.reason },
      ],
      proposals,
      out.width,
    ),
  )
  if (accepted) out.print('Undo in the application takes all of them back at once.')
}
