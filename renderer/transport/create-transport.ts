import type { Bridge } from '../../shared/contract/bridge.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { createDesktopTransport } from './desktop-transport.ts'
import { createHttpTransport } from './http-transport.ts'
import { takeToken } from './token.ts'

declare global {
  interface Window {
    /** Exposed by the preload script of the desktop host. */
    readonly lpmBridge?: Bridge<File>
  }
}

/** The desktop bridge where the preload script offers one, otherwise the browser host's client. */
export function createTransport(): Transport<File> {
  return window.lpmBridge === undefined
    ? createHttpTransport(takeToken())
    : createDesktopTransport(window.lpmBridge)
}
