/** The channels between preload and main, and the object the preload exposes to the window as `lpmBridge`. */
import type { HostEvent } from './events.ts'
import type { Result } from './result.ts'
import type { ExportedFile } from './views.ts'

export const channels = {
  call: 'lpm:call',
  event: 'lpm:event',
  chooseImport: 'lpm:choose-import',
  chooseWorkspace: 'lpm:choose-workspace',
  saveText: 'lpm:save-text',
} as const

export interface Bridge<FileHandle = unknown> {
  readonly host: 'desktop'
  call(name: string, input: unknown): Promise<Result<unknown>>
  listen(listener: (event: HostEvent) => void): () => void
  /** Real paths of files the user dropped or chose; files without one are left out. */
  pathsOf(files: readonly FileHandle[]): string[]
  chooseImport(kind: 'files' | 'folder'): Promise<string[] | null>
  chooseWorkspace(kind: 'open' | 'create'): Promise<string | null>
  saveText(
    fileName: string,
    mediaType: string,
    text: string,
    encoding?: ExportedFile['encoding'],
  ): Promise<Result<string | null>>
}
