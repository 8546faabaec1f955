import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Marker before the fuse wire in every Electron binary (github.com/electron/fuses, "sentinel"). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/**
 * Makes a folder that looks to electron-builder like an unpacked Electron for Linux: a text in place of the binary,
 * with a fuse wire of nine switches that `flipFuses` can write and `getCurrentFuseWire` can read.
 */
export function makeStubElectronDist(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel, 'latin1'),
    Buffer.from([1, 9]),
    Buffer.from('101001101', 'latin1'),
  ])
  const binary = Buffer.concat([
    Buffer.from('#!/bin/sh\necho "not an Electron"\nexit 1\n#'),
    wire,
    Buffer.from('\n'),
  ])
  writeFileSync(join(folder, 'electron'), binary)
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'resources.pak', 'icudtl.dat']) {
    writeFileSync(join(folder, name), 'stub\n')
  }
  mkdirSync(join(folder, 'locales'), { recursive: true })
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stub\n')
}
