/** Messages between a test and the process that runs the built main on the stand-in `electron`. */
export type Request =
  | { readonly id: number; readonly type: 'fetch'; readonly url: string }
  | {
      readonly id: number
      readonly type: 'invoke'
      readonly channel: string
      readonly input: readonly unknown[]
      /** 'main' is the window's own frame; the others are intruders. */
      readonly sender: 'main' | 'sub-frame' | 'other-page'
    }
  | { readonly id: number; readonly type: 'dialog'; readonly answer: DialogAnswer }
  | { readonly id: number; readonly type: 'record' }
  | { readonly id: number; readonly type: 'navigate'; readonly url: string }
  | { readonly id: number; readonly type: 'quit' }

export interface DialogAnswer {
  readonly canceled: boolean
  readonly filePaths?: readonly string[]
  readonly filePath?: string
}

export interface FetchedFile {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly base64: string
}

/** What main asked of Electron, in order, for the security assertions. */
export interface Recorded {
  readonly calls: readonly string[]
  readonly webPreferences: Readonly<Record<string, unknown>>
  readonly loadedUrl: string | null
  readonly permissionAnswers: Readonly<Record<string, boolean>>
  readonly cancelledUrls: Readonly<Record<string, boolean>>
  readonly windowOpen: string
  readonly schemePrivileges: unknown
  readonly dialogs: readonly string[]
}

export type Reply =
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly channel: string; readonly input: readonly unknown[] }
  | { readonly type: 'loaded'; readonly url: string }
