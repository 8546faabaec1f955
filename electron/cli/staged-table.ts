/** A staged plan for people: stage after stage, then what is left out and why. */
import type { StoredStagedPlan } from '../../shared/contract/staged-views.ts'
import type { PlanWarning } from '../../shared/plan/plan-document.ts'
import type { PlannedEnergy, ServerKwh, Stage } from '../../shared/plan/staged-plan.ts'
import type { StageViolation } from '../../shared/plan/referee-report.ts'
import { localEndMinute, localMinute } from '../exporters/instants.ts'
import { formatTable, wrapText } from './table.ts'
import type { Terminal } from './terminal.ts'
import { counted, durationWords, gibNumber } from './words.ts'

export function printStagedPlan(out: Terminal, { plan, report, forecasts }: StoredStagedPlan): void {
  const state = report.valid ? 'valid' : 'REFUSED'
  out.print(`${plan.name}: ${counted(plan.stages.length, 'stage')}, ${state}. Times are ${plan.zone}.`)
  if (plan.stages.length > 0) {
    out.print('')
    out.print(
      formatTable<Stage>(
        [
          { title: 'Stage', of: ({ id }) => id },
          { title: 'Starts', of: ({ startMs }) => localMinute(startMs, plan.zone) },
          { title: 'Ends by', of: ({ endMs }) => localEndMinute(endMs, plan.zone) },
          {
            title: 'Moves',
            of: (stage) => (stage.kind === 'moves' ? String(stage.plan.moves.length) : ''),
            align: 'right',
          },
          { title: 'GiB', of: (stage) => gib(stage), align: 'right' },
          {
            title: 'Likely',
            of: ({ id }) => {
              const range = forecasts.find(({ stageId }) => stageId === id)?.forecast.makespan
              return range === undefined ? '' : durationWords(range.p50)
            },
            align: 'right',
          },
          { title: 'What', of: ({ title }) => title, wraps: true },
        ],
        plan.stages,
        out.width,
      ),
    )
  }
  if (plan.energy !== undefined) printEnergy(out, plan.energy)
  for (const { serverName, reasons, remedy } of plan.unserviced) {
    out.print(`\n${serverName} ${plan.goal.kind === 'save-energy' ? 'stays on' : 'is not serviced'}:`)
    out.print(reasonTable(reasons, out.width))
    if (remedy !== null) printWrapped(out, remedy)
  }
  if (plan.unplaced.length > 0) {
    out.print(
      `\n${counted(plan.unplaced.length, 'partition')} left where ${plan.unplaced.length === 1 ? 'it is' : 'they are'}:`,
    )
    out.print(
      reasonTable(
        plan.unplaced.flatMap(({ partitionName, reasons: [reason] }) =>
          reason === undefined ? [] : [{ ...reason, text: `${partitionName}: ${reason.text}` }],
        ),
        out.width,
      ),
    )
  }
  printStageFindings(out, 'violation', report.violations)
  printStageFindings(
    out,
    'warning',
    report.warnings.filter(({ ruleId }) => ruleId.startsWith('R-STAGE')),
  )
  if (plan.notes.length > 0) {
    out.print(`\n${counted(plan.notes.length, 'note')}:`)
    for (const note of plan.notes) printWrapped(out, note)
  }
}

function printEnergy(
  out: Terminal,
  { servers, migrationKwh, withoutKwh, withKwh, netKwh }: PlannedEnergy,
): void {
  const kwh = (value: number | null): string => (value === null ? '?' : value.toFixed(1))
  const saved = (one: Pick<ServerKwh, 'withoutKwh' | 'withKwh'>): number | null =>
    one.withoutKwh === null || one.withKwh === null ? null : one.withoutKwh - one.withKwh
  const rows = [
    ...servers.map((one) => ({ ...one, net: saved(one) })),
    { serverName: 'copying memory', offS: 0, withoutKwh: 0, withKwh: migrationKwh, net: -migrationKwh },
    { serverName: 'together', offS: 0, withoutKwh, withKwh, net: netKwh },
  ]
  out.print('\nkWh within the bands:')
  out.print(
    formatTable<(typeof rows)[number]>(
      [
        { title: 'Server', of: ({ serverName }) => serverName },
        {
          title: 'Hours off',
          of: ({ offS }) => (offS === 0 ? '' : (offS / 3600).toFixed(1)),
          align: 'right',
        },
        { title: 'Without', of: (row) => kwh(row.withoutKwh), align: 'right' },
        { title: 'With', of: (row) => kwh(row.withKwh), align: 'right' },
        { title: 'Saved', of: ({ net }) => kwh(net), align: 'right' },
      ],
      rows,
      out.width,
    ),
  )
}

/** Findings with the stage each is about; nothing where there are none. */
export function printStageFindings(
  out: Terminal,
  kind: 'violation' | 'warning',
  findings: readonly StageViolation[],
): void {
  if (findings.length === 0) return
  out.print(`\n${counted(findings.length, kind)}:`)
  out.print(
    formatTable<StageViolation>(
      [
        { title: 'Rule', of: ({ ruleId }) => ruleId },
        { title: 'Stage', of: ({ stageId }) => stageId ?? '' },
        { title: 'Move', of: ({ moveId }) => moveId ?? '' },
        { title: 'What', of: ({ text }) => text, wraps: true },
      ],
      findings,
      out.width,
    ),
  )
}

const gib = (stage: Stage): string =>
  stage.kind === 'moves' ? gibNumber(stage.plan.moves.reduce((sum, { memoryMib }) => sum + memoryMib, 0)) : ''

function reasonTable(reasons: readonly PlanWarning[], width: number): string {
  return formatTable<PlanWarning>(
    [
      { title: 'Rule', of: ({ ruleId }) => ruleId },
      { title: 'Why', of: ({ text }) => text, wraps: true },
    ],
    reasons,
    width,
  )
}

function printWrapped(out: Terminal, text: string): void {
  out.print(
    wrapText(text, out.width - 4)
      .map((line, at) => (at === 0 ? `  · ${line}` : `    ${line}`))
      .join('\n'),
  )
}
