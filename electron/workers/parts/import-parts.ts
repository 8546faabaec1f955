/** What the import worker takes from other rooms. */
import { diffFleets } from '../../../shared/inventory/diff.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { answerableQuestions } from '../../../shared/inventory/questions.ts'
import { importers } from '../../importers/importers.ts'
import { readImport } from '../../importers/read-import.ts'
import type { ImportParts } from '../import-tasks.ts'

export const importParts: ImportParts = {
  readImport: (paths, hooks) =>
    readImport(paths, importers, { onProgress: hooks.progress, shouldStop: hooks.shouldStop }),
  mergePatches,
  diffFleets,
  answerableQuestions,
}
