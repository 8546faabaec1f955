/** The VIOS and partitions of one system, out of the patches that name it and the inventory so far. */
import type { Fleet, Origin, Partition, Server, ServerId, Vios } from '../fleet.ts'
import { blankPartition, blankVios, partitionIdOf } from '../blank.ts'
import { isActiveState } from '../partition-state.ts'
import { profilePrecedence, seenFromViosPrecedence } from '../patch.ts'
import type {
  CompletePatch,
  FibreChannelMappingPatch,
  PartitionPatch,
  PartitionRef,
  ScsiMappingPatch,
  ServerPatch,
} from '../patch.ts'
import type { ImportProblem } from '../problem.ts'
import { adaptersMissing, mappingsWithoutClient, partitionContradicts, partitionUnknown } from './findings.ts'
import { applyMappings, type FibreChannelMapping, type PlacedMapping, type ScsiMapping } from './mappings.ts'
import {
  draftPartitions,
  type KnownPartitions,
  type PartitionDraft,
  type PartitionDrafts,
} from './partitions.ts'
import {
  completeAt,
  partitionListNames,
  settleRows,
  viosListNames,
  type CompleteLists,
  type ListName,
  type Rows,
} from './rows.ts'
import { settle, type Statements } from './statements.ts'

export interface SystemPatches {
  readonly servers: ServerPatch[]
  readonly partitions: PartitionPatch[]
  readonly completes: CompletePatch[]
  readonly scsi: ScsiMappingPatch[]
  readonly fibreChannel: FibreChannelMappingPatch[]
}

export interface SettledPartitions {
  readonly vios: readonly Vios[]
  readonly partitions: readonly Partition[]
}

/**
 * Partitions and VIOS of `server`; `complete`: lists that are complete for the whole system; `formerId`: the system's
 * identity in the inventory so far, which changes where only now its serial number is known.
 */
export function settleSystem(
  server: Server,
  formerId: ServerId | null,
  patches: SystemPatches,
  complete: CompleteLists,
  base: Fleet | null,
  problems: ImportProblem[],
): SettledPartitions {
  const viosBefore = new Map<number, Vios>()
  const partitionsBefore = new Map<number, Partition>()
  for (const one of base?.vios ?? []) if (one.serverId === formerId) viosBefore.set(one.lparId, one)
  for (const one of base?.partitions ?? [])
    if (one.serverId === formerId) partitionsBefore.set(one.lparId, one)

  const drafts = draftPartitions(
    patches.partitions,
    patches.completes,
    knownPartitions([...viosBefore.values(), ...partitionsBefore.values()]),
  )
  reportContradictions(drafts, server, problems)

  const vios: Vios[] = []
  const partitions: Partition[] = []
  const unknown: PartitionDraft[] = []
  const half: Partition[] = []
  for (const draft of drafts.byLparId.values()) {
    const { lparId } = draft
    const kind =
      draft.kind ?? (viosBefore.has(lparId) ? 'vios' : partitionsBefore.has(lparId) ? 'client' : null)
    const former = samePartition(draft, partitionsBefore.get(lparId) ?? null)
    const formerVios = samePartition(draft, viosBefore.get(lparId) ?? null)
    const named = draft.statements.has('name') || draft.viosStatements.has('name')
    if (kind === 'vios' && (named || formerVios !== null)) {
      vios.push(settleVios(server, draft, formerVios, complete))
    } else if (kind === 'client' && (named || former !== null)) {
      const partition = settlePartition(server, draft, former, complete)
      const known = withoutHalfLists(partition, draft)
      if (known !== partition) half.push(known)
      partitions.push(known)
    } else {
      unknown.push(draft)
    }
  }
  for (const [lparId, one] of viosBefore) {
    if (!drafts.byLparId.has(lparId) && !complete.has('vios')) vios.push(rehome(one, server.id))
  }
  for (const [lparId, one] of partitionsBefore) {
    if (!drafts.byLparId.has(lparId) && !complete.has('partitions')) {
      partitions.push(withEmptyLists(rehome(one, server.id), complete))
    }
  }
  reportUnknown(unknown, drafts, server, problems)
  if (half.length > 0) problems.push(adaptersMissing(half, server.name))
  return { vios, partitions: withMappings(partitions, vios, drafts, patches, server, problems) }
}

