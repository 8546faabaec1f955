/** A file on disk as importers see it. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FoundFile } from './find-files.ts'
import type { SourceFile } from './importer.ts'

const HEAD_BYTES = 64 * 1024
const CHUNK_BYTES = 256 * 1024

/** Opens a found file and reads its head. Rejects with the error of the file system. `onBytes` hears of every chunk. */
export async function openSource(found: FoundFile, onBytes: (bytes: number) => void): Promise<SourceFile> {
  const handle = await open(found.path, 'r')
  try {
    const buffer = new Uint8Array(Math.min(HEAD_BYTES, Math.max(found.sizeBytes, 1)))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return {
      name: found.name,
      sizeBytes: found.sizeBytes,
      head: buffer.subarray(0, bytesRead),
      chunks: () => chunksOf(found.path, onBytes),
    }
  } finally {
    await handle.close()
  }
}

async function* chunksOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    onBytes(bytes.length)
    yield bytes
  }
}
