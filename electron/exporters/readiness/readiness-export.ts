/** What a readiness file is made from, and what every format says of it. */
import type { WhatIf } from '../../../shared/contract/readiness.ts'
import type { MatrixView } from '../../../shared/mobility/matrix/matrix-view.ts'
import type { ReadinessMatrix } from '../../../shared/mobility/matrix/matrix.ts'

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
