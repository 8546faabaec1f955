/** What an import changes: the fleet before against the fleet after, entity by entity and adapter by adapter. */
import { statementKey, subjectWords } from './answers.ts'
import { attributesOf, describeValue, sameValue } from './diff/describe.ts'
import type { Fleet, Origin, Origins } from './fleet.ts'

const changeKinds = [
  'servers',
  'vios',
  'partitions',
  'ethernet',
  'scsi',
  'fibre-channel',
  'pools',
  'load',
  'answers',
  'past-moves',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface ChangeCount {
  readonly kind: ChangeKind
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly gone: number
}

export interface ChangedAttribute {
  /** Name of the attribute in fleet.ts; the window has the words for it. */
  readonly attribute: string
  /** Readable value with its unit; null: not known. */
  readonly before: string | null
  readonly after: string | null
  /** Where the new value comes from; null where no source names it. */
  readonly origin: Origin | null
}

export interface ChangedEntity {
  readonly kind: ChangeKind
  readonly change: 'new' | 'changed' | 'gone'
  readonly name: string
  /** Name of the managed system. */
  readonly server: string
  readonly attributes: readonly ChangedAttribute[]
  readonly file: string | null
  readonly line: number | null
}

export interface FleetDiff {
  readonly counts: readonly ChangeCount[]
  /** All changes, in the order of `changeKinds` and then by identity. */
  readonly changes: readonly ChangedEntity[]
}

/** One thing that can be new, changed or gone. */
interface Item {
  readonly name: string
  readonly server: string
  readonly entity: Readonly<Record<string, unknown>>
  readonly origins: Origins
  readonly origin: Origin | null
}

type Items = Readonly<Record<ChangeKind, Map<string, Item>>>

/** Compares two fleets by identity (system; system and partition id; adapter slot). `before` null: everything is new. */
export function diffFleets(before: Fleet | null, after: Fleet): FleetDiff {
  const old = itemsOf(before)
  const now = itemsOf(after)
  const counts: ChangeCount[] = []
  const changes: ChangedEntity[] = []
  for (const kind of changeKinds) {
    const tally = { new: 0, changed: 0, unchanged: 0, gone: 0 }
    for (const [key, item] of now[kind]) {
      const former = old[kind].get(key)
      const attributes = changedAttributes(former, item)
      if (former !== undefined && attributes.length === 0) {
        tally.unchanged += 1
        continue
      }
      const change = former === undefined ? 'new' : 'changed'
      tally[change] += 1
      changes.push(changedEntity(kind, change, item, attributes))
    }
    for (const [key, item] of old[kind]) {
      if (now[kind].has(key)) continue
      tally.gone += 1
      changes.push({ ...changedEntity(kind, 'gone', item, []), file: null, line: null })
    }
    counts.push({ kind, ...tally })
  }
  return { counts, changes }
}

function changedEntity(
  kind: ChangeKind,
  change: ChangedEntity['change'],
  item: Item,
  attributes: readonly ChangedAttribute[],
): ChangedEntity {
  const origin = attributes.find((one) => one.origin !== null)?.origin ?? item.origin
  const { name, server } = item
  return { kind, change, name, server, attributes, file: origin?.file ?? null, line: origin?.line ?? null }
}

function changedAttributes(before: Item | undefined, after: Item): ChangedAttribute[] {
  const changed: ChangedAttribute[] = []
  for (const attribute of attributesOf(after.entity)) {
    const former = before?.entity[attribute] ?? null
    const value = after.entity[attribute] ?? null
    if (sameValue(former, value)) continue
    const origin = after.origins[attribute] ?? after.origin
    const texts = { before: describeValue(attribute, former), after: describeValue(attribute, value) }
    changed.push({ attribute, ...texts, origin })
  }
  return changed
}

function itemsOf(fleet: Fleet | null): Items {
  const items: Items = {
    servers: new Map(),
    vios: new Map(),
    partitions: new Map(),
    ethernet: new Map(),
    scsi: new Map(),
    'fibre-channel': new Map(),
    pools: new Map(),
    load: new Map(),
    answers: new Map(),
    'past-moves': new Map(),
  }
  const names = new Map((fleet?.servers ?? []).map((server) => [server.id, server.name]))
  for (const server of fleet?.servers ?? []) {
    const own = { server: server.name, origins: server.origins }
    items.servers.set(server.id, { name: server.name, ...own, ...entityOf(server) })
    for (const pool of server.processorPools ?? []) {
      const name = pool.name ?? `pool ${pool.id}`
      items.pools.set(`${server.id}/${pool.id}`, {
        name,
        ...own,
        ...rowOf(pool, server.origins['processorPools']),
      })
    }
  }
  for (const one of fleet?.vios ?? []) {
    const server = names.get(one.serverId) ?? one.serverId
    items.vios.set(one.id, { name: one.name, server, origins: one.origins, ...entityOf(one) })
  }
  for (const one of fleet?.partitions ?? []) {
    const server = names.get(one.serverId) ?? one.serverId
    items.partitions.set(one.id, { name: one.name, server, origins: one.origins, ...entityOf(one) })
    const adapters = [
      ['ethernet', 'virtualEthernet'],
      ['scsi', 'virtualScsi'],
      ['fibre-channel', 'virtualFibreChannel'],
    ] as const
    for (const [kind, list] of adapters) {
      for (const adapter of one[list] ?? []) {
        const name = `${one.name}, slot ${adapter.slot}`
        const row = rowOf(adapter, one.origins[list])
        items[kind].set(`${one.id}/${adapter.slot}`, { name, server, origins: {}, ...row })
      }
    }
    if (one.typicalWeek !== null) {
      const row = rowOf({ typicalWeek: one.typicalWeek }, one.origins['typicalWeek'])
      items.load.set(one.id, { name: one.name, server, origins: {}, ...row })
    }
  }
  for (const one of fleet?.statements ?? []) {
    const partition = one.scope === 'partition' ? items.partitions.get(one.scopeId ?? '') : undefined
    const server = partition?.server ?? names.get(one.scopeId ?? '') ?? ''
    const about = one.scope === 'fleet' ? 'the whole fleet' : (partition?.name ?? (server || one.scopeId))
    const row = rowOf({ answer: one.holds, reason: one.reason }, undefined)
    items.answers.set(statementKey(one), {
      name: `${subjectWords[one.subject]}, ${about ?? ''}`,
      server,
      origins: {},
      ...row,
    })
  }
  for (const { origin, ...move } of fleet?.pastMoves ?? []) {
    const name = move.partitionName ?? (move.lparId === null ? move.id : `partition id ${move.lparId}`)
    const server = move.sourceServer ?? move.targetServer ?? ''
    items['past-moves'].set(move.id, { name, server, origins: {}, entity: move, origin })
  }
  return items
}

function entityOf(entity: object & { readonly origins: Origins }): Pick<Item, 'entity' | 'origin'> {
  const origin = entity.origins['name'] ?? Object.values(entity.origins)[0] ?? null
  return { entity: entity as unknown as Item['entity'], origin }
}

function rowOf(row: object, origin: Origin | undefined): Pick<Item, 'entity' | 'origin'> {
  return { entity: row as Item['entity'], origin: origin ?? null }
}
