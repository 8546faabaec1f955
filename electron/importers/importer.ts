/**
 * The contract of every importer: detect -> read -> patches with origin. Importers are pure: bytes in, patches and
 * problems out; they write nothing and throw only `AppFailure`s about limits.
 */
import type { ImportedAnswer } from '../../shared/inventory/answers.ts'
import type { FleetPatch, ServerRef } from '../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'

/** One file of an import: found in a folder, staged by the window or taken out of an archive. */
export interface SourceFile {
  /** Name shown to the user: path relative to what was imported, with forward slashes. */
  readonly name: string
  readonly sizeBytes: number
  /** The first bytes (at most 64 KiB), for detection. */
  readonly head: Uint8Array
  /** The whole content in pieces, from the start at every call. */
  chunks(): AsyncIterable<Uint8Array>
}

/** What is known about the other files of the same import when one file is read. */
export interface ReadContext {
  /** Systems named by files read before (files that name systems are read first). */
  readonly systems: readonly ServerRef[]
  /** System whose name the file name or one of its folders carries; null where none does. */
  readonly system: ServerRef | null
  /** VIOS named by the file name after the system, as HMC Scanner's cache does; null where none is. */
  readonly viosName: string | null
  /** HMC the file came from (folder name or HMC_ file), null where unknown. */
  readonly hmc: string | null
  /** Systems read before that this HMC manages; where the HMC is not known, those of no known HMC. */
  readonly hmcSystems: readonly ServerRef[]
}

export type ImportItem =
  /** `rowCounted`: the patch adds to what another patch said of the same row, which is counted already. */
  | { readonly type: 'patch'; readonly patch: FleetPatch; readonly rowCounted?: true }
  | { readonly type: 'answer'; readonly answer: ImportedAnswer }
  | { readonly type: 'problem'; readonly problem: ImportProblem; readonly raw?: string }

export interface Detection {
  /** Words for the user: "lssyscfg -r lpar", "HMC REST: ManagedSystem". */
  readonly kind: string
  /** 0..1; the importer with the highest confidence reads the file. */
  readonly confidence: number
  /** Files with a lower rank are read first (0: names systems, 1: names partitions, 2: the rest). */
  readonly rank: 0 | 1 | 2
}

export interface Importer {
  readonly id: string
  /** null: not a file of this importer. Judges by content first, by name second. */
  detect(file: SourceFile): Detection | null
  /** Patches and problems in the order of the file. One `patch` per source row and entity. */
  read(file: SourceFile, detection: Detection, context: ReadContext): AsyncIterable<ImportItem>
}

/** Limits of one import; beyond them it is refused with a sentence, never with a crash. */
export const importLimits = {
  files: 10_000,
  fileBytes: 512 * 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  lineCharacters: 4_000_000,
  rowsPerFile: 2_000_000,
  problemsPerFile: 1_000,
} as const
