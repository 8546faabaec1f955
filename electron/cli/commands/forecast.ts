import type { Command } from 'commander'
import type { PartForecast } from '../../../shared/forecast/forecast.ts'
import { stopVerdict } from '../../../shared/forecast/stop-verdict.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import { defaultPlanOptions } from '../../../shared/plan/plan-document.ts'
import type { CommandSession } from '../command-session.ts'
import { forecastScenarioFile, type ScenarioAnswer } from '../forecast-scenario.ts'
import { printRanges } from '../forecast-words.ts'
import { endsInTime, printPlan } from '../plan-table.ts'
import { instantOf, windowOf, zoneOf } from '../plan-times.ts'
import { readTextFile } from '../read-text-file.ts'
import { readRulesFile, RULES_HELP } from '../rules-file.ts'
import { formatTable } from '../table.ts'
import { typedMoves } from '../typed-moves.ts'
import { bytesWords, durationWords, grouped, secondsWords } from '../words.ts'

interface Options {
  readonly workspace?: string
  readonly plan?: string
  readonly moves?: string
  readonly scenario?: string
  readonly start?: string
  readonly end?: string
  readonly zone?: string
  readonly maxConcurrent?: number
  readonly acceptUnknown?: readonly string[]
  readonly rules?: string
  readonly standstillLimit?: number
  readonly samples?: number
  readonly seed?: number
  readonly json?: true
}

const DRAWS = 400
const SEED = 1

/**
 * `forecast --scenario FILE` (engine only), `forecast -w W --plan PLAN.json`, or `forecast -w W --moves MOVES`; exit
 * status 1 when a rule is broken or a window is missed.
 */
export function addForecast(program: Command, session: CommandSession): void {
  program
    .command('forecast')
    .description('forecast a plan or moves you type, with ranges; or run the engine on a scenario file')
    .option('-w, --workspace <file>', 'workspace file (with --plan and --moves)')
    .option('--plan <file>', 'plan document (JSON)')
    .option('--moves <moves>', '"db01>s924-1,app2>s922-2", or a CSV file: a partition and a server a line')
    .option('--scenario <file>', 'engine scenario (JSON or text): exact numbers, one run')
    .option('--start <local time>', 'start of --moves, e.g. 2026-03-14T22:00 (next full hour by default)')
    .option('--end <local time>', 'end of the maintenance window of --moves')
    .option('--zone <zone>', 'IANA time zone of --moves (this machine’s by default)')
    .option('--max-concurrent <n>', 'with --moves: moves at once over the whole plan', wholeNumber)
    .option('--accept-unknown <rule...>', 'with --moves: rules whose “cannot tell” is accepted, by id')
    .option('--rules <file>', `with --moves: ${RULES_HELP}`)
    .option('--standstill-limit <s>', 'longest standstill you accept, where the assumptions say none', Number)
    .option('--samples <n>', `draws of the plan (${DRAWS} by default)`, wholeNumber)
    .option('--seed <n>', `seed of the draws (${SEED} by default)`, wholeNumber)
    .option('--json', 'one JSON document on stdout')
    .action(async (options: Options) => {
      const { scenario, plan, moves, workspace } = options
      const sources = [scenario, plan, moves].filter((one) => one !== undefined).length
      if (sources === 1 && scenario !== undefined) await forecastScenario(session, scenario, options)
      else if (sources === 1 && workspace !== undefined) {
        const text = plan === undefined ? null : await readTextFile(plan)
        await session.openWorkspace(workspace)
        await forecastText(session, text ?? (await typedPlan(session, moves ?? '', options)), options)
      } else {
        throw new AppFailure({
          code: 'usage',
          message:
            'forecast needs either --scenario FILE, or -w WORKSPACE and one of --plan PLAN.json and --moves MOVES.',
        })
      }
    })
}

function wholeNumber(given: string): number {
  const value = Number(given)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new AppFailure({ code: 'usage', message: `“${given}” is no whole number.` })
}

async function forecastScenario(session: CommandSession, path: string, options: Options): Promise<void> {
  const answer = await forecastScenarioFile(path)
  for (const note of answer.notes) session.out.say(note)
  if (options.samples !== undefined || options.seed !== undefined || options.standstillLimit !== undefined)
    session.out.say(
      'A scenario holds exact numbers: one run, nothing to draw. For ranges: forecast -w WORKSPACE --plan PLAN.json.',
    )
  if (answer.forecast.makespan === null) session.status = 1
  printScenario(session, answer, options.json === true)
}