function knownPartitions(entities: readonly (Vios | Partition)[]): KnownPartitions {
  const byUuid = new Map<string, number>()
  const byName = new Map<string, number>()
  const profiles = new Map<number, string>()
  for (const entity of entities) {
    const { lparId, uuid, name } = entity
    if (uuid !== null) byUuid.set(uuid.toLowerCase(), lparId)
    byName.set(name, lparId)
    if ('currentProfile' in entity && entity.currentProfile !== null)
      profiles.set(lparId, entity.currentProfile)
  }
  return { byUuid, byName, profiles }
}

/** What the inventory knew under this id, unless its uuid says that it was another partition. */
function samePartition<One extends { readonly uuid: string | null }>(
  draft: PartitionDraft,
  before: One | null,
): One | null {
  if (before === null || before.uuid === null || draft.uuid === null) return before
  return before.uuid.toLowerCase() === draft.uuid ? before : null
}

function settleVios(
  server: Server,
  draft: PartitionDraft,
  before: Vios | null,
  complete: CompleteLists,
): Vios {
  const active = runs(draft.viosStatements, before)
  const blank = blankVios(server.id, draft.lparId, `VIOS ${draft.lparId}`)
  const vios = settle(blank, draft.viosStatements, before, active)
  return withLists(vios, viosListNames, draft.viosRows, [draft.complete, complete], active)
}

function settlePartition(
  server: Server,
  draft: PartitionDraft,
  before: Partition | null,
  complete: CompleteLists,
): Partition {
  const active = runs(draft.statements, before)
  const blank = blankPartition(server.id, draft.lparId, `partition ${draft.lparId}`)
  const partition = settle(blank, active ? withoutWishes(draft.statements) : draft.statements, before, active)
  const scopes = [draft.complete, complete, countedLists(draft)]
  return withLists(
    { ...partition, ...noneOf(scopes, draft.statements) },
    partitionListNames,
    draft.rows,
    scopes,
    active,
  )
}

/** What a running partition may have otherwise than its profile: by dynamic operations, or since the profile was edited. */
const changedWhileActive: ReadonlySet<string> = new Set([
  'memoryMib',
  'hugePages',
  'barrierArrays',
  'entitledCenti',
  'virtualProcessors',
])

/** What a running partition has is not what its profile asks for at the next start: without live output, not known. */
function withoutWishes(statements: Statements): Statements {
  return new Map(
    [...statements].filter(
      ([attribute, { precedence }]) => precedence !== profilePrecedence || !changedWhileActive.has(attribute),
    ),
  )
}

/** Lists of which as many rows are described as a source counts; what a profile would give is not counted. */
function countedLists(draft: PartitionDraft): CompleteLists {
  const described = (name: ListName): number =>
    [...(draft.rows.get(name)?.values() ?? [])].filter((row) => row.precedence >= seenFromViosPrecedence)
      .length
  const whole = partitionListNames.filter((name) => draft.sizes.get(name) === described(name))
  return new Map(whole.map((name) => [name, seenFromViosPrecedence]))
}

/** The partition with every list unknown of which a source counts more rows than any describes. */
function withoutHalfLists(partition: Partition, draft: PartitionDraft): Partition {
  const half = partitionListNames.filter((name) => {
    const known = partition[name]
    return known !== null && known.length < (draft.sizes.get(name) ?? 0)
  })
  return half.length === 0
    ? partition
    : { ...partition, ...Object.fromEntries(half.map((name) => [name, null])) }
}

/** Values of which a source names all partitions that have them: the others have none. */
function noneOf(scopes: readonly CompleteLists[], statements: Statements): Partial<Partition> {
  const none = (attribute: 'profileNames' | 'sriovPorts' | 'servicePartition'): boolean =>
    completeAt(attribute, scopes) !== null && !statements.has(attribute)
  return {
    ...(none('profileNames') ? { profileNames: [] } : {}),
    ...(none('sriovPorts') ? { sriovPorts: [] } : {}),
    ...(none('servicePartition') ? { servicePartition: false } : {}),
  }
}

function runs(statements: Statements, before: { readonly state: string | null } | null): boolean {
  const stated = statements.get('state')?.value
  return isActiveState(typeof stated === 'string' ? stated : (before?.state ?? null)) === true
}

function withLists<Entity extends Partition | Vios>(
  entity: Entity,
  names: readonly ListName[],
  rows: Rows,
  completes: readonly CompleteLists[],
  active: boolean,
): Entity {
  const lists: Record<string, unknown> = {}
  const origins: Record<string, Origin> = { ...entity.origins }
  for (const name of names) {
    const before = (entity as unknown as Record<string, readonly object[] | null>)[name] ?? null
    const settled = settleRows(rows, name, completes, before, active)
    if (settled === null) continue
    lists[name] = settled.list
    if (settled.origin !== null) origins[name] = settled.origin
  }
  return { ...entity, ...lists, origins }
}

