import { app, type Session } from 'electron'
import { windowOrigin } from './window-protocol.ts'

/**
 * What a page may never do, from Electron's security checklist: permissions (5), webviews (12), navigation (13), new
 * windows (14). The window needs none of them.
 */
export function denyEverythingUnneeded(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
  })
}

/** Denies every permission but writing the clipboard ("copy table"), asked for by the window itself. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && contents.getURL().startsWith(`${windowOrigin}/`))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      permission === 'clipboard-sanitized-write' && origin.startsWith(windowOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}
