/** What the import worker can be asked: read files and say what they would change. It writes nothing. */
import { AppFailure } from '../../shared/contract/result.ts'
import type {
  AnswerableQuestion,
  ChangeCount,
  ChangedEntity,
  ImportFileSummary,
  ImportPreview,
} from '../../shared/contract/views.ts'
import { withAnswers, type ImportedAnswer } from '../../shared/inventory/answers.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { FleetPatch } from '../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'
import { epochMs } from '../../shared/inventory/units.ts'
import type { StagedImport } from './data-tasks.ts'
import { pack, unpack, type Packed } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import { cancelled } from './stop-flag.ts'
import type { Progress } from './worker-messages.ts'

export interface FoundProblem extends ImportProblem {
  /** The line as read, where it helps. */
  readonly raw: string | null
}

export interface ReadImport {
  readonly files: readonly ImportFileSummary[]
  readonly patches: readonly FleetPatch[]
  /** What people vouch for in files of answers. */
  readonly answers: readonly ImportedAnswer[]
  readonly problems: readonly FoundProblem[]
}

/** Pure functions and readers of other rooms that an import is made of. */
export interface ImportParts {
  readonly readImport: (
    paths: readonly string[],
    hooks: { readonly progress: (progress: Progress) => void; readonly shouldStop: () => boolean },
  ) => Promise<ReadImport>
  readonly mergePatches: (
    patches: readonly FleetPatch[],
    base: Fleet,
  ) => { readonly fleet: Fleet; readonly problems: readonly ImportProblem[] }
  readonly diffFleets: (
    before: Fleet,
    after: Fleet,
  ) => { readonly counts: readonly ChangeCount[]; readonly changes: readonly ChangedEntity[] }
  readonly answerableQuestions: (fleet: Fleet) => readonly AnswerableQuestion[]
}

export type ImportTasks = {
  readonly preview: {
    readonly input: {
      readonly importId: string
      readonly paths: readonly string[]
      readonly base: Packed<Fleet>
      /** Name of the edit; null: after what was chosen. */
      readonly label: string | null
      readonly nowMs: number
    }
    readonly output: { readonly preview: ImportPreview; readonly staged: Packed<StagedImport> }
  }
}

const changesShown = 500
const problemsShown = 1000

const lastName = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? path

/** "Import of hmc-north" for one place, "Import of 3 files" for several. */
function labelOf(paths: readonly string[]): string {
  const only = paths.length === 1 ? paths[0] : undefined
  return only === undefined ? `Import of ${paths.length} files` : `Import of ${lastName(only)}`
}

const nothingRecognised = (files: readonly ImportFileSummary[]): AppFailure =>
  new AppFailure({
    code: 'import-nothing',
    message:
      files.length === 0
        ? 'There are no files in what you chose.'
        : `None of the ${files.length} files could be recognised (${files
            .slice(0, 3)
            .map((file) => file.file)
            .join(', ')}${files.length > 3 ? '...' : ''}).`,
    detail: 'Nothing was imported.',
    hint: 'Give output of HMC commands such as “lssyscfg -r sys”, or XML of the HMC REST API.',
  })

export function importHandlers(parts: ImportParts): TaskHandlers<ImportTasks> {
  return {
    preview: async ({ importId, paths, base, label, nowMs }, hooks) => {
      const stopIfAsked = () => {
        // A preview of half the files would show the other half as gone: there is no best so far to keep.
        if (hooks.shouldStop()) throw cancelled()
      }
      const before = unpack(base)
      const read = await parts.readImport(paths, hooks)
      stopIfAsked()
      if (read.patches.length === 0 && read.files.every((file) => file.kind === null)) {
        throw nothingRecognised(read.files)
      }
      hooks.progress({ phase: 'comparing with the inventory', done: 0, total: null })
      const merged = parts.mergePatches(read.patches, before)
      stopIfAsked()
      const answered = withAnswers(merged.fleet, read.answers)
      const fleet: Fleet = {
        ...merged.fleet,
        importedAt: merged.fleet.importedAt ?? epochMs(nowMs),
        statements: answered.statements,
      }
      const { counts, changes } = parts.diffFleets(before, fleet)
      stopIfAsked()
      const problems = [
        ...read.problems,
        ...[...merged.problems, ...answered.problems].map((problem) => ({ ...problem, raw: null })),
      ]
      const totals = {
        servers: fleet.servers.length,
        vios: fleet.vios.length,
        partitions: fleet.partitions.length,
      }
      return {
        preview: {
          importId,
          files: read.files,
          counts,
          changes: changes.slice(0, changesShown),
          changesTotal: changes.length,
          problems: problems.slice(0, problemsShown),
          problemsTotal: problems.length,
          questions: parts.answerableQuestions(fleet),
          totals,
        },
        staged: pack({
          label: label ?? labelOf(paths),
          fleet,
          files: read.files,
          totals,
          problems: problems.length,
        }),
      }
    },
  }
}
