/**
 * What the window needs from a host; implemented by the preload bridge and by the browser host's client.
 * `FileHandle` is the window's `File`; this room knows no DOM.
 */
import type { CommandInput, CommandName, CommandOutput } from './commands.ts'
import type { HostEvent } from './events.ts'
import type { Result } from './result.ts'
import type { ExportedFile } from './views.ts'

export interface Transport<FileHandle = unknown> {
  readonly host: 'desktop' | 'browser'
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>
  /** Listens to host events; returns the function that stops listening. */
  listen(listener: (event: HostEvent) => void): () => void
  /**
   * Turns files the user dropped or chose into paths `import.preview` accepts. The desktop answers their real paths;
   * the browser host stages their bytes and answers tokens.
   */
  stageFiles(files: readonly FileHandle[]): Promise<Result<string[]>>
  /** Native choosers; null where the host has none (the window then shows a file input) or the user cancelled. */
  chooseImport(kind: 'files' | 'folder'): Promise<string[] | null>
  chooseWorkspace(kind: 'open' | 'create'): Promise<string | null>
  /**
   * Saves a file the user exported: native dialog on the desktop, download in the browser. `encoding` says how `text`
   * carries the content; UTF-8 where it is left out. Answers the place, null if cancelled.
   */
  saveText(
    fileName: string,
    mediaType: string,
    text: string,
    encoding?: ExportedFile['encoding'],
  ): Promise<Result<string | null>>
}