/** Plan document of moves typed by hand. */
async function typedPlan(session: CommandSession, given: string, options: Options): Promise<string> {
  const zone = zoneOf(options.zone)
  const startMs = instantOf(options.start, zone, '--start')
  const index = await session.fleetIndex()
  const moves = await typedMoves(given, index.fleet)
  const rules = await readRulesFile(options.rules, index)
  const { plan } = await session.call('plan.by-hand', {
    name: moves.length === 1 ? 'One move by hand' : `${moves.length} moves by hand`,
    moves: [...moves],
    options: {
      maxConcurrent: options.maxConcurrent ?? null,
      targetServerIds: null,
      excludedPartitionIds: [],
      acceptedUnknownRuleIds: [...(options.acceptUnknown ?? [])],
      includeInactive: true,
      safetyPercent: defaultPlanOptions.safetyPercent,
      ...(rules.length === 0 ? {} : { rules }),
    },
    zone,
    startMs,
    window: windowOf(startMs, options.end, zone),
    seed: options.seed ?? SEED,
  })
  return JSON.stringify(plan)
}

async function forecastText(session: CommandSession, text: string, options: Options): Promise<void> {
  const { plan, report } = await session.call('plan.verify-document', { text })
  const forecast = await session.job('plan.forecast-document', {
    text,
    samples: options.samples ?? DRAWS,
    seed: options.seed ?? SEED,
    standstillLimitS: options.standstillLimit ?? null,
  })
  if (!report.valid || !endsInTime(forecast)) session.status = 1
  if (options.json) session.out.print(JSON.stringify(forecast, null, 2))
  else {
    printRanges(session.out, plan, forecast)
    printPlan(session.out, plan, report, forecast)
  }
}

function printScenario(
  session: CommandSession,
  { forecast, elapsedMs }: ScenarioAnswer,
  json: boolean,
): void {
  const { out } = session
  if (json) {
    const parts = Object.fromEntries(
      Object.entries(forecast.parts).map(([name, part]) => [name, answerOf(part)]),
    )
    out.print(
      JSON.stringify(
        {
          makespan: forecast.makespan,
          events: forecast.events,
          elapsed_ms: elapsedMs,
          peak_load: forecast.peak_load,
          parts,
        },
        null,
        2,
      ),
    )
    return
  }
  out.print(
    formatTable<[string, PartForecast]>(
      [
        { title: 'Part', of: ([name]) => name },
        { title: 'Queued s', of: ([, part]) => shown(part.queued, secondsWords), align: 'right' },
        { title: 'Start s', of: ([, part]) => shown(part.t0, secondsWords), align: 'right' },
        { title: 'End s', of: ([, part]) => shown(part.t1, secondsWords), align: 'right' },
        { title: 'Passes', of: ([, part]) => String(part.passes), align: 'right' },
        {
          title: 'Standstill s',
          of: ([, part]) => shown(part.down, (value) => value.toFixed(3)),
          align: 'right',
        },
        { title: 'Post-copy s', of: ([, part]) => shown(part.post, secondsWords), align: 'right' },
        { title: 'On the wire', of: ([, part]) => shown(part.wire, bytesWords), align: 'right' },
        { title: 'Stopped by', of: ([, part]) => part.stop ?? part.state },
        { title: 'Verdict', of: ([, part]) => stopVerdict(part).sentence },
      ],
      Object.entries(forecast.parts),
      out.width,
    ),
  )
  const ends =
    forecast.makespan === null
      ? 'Does not end: a part is stalled.'
      : `Ends after ${durationWords(forecast.makespan)} (${grouped(forecast.makespan, 3)} s).`
  out.print(`\n${ends} ${grouped(forecast.events, 0)} events in ${elapsedMs.toFixed(1)} ms.`)
}

const shown = (value: number | null, words: (value: number) => string): string =>
  value === null ? 'never' : words(value)

/** Exactly the fields of the documented answer (forecast model, section 5). */
function answerOf(part: PartForecast): Record<string, number | string | null> {
  const { queued, t0, t1, total, passes, down, post, wire, raw, rem, stop } = part
  return { queued, t0, t1, total, passes, down, post, wire, raw, rem, stop }
}
