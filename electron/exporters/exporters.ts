/** The table of exporters: a new one is one file and one line here. */
import type { ExportFormat } from '../../shared/contract/commands.ts'
import type { ExportedFile } from '../../shared/contract/views.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import type { PlanForecast } from '../../shared/plan/plan-forecast.ts'
import { exportCsv } from './csv/csv.ts'
import { exportDocument } from './document/document.ts'
import { exportMigrlpar } from './migrlpar/migrlpar.ts'

/** What an exporter may read: the plan, its forecast and the fleet it was made for. */
export interface ExportInput {
  readonly plan: PlanDocument
  readonly forecast: PlanForecast | null
  readonly fleet: Fleet
}

export type Exporter = (input: ExportInput) => ExportedFile

const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  migrlpar: exportMigrlpar,
  csv: exportCsv,
  json: exportDocument,
}

/** The plan in the given format, as text with a suggested file name. Pure: the host writes the file. */
export function exportPlan(input: ExportInput, format: ExportFormat): ExportedFile {
  return exporters[format](input)
}
