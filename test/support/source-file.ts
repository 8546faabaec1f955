/** Files for the tests of importers: text or bytes, in chunks of any size. */
import type { Importer, ImportItem, ReadContext, SourceFile } from '../../electron/importers/importer.ts'
import type { FleetPatch } from '../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'

export const noContext: ReadContext = { systems: [], system: null, viosName: null, hmc: null, hmcSystems: [] }

export function sourceFile(name: string, content: string | Uint8Array, chunkBytes = 65_536): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    sizeBytes: bytes.length,
    head: bytes.subarray(0, 65_536),
    async *chunks() {
      for (let from = 0; from < bytes.length; from += chunkBytes) {
        yield await Promise.resolve(bytes.subarray(from, from + chunkBytes))
      }
    },
  }
}

export interface ReadResult {
  readonly patches: FleetPatch[]
  readonly problems: ImportProblem[]
}

/** What an importer says about a file; fails where it does not recognise it. */
export async function readWith(
  importer: Importer,
  file: SourceFile,
  context = noContext,
): Promise<ReadResult> {
  const detection = importer.detect(file)
  if (detection === null) throw new Error(`${file.name} is not recognised`)
  const items: ImportItem[] = []
  for await (const item of importer.read(file, detection, context)) items.push(item)
  return {
    patches: items.flatMap((item) => (item.type === 'patch' ? [item.patch] : [])),
    problems: items.flatMap((item) => (item.type === 'problem' ? [item.problem] : [])),
  }
}
