/**
 * Writes the sample data centre into this folder: `node resources/sample/generate.ts`. Two runs write the same bytes.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sampleFiles } from './generator/files.ts'

const root = import.meta.dirname

rmSync(join(root, 'hmc-output'), { recursive: true, force: true })
const files = sampleFiles()
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
process.stdout.write(`${files.size} files, ${(bytes / 1e6).toFixed(1)} MB in ${root}\n`)
