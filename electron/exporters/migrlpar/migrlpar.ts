/**
 * A POSIX shell script of `migrlpar` commands: validates every move before the first one starts, moves group by group,
 * stops at the first failure, keeps a log so that it can be run again, and knows the way back.
 */
import type { ExportedFile } from '../../../shared/contract/views.ts'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import type { ExportInput } from '../exporters.ts'
import { exportFileName } from '../file-name.ts'
import { localEndMinute, localMinute } from '../instants.ts'
import { hmcRoutes, hmcsUsed, type HmcRoute } from './hmc-routes.ts'
import { memorySteps, type MemorySteps } from './memory-steps.ts'
import { moveCommands, type MoveCommands } from './move-commands.ts'
import { commentText, shellWord } from './quoting.ts'
import { scriptGroups, type ScriptGroup } from './script-groups.ts'
import { scriptFunctions } from './script-functions.ts'

/** The plan as a script; see `script-functions.ts` for what each verb does. */
export function exportMigrlpar(input: ExportInput): ExportedFile {
  const { plan, fleet } = input
  const groups = scriptGroups(plan.moves, fleet, plan.options.maxConcurrent)
  const routes = hmcRoutes(plan.moves, fleet)
  const homePools = new Map(fleet.partitions.map((one) => [one.id, homePoolOf(one)]))
  const calls = new Map(
    plan.moves.map((move) => [
      move.id,
      callsOf(move, routes.get(move.id) ?? unknownRoute, homePools.get(move.partitionId) ?? null),
    ]),
  )
  const resized = new Map(
    plan.moves.flatMap((move, at) => {
      const steps = memorySteps(move, routes.get(move.id) ?? unknownRoute)
      return steps === null ? [] : [[move.id, { ...steps, number: at + 1 }] as const]
    }),
  )
  const call: CallOf = (move, verb) => calls.get(move.id)?.[verb] ?? ''
  const text = [
    '#!/bin/sh',
    ...header(input),
    '',
    '# Names are quoted literally, also those with quotes, dollar signs and spaces in them.',
    '# shellcheck disable=SC2016,SC1003',
    'set -u',
    `PLAN=${shellWord(plan.name)}`,
    `INPUT_HASH=${shellWord(plan.inputHash)}`,
    '# Log of what was done, beside the script; a second run goes on after the last finished move.',
    `LOG="\${LPM_LOG:-./${exportFileName(plan.name, '.log')}}"`,
    '# Account on the HMCs; ssh has to work without a password (ssh keys).',
    'HMC_USER="${HMC_USER:-hscroot}"',
    '# 1: go on with the other moves of the plan after a failure. 0: stop before the next group.',
    'KEEP_GOING="${KEEP_GOING:-0}"',
    ...severalHmcs(hmcsUsed(routes.values())),
    '',
    scriptFunctions,
    '',
    ...memoryFunctions(resized),
    ...validateAll(plan.moves, call, resized),
    '',
    ...runAll(groups, call, resized),
    '',
    ...perMove('status_all', plan.moves, (move) => `show_status ${call(move, 'status')}`),
    '',
    ...perMove('rollback_all', plan.moves.toReversed(), (move) => goBack(move, call, resized)),
    '',
    ...perMove(
      'recover_all',
      plan.moves,
      (move) =>
        `recover ${call(move, 'recover')}${resized.has(move.id) ? ` && ${stepName(resized, move, 'undo')}` : ''}`,
    ),
    '',
    ...main,
    '',
  ].join('\n')
  return {
    fileName: exportFileName(plan.name, '.sh'),
    mediaType: 'text/x-shellscript',
    encoding: 'utf8',
    text,
  }
}

const unknownRoute: HmcRoute = { hmcThere: '', remoteThere: null, hmcBack: '', remoteBack: null }

type Resized = ReadonlyMap<string, MemorySteps & { readonly number: number }>

const stepName = (resized: Resized, { id }: PlanMove, step: 'shrink' | 'grow' | 'ungrow' | 'undo'): string =>
  `memory_${step}_${resized.get(id)?.number ?? 0}`

/** Four functions for each move whose memory changes: by number, as ids need not be names. */
const memoryFunctions = (resized: Resized): string[] =>
  [...resized.values()].flatMap(({ number, shrink, grow, undoGrow, undoShrink }) => [
    ...(
      [
        ['shrink', shrink],
        ['grow', grow],
        ['ungrow', undoGrow],
        ['undo', undoShrink],
      ] as const
    ).map(([step, line]) => `memory_${step}_${number}() { ${line === '' ? ':' : line}; }`),
    '',
  ])

/** Only what this script moved goes back, and with it its memory. */
function goBack(move: PlanMove, call: CallOf, resized: Resized): string {
  const back = `go_back ${call(move, 'goBack')}`
  if (!resized.has(move.id)) return `${back} || return 1`
  const [ungrow, undo] = (['ungrow', 'undo'] as const).map((step) => stepName(resized, move, step))
  return `case "$(state_of ${move.id})" in "done") ${ungrow} && ${back} && ${undo} || return 1 ;; esac`
}

/** The four words of each call of a script function: move, partition, HMC and command line. */
type CallOf = (move: PlanMove, verb: keyof Calls) => string

/** Pool a partition comes home to; null: the default pool, or none. */
const homePoolOf = (one: Partition): string | null =>
  one.processorMode === 'dedicated' || one.poolId === 0 ? null : one.poolName

