import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { Result } from '../../shared/contract/result.ts'

/** What the preload script of the desktop host exposes as `window.lpmBridge`. */
export interface DesktopBridge {
  readonly host: 'desktop'
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>
  listen(listener: (event: HostEvent) => void): () => void
  /** Real paths of files the user dropped or chose; an empty text where a file has none. */
  pathsOf(files: readonly File[]): string[]
  chooseImport(kind: 'files' | 'folder'): Promise<string[] | null>
  chooseWorkspace(kind: 'open' | 'create'): Promise<string | null>
  saveText(fileName: string, mediaType: string, text: string): Promise<Result<string | null>>
}

declare global {
  interface Window {
    readonly lpmBridge?: DesktopBridge
  }
}
