import type { Transport } from '../../shared/contract/transport.ts'

let current: Transport<File> | null = null

/** Sets the transport all stores use; called once by main.ts, and by tests. */
export function setTransport(transport: Transport<File>): void {
  current = transport
}

/** The transport of this window. */
export function transport(): Transport<File> {
  if (current === null) throw new Error('The transport is used before main.ts has set it.')
  return current
}
