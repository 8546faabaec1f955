/** Which partition of the inventory a past move moved, and between which servers; or why that cannot be told. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, ServerId, Vios } from '../inventory/fleet.ts'
import type { PastMove } from '../inventory/past-move.ts'

export interface MatchedMove {
  readonly move: PastMove
  readonly partition: Partition
  /** How it was found, in words. */
  readonly by: 'you' | 'UUID' | 'name' | 'partition id'
  /** The sides as far as they are known; a side that is not known is taken to be like the other one. */
  readonly sourceId: ServerId
  readonly targetId: ServerId
  readonly sourceMover: Vios | null
  readonly targetMover: Vios | null
}

export interface UnmatchedMove {
  readonly move: PastMove
  /** Why no partition was found, one sentence. */
  readonly reason: string
}

export interface Matches {
  readonly matched: readonly MatchedMove[]
  readonly unmatched: readonly UnmatchedMove[]
  /** Left out by the user. */
  readonly leftOut: readonly PastMove[]
}

/** The clock of a VIOS carries no zone: an inventory is older or younger than a move only by more than this. */
const DAY_MS = 86_400_000

/** Matches every move by what the user says, else UUID, name, partition id; in the order of the moves. */
export function matchMoves(index: FleetIndex): Matches {
  const finder = new Finder(index)
  const matched: MatchedMove[] = []
  const unmatched: UnmatchedMove[] = []
  const leftOut: PastMove[] = []
  for (const move of index.fleet.pastMoves) {
    if (move.leftOut) {
      leftOut.push(move)
      continue
    }
    const found = finder.find(move)
    if (typeof found === 'string') unmatched.push({ move, reason: found })
    else matched.push(finder.placed(move, found.partition, found.by))
  }
  return { matched, unmatched, leftOut }
}

interface Found {
  readonly partition: Partition
  readonly by: MatchedMove['by']
}

class Finder {
  readonly #index: FleetIndex
  readonly #byUuid: ReadonlyMap<string, Partition>
  readonly #byName: ReadonlyMap<string, readonly Partition[]>
  readonly #serverIds: ReadonlyMap<string, ServerId>
  readonly #viosByName: ReadonlyMap<string, readonly Vios[]>

  constructor(index: FleetIndex) {
    const { partitions, servers, vios } = index.fleet
    this.#index = index
    this.#byUuid = new Map(
      partitions.flatMap((one) => (one.uuid === null ? [] : [[plainUuid(one.uuid), one] as const])),
    )
    this.#byName = Map.groupBy(partitions, (one) => one.name.toLowerCase())
    this.#serverIds = new Map(
      servers.flatMap((one) => [
        [one.name.toLowerCase(), one.id] as const,
        [one.id.toLowerCase(), one.id] as const,
      ]),
    )
    this.#viosByName = Map.groupBy(vios, (one) => one.name.toLowerCase())
  }

  find(move: PastMove): Found | string {
    if (move.assignedTo !== null) {
      const partition = this.#index.partitionById.get(move.assignedTo)
      return partition === undefined
        ? 'The partition it was assigned to is no longer in the inventory.'
        : { partition, by: 'you' }
    }
    if (move.partitionUuid !== null) {
      const partition = this.#byUuid.get(plainUuid(move.partitionUuid))
      if (partition !== undefined) return { partition, by: 'UUID' }
    }
    if (move.partitionName !== null) return this.#named(move, move.partitionName)
    if (move.lparId !== null) return this.#numbered(move, move.lparId)
    return move.partitionUuid === null
      ? 'The log names no partition.'
      : 'No partition of the inventory has its UUID.'
  }

  #named(move: PastMove, name: string): Found | string {
    const namesakes = this.#byName.get(name.toLowerCase()) ?? []
    const sides = new Set([this.#server(move, 'source'), this.#server(move, 'target')])
    const here = namesakes.length === 1 ? namesakes : namesakes.filter((one) => sides.has(one.serverId))
    const [partition, second] = here
    if (partition !== undefined && second === undefined) return { partition, by: 'name' }
    return namesakes.length === 0
      ? `No partition of the inventory is called “${name}”.`
      : `${namesakes.length} partitions are called “${name}”.`
  }

  /** A partition id says who it was only on the side, and at the time, the inventory shows. */
  #numbered(move: PastMove, lparId: number): Found | string {
    const { importedAt } = this.#index.fleet
    const cannot = `Partition id ${lparId} alone does not say who it was: ids are used again after a move.`
    if (importedAt === null || move.endedAt === null || Math.abs(importedAt - move.endedAt) < DAY_MS)
      return cannot
    const serverId = this.#server(move, move.endedAt > importedAt ? 'source' : 'target')
    const partition = this.#index.partitionsOf(serverId ?? '').find((one) => one.lparId === lparId)
    return partition === undefined ? cannot : { partition, by: 'partition id' }
  }

  placed(move: PastMove, partition: Partition, by: MatchedMove['by']): MatchedMove {
    const known = { source: this.#server(move, 'source'), target: this.#server(move, 'target') }
    const sourceId = known.source ?? known.target ?? partition.serverId
    const targetId = known.target ?? known.source ?? partition.serverId
    return {
      move,
      partition,
      by,
      sourceId,
      targetId,
      sourceMover: this.#mover(
        move.sourceMover ?? (known.source === null ? move.targetMover : null),
        sourceId,
      ),
      targetMover: this.#mover(
        move.targetMover ?? (known.target === null ? move.sourceMover : null),
        targetId,
      ),
    }
  }

  #server(move: PastMove, side: 'source' | 'target'): ServerId | null {
    const name = side === 'source' ? move.sourceServer : move.targetServer
    const named = name === null ? undefined : this.#serverIds.get(name.toLowerCase())
    if (named !== undefined) return named
    const mover = side === 'source' ? move.sourceMover : move.targetMover
    const [vios, second] = this.#viosByName.get(mover?.toLowerCase() ?? '') ?? []
    return vios === undefined || second !== undefined ? null : vios.serverId
  }

  #mover(name: string | null, serverId: ServerId): Vios | null {
    const named = this.#viosByName.get(name?.toLowerCase() ?? '') ?? []
    return (
      named.find((one) => one.serverId === serverId) ??
      this.#index.viosOf(serverId).find((one) => one.mover === true) ??
      null
    )
  }
}

const plainUuid = (uuid: string): string => uuid.toLowerCase().replaceAll('-', '')
