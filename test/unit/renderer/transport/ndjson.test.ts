import { describe, expect, it } from 'vitest'
import { readJsonLines } from '../../../../renderer/transport/ndjson.ts'

const stream = (pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      pieces.forEach((piece) => controller.enqueue(piece))
      controller.close()
    },
  })

describe('readJsonLines', () => {
  it('puts lines together that were cut anywhere, also inside a character', async () => {
    const bytes = new TextEncoder().encode('{"phase":"Prüfung"}\n\n{"done":2}\n')
    const received: unknown[] = []
    await readJsonLines(stream([...bytes].map((byte) => Uint8Array.of(byte))), (value) =>
      received.push(value),
    )
    expect(received).toEqual([{ phase: 'Prüfung' }, { done: 2 }])
  })
  it('keeps a line without an end to itself', async () => {
    const received: unknown[] = []
    await readJsonLines(stream([new TextEncoder().encode('{"a":1}\n{"b"')]), (value) => received.push(value))
    expect(received).toEqual([{ a: 1 }])
  })
})