interface Calls extends MoveCommands {
  /** Its command line alone. */
  readonly validateCommand: string
}

function callsOf(move: PlanMove, route: HmcRoute, homePool: string | null): Calls {
  const commands = moveCommands(move, route, homePool)
  const words = (hmc: string, command: string): string =>
    `${move.id} ${shellWord(move.partitionName)} ${shellWord(hmc)} ${command}`
  return {
    validateCommand: commands.validate,
    validate: words(route.hmcThere, commands.validate),
    migrate: words(route.hmcThere, commands.migrate),
    recover: words(route.hmcThere, commands.recover),
    goBack: words(route.hmcBack, commands.goBack),
    status: words(route.hmcThere, commands.status),
  }
}

/** One address in HMC= would send every command to one HMC, which does not manage the other's servers. */
function severalHmcs(hmcs: readonly string[]): string[] {
  if (hmcs.length < 2) return []
  const names = shellWord(`This plan uses several HMCs (${hmcs.join(', ')}): HMC= cannot replace them.`)
  return [`[ -z "\${HMC:-}" ] || { echo ${names} >&2; exit 2; }`]
}

function header({ plan, forecast }: ExportInput): string[] {
  const lines = [
    `LPM Planner ${plan.appVersion}: ${plan.name}`,
    `Input ${plan.inputHash}, seed ${plan.seed}, times in ${plan.zone}.`,
    `Planned start ${localMinute(plan.startMs, plan.zone)}${plan.window === null ? '' : `, window ends ${localMinute(plan.window.endMs, plan.zone)}`}.`,
    `${plan.moves.length} moves, ${plan.unplaced.length} partitions stay.`,
    ...(forecast === null
      ? []
      : [
          `Forecast end: ${localEndMinute(plan.startMs + forecast.makespan.p50 * 1000, plan.zone)} (P50), ${localEndMinute(plan.startMs + forecast.makespan.p90 * 1000, plan.zone)} (P90); ${forecast.assumedInputs} of ${forecast.totalInputs} inputs are assumed.`,
        ]),
    'Groups wait for each other here, so the script may take longer than the forecast.',
    '',
    'Review before use. Order: validate, then run. Nothing moves before every validation has passed.',
    '  sh SCRIPT validate   ask the HMC about every move; changes nothing',
    '  sh SCRIPT run        validate, then move group by group; stops on the first failure',
    '  sh SCRIPT status     what the HMC says about each partition',
    '  sh SCRIPT rollback   moves what this script moved back, last first',
    '  sh SCRIPT recover    recovers moves that failed half-way (migrlpar -o r)',
    ...notes(plan),
  ]
  return lines.map((line) => (line === '' ? '#' : `# ${commentText(line)}`))
}

function notes(plan: PlanDocument): string[] {
  const warnings = plan.moves.flatMap((move) =>
    move.warnings.map((one) => `${move.partitionName}: ${one.ruleId} ${one.text}`),
  )
  const stays = plan.unplaced.map(
    (one) =>
      `${one.partitionName} stays: ${one.reasons.map((reason) => `${reason.ruleId} ${reason.text}`).join('; ')}`,
  )
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
  return [
    ...section('Notes', plan.notes),
    ...section('Warnings to look at first', warnings),
    ...section('Partitions that stay', stays),
  ]
}

function perMove(name: string, moves: readonly PlanMove[], line: (move: PlanMove) => string): string[] {
  return [`${name}() {`, ...moves.map((move) => `  ${line(move)}`), '  return 0', '}']
}

const validateAll = (moves: readonly PlanMove[], call: CallOf, resized: Resized): string[] => [
  'validate_all() {',
  '  FAILED=0',
  ...moves.map((move) =>
    (resized.get(move.id)?.shrink ?? '') === ''
      ? `  validate ${call(move, 'validate')}`
      : `  later ${shellWord(move.partitionName)}`,
  ),
  '  [ "$FAILED" -eq 0 ]',
  '}',
]

function startLine(move: PlanMove, call: CallOf, resized: Resized): string {
  const migrate = call(move, 'migrate')
  if (!resized.has(move.id)) return `start_move ${migrate}`
  const steps = (['shrink', 'grow', 'undo'] as const).map((step) => stepName(resized, move, step))
  return `start_resized ${migrate} ${call(move, 'validateCommand')} ${steps.join(' ')}`
}

function runAll(groups: readonly ScriptGroup[], call: CallOf, resized: Resized): string[] {
  return [
    'run_all() {',
    ...groups.flatMap((group) => [
      `  begin_group ${shellWord(`${group.title}: ${group.moves.length} ${group.moves.length === 1 ? 'move' : 'moves'}`)}`,
      ...group.moves.map((move) => `  ${startLine(move, call, resized)}`),
      '  end_group || return 1',
    ]),
    '  return 0',
    '}',
  ]
}

const main = [
  'case "${1:-}" in',
  '  validate) validate_all ;;',
  '  run)',
  '    validate_all || { say "Nothing was moved: a validation failed."; exit 1; }',
  '    run_all || { say "Stopped. Look at the log ($LOG), then: run (goes on), rollback or recover."; exit 1; }',
  '    say "All moves of $PLAN are done."',
  '    ;;',
  '  status) status_all ;;',
  '  rollback) rollback_all ;;',
  '  recover) recover_all ;;',
  '  *)',
  '    echo "Usage: sh $0 validate|run|status|rollback|recover" >&2',
  '    exit 2',
  '    ;;',
  'esac',
]
