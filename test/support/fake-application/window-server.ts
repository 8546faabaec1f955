import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { windowHeaders } from '../../../shared/contract/security.ts'
import { projectRoot } from '../shared-data.ts'
import type { FakeApplication } from './fake-application.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(value))
}

function sendFile(response: ServerResponse, address: string): void {
  const path = join(projectRoot, 'dist', 'window', normalize(address === '/' ? '/index.html' : address))
  if (!existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    ...windowHeaders,
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
  })
  createReadStream(path).pipe(response)
}

/** Serves the built window with a fake application behind it, on a loopback port; for tests and for developing screens. */
export async function serveWindow(
  application: FakeApplication,
  port = 0,
  token = 'test-token',
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!address.startsWith('/api/')) return sendFile(response, address)
    if (request.headers['x-lpm-token'] !== token) return void response.writeHead(403).end('{}')
    if (address === '/api/events') {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' })
      response.write('\n')
      const stop = application.listen((event) => response.write(`${JSON.stringify(event)}\n`))
      response.on('close', stop)
      return
    }
    const body = await bodyOf(request)
    if (address === '/api/stage') {
      const name = decodeURIComponent(String(request.headers['x-lpm-name'] ?? ''))
      return sendJson(response, { ok: true, value: { token: application.stage(name) } })
    }
    sendJson(
      response,
      await application.call(address.slice('/api/call/'.length), JSON.parse(body.toString())),
    )
  }
  const server: Server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}/#token=${token}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
