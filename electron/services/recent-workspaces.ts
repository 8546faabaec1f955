/** The list of recently used workspaces: one small JSON file, replaced whole. */
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { z } from 'zod'
import type { WorkspaceListing } from '../../shared/contract/views.ts'

const listed = 30

/** Where the list lies in the data folder. */
export const recentFile = (dataFolder: string): string => join(dataFolder, 'recent.json')

const recentSchema = z.object({
  version: z.literal(1),
  paths: z.array(z.string().min(1).max(4096)).max(1000),
})

/** Paths, newest first. A missing or damaged list is an empty one: it is a convenience, never data. */
async function readRecent(file: string): Promise<readonly string[]> {
  try {
    const read = recentSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return read.success ? read.data.paths : []
  } catch {
    return []
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.unfinished`
  try {
    const handle = await open(unfinished, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Puts a workspace at the top of the list. Failing to do so is not worth a failure: the workspace is open. */
export async function rememberWorkspace(file: string, path: string): Promise<void> {
  const others = (await readRecent(file)).filter((other) => other !== path)
  await writeRecent(file, [path, ...others].slice(0, listed))
}

/** Takes a workspace that was given up out of the list. */
export async function forgetWorkspace(file: string, path: string): Promise<void> {
  await writeRecent(
    file,
    (await readRecent(file)).filter((other) => other !== path),
  )
}

async function writeRecent(file: string, paths: readonly string[]): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeWhole(file, `${JSON.stringify({ version: 1, paths }, null, 2)}\n`)
  } catch {
    // The folder cannot be written; opening a workspace there will say so in its own words.
  }
}

async function describe(path: string): Promise<WorkspaceListing> {
  const status = await stat(path).catch(() => null)
  const exists = status?.isFile() === true
  return {
    path,
    name: basename(path, extname(path)),
    modifiedMs: exists ? Math.round(status.mtimeMs) : 0,
    sizeBytes: exists ? status.size : 0,
    exists,
  }
}

/** Recently used workspaces first, newest first, then the others of the workspace folder by name. */
export async function listWorkspaces(file: string, folder: string): Promise<readonly WorkspaceListing[]> {
  const recent = await readRecent(file)
  const names = await readdir(folder).catch(() => [])
  const others = names
    .filter((name) => name.endsWith('.lpm'))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => !recent.includes(path))
  return Promise.all([...recent, ...others].map(describe))
}
