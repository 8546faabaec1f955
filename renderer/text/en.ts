/** All words of the window, in one typed catalogue split by screen. Entries with numbers are functions. */
import { assumptionsText } from './en/assumptions.ts'
import { calibrationText } from './en/calibration.ts'
import { chartsText } from './en/charts.ts'
import { commonText } from './en/common.ts'
import { firstRunText } from './en/first-run.ts'
import { fleetText } from './en/fleet.ts'
import { forecastText } from './en/forecast.ts'
import { importText } from './en/import.ts'
import { laterText } from './en/later.ts'
import { plansText } from './en/plans.ts'
import { readinessText } from './en/readiness.ts'
import { rulesText } from './en/rules.ts'
import { shellText } from './en/shell.ts'
import { transportText } from './en/transport.ts'

export const text = {
  common: commonText,
  charts: chartsText,
  shell: shellText,
  transport: transportText,
  firstRun: firstRunText,
  fleet: fleetText,
  forecast: forecastText,
  import: importText,
  plans: plansText,
  readiness: readinessText,
  rules: rulesText,
  assumptions: assumptionsText,
  calibration: calibrationText,
  later: laterText,
} as const
