/**
 * Big values on their way from one worker to another: serialised once where they are made, moved (not copied) through
 * the host thread, which never looks inside, and read where they are used. So a fleet of ten thousand partitions does
 * not stop the thread that also draws menus and answers the window.
 */
import { deserialize, serialize } from 'node:v8'

declare const content: unique symbol

/** Bytes that hold a `T`. */
export interface Packed<T> {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Type only; never set. */
  readonly [content]?: T
}

/** Plain data as bytes of their own. */
export const pack = <T>(value: T): Packed<T> => ({ bytes: Uint8Array.from(serialize(value)) })

/** The value again; `packed` comes from `pack` in this process, never from a file or the network. */
export const unpack = <T>(packed: Packed<T>): T => deserialize(packed.bytes) as T

/** Buffers that may be moved along with a message: packed values among the message's own fields. */
export function movable(message: unknown): ArrayBuffer[] {
  if (typeof message !== 'object' || message === null) return []
  return [message, ...Object.values(message)].flatMap((value: unknown) =>
    typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array
      ? [value.bytes.buffer as ArrayBuffer]
      : [],
  )
}
