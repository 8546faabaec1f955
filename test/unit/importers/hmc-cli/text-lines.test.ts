import { describe, expect, it } from 'vitest'
import { LineSplitter } from '../../../../electron/importers/hmc-cli/text-lines.ts'

function linesOf(
  bytes: Uint8Array,
  piece = bytes.length,
  limit = 1000,
): { texts: string[]; splitter: LineSplitter } {
  const splitter = new LineSplitter(bytes, limit)
  const texts: string[] = []
  for (let from = 0; from < bytes.length; from += piece)
    texts.push(...splitter.push(bytes.subarray(from, from + piece)).map((line) => line.text))
  texts.push(...splitter.end().map((line) => line.text))
  return { texts, splitter }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian)
  return bytes
}

describe('lines of a file', () => {
  it('end with LF or CRLF, and the last one may end with neither', () => {
    expect(linesOf(utf8('a\r\nb\nc')).texts).toEqual(['a', 'b', 'c'])
  })

  it('lose a byte order mark', () => {
    expect(linesOf(utf8('\uFEFFname=a\n')).texts).toEqual(['name=a'])
  })

  it.each([
    ['little endian with a mark', '\uFEFFname=ż,lpar_id=1\r\nb\r\n', false],
    ['big endian with a mark', '\uFEFFname=ż,lpar_id=1\r\nb\r\n', true],
    ['little endian without a mark', 'name=ż,lpar_id=1\r\nb\r\n', false],
    ['big endian without a mark', 'name=ż,lpar_id=1\r\nb\r\n', true],
  ])('are read from UTF-16 %s', (_what, text, bigEndian) => {
    expect(linesOf(utf16(text, bigEndian), 3).texts).toEqual(['name=ż,lpar_id=1', 'b'])
  })

  it('are read as Latin-1 where they are not UTF-8, line by line', () => {
    const bytes = Uint8Array.from([...utf8('zażółć\n'), 0x4b, 0xf3, 0x0a, ...utf8('ż\n')])
    expect(linesOf(bytes).texts).toEqual(['zażółć', 'Kó', 'ż'])
  })

  it('are the same however the bytes are cut', () => {
    const bytes = utf8('pierwszy\nwynik ó\r\n\nostatni')
    for (let piece = 1; piece <= bytes.length; piece++)
      expect(linesOf(bytes, piece).texts).toEqual(['pierwszy', 'wynik ó', '', 'ostatni'])
  })

  it('lose NUL characters, which are counted', () => {
    const { texts, splitter } = linesOf(utf8('a\0b\nc\0\0\nabcdefgh\n'))
    expect(texts).toEqual(['ab', 'c', 'abcdefgh'])
    expect(splitter.damage).toMatchObject({ nulLine: 1, nulCount: 3 })
  })

  it('are left out beyond the limit, whatever the pieces, and the ones around them stay', () => {
    const bytes = utf8(`a\n${'x'.repeat(5000)}\nb\n${'y'.repeat(9000)}`)
    for (const piece of [1, 7, 1000, 20_000]) {
      const { texts, splitter } = linesOf(bytes, piece, 1000)
      expect(texts).toEqual(['a', 'b'])
      expect(splitter.damage.tooLong).toEqual([2, 4])
    }
  })

  it('know whether a line feed ended them', () => {
    const splitter = new LineSplitter(new Uint8Array(0), 100)
    const lines = [...splitter.push(utf8('a\nb')), ...splitter.end()]
    expect(lines.map((line) => [line.number, line.ended])).toEqual([
      [1, true],
      [2, false],
    ])
  })
})
