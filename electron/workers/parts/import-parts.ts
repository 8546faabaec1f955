/** What the import worker takes from other rooms. */
import type { ImportParts } from '../import-tasks.ts'
import { notJoined } from './not-joined.ts'

export const importParts: ImportParts = {
  readImport: notJoined('readImport'),
  mergePatches: notJoined('mergePatches'),
  diffFleets: notJoined('diffFleets'),
  answerableQuestions: notJoined('answerableQuestions'),
}
