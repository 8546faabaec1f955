/**
 * A stand-in for the parts of Electron's main process that electron/main uses. It runs the BUILT main unchanged: what
 * main registers (scheme, handlers, denials) is really called, by messages from the test, and what it asks for is
 * recorded. It renders nothing: the test shows the built window in Chromium and forwards its requests.
 */
import { EventEmitter } from 'node:events'
import type { DialogAnswer, FetchedFile, Recorded, Reply, Request } from './messages.ts'

const calls: string[] = []
const dialogs: string[] = []
const dialogAnswers: DialogAnswer[] = []
const send = (reply: Reply): void => {
  process.send?.(reply)
}

type Handler = (event: unknown, ...input: unknown[]) => unknown
type WillNavigate = (event: { preventDefault: () => void }, url: string) => void

class AppStandIn extends EventEmitter {
  readonly isPackaged = false
  enableSandbox(): void {
    calls.push('enableSandbox')
  }
  requestSingleInstanceLock(): boolean {
    calls.push('requestSingleInstanceLock')
    return true
  }
  whenReady(): Promise<void> {
    calls.push('whenReady')
    return Promise.resolve()
  }
  quit(): void {
    calls.push('quit')
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) process.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new AppStandIn()

let schemePrivileges: unknown = null
export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown): void {
    calls.push('registerSchemesAsPrivileged')
    schemePrivileges = schemes
  },
}

type ProtocolHandler = (request: globalThis.Request) => Response | Promise<Response>
type RequestFilter = (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void
type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean

const protocolHandlers = new Map<string, ProtocolHandler>()
let requestFilter: RequestFilter | null = null
let permissionRequest: PermissionRequest | null = null
let permissionCheck: PermissionCheck | null = null

class SessionStandIn extends EventEmitter {
  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      protocolHandlers.set(scheme, handler)
    },
  }
  readonly webRequest = {
    onBeforeRequest: (filter: RequestFilter): void => {
      requestFilter = filter
    },
  }
  setPermissionRequestHandler(handler: PermissionRequest): void {
    permissionRequest = handler
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    permissionCheck = handler
  }
  setDevicePermissionHandler(): void {
    calls.push('setDevicePermissionHandler')
  }
}

export const session = { defaultSession: new SessionStandIn() }
export const nativeTheme = { shouldUseDarkColors: false }
export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu(): void {
    calls.push('setApplicationMenu')
  },
}

const ipcHandlers = new Map<string, Handler>()
export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (ipcHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    ipcHandlers.set(channel, handler)
  },
  removeHandler(channel: string): void {
    ipcHandlers.delete(channel)
  },
}

const answerDialog = (kind: string): Promise<DialogAnswer> => {
  dialogs.push(kind)
  return Promise.resolve(dialogAnswers.shift() ?? { canceled: true, filePaths: [], filePath: '' })
}
export const dialog = {
  showOpenDialog: (_window: unknown, options: { title: string }) => answerDialog(options.title),
  showSaveDialog: (_window: unknown, options: { title: string }) => answerDialog(options.title),
  showErrorBox(title: string, text: string): void {
    process.stderr.write(`${title}: ${text}\n`)
  },
}

let webPreferences: Record<string, unknown> = {}
let loadedUrl: string | null = null
let windowOpen: () => { action: string } = () => ({ action: 'allow' })

class WebContentsStandIn extends EventEmitter {
  readonly mainFrame = { url: '' }
  getURL(): string {
    return this.mainFrame.url
  }
  setWindowOpenHandler(handler: () => { action: string }): void {
    windowOpen = handler
  }
  send(channel: string, ...input: unknown[]): void {
    send({ type: 'event', channel, input })
  }
}

const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContentsStandIn()
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super()
    calls.push('BrowserWindow')
    webPreferences = options.webPreferences
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    loadedUrl = url
    this.webContents.mainFrame.url = url
    send({ type: 'loaded', url })
    this.emit('ready-to-show')
    return Promise.resolve()
  }
  show(): void {
    calls.push('show')
  }
  isDestroyed(): boolean {
    return false
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {
    calls.push('restore')
  }
  focus(): void {
    calls.push('focus')
  }
}

async function fetchFile(url: string): Promise<FetchedFile> {
  const scheme = new URL(url).protocol.slice(0, -1)
  const handler = protocolHandlers.get(scheme)
  if (handler === undefined) throw new Error(`No handler for ${scheme}:`)
  const response = await handler(new Request(url))
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    base64: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}

function invoke(request: Extract<Request, { type: 'invoke' }>): unknown {
  const handler = ipcHandlers.get(request.channel)
  const window = windows[0]
  if (handler === undefined || window === undefined)
    throw new Error(`No handler registered for '${request.channel}'`)
  const contents = window.webContents
  const senderFrame =
    request.sender === 'main'
      ? contents.mainFrame
      : { url: request.sender === 'sub-frame' ? contents.mainFrame.url : 'https://example.org/' }
  return handler({ sender: contents, senderFrame }, ...request.input)
}

function navigate(url: string): boolean {
  let prevented = false
  const event = { preventDefault: () => (prevented = true) }
  for (const listener of windows[0]?.webContents.listeners('will-navigate') ?? [])
    (listener as WillNavigate)(event, url)
  return prevented
}

function record(): Recorded {
  const contents = windows[0]?.webContents
  const permissionAnswers: Record<string, boolean> = {}
  for (const permission of [
    'geolocation',
    'notifications',
    'media',
    'openExternal',
    'clipboard-sanitized-write',
  ]) {
    permissionRequest?.(contents, permission, (granted) => (permissionAnswers[permission] = granted))
    permissionAnswers[`check ${permission}`] =
      permissionCheck?.(contents, permission, 'https://example.org') ?? true
  }
  const cancelledUrls: Record<string, boolean> = {}
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'lpm://app/index.html',
  ]) {
    requestFilter?.({ url }, (verdict) => (cancelledUrls[url] = verdict.cancel))
  }
  return {
    calls,
    webPreferences,
    loadedUrl,
    permissionAnswers,
    cancelledUrls,
    windowOpen: windowOpen().action,
    schemePrivileges,
    dialogs,
  }
}

async function answer(request: Request): Promise<unknown> {
  switch (request.type) {
    case 'fetch':
      return fetchFile(request.url)
    case 'invoke':
      return invoke(request)
    case 'dialog':
      dialogAnswers.push(request.answer)
      return null
    case 'record':
      return record()
    case 'navigate':
      return navigate(request.url)
    case 'quit':
      app.emit('window-all-closed')
      return null
  }
}

process.on('message', (request: Request) => {
  answer(request).then(
    (value) => {
      send({ type: 'reply', id: request.id, value })
    },
    (cause: unknown) => {
      send({ type: 'error', id: request.id, message: cause instanceof Error ? cause.message : String(cause) })
    },
  )
})
