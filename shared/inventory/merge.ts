/**
 * Patches of one import, on top of the inventory so far, become a fleet. Pure: the same patches and the same inventory
 * give the same fleet. Systems are identified by type-model*serial (merge/systems.ts), partitions by system and
 * partition id (merge/partitions.ts), attributes by the strongest statement (merge/statements.ts), lists by the key of
 * their rows (merge/rows.ts).
 */
import { emptyFleet, type Fleet, type Server } from './fleet.ts'
import { blankServer } from './blank.ts'
import { firmwareReleaseOf, generationOf } from './generation.ts'
import { olderThanInventory, systemAmbiguous, systemNotDescribed, systemUnknown } from './merge/findings.ts'
import { withLowestHmcLevel } from './merge/hmc-level.ts'
import { settleSystem, type SystemPatches } from './merge/settle-system.ts'
import { oneSystemPerPartition } from './merge/one-system.ts'
import {
  addComplete,
  addRows,
  serverListNames,
  settleRows,
  type CompleteLists,
  type Rows,
} from './merge/rows.ts'
import { settle, state, stateReferenceName, type Statements } from './merge/statements.ts'
import { identifySystems, type ManagedSystem, type Systems } from './merge/systems.ts'
import { mergePastMoves } from './past-move.ts'
import type { FleetPatch, PastMovePatch, ServerPatch, SystemPatch } from './patch.ts'
import type { ImportProblem } from './problem.ts'
import { epochMs, type EpochMs } from './units.ts'

export interface MergedFleet {
  readonly fleet: Fleet
  readonly problems: readonly ImportProblem[]
}

/**
 * Merges patches in the order they were read onto `base` (null: an empty inventory).
 * Systems the patches do not mention stay as they are; a partition of a mentioned system goes only where a complete
 * partition list no longer has it. Nothing is thrown: what cannot be placed is left out with a problem.
 */
export function mergePatches(patches: Iterable<FleetPatch>, base: Fleet | null): MergedFleet {
  const read = [...patches]
  const all = read.filter((patch): patch is SystemPatch => patch.entity !== 'past-move')
  const moves = read.filter((patch): patch is PastMovePatch => patch.entity === 'past-move')
  const problems: ImportProblem[] = []
  const systems = identifySystems(all, base, problems)
  const bySystem = groupBySystem(all, systems, problems)
  const settled = systems.all.map((system) => {
    const own = bySystem.get(system)
    if (own === undefined) return untouched(system, base)
    const { server, complete } = settleServer(system, own)
    return {
      server,
      ...settleSystem(server, system.before?.id ?? null, own, complete, base, problems),
      mentioned: true,
    }
  })
  const fleet = oneSystemPerPartition(settled.filter(holdsAnything), problems)
  const collectedAt = newest(all)
  const before = base?.importedAt ?? null
  if (collectedAt !== null && before !== null && collectedAt < before) {
    problems.push(olderThanInventory(all[0]?.origin ?? { file: '', line: null }, collectedAt, before))
  }
  const importedAt = collectedAt === null ? before : epochMs(Math.max(collectedAt, before ?? 0))
  const { statements, catalogueEdits, pastMoves: known } = base ?? emptyFleet
  const pastMoves = mergePastMoves(
    known,
    moves.map(({ move: record, origin }) => ({ record, origin })),
  )
  return { fleet: { ...fleet, importedAt, statements, catalogueEdits, pastMoves }, problems }
}

/** False for a system that rows merely point at: it has no name, and nothing on it could be kept. */
function holdsAnything({ server, vios, partitions }: Settled): boolean {
  return server.origins['name'] !== undefined || vios.length + partitions.length > 0
}

function untouched(system: ManagedSystem, base: Fleet | null): Settled {
  const server = system.before ?? blankServer(system.id, system.name ?? system.id)
  return {
    server,
    vios: base?.vios.filter((one) => one.serverId === server.id) ?? [],
    partitions: base?.partitions.filter((one) => one.serverId === server.id) ?? [],
    mentioned: false,
  }
}

type Settled = Parameters<typeof oneSystemPerPartition>[0][number]

