/** Reads everything the user chose: finds files, lets the best importer read each, collects patches and problems. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { ImportFileSummary } from '../../shared/contract/views.ts'
import type { ImportedAnswer } from '../../shared/inventory/answers.ts'
import type { FleetPatch } from '../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'
import { openSource } from './file-source.ts'
import { cancelled, findFiles, unreadable, type FoundFile } from './find-files.ts'
import {
  importLimits,
  type Detection,
  type Importer,
  type ImportItem,
  type ReadContext,
  type SourceFile,
} from './importer.ts'
import { reasonLeftOut } from './left-out.ts'
import { hmcFoldersOf, NamesReadSoFar } from './read-context.ts'

export interface ImportProgress {
  /** "finding files", "reading files". */
  readonly phase: string
  /** Bytes read, of `total` bytes; null while files are still being found. */
  readonly done: number
  readonly total: number | null
}

export interface ReadOptions {
  /** At most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ImportProgress) => void
  /** Asked between pieces of work; true ends the import with AppFailure 'job-cancelled'. */
  readonly shouldStop?: () => boolean
  /** Name to show for a chosen path (files staged under another name); null: its own. */
  readonly describePath?: (path: string) => string | null
}

/** A problem with the source row it is about, where there is one. */
export type ReadProblem = ImportProblem & { readonly raw: string | null }

export interface ReadImport {
  readonly patches: readonly FleetPatch[]
  readonly answers: readonly ImportedAnswer[]
  /** Every file found, sorted by name. */
  readonly files: readonly ImportFileSummary[]
  readonly problems: readonly ReadProblem[]
}

interface Recognised {
  readonly found: FoundFile
  readonly source: SourceFile
  readonly importer: Importer
  readonly detection: Detection
}

const PROGRESS_EVERY_MS = 100
const RAW_CHARACTERS = 2000

/**
 * Reads files and folders into patches. Files that name systems are read first, then those that name partitions, so
 * that the rest can be placed by their names (`ReadContext`).
 * Throws AppFailure: 'file-missing', 'import-too-large', 'import-nothing' (naming what was found), 'job-cancelled'.
 * Anything wrong with one file is a problem, and the others are read.
 */
export async function readImport(
  paths: readonly string[],
  importers: readonly Importer[],
  options: ReadOptions = {},
): Promise<ReadImport> {
  const shouldStop = options.shouldStop ?? (() => false)
  const describePath = options.describePath ?? (() => null)
  const progress = new Progress(options.onProgress)
  const problems: ReadProblem[] = []
  const files: ImportFileSummary[] = []
  const patches: FleetPatch[] = []
  const answers: ImportedAnswer[] = []

  progress.tell('finding files', 0, null)
  const found = await findFiles(paths, { shouldStop, describePath })
  problems.push(...found.problems.map(withoutRow))
  const total = found.files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let done = 0
  const onBytes = (bytes: number): void => {
    if (shouldStop()) throw cancelled()
    done += bytes
    progress.tell('reading files', Math.min(done, total), total)
  }

  const recognised: Recognised[] = []
  for (const file of found.files) {
    if (shouldStop()) throw cancelled()
    const source = await openSource(file, onBytes).catch((error: unknown) => {
      problems.push(withoutRow(unreadable(file.name, 'file', error)))
      files.push(summary(file, null, 0, 'failed'))
      return null
    })
    if (source === null) continue
    const best = detect(source, importers)
    if (best === null) {
      problems.push(withoutRow(reasonLeftOut(source)))
      files.push(summary(file, null, 0, 'left-out'))
      continue
    }
    recognised.push({ found: file, source, ...best })
  }
  if (recognised.length === 0) throw nothingRecognised(found.files, problems)

  const names = new NamesReadSoFar()
  const hmcFolders = hmcFoldersOf(found.files)
  const unneeded = new Map<string, string[]>()
  recognised.sort((a, b) => a.detection.rank - b.detection.rank)
  for (const file of recognised) {
    const context = names.contextOf(file.found, hmcFolders)
    const outcome = await readFile(file, context, shouldStop)
    for (const patch of outcome.patches) names.learn(patch)
    patches.push(...outcome.patches)
    answers.push(...outcome.answers)
    problems.push(...outcome.problems)
    files.push(summary(file.found, file.detection.kind, outcome.rows, outcome.status))
    if (outcome.status === 'left-out' && outcome.problems.length === 0) {
      unneeded.set(file.detection.kind, [...(unneeded.get(file.detection.kind) ?? []), file.found.name])
    }
  }
  for (const [kind, names] of unneeded) problems.push(withoutRow(nothingNeeded(kind, names)))
  progress.end('reading files', total, total)
  files.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  return { patches, answers, files, problems }
}

function detect(
  source: SourceFile,
  importers: readonly Importer[],
): Pick<Recognised, 'importer' | 'detection'> | null {
  let best: Pick<Recognised, 'importer' | 'detection'> | null = null
  for (const importer of importers) {
    const detection = importer.detect(source)
    if (detection !== null && (best === null || detection.confidence > best.detection.confidence)) {
      best = { importer, detection }
    }
  }
  return best
}

