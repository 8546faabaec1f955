/** Writes HMC command output for tests, and reads it through the importer. The writer shares no code with the parser. */
import { hmcCliImporter } from '../../electron/importers/hmc-cli/hmc-cli-importer.ts'
import type { Detection, ReadContext, SourceFile } from '../../electron/importers/importer.ts'
import type { FleetPatch, PartitionPatch, ServerPatch } from '../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../shared/inventory/problem.ts'

const HEAD_BYTES = 64 * 1024

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A value: text, or a list whose items are quoted where they must be. */
export type WrittenValue = string | readonly string[]

function valueText(value: WrittenValue): string {
  return typeof value === 'string' ? value : value.map(quoted).join(',')
}

/** One `attr=value,...` line, without its line feed. */
export function pairsLine(attributes: Readonly<Record<string, WrittenValue>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => quoted(`${name}=${valueText(value)}`))
    .join(',')
}

/** `-F` output with `--header`, lines ended. */
export function headerTable(names: readonly string[], rows: readonly (readonly WrittenValue[])[]): string {
  return [names, ...rows]
    .map((fields) => `${fields.map((one) => quoted(valueText(one))).join(',')}\n`)
    .join('')
}

/** A file in memory; `pieces` is the size of the pieces it is handed over in. */
export function fileOf(content: string | Uint8Array, name = 'output.txt', pieces = HEAD_BYTES): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    sizeBytes: bytes.length,
    head: bytes.subarray(0, HEAD_BYTES),
    async *chunks() {
      for (let from = 0; from < bytes.length; from += pieces) {
        await Promise.resolve()
        yield bytes.subarray(from, from + pieces)
      }
    },
  }
}

/** A context in which the file belongs to system `S1` (and VIOS `vios1`). */
export const inS1: ReadContext = {
  systems: [{ name: 'S1', typeModel: '9009-42A', serial: '7812345' }],
  system: { name: 'S1', typeModel: '9009-42A', serial: '7812345' },
  viosName: 'vios1',
  hmc: 'hmc1',
  hmcSystems: [{ name: 'S1', typeModel: '9009-42A', serial: '7812345' }],
}

/** A context that knows nothing. */
export const nowhere: ReadContext = { systems: [], system: null, viosName: null, hmc: null, hmcSystems: [] }

export interface ReadResult {
  readonly detection: Detection
  readonly patches: readonly FleetPatch[]
  readonly problems: readonly ImportProblem[]
}

/** Detects and reads a file; throws where no importer would take it. */
export async function readOutput(
  content: string | Uint8Array,
  name = 'output.txt',
  context: ReadContext = inS1,
  pieces = HEAD_BYTES,
): Promise<ReadResult> {
  const file = fileOf(content, name, pieces)
  const detection = hmcCliImporter.detect(file)
  if (detection === null) throw new Error(`not recognised: ${name}`)
  const patches: FleetPatch[] = []
  const problems: ImportProblem[] = []
  for await (const item of hmcCliImporter.read(file, detection, context)) {
    if (item.type === 'patch') patches.push(item.patch)
    else if (item.type === 'problem') problems.push(item.problem)
  }
  return { detection, patches, problems }
}

/** The patches about servers. */
export function serverPatches(patches: readonly FleetPatch[]): readonly ServerPatch[] {
  return patches.filter((patch) => patch.entity === 'server')
}

/** The patches about partitions and VIOS. */
export function partitionPatches(patches: readonly FleetPatch[]): readonly PartitionPatch[] {
  return patches.filter((patch) => patch.entity === 'partition')
}

/** The lists declared complete. */
export function completeLists(patches: readonly FleetPatch[]): readonly string[] {
  return patches.flatMap((patch) => (patch.entity === 'complete' ? [patch.list] : []))
}

/** The codes of problems, in order. */
export function codes(problems: readonly ImportProblem[]): readonly string[] {
  return problems.map((problem) => problem.code)
}
