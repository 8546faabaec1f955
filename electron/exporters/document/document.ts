import type { ExportedFile } from '../../../shared/contract/views.ts'
import type { ExportInput } from '../exporters.ts'
import { exportFileName } from '../file-name.ts'

/** The plan document itself: versioned JSON, two-space indent so that versions can be compared line by line. */
export function exportDocument({ plan }: ExportInput): ExportedFile {
  return {
    fileName: exportFileName(plan.name, '.plan.json'),
    mediaType: 'application/json',
    encoding: 'utf8',
    text: `${JSON.stringify(plan, null, 2)}\n`,
  }
}