function groupBySystem(
  patches: readonly SystemPatch[],
  systems: Systems,
  problems: ImportProblem[],
): Map<ManagedSystem, SystemPatches> {
  const groups = new Map<ManagedSystem, SystemPatches>()
  const lost = new Map<string, { patch: SystemPatch; ambiguous: boolean; rows: number }>()
  for (const patch of patches) {
    const resolution = systems.resolve(patch.server)
    if (resolution.found === 'duplicate') continue
    if (resolution.found !== 'system') {
      const key = `${resolution.found} ${patch.origin.file} ${patch.server.name ?? ''}`
      const known = lost.get(key) ?? { patch, ambiguous: resolution.found === 'ambiguous', rows: 0 }
      lost.set(key, { ...known, rows: known.rows + 1 })
      continue
    }
    const group = groups.get(resolution.system) ?? emptyGroup()
    groups.set(resolution.system, group)
    addToGroup(group, patch)
  }
  for (const { patch, ambiguous, rows } of lost.values()) {
    problems.push(
      ambiguous
        ? systemAmbiguous(patch.origin, patch.server.name ?? '', rows)
        : systemUnknown(patch.origin, rows),
    )
  }
  for (const [system, group] of groups) {
    const rows = [...group.servers, ...group.partitions, ...group.scsi, ...group.fibreChannel]
    const origin = (rows[0] ?? group.completes[0])?.origin
    const described = group.servers.length > 0 && system.name !== null
    if (described || system.before !== null || origin === undefined) continue
    problems.push(systemNotDescribed(origin, system.name ?? system.id.replace(/^uuid:/, '')))
  }
  return groups
}

function emptyGroup(): SystemPatches {
  return { servers: [], partitions: [], completes: [], scsi: [], fibreChannel: [] }
}

function addToGroup(group: SystemPatches, patch: SystemPatch): void {
  switch (patch.entity) {
    case 'server':
      group.servers.push(patch)
      break
    case 'partition':
      group.partitions.push(patch)
      break
    case 'complete':
      group.completes.push(patch)
      break
    case 'scsi-mapping':
      group.scsi.push(patch)
      break
    case 'fc-mapping':
      group.fibreChannel.push(patch)
      break
  }
}

function settleServer(
  system: ManagedSystem,
  own: SystemPatches,
): { readonly server: Server; readonly complete: CompleteLists } {
  const statements: Statements = new Map()
  const rows: Rows = new Map()
  const complete: CompleteLists = new Map()
  for (const patch of own.servers) addServerPatch(patch, statements, rows)
  for (const patch of own.completes)
    if (patch.partition === undefined) addComplete(complete, patch.list, patch)
  const hmcs = new Set([
    ...(system.before?.hmcs ?? []),
    ...own.servers.flatMap((patch) => patch.values.hmcs ?? []),
  ])
  statements.delete('hmcs')

  const blank = blankServer(system.id, system.name ?? system.uuid ?? system.id)
  let server = settle(blank, statements, system.before, true)
  const lists: Record<string, unknown> = {}
  const origins = { ...server.origins }
  for (const name of serverListNames) {
    const settled = settleRows(rows, name, [complete], server[name], true)
    if (settled === null) continue
    lists[name] = settled.list
    if (settled.origin !== null) origins[name] = settled.origin
  }
  server = {
    ...server,
    ...lists,
    typeModel: server.typeModel ?? system.typeModel,
    serial: server.serial ?? system.serial,
    uuid: server.uuid ?? system.uuid,
    hmcs: [...hmcs].sort(),
    origins,
  }
  const firmwareRelease =
    server.firmwareRelease ?? (server.firmware === null ? null : firmwareReleaseOf(server.firmware))
  server = withLowestHmcLevel(server, system.before, own.servers)
  return {
    server: {
      ...server,
      firmwareRelease,
      generation: server.generation ?? generationOf(server.typeModel, firmwareRelease),
    },
    complete,
  }
}

function addServerPatch(patch: ServerPatch, statements: Statements, rows: Rows): void {
  state(statements, patch.values, patch)
  stateReferenceName(statements, patch.server.name, patch)
  if (patch.lists !== undefined) addRows(rows, patch.lists, patch)
}

function newest(patches: readonly SystemPatch[]): EpochMs | null {
  let latest: EpochMs | null = null
  for (const { collectedAt } of patches) {
    if (collectedAt !== undefined && (latest === null || collectedAt > latest)) latest = collectedAt
  }
  return latest
}
