/** Imports answers of the HMC REST interface: Atom XML as the HMC sends it, or recorded by pypowervm. */
import type { Origin } from '../../../shared/inventory/fleet.ts'
import type { CompletePatch, ServerRef } from '../../../shared/inventory/patch.ts'
import type { Severity } from '../../../shared/inventory/problem.ts'
import type { Detection, Importer, ImportItem, ReadContext, SourceFile } from '../importer.ts'
import { detectHmcRest, resourceOf } from './detect.ts'
import { xmlText } from './document-text.ts'
import { ObjectReader } from './object-reader.ts'
import { otherTypes, resourceTypes, type ResourceType } from './resource-types.ts'
import { idInLink } from './uom-element.ts'
import { uomItems, type FeedEnd, type XmlFault } from './uom-objects.ts'

export const hmcRestImporter: Importer = {
  id: 'hmc-rest',
  detect: detectHmcRest,
  read: readHmcRest,
}

async function* readHmcRest(
  file: SourceFile,
  detection: Detection,
  context: ReadContext,
): AsyncGenerator<ImportItem> {
  const leftOut = new Map<string, { count: number; line: number }>()
  const systems = new Map<string, ServerRef>()
  let read = 0
  for await (const item of uomItems(xmlText(file), (name) => resourceTypes.has(name))) {
    if (item.type === 'fault') {
      yield faultItem(file.name, item, read)
      return
    }
    if (item.type === 'end') {
      yield* completeItems(file.name, item, systems)
      if (read === 0) yield nothingRead(file.name, item, resourceOf(detection), leftOut)
      continue
    }
    const { name, line } = item.element
    const type = resourceTypes.get(name)
    if (type === undefined) {
      leftOut.set(name, { line, ...leftOut.get(name), count: (leftOut.get(name)?.count ?? 0) + 1 })
      continue
    }
    read += 1
    const reader = new ObjectReader(item, file.name, context)
    type.read(reader)
    for (const one of reader.items) {
      if (one.type === 'patch' && one.patch.entity !== 'past-move')
        systems.set(JSON.stringify(one.patch.server), one.patch.server)
    }
    yield* reader.items
  }
  if (read > 0) for (const [name, { count, line }] of leftOut) yield leftOutItem(file.name, name, count, line)
}

/**
 * A feed lists all of a resource: of one system, or of every system it mentions. Addresses with a search or filter
 * list a part.
 */
function* completeItems(
  file: string,
  end: FeedEnd,
  mentioned: ReadonlyMap<string, ServerRef>,
): Generator<ImportItem> {
  const self = end.selfLinks[0]
  if (end.root !== 'feed' || self === undefined) return
  const found = /\/rest\/api\/uom\/(?:ManagedSystem\/([0-9A-Za-z-]{8,})\/)?(\w+)(?:\?group=[^&]*)?$/.exec(
    self,
  )
  const list: ResourceType['listsAll'] = resourceTypes.get(found?.[2] ?? '')?.listsAll ?? null
  if (found === null || list === null) return
  const uuid = idInLink(self, 'ManagedSystem')
  const servers = uuid === null ? mentioned.values() : [{ uuid }]
  for (const server of servers) {
    const patch: CompletePatch = { entity: 'complete', server, list, origin: { file, line: null } }
    yield { type: 'patch', patch }
  }
}

function problem(
  code: string,
  severity: Severity,
  origin: Origin,
  found: string,
  remedy: string,
): ImportItem {
  return { type: 'problem', problem: { code, severity, origin, column: null, found, remedy } }
}

function faultItem(file: string, fault: XmlFault, read: number): ImportItem {
  const kept =
    read === 0
      ? ''
      : ` The ${read === 1 ? 'object' : `${read} objects`} before it ${read === 1 ? 'was' : 'were'} read.`
  const remedy =
    fault.code === 'xml-doctype'
      ? 'Answers of an HMC declare none; collect the export again from the HMC itself.'
      : fault.code === 'xml-broken'
        ? 'Collect the export again and check that the file was copied whole.'
        : 'Import the answer of the HMC REST interface as the HMC sent it.'
  return problem(fault.code, 'error', { file, line: fault.line }, `"${file}" ${fault.found}${kept}`, remedy)
}

function nothingRead(
  file: string,
  end: FeedEnd,
  resource: string | null,
  leftOut: ReadonlyMap<string, { readonly count: number; readonly line: number }>,
): ImportItem {
  const [first] = leftOut
  if (first !== undefined) return leftOutItem(file, first[0], first[1].count, first[1].line)
  const name = resource ?? end.title ?? end.root
  const other = otherTypes.get(name)
  if (other !== undefined) return leftOutItem(file, name, null, 1)
  return problem(
    'rest-empty',
    'warning',
    { file, line: 1 },
    `"${file}" is an answer of an HMC about ${name} without entries.`,
    'Nothing to do if there are none; otherwise collect it again as a user who may see them.',
  )
}

function leftOutItem(file: string, name: string, count: number | null, line: number): ImportItem {
  const what = otherTypes.get(name)
  const number = count === null ? '' : `${count} `
  return problem(
    'rest-left-out',
    'note',
    { file, line },
    `"${file}" holds ${number}${name}${what === undefined ? '' : `: ${what}`}; the inventory has no use for it.`,
    'Nothing to do. Systems, partitions and VIOS come from ManagedSystem, LogicalPartition and VirtualIOServer.',
  )
}
