import { parseScenario } from '../../shared/forecast/parse-scenario.ts'
import { isTextScenario, parseTextScenario } from '../../shared/forecast/parse-text-scenario.ts'
import type { Forecast } from '../../shared/forecast/forecast.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import type { ScenarioProblem } from '../../shared/forecast/scenario-checks.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { jsonOf, readTextFile } from './read-text-file.ts'

/** The answer of `forecast --scenario` as the scenario format documents it: engine figures and engine time. */
export interface ScenarioAnswer {
  readonly forecast: Forecast
  /** Engine time only, milliseconds, first run in this process. */
  readonly elapsedMs: number
  /** What the answer leaves out, for stderr. */
  readonly notes: readonly string[]
}

/**
 * Reads a scenario file, JSON or the simulator's plain text (told apart by what is in it), and runs the engine once.
 * Throws AppFailure "scenario-invalid" with the path or line of each fault.
 */
export async function forecastScenarioFile(path: string): Promise<ScenarioAnswer> {
  const { scenario, notes } = scenarioOf(path, await readTextFile(path))
  const started = performance.now()
  const forecast = simulate(scenario)
  return { forecast, elapsedMs: performance.now() - started, notes }
}

function scenarioOf(path: string, text: string): { scenario: Scenario; notes: readonly string[] } {
  if (isTextScenario(text)) {
    const parsed = parseTextScenario(text)
    if (!parsed.ok)
      throw refusal(path, parsed.problems, 'The lines are described in shared/forecast/README.md.')
    return parsed
  }
  const parsed = parseScenario(jsonOf(path, text, 'scenario-invalid'))
  if (!parsed.ok) {
    const hint = 'The format is described in resources/schema/scenario.schema.json.'
    throw refusal(path, parsed.problems, hint)
  }
  return { scenario: parsed.scenario, notes: [] }
}

function refusal(path: string, problems: readonly ScenarioProblem[], hint: string): AppFailure {
  const shown = problems
    .slice(0, 10)
    .map((problem) => `  ${problem.path === '' ? '(whole file)' : problem.path}: ${problem.message}`)
  return new AppFailure({
    code: 'scenario-invalid',
    message: `${path} is no scenario:`,
    detail: shown.join('\n') + (problems.length > 10 ? `\n  … and ${problems.length - 10} more` : ''),
    hint,
  })
}
