/** ZIP archives (APPNOTE.TXT 6.3: local headers, central directory, no ZIP64), made piece by piece. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive; its text is asked for once, in pieces, and never held as a whole. */
export interface ZipText {
  readonly name: string
  readonly pieces: Iterable<string>
}

interface Packed {
  readonly name: Buffer
  readonly crc: number
  readonly size: number
  readonly data: Buffer
}

const deflateMethod = 8
const version = 20
/** Names are UTF-8. */
const flags = 0x0800
/** 1 January 1980: the same content makes the same file. */
const dosDate = 0x0021

async function packed({ name, pieces }: ZipText): Promise<Packed> {
  let crc = 0
  let size = 0
  function* bytes(): Generator<Buffer> {
    for (const piece of pieces) {
      const chunk = Buffer.from(piece, 'utf8')
      crc = crc32(chunk, crc)
      size += chunk.length
      yield chunk
    }
  }
  const out: Buffer[] = []
  await pipeline(Readable.from(bytes()), createDeflateRaw(), async (deflated: AsyncIterable<Buffer>) => {
    for await (const chunk of deflated) out.push(chunk)
  })
  return { name: Buffer.from(name, 'utf8'), crc, size, data: Buffer.concat(out) }
}

/** Fields that the local header and the central directory share. */
function common({ name, crc, size, data }: Packed): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(version, 0)
  header.writeUInt16LE(flags, 2)
  header.writeUInt16LE(deflateMethod, 4)
  header.writeUInt16LE(dosDate, 8)
  header.writeUInt32LE(crc, 10)
  header.writeUInt32LE(data.length, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

const signature = (last: number, first: number): Buffer => Buffer.from([0x50, 0x4b, last, first])

/** An archive of texts in their order. */
export async function zipTexts(texts: readonly ZipText[]): Promise<Buffer> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const text of texts) {
    const one = await packed(text)
    const local = Buffer.concat([signature(3, 4), common(one), one.name])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(signature(1, 2), Buffer.from([version, 0]), common(one), tail, one.name)
    files.push(local, one.data)
    offset += local.length + one.data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(texts.length, 4)
  end.writeUInt16LE(texts.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, signature(5, 6), end])
}