function rehome<Entity extends Partition | Vios>(entity: Entity, serverId: ServerId): Entity {
  if (entity.serverId === serverId) return entity
  return { ...entity, serverId, id: partitionIdOf(serverId, entity.lparId) }
}

/** A partition the import does not name, on a system of which it lists all rows: it has none. */
function withEmptyLists(partition: Partition, complete: CompleteLists): Partition {
  return withLists(
    partition,
    partitionListNames,
    new Map(),
    [complete],
    isActiveState(partition.state) === true,
  )
}

function reportContradictions(drafts: PartitionDrafts, server: Server, problems: ImportProblem[]): void {
  const reported = new Set<string>()
  for (const [draft, patch] of drafts.contradicting) {
    const key = `${draft.lparId} ${patch.origin.file}`
    if (reported.has(key)) continue
    reported.add(key)
    problems.push(partitionContradicts(patch.origin, server.name, draft.lparId, draft.origin))
  }
}

function reportUnknown(
  unknown: readonly PartitionDraft[],
  drafts: PartitionDrafts,
  server: Server,
  problems: ImportProblem[],
): void {
  const byFile = new Map<string, { origin: Origin; ids: Set<string | number> }>()
  const add = (origin: Origin, file: string, id: string | number): void => {
    const entry = byFile.get(file) ?? {
      origin: file === origin.file ? origin : { file, line: null },
      ids: new Set(),
    }
    byFile.set(file, entry)
    entry.ids.add(id)
  }
  for (const draft of unknown) {
    for (const file of draft.mentions.keys()) add(draft.origin, file, draft.lparId)
  }
  for (const patch of drafts.unresolved) {
    add(patch.origin, patch.origin.file, patch.partition.name ?? patch.partition.uuid ?? 'without a name')
  }
  for (const { origin, ids } of byFile.values()) {
    problems.push(partitionUnknown(origin, server.name, [...ids].sort(byValue)))
  }
}

const byValue = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

function withMappings(
  partitions: readonly Partition[],
  vios: readonly Vios[],
  drafts: PartitionDrafts,
  patches: SystemPatches,
  server: Server,
  problems: ImportProblem[],
): readonly Partition[] {
  if (patches.scsi.length === 0 && patches.fibreChannel.length === 0) return partitions
  const viosByLparId = new Map(vios.map((one) => [one.lparId, one]))
  const clients = new Set(partitions.map((one) => one.lparId))
  const strangers = new Map<string, { origin: Origin; ids: Set<number> }>()

  const place = <Patch extends { vios: PartitionRef; clientLparId: number | null; origin: Origin }>(
    patch: Patch,
  ): PlacedMapping<Patch>[] => {
    const viosLparId = drafts.lparIdOf(patch.vios)
    if (viosLparId === null) return []
    const viosName = viosByLparId.get(viosLparId)?.name ?? patch.vios.name ?? null
    if (
      patch.clientLparId !== null &&
      !clients.has(patch.clientLparId) &&
      !drafts.byLparId.has(patch.clientLparId)
    ) {
      const label = viosName ?? String(viosLparId)
      const entry = strangers.get(label) ?? { origin: patch.origin, ids: new Set() }
      strangers.set(label, entry)
      entry.ids.add(patch.clientLparId)
    }
    const volumes = viosByLparId.get(viosLparId)?.physicalVolumes ?? []
    return [{ patch, viosId: partitionIdOf(server.id, viosLparId), viosLparId, viosName, volumes }]
  }
  const scsi = Map.groupBy(patches.scsi.flatMap(place), (one) => one.patch.clientLparId)
  const fibreChannel = Map.groupBy(patches.fibreChannel.flatMap(place), (one) => one.patch.clientLparId)
  for (const [label, { origin, ids }] of strangers) {
    problems.push(
      mappingsWithoutClient(
        origin,
        label,
        [...ids].sort((a, b) => a - b),
      ),
    )
  }
  return partitions.map((one) =>
    applyMappings(
      one,
      forClient<ScsiMapping>(scsi, one.lparId),
      forClient<FibreChannelMapping>(fibreChannel, one.lparId),
    ),
  )
}

/** Mappings that name this client, and those that name none and are found by their slot alone. */
function forClient<One>(
  mappings: ReadonlyMap<number | null, readonly One[]>,
  lparId: number,
): readonly One[] {
  const anonymous = mappings.get(null)
  const own = mappings.get(lparId) ?? []
  return anonymous === undefined ? own : [...own, ...anonymous]
}
