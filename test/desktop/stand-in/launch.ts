/** Runs the built main on the stand-in `electron` and shows the built window, through the built preload, in Chromium. */
import type { Page } from '@playwright/test'
import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../support/shared-data.ts'
import type { DialogAnswer, FetchedFile, Recorded, Reply, Request } from './messages.ts'

type Unsent = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

/** Chromium knows no lpm: scheme; the page lives under this origin and every request is answered by main's handler. */
const pageOrigin = 'https://app.lpm.test'

export class StandInDesktop {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>()
  readonly #pages = new Set<Page>()
  readonly exited: Promise<number | null>
  #next = 1

  private constructor(child: ChildProcess) {
    this.#child = child
    this.exited = new Promise((resolve) => child.once('exit', resolve))
    child.on('message', (reply: Reply) => {
      this.#receive(reply)
    })
    void this.exited.then((code) => {
      for (const one of this.#waiting.values())
        one.reject(new Error(`The desktop host ended with status ${code}`))
    })
  }

  /** Starts `dist/main/main.js` with its own data folder and waits for its window to load. */
  static async start(home: string): Promise<StandInDesktop> {
    const register = new URL('./register.ts', import.meta.url).href
    const child = fork(join(projectRoot, 'dist', 'main', 'main.js'), [], {
      execArgv: ['--import', register],
      env: { ...process.env, LPM_PLANNER_HOME: home },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    const loaded = new Promise<void>((resolve, reject) => {
      child.on('message', (reply: Reply) => {
        if (reply.type === 'loaded') resolve()
      })
      child.once('exit', (code) => {
        reject(new Error(`The desktop host ended with status ${code} before its window loaded`))
      })
    })
    const desktop = new StandInDesktop(child)
    await loaded
    return desktop
  }

  fetch = (url: string): Promise<FetchedFile> => this.#ask({ type: 'fetch', url }) as Promise<FetchedFile>
  record = (): Promise<Recorded> => this.#ask({ type: 'record' }) as Promise<Recorded>
  /** Whether main prevents the navigation. */
  navigate = (url: string): Promise<boolean> => this.#ask({ type: 'navigate', url }) as Promise<boolean>
  answerNextDialog = (answer: DialogAnswer): Promise<unknown> => this.#ask({ type: 'dialog', answer })
  invoke = (
    sender: 'main' | 'sub-frame' | 'other-page',
    channel: string,
    ...input: unknown[]
  ): Promise<unknown> => this.#ask({ type: 'invoke', channel, input, sender })

  /** Loads the window in a page: built preload first, as Electron does, then index.html through main's protocol. */
  async show(page: Page): Promise<void> {
    this.#pages.add(page)
    page.once('close', () => this.#pages.delete(page))
    await page.exposeFunction('__invoke', (channel: string, input: unknown[]) =>
      this.invoke('main', channel, ...input),
    )
    // One script text, because the window's policy forbids `eval`: the harness calls the preload as a function.
    const preload = readFileSync(join(projectRoot, 'dist/preload/preload.cjs'), 'utf8')
    await page.addInitScript({
      content: `(${preloadHarness.toString()})((require, module, exports) => {\n${preload}\n})`,
    })
    await page.route('**/*', async (route) => {
      const url = route.request().url()
      if (!url.startsWith(`${pageOrigin}/`)) return route.abort()
      const file = await this.fetch(url.replace(pageOrigin, 'lpm://app'))
      return route.fulfill({
        status: file.status,
        headers: { ...file.headers },
        body: Buffer.from(file.base64, 'base64'),
      })
    })
    await page.goto(`${pageOrigin}/index.html`)
  }

  async stop(): Promise<number | null> {
    if (this.#child.exitCode === null) await this.#ask({ type: 'quit' }).catch(() => undefined)
    const hang = setTimeout(() => this.#child.kill('SIGKILL'), 20_000)
    const code = await this.exited
    clearTimeout(hang)
    return code
  }

  #ask(request: Unsent): Promise<unknown> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // A page that is being closed may still ask a host that is ending.
      this.#child.send({ ...request, id } as Request, (cause) => {
        if (cause !== null) reject(cause)
      })
    })
  }

  #receive(reply: Reply): void {
    if (reply.type === 'event') {
      for (const page of this.#pages) {
        const { channel, input } = reply
        void page
          .evaluate(([name, values]) => window.__deliver(name, values), [channel, input] as const)
          .catch(() => undefined)
      }
    } else if (reply.type !== 'loaded') {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.type === 'reply') waiting?.resolve(reply.value)
      else waiting?.reject(new Error(reply.message))
    }
  }
}

declare global {
  interface Window {
    __invoke: (channel: string, input: readonly unknown[]) => Promise<unknown>
    __deliver: (channel: string, input: readonly unknown[]) => void
  }
}

type CommonJs = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void

/** Runs in the page before its scripts: gives the built preload a `require('electron')` of three objects. */
function preloadHarness(preload: CommonJs): void {
  const listeners = new Map<string, Set<(event: unknown, ...input: unknown[]) => void>>()
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        Object.defineProperty(window, name, { value: Object.freeze(value), writable: false })
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...input: unknown[]) => window.__invoke(channel, input),
      on: (channel: string, listener: () => void) => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      },
      off: (channel: string, listener: () => void) => listeners.get(channel)?.delete(listener),
    },
    webUtils: { getPathForFile: (file: File & { path?: string }) => file.path ?? '' },
  }
  window.__deliver = (channel, input) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...input)
  }
  const module = { exports: {} }
  preload(
    (name) => {
      if (name === 'electron') return electron
      throw new Error(`A sandboxed preload cannot load ${name}`)
    },
    module,
    module.exports,
  )
}
