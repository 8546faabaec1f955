import { parseScenario } from '../../shared/forecast/parse-scenario.ts'
import type { Forecast } from '../../shared/forecast/forecast.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { readJsonFile } from './read-text-file.ts'

/** The answer of `forecast --scenario` as the scenario format documents it: engine figures and engine time. */
export interface ScenarioAnswer {
  readonly forecast: Forecast
  /** Engine time only, milliseconds, first run in this process. */
  readonly elapsedMs: number
}

/** Reads a scenario file and runs the engine once. Throws AppFailure "scenario-invalid" with the path of each fault. */
export async function forecastScenarioFile(path: string): Promise<ScenarioAnswer> {
  const parsed = parseScenario(await readJsonFile(path, 'scenario-invalid'))
  if (!parsed.ok) {
    const shown = parsed.problems
      .slice(0, 10)
      .map((problem) => `  ${problem.path === '' ? '(whole file)' : problem.path}: ${problem.message}`)
    throw new AppFailure({
      code: 'scenario-invalid',
      message: `${path} is no scenario:`,
      detail:
        shown.join('\n') +
        (parsed.problems.length > 10 ? `\n  … and ${parsed.problems.length - 10} more` : ''),
      hint: 'The format is described in resources/schema/scenario.schema.json.',
    })
  }
  const started = performance.now()
  const forecast = simulate(parsed.scenario)
  return { forecast, elapsedMs: performance.now() - started }
}
