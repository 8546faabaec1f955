import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { windowHeaders } from '../../shared/contract/security.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export interface WindowFile {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/**
 * A file of the built window by its URL path ("/" is index.html), with the headers of `shared/contract/security.ts`.
 * Paths that leave the folder, and files that are not there, are "not found".
 */
export async function readWindowFile(windowFolder: string, urlPath: string): Promise<WindowFile> {
  const path = fileIn(windowFolder, urlPath)
  const mediaType = path === null ? undefined : mediaTypes[extname(path)]
  if (path === null || mediaType === undefined) return notFound
  try {
    const body = new Uint8Array(await readFile(path))
    return { status: 200, headers: { ...windowHeaders, 'Content-Type': mediaType }, body }
  } catch {
    return notFound
  }
}

const notFound: WindowFile = {
  status: 404,
  headers: { ...windowHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('Not found'),
}

function fileIn(folder: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const path = normalize(join(folder, decoded === '/' || decoded === '' ? 'index.html' : decoded))
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : null
}
