import type { HostEvent } from '../../shared/contract/events.ts'
import type { Result } from '../../shared/contract/result.ts'
import { failure, success } from '../../shared/contract/result.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { text } from '../text/en.ts'
import { downloadText } from './download.ts'
import { readJsonLines } from './ndjson.ts'

const firstRetryMs = 400
const slowestRetryMs = 5_000

const unreachable = failure({
  code: 'internal',
  message: text.transport.unreachable,
  detail: text.transport.unreachableDetail,
  hint: text.transport.unreachableHint,
})

/** Path of a file inside what the user chose: with its folder where there is one. */
const relativePath = (file: File): string =>
  file.webkitRelativePath === '' ? file.name : file.webkitRelativePath

/**
 * Files of one choice share a batch, so that the host sees the same folders as the user. It is named after the first of
 * them, because hosts may show it, and is unique.
 */
function batchName(files: readonly File[]): string {
  const first = files[0] === undefined ? '' : (relativePath(files[0]).split('/')[0] ?? '')
  const readable = first
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return `${readable === '' ? 'files' : readable}-${crypto.randomUUID().slice(0, 8)}`
}

/**
 * The transport of the browser host: JSON calls, uploads and a stream of newline-delimited events, each with the token
 * header (which is why events come by fetch and not by EventSource).
 */
export function createHttpTransport(token: string): Transport<File> {
  const listeners = new Set<(event: HostEvent) => void>()
  let streaming: AbortController | null = null
  const tell = (event: HostEvent): void => listeners.forEach((listener) => listener(event))

  const post = async <T>(
    path: string,
    headers: Record<string, string>,
    body: BodyInit,
  ): Promise<Result<T>> => {
    try {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'X-LPM-Token': token, ...headers },
        body,
        cache: 'no-store',
      })
      return (await answer.json()) as Result<T>
    } catch {
      return unreachable
    }
  }

  /** Keeps one event stream open while anybody listens; a lost one is announced, retried, and followed by a refresh. */
  const stream = async (abort: AbortController): Promise<void> => {
    let wait = firstRetryMs
    let lost = false
    while (!abort.signal.aborted) {
      try {
        const answer = await fetch('/api/events', {
          headers: { 'X-LPM-Token': token },
          signal: abort.signal,
          cache: 'no-store',
        })
        if (answer.ok && answer.body !== null) {
          wait = firstRetryMs
          if (lost) {
            lost = false
            tell({
              type: 'data-changed',
              areas: ['workspace', 'inventory', 'assumptions', 'plans', 'history'],
              revision: 0,
            })
          }
          await readJsonLines(answer.body, (value) => tell(value as HostEvent))
        }
      } catch {
        // The stream ended or the host went away: both are handled by the retry below.
      }
      if (abort.signal.aborted) return
      if (!lost) tell({ type: 'save-status', savedAtMs: null, problem: text.transport.unreachable })
      lost = true
      await new Promise((resolve) => setTimeout(resolve, wait))
      wait = Math.min(wait * 2, slowestRetryMs)
    }
  }

  return {
    host: 'browser',
    call: (name, input) =>
      post(`/api/call/${name}`, { 'Content-Type': 'application/json' }, JSON.stringify(input)),
    listen: (listener) => {
      listeners.add(listener)
      if (streaming === null) {
        streaming = new AbortController()
        void stream(streaming)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) {
          streaming?.abort()
          streaming = null
        }
      }
    },
    stageFiles: async (files) => {
      const batch = batchName(files)
      const tokens = new Set<string>()
      for (const file of files) {
        const staged = await post<{ token: string }>(
          '/api/stage',
          {
            'Content-Type': 'application/octet-stream',
            'X-LPM-Name': encodeURIComponent(`${batch}/${relativePath(file)}`),
          },
          file,
        )
        if (!staged.ok) return staged
        tokens.add(staged.value.token)
      }
      return success([...tokens])
    },
    chooseImport: () => Promise.resolve(null),
    chooseWorkspace: () => Promise.resolve(null),
    saveText: (fileName, mediaType, content, encoding) => {
      downloadText(fileName, mediaType, content, encoding)
      return Promise.resolve(success(fileName))
    },
  }
}
