/**
 * The browser host: the same application on a loopback address, for machines where Electron or a display is missing.
 * Only this machine can reach it, only with the token of this start, only from its own pages.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { windowHeaders } from '../../shared/contract/security.ts'
import { failure } from '../../shared/contract/result.ts'
import { readWindowFile } from '../hosting/window-files.ts'
import type { Application } from '../services/application.ts'
import { readBody } from './request-body.ts'
import { StagingArea } from './staging-area.ts'

export interface BrowserHost {
  /** Address with the token in its fragment, which browsers never send over the wire. */
  readonly url: string
  readonly token: string
  readonly port: number
  close(): Promise<void>
}

export interface BrowserHostOptions {
  readonly application: Application
  readonly windowFolder: string
  /** 0: any free port. */
  readonly port: number
  /** Folder for uploads; emptied on close. */
  readonly stagingFolder: string
}

/** Starts listening on 127.0.0.1. Rejects when the port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const token = randomBytes(32).toString('base64url')
  const staging = new StagingArea(options.stagingFolder)
  const server = createServer({ requestTimeout: 0, headersTimeout: 20_000 })
  const port = await listen(server, options.port)
  const streams = new Set<ServerResponse>()
  server.on('request', (request, response) => {
    answer({ ...options, token, port, staging, streams }, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, windowHeaders)
      response.end()
    })
  })
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    token,
    port,
    close: async () => {
      for (const stream of streams) stream.end()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      await staging.clear()
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new Error('The browser host has no address'))
    })
  })
}

interface Context extends BrowserHostOptions {
  readonly token: string
  readonly port: number
  readonly staging: StagingArea
  readonly streams: Set<ServerResponse>
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${context.port}`)
  // A Host other than ours is DNS rebinding; an Origin other than ours is another page.
  const hosts = [`127.0.0.1:${context.port}`, `localhost:${context.port}`]
  const origin = request.headers.origin
  if (
    !hosts.includes(request.headers.host ?? '') ||
    (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
  ) {
    refuse(response, 403, 'Requests from other pages are refused.')
    return
  }
  if (!url.pathname.startsWith('/api/')) {
    await answerFile(context, request, response, url.pathname)
    return
  }
  if (!tokenMatches(context.token, request.headers['x-lpm-token'])) {
    refuse(
      response,
      401,
      'This page does not carry the token of the running host. Open the address the host printed.',
    )
    return
  }
  await answerApi(context, request, response, url.pathname)
}

async function answerFile(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Only GET is answered here.')
    return
  }
  const file = await readWindowFile(context.windowFolder, path)
  response.writeHead(file.status, file.headers)
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

async function answerApi(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (path === '/api/events' && request.method === 'GET') {
    streamEvents(context, response)
  } else if (path.startsWith('/api/call/') && request.method === 'POST') {
    const body = await readBody(request)
    const result = body.ok
      ? await context.application.call(
          path.slice('/api/call/'.length),
          await withStagedPaths(context.staging, body.value),
        )
      : body
    sendJson(response, 200, result)
  } else if (path === '/api/stage' && request.method === 'POST') {
    sendJson(response, 200, await context.staging.receive(request, request.headers['x-lpm-name']))
  } else {
    refuse(response, 404, 'Not found.')
  }
}

/** Tokens of staged uploads become the paths they stand for; everything else is left alone. */
async function withStagedPaths(staging: StagingArea, input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null || !('paths' in input) || !Array.isArray(input.paths))
    return input
  const places = await Promise.all(
    input.paths.map((path: unknown) => (typeof path === 'string' ? staging.resolve(path) : [path])),
  )
  return { ...input, paths: places.flat() }
}

function streamEvents(context: Context, response: ServerResponse): void {
  response.writeHead(200, { ...windowHeaders, 'Content-Type': 'application/x-ndjson; charset=utf-8' })
  response.write('\n')
  context.streams.add(response)
  const stop = context.application.listen((event) => {
    response.write(`${JSON.stringify(event)}\n`)
  })
  // An empty line now and then keeps a quiet stream from looking dead.
  const heartbeat = setInterval(() => response.write('\n'), 20_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    context.streams.delete(response)
    stop()
  })
}

function tokenMatches(expected: string, given: string | string[] | undefined): boolean {
  if (typeof given !== 'string') return false
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...windowHeaders, 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, failure({ code: 'request-refused', message }))
}
