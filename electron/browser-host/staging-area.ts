import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { failure, success, type Result } from '../../shared/contract/result.ts'

const maxFileBytes = 512 * 1024 * 1024
/** More than that is handed over as one folder: the contract takes 10,000 paths. */
const mostPaths = 1000
const batchPattern = /^staged:([a-z0-9-]{1,64})$/

/**
 * Files the window uploads, kept with their relative names, so that an import in the browser sees the same folders as
 * one on the desktop. Uploads of one batch share a folder; the token of a batch is `staged:<batch>`.
 */
export class StagingArea {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Takes one file. The name header is `<batch>/<relative path>`, URI-encoded; parts that would leave the folder are
   * refused. Answers the token of the batch.
   */
  async receive(
    request: IncomingMessage,
    header: string | string[] | undefined,
  ): Promise<Result<{ token: string }>> {
    const place = typeof header === 'string' ? this.#place(header) : null
    if (place === null) {
      request.resume()
      return failure({ code: 'request-invalid', message: 'The upload has no usable file name.' })
    }
    let size = 0
    const limit = new Transform({
      transform(piece: Buffer, _encoding, done) {
        size += piece.length
        if (size > maxFileBytes) done(new Error('too large'))
        else done(null, piece)
      },
    })
    try {
      await mkdir(dirname(place.path), { recursive: true })
      await pipeline(request, limit, createWriteStream(place.path))
    } catch (cause) {
      await rm(place.path, { force: true })
      return size > maxFileBytes
        ? failure({ code: 'request-too-large', message: `${place.name} is larger than 512 MiB.` })
        : failure({
            code: 'file-unwritable',
            message: `${place.name} could not be taken over (${cause instanceof Error ? cause.message : 'unknown'}).`,
            hint: 'Check the space in the temporary folder and drop the file again.',
          })
    }
    return success({ token: `staged:${place.batch}` })
  }

  /**
   * What a staged token stands for: the files and folders the user chose, so that an import bears their names, as on
   * the desktop, and not that of the batch. Other paths are answered as they are.
   */
  async resolve(path: string): Promise<readonly string[]> {
    const batch = batchPattern.exec(path)?.[1]
    if (batch === undefined) return [path]
    const folder = join(this.#folder, batch)
    const names = (await readdir(folder).catch(() => [])).sort()
    return names.length === 0 || names.length > mostPaths ? [folder] : names.map((name) => join(folder, name))
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  #place(header: string): { batch: string; name: string; path: string } | null {
    let decoded: string
    try {
      decoded = decodeURIComponent(header)
    } catch {
      return null
    }
    const [batch, ...parts] = decoded.replaceAll('\\', '/').split('/')
    const usable = parts.filter((part) => part !== '' && part !== '.')
    if (batch === undefined || !/^[a-z0-9-]{1,64}$/.test(batch) || usable.length === 0) return null
    if (usable.some((part) => part === '..' || part.includes('\0') || part.length > 200)) return null
    return { batch, name: usable.join('/'), path: join(this.#folder, batch, ...usable) }
  }
}

/** A new, unguessable staging folder name. */
export const newStagingName = (): string => `lpm-planner-${randomBytes(8).toString('hex')}`
