/** Finds the files of an import: the chosen files, and everything below the chosen folders. */
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'
import { importLimits } from './importer.ts'

export interface FoundFile {
  readonly path: string
  /** Name shown to the user, with forward slashes. */
  readonly name: string
  /** Folder names from the chosen folder (included) down to the file. */
  readonly folders: readonly string[]
  readonly sizeBytes: number
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly problems: readonly ImportProblem[]
}

export interface FindOptions {
  readonly shouldStop: () => boolean
  /** Name to show for a chosen path instead of its own (files staged under another name); null: its own. */
  readonly describePath: (path: string) => string | null
}

/**
 * Files in `paths`, sorted by name. Hidden files and folders are skipped; a link is followed only to a file inside the
 * chosen folder. Throws AppFailure: 'file-missing' for a path that does not exist, 'import-too-large' beyond
 * `importLimits`, 'job-cancelled'. A folder that cannot be read becomes a problem.
 */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<FoundFiles> {
  const found: FoundFile[] = []
  const problems: ImportProblem[] = []
  const seen = new Set<string>()
  let totalBytes = 0

  const keep = (file: FoundFile): void => {
    if (seen.has(file.path)) return
    seen.add(file.path)
    if (workspaceFile.test(file.path)) {
      problems.push(workspaceLeftOut(file.name))
      return
    }
    found.push(file)
    totalBytes += file.sizeBytes
    if (found.length > importLimits.files) throw tooMany()
    if (file.sizeBytes > importLimits.fileBytes)
      throw tooLarge(`"${file.name}"`, file.sizeBytes, importLimits.fileBytes)
    if (totalBytes > importLimits.totalBytes)
      throw tooLarge('The import', totalBytes, importLimits.totalBytes)
  }

  const walk = async (root: string, folder: string, shownRoot: string): Promise<void> => {
    if (options.shouldStop()) throw cancelled()
    const shown = (path: string): string => shownName(shownRoot, relative(root, path))
    let entries
    try {
      entries = await readdir(folder, { withFileTypes: true })
    } catch (error) {
      problems.push(unreadable(shown(folder) || basename(root), 'folder', error))
      return
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        await walk(root, path, shownRoot)
        continue
      }
      if (!entry.isFile() && !entry.isSymbolicLink()) continue
      const sizeBytes = await sizeOf(path, entry.isSymbolicLink() ? root : null)
      if (sizeBytes === null) {
        problems.push(skippedLink(shown(path)))
        continue
      }
      const folders = [basename(root), ...relative(root, folder).split(sep).filter(Boolean)]
      keep({ path, name: shown(path), folders, sizeBytes })
    }
  }

  for (const given of paths) {
    const path = resolve(given)
    const status = await stat(path).catch(() => null)
    if (status === null) throw missing(options.describePath(given) ?? given)
    const described = options.describePath(given)?.replaceAll('\\', '/') ?? null
    if (status.isDirectory()) {
      await walk(path, path, described ?? (paths.length > 1 ? basename(path) : ''))
    } else if (status.isFile()) {
      const name = described ?? basename(path)
      keep({ path, name, folders: name.split('/').slice(0, -1), sizeBytes: status.size })
    }
  }
  return { files: found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), problems }
}

/**
 * Workspaces are left out by name, without a look into them: one may be open in this process, and closing any descriptor
 * of a file drops the process's locks on it (POSIX advisory locks), so that another process could open it as well.
 */
const workspaceFile = /\.lpm(-wal|-shm|-journal)?$/i

function workspaceLeftOut(name: string): ImportProblem {
  return {
    code: 'file-workspace',
    severity: 'note',
    origin: { file: name, line: null },
    column: null,
    found: `"${name}" is a workspace of LPM Planner; it was left out.`,
    remedy: 'Nothing to do. A workspace is opened, not imported.',
  }
}

/** Size of a file; of a link (`insideOf` set) only where it leads to a file inside that folder, else null. */
async function sizeOf(path: string, insideOf: string | null): Promise<number | null> {
  try {
    if (insideOf === null) return (await lstat(path)).size
    const target = await realpath(path)
    const inside = relative(await realpath(insideOf), target)
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null
    const status = await stat(target)
    return status.isFile() ? status.size : null
  } catch {
    return insideOf === null ? 0 : null
  }
}

function shownName(shownRoot: string, below: string): string {
  return [shownRoot, below.split(sep).join('/')].filter(Boolean).join('/')
}

export function cancelled(): AppFailure {
  return new AppFailure({ code: 'job-cancelled', message: 'The import was cancelled. Nothing was changed.' })
}

export function unreadable(name: string, what: 'file' | 'folder', error: unknown): ImportProblem {
  return {
    code: `${what}-unreadable`,
    severity: 'error',
    origin: { file: name, line: null },
    column: null,
    found: `The ${what} "${name}" could not be read (${reasonOf(error)}).`,
    remedy: 'Check that it still exists and that you may read it, then import again.',
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  if (code === 'ENOENT') return 'it no longer exists'
  return error instanceof Error ? error.message : String(error)
}

function skippedLink(name: string): ImportProblem {
  return {
    code: 'link-skipped',
    severity: 'note',
    origin: { file: name, line: null },
    column: null,
    found: `"${name}" is a link that leads out of the folder, to a folder, or nowhere; it was not followed.`,
    remedy: 'Copy the file it leads to into the folder, or choose that file itself.',
  }
}

function missing(name: string): AppFailure {
  return new AppFailure({
    code: 'file-missing',
    message: `"${name}" does not exist.`,
    hint: 'Choose it again.',
  })
}

function tooMany(): AppFailure {
  return new AppFailure({
    code: 'import-too-large',
    message: `More than ${importLimits.files.toLocaleString('en')} files were found.`,
    hint: 'Choose the folder that holds the HMC output, or import it in parts.',
  })
}

function tooLarge(what: string, bytes: number, limit: number): AppFailure {
  const gigabytes = (value: number): string => `${(value / 1024 ** 3).toFixed(2)} GiB`
  return new AppFailure({
    code: 'import-too-large',
    message: `${what} has ${gigabytes(bytes)}; the limit is ${gigabytes(limit)}.`,
    hint: 'Import only the output of the HMC commands, or import it in parts.',
  })
}
