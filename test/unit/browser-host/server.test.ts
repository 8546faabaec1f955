import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBrowserHost, type BrowserHost } from '../../../electron/browser-host/server.ts'
import type { Application } from '../../../electron/services/application.ts'
import type { HostEvent } from '../../../shared/contract/events.ts'
import { success } from '../../../shared/contract/result.ts'
import { contentSecurityPolicy } from '../../../shared/contract/security.ts'

let folder: string
let host: BrowserHost
let calls: { name: string; input: unknown }[]
let listeners: Set<(event: HostEvent) => void>

const application: Application = {
  call: (name: string, input: unknown) => {
    calls.push({ name, input })
    return Promise.resolve(success('answered'))
  },
  listen: (listener: (event: HostEvent) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  close: () => Promise.resolve(),
} as unknown as Application

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-host-'))
  mkdirSync(join(folder, 'window'))
  writeFileSync(join(folder, 'window', 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(folder, 'secret.html'), 'secret')
  calls = []
  listeners = new Set()
  host = await startBrowserHost({
    application,
    windowFolder: join(folder, 'window'),
    port: 0,
    stagingFolder: join(folder, 'staging'),
  })
})
afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** A raw request: fetch would not let a test set Host or a path with dots. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => (text += piece))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const withToken = (headers: Record<string, string> = {}) => ({ 'X-LPM-Token': host.token, ...headers })

describe('browser host', () => {
  it('serves the window with the same policy as the desktop', async () => {
    const page = await send('GET', '/')
    expect(page.status).toBe(200)
    expect(page.text).toContain('<title>window</title>')
    expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
  })

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/%00',
    '/%E0%A4%A',
    '/missing.js',
  ])('answers "not found" for %s', async (path) => {
    const answer = await send('GET', path)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('secret')
  })

  it('answers calls that carry the token', async () => {
    const answer = await send(
      'POST',
      '/api/call/app.info',
      withToken({ Origin: `http://127.0.0.1:${host.port}` }),
      '{}',
    )
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: 'answered' })
    expect(calls).toEqual([{ name: 'app.info', input: {} }])
  })

  it('refuses a missing or wrong token, another Origin, another Host', async () => {
    const refusals = [
      await send('POST', '/api/call/app.info', {}, '{}'),
      await send('POST', '/api/call/app.info', { 'X-LPM-Token': 'x'.repeat(host.token.length) }, '{}'),
      await send('POST', '/api/call/app.info', withToken({ Origin: 'http://evil.example' }), '{}'),
      await send('POST', '/api/call/app.info', withToken({ Origin: 'null' }), '{}'),
      await send('POST', '/api/call/app.info', withToken({ Host: `evil.example:${host.port}` }), '{}'),
      await send('GET', '/', { Host: 'evil.example' }),
    ]
    expect(refusals.map((answer) => answer.status)).toEqual([401, 401, 403, 403, 403, 403])
    expect(calls).toEqual([])
  })

  it('refuses a body that is not JSON, in words', async () => {
    const answer = await send('POST', '/api/call/app.info', withToken(), '{')
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'request-invalid' } })
    expect(calls).toEqual([])
  })

  it('stages uploads with their folders and hands the folder the user chose to the import', async () => {
    const name = encodeURIComponent('batch-1/hmc north/lpar_conf.txt')
    const staged = JSON.parse(
      (await send('POST', '/api/stage', withToken({ 'X-LPM-Name': name }), 'name=a')).text,
    ) as {
      value: { token: string }
    }
    expect(staged.value.token).toBe('staged:batch-1')
    await send(
      'POST',
      '/api/call/import.preview',
      withToken(),
      JSON.stringify({ jobId: 'j', paths: ['staged:batch-1'] }),
    )
    const path = (calls[0]?.input as { paths: string[] }).paths[0] ?? ''
    expect(basename(path)).toBe('hmc north')
    expect(readdirSync(path)).toEqual(['lpar_conf.txt'])
    expect(readFileSync(join(path, 'lpar_conf.txt'), 'utf8')).toBe('name=a')
  })

  it.each(['../x/a.txt', 'b/../../a.txt', 'b', '', 'b/a\0', 'B!/a.txt'])(
    'refuses to stage %j',
    async (name) => {
      const answer = await send(
        'POST',
        '/api/stage',
        withToken({ 'X-LPM-Name': encodeURIComponent(name) }),
        'x',
      )
      expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'request-invalid' } })
    },
  )

  it('streams events line by line and stops listening when the page goes', async () => {
    const controller = new AbortController()
    const response = await fetch(`http://127.0.0.1:${host.port}/api/events`, {
      headers: withToken(),
      signal: controller.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (const listener of listeners) listener({ type: 'save-status', savedAtMs: 5, problem: null })
    let text = ''
    while (!text.includes('save-status')) text += (await reader?.read())?.value ?? ''
    expect(JSON.parse(text.trim())).toEqual({ type: 'save-status', savedAtMs: 5, problem: null })
    controller.abort()
    await expect.poll(() => listeners.size).toBe(0)
  })

  it('answers nothing but loopback', () => {
    expect(host.url.startsWith('http://127.0.0.1:')).toBe(true)
  })
})
