import type { Transport } from '../../shared/contract/transport.ts'
import { createDesktopTransport } from './desktop-transport.ts'
import { createHttpTransport } from './http-transport.ts'
import { takeToken } from './token.ts'

/** The desktop bridge where the preload script offers one, otherwise the browser host's client. */
export function createTransport(): Transport<File> {
  return window.lpmBridge === undefined
    ? createHttpTransport(takeToken())
    : createDesktopTransport(window.lpmBridge)
}
