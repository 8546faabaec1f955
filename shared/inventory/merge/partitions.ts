/** Collects what the patches of one import say about the partitions of one system, by partition id. */
import type { Origin } from '../fleet.ts'
import type { CompletePatch, PartitionPatch, PartitionRef, PartitionValues } from '../patch.ts'
import { addComplete, addRows, type CompleteLists, type Rows } from './rows.ts'
import { replaces, sourceOf, state, stateReferenceName, type Statements } from './statements.ts'

export interface PartitionDraft {
  readonly lparId: number
  /** What a source said it is; null while only sources that do not say have named it. */
  kind: 'client' | 'vios' | null
  readonly origin: Origin
  readonly uuid: string | null
  readonly statements: Statements
  readonly rows: Rows
  readonly viosStatements: Statements
  readonly viosRows: Rows
  readonly complete: CompleteLists
  /** Number of rows by list, where a source counts them. */
  readonly sizes: Map<string, number>
  /** Sources that name it, for the problem where it cannot be kept: file -> number of rows. */
  readonly mentions: Map<string, number>
}

export interface PartitionDrafts {
  readonly byLparId: ReadonlyMap<number, PartitionDraft>
  /** Partition id on this system, or null where nothing in the import tells. */
  lparIdOf(ref: PartitionRef): number | null
  /** Patches that name a partition by a uuid or name that no source gives an id. */
  readonly unresolved: readonly PartitionPatch[]
  /** Patches that give the id of one partition another uuid. */
  readonly contradicting: readonly (readonly [PartitionDraft, PartitionPatch])[]
}

/** Attributes a VIOS shares with clients, taken from `values` where a source has no `viosValues` for them. */
const sharedWithVios = [
  'name',
  'uuid',
  'state',
  'rmcState',
  'memoryMib',
  'maxMemoryMib',
  'processorMode',
  'entitledCenti',
  'virtualProcessors',
  'maxVirtualSlots',
] as const satisfies readonly (keyof PartitionValues)[]

/** What the inventory knows of the partitions of a system: ids, for sources that give none, and current profiles. */
export interface KnownPartitions {
  readonly byUuid: ReadonlyMap<string, number>
  readonly byName: ReadonlyMap<string, number>
  readonly profiles: ReadonlyMap<number, string>
}

/** Drafts of the partitions of one system. */
export function draftPartitions(
  patches: readonly PartitionPatch[],
  completes: readonly CompletePatch[],
  known: KnownPartitions,
): PartitionDrafts {
  const byLparId = new Map<number, PartitionDraft>()
  const byUuid = new Map<string, number>()
  const byName = new Map<string, number>()
  const unresolved: PartitionPatch[] = []
  const contradicting: [PartitionDraft, PartitionPatch][] = []
  const profiles = new Map<PartitionDraft, PartitionPatch[]>()

  const lparIdOf = (ref: PartitionRef): number | null => {
    const uuid = ref.uuid?.toLowerCase()
    const name = ref.name?.trim()
    return (
      ref.lparId ??
      (uuid === undefined ? undefined : (byUuid.get(uuid) ?? known.byUuid.get(uuid))) ??
      (name === undefined ? undefined : (byName.get(name) ?? known.byName.get(name))) ??
      null
    )
  }

  const keep = (patch: PartitionPatch): void => {
    const ref = referenceOf(patch)
    const lparId = lparIdOf(ref)
    if (lparId === null) {
      unresolved.push(patch)
      return
    }
    const draft = byLparId.get(lparId) ?? newDraft(lparId, patch.origin)
    byLparId.set(lparId, draft)
    const uuid = ref.uuid?.toLowerCase()
    if (uuid !== undefined && draft.uuid !== null && draft.uuid !== uuid) {
      contradicting.push([draft, patch])
      return
    }
    if (uuid !== undefined) byUuid.set(uuid, lparId)
    if (ref.name !== undefined) byName.set(ref.name.trim(), lparId)
    if (patch.profile === undefined) addToDraft(draft, patch, ref)
    else profiles.set(draft, [...(profiles.get(draft) ?? []), patch])
  }

  const withId = (patch: PartitionPatch): boolean => referenceOf(patch).lparId !== undefined
  for (const [lparId, { patch, uuid }] of newestUuids(patches)) {
    byLparId.set(lparId, { ...newDraft(lparId, patch.origin), uuid })
  }
  for (const patch of patches) if (withId(patch)) keep(patch)
  for (const patch of patches) if (!withId(patch)) keep(patch)
  for (const [draft, patches] of profiles) {
    const stated = draft.statements.get('currentProfile')?.value ?? known.profiles.get(draft.lparId)
    for (const patch of profileThatCounts(patches, stated)) addProfile(draft, patch)
  }
  for (const complete of completes) {
    const lparId = complete.partition === undefined ? null : lparIdOf(complete.partition)
    const draft = lparId === null ? undefined : byLparId.get(lparId)
    if (draft !== undefined) addComplete(draft.complete, complete.list, complete)
  }
  return { byLparId, lparIdOf, unresolved, contradicting }
}

