import { AppFailure } from '../../shared/contract/result.ts'
import { brokenRuleOf } from '../../shared/planning/search/assignment-check.ts'
import {
  parseAssignment,
  parseReassignmentModel,
  ReassignmentFileError,
} from '../../shared/planning/search/reassignment-files.ts'
import type { ReassignmentProblem } from '../../shared/planning/search/reassignment-problem.ts'
import { readTextFile } from './read-text-file.ts'

/**
 * Reads a model file and an initial assignment that keeps its hard rules. Throws AppFailure "reassignment-invalid" with
 * file, line and value, or the rule that is broken.
 */
export async function readReassignment(model: string, initial: string): Promise<ReassignmentProblem> {
  const parsed = parsing(model, parseReassignmentModel, await readTextFile(model))
  const home = parsing(initial, (text) => parseAssignment(text, parsed), await readTextFile(initial))
  const problem = { ...parsed.problem, home }
  const broken = brokenRuleOf(problem, home)
  if (broken === null) return problem
  throw new AppFailure({
    code: 'reassignment-invalid',
    message: `${initial} breaks a hard rule: ${broken.rule}, ${broken.where}.`,
    hint: 'An initial assignment has to keep all hard rules. Does it belong to this model?',
  })
}

function parsing<T>(path: string, parse: (text: string) => T, text: string): T {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof ReassignmentFileError)) throw cause
    throw new AppFailure({
      code: 'reassignment-invalid',
      message: `${path}, ${cause.message}`,
      hint: 'Files are plain text; unpack compressed ones first (xz -dk FILE).',
    })
  }
}
