/** The acceptance rows of the forecast model (D1 to D13), and every figure of the engine held against them. */
import { readFileSync } from 'node:fs'
import type { PartForecast } from '../../shared/forecast/forecast.ts'
import { parseScenario } from '../../shared/forecast/parse-scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { sharedData } from './shared-data.ts'

export type AcceptanceRow = {
  id: string
  title: string
  scenario: unknown
  expected: Record<string, Record<string, number>>
  peak_load: Record<string, number>
  makespan: number
}

/** One figure; `found` is null where the engine has none. */
export interface Comparison {
  readonly what: string
  readonly wanted: number
  readonly found: number | null
}

/** All rows; null where the reference data is absent. */
export function acceptanceRows(): readonly AcceptanceRow[] | null {
  const path = sharedData('forecast/acceptance_dev.json')
  return path === null ? null : (JSON.parse(readFileSync(path, 'utf8')) as AcceptanceRow[])
}

/**
 * Every figure of a row.
 * @throws Error where the scenario is refused, or the parts are not those of the row.
 */
export function compareRow(row: AcceptanceRow): readonly Comparison[] {
  const parsed = parseScenario(row.scenario)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const { parts, peak_load: peaks, makespan } = simulate(parsed.scenario)
  const names = Object.keys(row.expected)
  if (Object.keys(parts).length !== names.length) throw new Error(`${row.id}: other parts`)
  return [
    ...names.flatMap((name) =>
      Object.entries(row.expected[name]!).map(([field, wanted]): Comparison => {
        const found = parts[name]?.[field as keyof PartForecast]
        return { what: `${name}.${field}`, wanted, found: typeof found === 'number' ? found : null }
      }),
    ),
    ...Object.entries(row.peak_load).map(([resource, wanted]): Comparison => ({
      what: `peak load of ${resource}`,
      wanted,
      found: peaks[resource] ?? null,
    })),
    { what: 'makespan', wanted: row.makespan, found: makespan },
  ]
}

/** Half a unit of the last of the six decimals the rows are written with, and a little for its own rounding. */
const ROUNDING = 0.51e-6

/** Relative deviation; 0 within the rounding of the written value, Infinity where there is no figure. */
export function deviation({ wanted, found }: Comparison): number {
  if (found === null) return Infinity
  const apart = Math.abs(found - wanted)
  return apart <= ROUNDING ? 0 : apart / Math.abs(wanted)
}
