import { protocol, type Session } from 'electron'
import { readWindowFile } from '../hosting/window-files.ts'

/** The window's own scheme: no file://, no network. */
const windowScheme = 'lpm'
export const windowOrigin = `${windowScheme}://app`

/** Declares the scheme; has to run before the application is ready. */
export function declareWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: windowScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built window under lpm://app/ and refuses every other request of the session. */
export function serveWindow(session: Session, windowFolder: string): void {
  session.protocol.handle(windowScheme, async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'app' || request.method !== 'GET') return new Response('Not found', { status: 404 })
    const file = await readWindowFile(windowFolder, url.pathname)
    return new Response(file.body, { status: file.status, headers: file.headers })
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowed(details.url) })
  })
}

function isAllowed(url: string): boolean {
  return url.startsWith(`${windowOrigin}/`) || url.startsWith('devtools://') || url.startsWith('data:image/')
}
