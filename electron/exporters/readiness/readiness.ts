/** Readiness as a file: the table of formats, a new one is one file and one line here. */
import type { ReadinessFormat } from '../../../shared/contract/commands.ts'
import type { WhatIf } from '../../../shared/contract/readiness.ts'
import type { ExportedFile } from '../../../shared/contract/views.ts'
import type { MatrixView } from '../../../shared/mobility/matrix/matrix-view.ts'
import type { ReadinessMatrix } from '../../../shared/mobility/matrix/matrix.ts'
import { exportReadinessCsv } from './csv.ts'
import { exportReadinessWorkbook } from './workbook.ts'

/** What a file says about where it comes from. */
export interface ReadinessStamp {
  readonly workspace: string
  readonly appVersion: string
  readonly writtenAtMs: number
  readonly catalogueDate: string
  readonly rules: number
}

export interface ReadinessExport {
  readonly matrix: ReadinessMatrix
  /** Made from `matrix` under `whatIf`. */
  readonly view: MatrixView
  readonly whatIf: WhatIf | null
  readonly stamp: ReadinessStamp
}

const formats: Readonly<Record<ReadinessFormat, (input: ReadinessExport) => Promise<ExportedFile>>> = {
  csv: (input) => Promise.resolve(exportReadinessCsv(input)),
  xlsx: exportReadinessWorkbook,
}

/** The readiness matrix with its work list in the given format; the host writes the file. */
export function exportReadiness(input: ReadinessExport, format: ReadinessFormat): Promise<ExportedFile> {
  return formats[format](input)
}

/** Suggested name without its ending; a question is named, so that nobody takes it for the truth. */
export function readinessName({ stamp, whatIf }: ReadinessExport): string {
  return `${stamp.workspace === '' ? '' : `${stamp.workspace} `}readiness${whatIf === null ? '' : ' what-if'}`
}

/** The question of a file in words; null for the plain truth. */
export function questionWords(whatIf: WhatIf | null): string | null {
  if (whatIf === null) return null
  const fixed = [...(whatIf.warningsFixed ? ['all warnings'] : []), ...whatIf.fixedRuleIds]
  return fixed.length === 0 ? null : `What if these were dealt with: ${fixed.join(', ')}`
}