/**
 * The uuid that stands behind each partition id. An id is used again after a partition was removed: of two exports the
 * newer one tells, else the later. Rows about adapters have no say in it.
 */
function newestUuids(
  patches: readonly PartitionPatch[],
): Map<number, { readonly patch: PartitionPatch; readonly uuid: string }> {
  const newest = new Map<number, { patch: PartitionPatch; uuid: string }>()
  for (const patch of patches) {
    const { lparId, uuid } = referenceOf(patch)
    if (lparId === undefined || uuid === undefined || patch.kind === 'either') continue
    const known = newest.get(lparId)
    if (known === undefined || replaces(sourceOf(patch), sourceOf(known.patch))) {
      newest.set(lparId, { patch, uuid: uuid.toLowerCase() })
    }
  }
  return newest
}

/** The rows of the current profile; where it is not known or none of them, of the only profile there is. */
function profileThatCounts(patches: readonly PartitionPatch[], current: unknown): readonly PartitionPatch[] {
  const byName = Map.groupBy(patches, (patch) => patch.profile)
  const own = typeof current === 'string' ? byName.get(current) : undefined
  return own ?? (byName.size === 1 ? patches : [])
}

/** A profile says all of what it would give: its lists are whole. */
function addProfile(draft: PartitionDraft, patch: PartitionPatch): void {
  addToDraft(draft, patch, referenceOf(patch))
  for (const list of Object.keys({ ...patch.lists, ...patch.viosLists }))
    addComplete(draft.complete, list, patch)
}

function addToDraft(draft: PartitionDraft, patch: PartitionPatch, ref: PartitionRef): void {
  draft.mentions.set(patch.origin.file, (draft.mentions.get(patch.origin.file) ?? 0) + 1)
  if (patch.kind !== 'either') draft.kind = patch.kind
  const values = ref.uuid === undefined ? patch.values : { uuid: ref.uuid, ...patch.values }
  if (patch.kind !== 'vios') {
    state(draft.statements, values, patch)
    stateReferenceName(draft.statements, ref.name, patch)
  }
  if (patch.kind !== 'client') {
    state(draft.viosStatements, { ...forVios(values), ...patch.viosValues }, patch)
    stateReferenceName(draft.viosStatements, ref.name, patch)
  }
  if (patch.lists !== undefined) addRows(draft.rows, patch.lists, patch)
  for (const [list, size] of Object.entries(patch.listSizes ?? {})) draft.sizes.set(list, size)
  if (patch.viosLists !== undefined) addRows(draft.viosRows, patch.viosLists, patch)
}

function forVios(values: PartitionValues): Record<string, unknown> {
  return Object.fromEntries(sharedWithVios.map((attribute) => [attribute, values[attribute]]))
}

/** The reference, completed by what the values themselves say. */
function referenceOf(patch: PartitionPatch): PartitionRef {
  const lparId = patch.partition.lparId ?? patch.values.lparId ?? patch.viosValues?.lparId
  const uuid = patch.partition.uuid ?? patch.values.uuid ?? patch.viosValues?.uuid
  const name = patch.partition.name ?? patch.values.name ?? patch.viosValues?.name
  return {
    ...(lparId === undefined ? {} : { lparId }),
    ...(uuid === undefined || uuid === null ? {} : { uuid }),
    ...(name === undefined ? {} : { name }),
  }
}

function newDraft(lparId: number, origin: Origin): PartitionDraft {
  return {
    lparId,
    kind: null,
    origin,
    uuid: null,
    statements: new Map(),
    rows: new Map(),
    viosStatements: new Map(),
    viosRows: new Map(),
    complete: new Map(),
    sizes: new Map(),
    mentions: new Map(),
  }
}