interface Outcome {
  readonly patches: readonly FleetPatch[]
  readonly answers: readonly ImportedAnswer[]
  readonly problems: readonly ReadProblem[]
  readonly rows: number
  readonly status: ImportFileSummary['status']
}

async function readFile(
  { source, importer, detection }: Recognised,
  context: ReadContext,
  shouldStop: () => boolean,
): Promise<Outcome> {
  const patches: FleetPatch[] = []
  const answers: ImportedAnswer[] = []
  const problems: ReadProblem[] = []
  let rows = 0
  let unlisted = 0
  let errors = 0
  try {
    for await (const item of importer.read(source, detection, context)) {
      if (shouldStop()) throw cancelled()
      if (item.type !== 'problem') {
        if (item.type === 'patch') patches.push(item.patch)
        else answers.push(item.answer)
        if (isRow(item)) rows += 1
        if (rows > importLimits.rowsPerFile) throw tooManyRows(source.name)
        continue
      }
      if (item.problem.severity === 'error') errors += 1
      if (problems.length < importLimits.problemsPerFile) {
        problems.push({ ...item.problem, raw: item.raw?.slice(0, RAW_CHARACTERS) ?? null })
      } else unlisted += 1
    }
  } catch (error) {
    if (error instanceof AppFailure) throw error
    errors += 1
    problems.push(withoutRow(unreadable(source.name, 'file', error)))
  }
  if (unlisted > 0) problems.push(withoutRow(moreProblems(source.name, unlisted)))
  return { patches, answers, problems, rows, status: statusOf(patches.length + answers.length, errors) }
}

const isRow = (item: Exclude<ImportItem, { readonly type: 'problem' }>): boolean =>
  item.type === 'answer' || (item.patch.entity !== 'complete' && item.rowCounted !== true)

/** 'left-out': recognised, but it holds nothing for the inventory. */
function statusOf(taken: number, errors: number): ImportFileSummary['status'] {
  if (errors > 0) return taken > 0 ? 'partly' : 'failed'
  return taken > 0 ? 'read' : 'left-out'
}

function summary(
  file: FoundFile,
  kind: string | null,
  rows: number,
  status: ImportFileSummary['status'],
): ImportFileSummary {
  return { file: file.name, kind, rows, sizeBytes: file.sizeBytes, status }
}

function withoutRow(problem: ImportProblem): ReadProblem {
  return { ...problem, raw: null }
}

function moreProblems(name: string, count: number): ImportProblem {
  return {
    code: 'more-problems',
    severity: 'warning',
    origin: { file: name, line: null },
    column: null,
    found: `"${name}" has ${count.toLocaleString('en')} more problems that are not listed.`,
    remedy: 'Correct the listed ones first; they often have one cause.',
  }
}

function nothingNeeded(kind: string, names: readonly string[]): ImportProblem {
  return {
    code: 'file-not-needed',
    severity: 'note',
    origin: { file: names[0] ?? '', line: null },
    column: null,
    found: `${names.length === 1 ? 'One file' : `${names.length} files`} of "${kind}" ${names.length === 1 ? 'holds' : 'hold'} nothing the inventory needs.`,
    remedy: 'Nothing to do.',
  }
}

const NAMED_FILES = 5

function nothingRecognised(files: readonly FoundFile[], problems: readonly ReadProblem[]): AppFailure {
  const hint =
    'Choose the output of HMC commands (lssyscfg, lshwres ...), the cache folder of HMC Scanner, or exports of the HMC REST interface.'
  if (files.length === 0) {
    return new AppFailure({ code: 'import-nothing', message: 'There are no files in what you chose.', hint })
  }
  const named = files.slice(0, NAMED_FILES).map((file) => `"${file.name}"`)
  const more = files.length > NAMED_FILES ? ` and ${files.length - NAMED_FILES} more` : ''
  return new AppFailure({
    code: 'import-nothing',
    message: `None of the ${files.length === 1 ? 'chosen files' : `${files.length} files`} could be recognised: ${named.join(', ')}${more}.`,
    detail: problems
      .slice(0, NAMED_FILES)
      .map((problem) => problem.found)
      .join(' '),
    hint,
  })
}

function tooManyRows(name: string): AppFailure {
  return new AppFailure({
    code: 'import-too-large',
    message: `"${name}" has more than ${importLimits.rowsPerFile.toLocaleString('en')} rows.`,
    hint: 'Import only the output of the HMC commands, or import it in parts.',
  })
}

/** Passes progress on, not more often than ten times a second. */
class Progress {
  private readonly listener: ((progress: ImportProgress) => void) | undefined
  private lastMs = -Infinity

  constructor(listener: ((progress: ImportProgress) => void) | undefined) {
    this.listener = listener
  }

  tell(phase: string, done: number, total: number | null): void {
    if (this.listener === undefined) return
    const now = performance.now()
    if (now - this.lastMs < PROGRESS_EVERY_MS) return
    this.lastMs = now
    this.listener({ phase, done, total })
  }

  end(phase: string, done: number, total: number): void {
    this.listener?.({ phase, done, total })
  }
}
