/** Readiness as a file: the table of formats, a new one is one file and one line here. */
import type { ReadinessFormat } from '../../../shared/contract/commands.ts'
import type { ExportedFile } from '../../../shared/contract/views.ts'
import { exportReadinessCsv } from './csv.ts'
import type { ReadinessExport } from './readiness-export.ts'
import { exportReadinessWorkbook } from './workbook.ts'

const formats: Readonly<Record<ReadinessFormat, (input: ReadinessExport) => Promise<ExportedFile>>> = {
  csv: (input) => Promise.resolve(exportReadinessCsv(input)),
  xlsx: exportReadinessWorkbook,
}

/** The readiness matrix with its work list in the given format; the host writes the file. */
export function exportReadiness(input: ReadinessExport, format: ReadinessFormat): Promise<ExportedFile> {
  return formats[format](input)
}
