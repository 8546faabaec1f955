import type { Command } from 'commander'
import type { PartForecast } from '../../../shared/forecast/forecast.ts'
import { stopVerdict } from '../../../shared/forecast/stop-verdict.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { CommandSession } from '../command-session.ts'
import { forecastScenarioFile, type ScenarioAnswer } from '../forecast-scenario.ts'
import { endsInTime, printPlan } from '../plan-table.ts'
import { readTextFile } from '../read-text-file.ts'
import { formatTable } from '../table.ts'
import { bytesWords, durationWords, grouped, secondsWords } from '../words.ts'

interface Options {
  readonly workspace?: string
  readonly plan?: string
  readonly scenario?: string
  readonly samples: number
  readonly seed: number
  readonly json?: true
}

/** `forecast --scenario FILE` (engine only) or `forecast -w W --plan PLAN.json`; exit status 1 when a window is missed. */
export function addForecast(program: Command, session: CommandSession): void {
  program
    .command('forecast')
    .description('forecast a plan, or run the engine on a scenario file')
    .option('-w, --workspace <file>', 'workspace file (with --plan)')
    .option('--plan <file>', 'plan document (JSON)')
    .option('--scenario <file>', 'engine scenario (JSON or text)')
    .option('--samples <n>', 'draws', Number, 400)
    .option('--seed <n>', 'seed of the draws', Number, 1)
    .option('--json', 'one JSON document on stdout')
    .action(async (options: Options) => {
      if (options.scenario !== undefined && options.plan === undefined) {
        const answer = await forecastScenarioFile(options.scenario)
        for (const note of answer.notes) session.out.say(note)
        if (answer.forecast.makespan === null) session.status = 1
        printScenario(session, answer, options.json === true)
      } else if (
        options.plan !== undefined &&
        options.workspace !== undefined &&
        options.scenario === undefined
      ) {
        await forecastPlanFile(session, options.plan, options.workspace, options)
      } else {
        throw new AppFailure({
          code: 'usage',
          message: 'forecast needs either --scenario FILE, or -w WORKSPACE and --plan PLAN.json.',
        })
      }
    })
}

async function forecastPlanFile(
  session: CommandSession,
  path: string,
  workspace: string,
  options: Options,
): Promise<void> {
  const text = await readTextFile(path)
  await session.openWorkspace(workspace)
  const { plan, report } = await session.call('plan.verify-document', { text })
  const forecast = await session.job('plan.forecast-document', {
    text,
    samples: options.samples,
    seed: options.seed,
  })
  if (!report.valid || !endsInTime(forecast)) session.status = 1
  if (options.json) session.out.print(JSON.stringify(forecast, null, 2))
  else printPlan(session.out, plan, report, forecast)
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
