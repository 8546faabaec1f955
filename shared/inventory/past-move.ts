/**
 * Moves that have happened, as the movers' own logs tell them. They are facts about the past, not part of what a plan is
 * made from: `hashFleet` leaves them out, so reading a log makes no plan stale; only the values that are taken from them
 * (calibrated assumptions) do. They lie in the fleet all the same, so that one import preview, one commit and one undo
 * serve them.
 */
import type { Origin, PartitionId } from './fleet.ts'
import type { EpochMs } from './units.ts'

/** One move, as one or both of its movers wrote it down. */
export interface PastMoveRecord {
  /** Stream of the migration: the same on both sides. */
  readonly streamId: string | null
  readonly partitionName: string | null
  readonly partitionUuid: string | null
  readonly lparId: number | null
  /** Managed systems and movers by the names the log or its file name gives them. */
  readonly sourceServer: string | null
  readonly targetServer: string | null
  readonly sourceMover: string | null
  readonly targetMover: string | null
  /** End by the clock of the VIOS, taken as UTC: logs carry no time zone. */
  readonly endedAt: EpochMs | null
  /** Time of the mover: from the first byte to the last, without the HMC's preparation and clean-up. */
  readonly seconds: number
  /** Bytes that went between the movers, those sent again included. */
  readonly bytes: number
}

export interface PastMove extends PastMoveRecord {
  /** Stable: reading the same log again finds the same move. */
  readonly id: string
  readonly origin: Origin
  /** Partition the user says it was; null: found by name, UUID or id. */
  readonly assignedTo: PartitionId | null
  /** The user leaves it out of the calibration. */
  readonly leftOut: boolean
}

/** The clocks of two VIOS and the ends of the two sides differ by no more than this. */
const SAME_END_MS = 10 * 60_000
const SAME_SECONDS = 2

/**
 * Adds moves to those known, each once: the same stream, or the same bytes in the same time at the same end, is the same
 * move seen again or from its other side, which only adds what was not known. What the user decided stays.
 */
export function mergePastMoves(
  known: readonly PastMove[],
  read: readonly { readonly record: PastMoveRecord; readonly origin: Origin }[],
): readonly PastMove[] {
  const merged = [...known]
  const places = new Places(merged)
  for (const { record, origin } of read) {
    const at = places.of(record, merged)
    const former = at === null ? undefined : merged[at]
    if (at !== null && former !== undefined) merged[at] = { ...former, ...overlay(former, record) }
    else {
      merged.push({ id: freeId(record, places), ...record, origin, assignedTo: null, leftOut: false })
      places.add(merged.length - 1, merged)
    }
  }
  return merged.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Where a move may already stand, found by stream and by bytes without looking at all of them. */
class Places {
  readonly ids = new Set<string>()
  readonly #byStream = new Map<string, number>()
  readonly #byBytes = new Map<number, number[]>()

  constructor(moves: readonly PastMove[]) {
    moves.forEach((_, at) => {
      this.add(at, moves)
    })
  }

  add(at: number, moves: readonly PastMove[]): void {
    const move = moves[at]
    if (move === undefined) return
    this.ids.add(move.id)
    if (move.streamId !== null) this.#byStream.set(move.streamId, at)
    this.#byBytes.set(move.bytes, [...(this.#byBytes.get(move.bytes) ?? []), at])
  }

  of(record: PastMoveRecord, moves: readonly PastMove[]): number | null {
    const stream = record.streamId === null ? undefined : this.#byStream.get(record.streamId)
    if (stream !== undefined) return stream
    const same = (this.#byBytes.get(record.bytes) ?? []).find((at) => {
      const other = moves[at]
      return other !== undefined && isSame(other, record)
    })
    return same ?? null
  }
}

function isSame(a: PastMoveRecord, b: PastMoveRecord): boolean {
  if (Math.abs(a.seconds - b.seconds) > SAME_SECONDS) return false
  if (a.endedAt !== null && b.endedAt !== null && Math.abs(a.endedAt - b.endedAt) > SAME_END_MS) return false
  const agree = (one: unknown, other: unknown): boolean => one === null || other === null || one === other
  // A partition may have another id on the other side; its name and UUID stay.
  return (
    agree(a.partitionName, b.partitionName) &&
    agree(a.partitionUuid, b.partitionUuid) &&
    agree(a.streamId, b.streamId)
  )
}

function overlay(former: PastMoveRecord, seen: PastMoveRecord): Partial<PastMoveRecord> {
  const keys = Object.keys(seen) as (keyof PastMoveRecord)[]
  return Object.fromEntries(keys.flatMap((key) => (former[key] === null ? [[key, seen[key]]] : [])))
}

function freeId(record: PastMoveRecord, { ids }: Places): string {
  const { streamId, endedAt, bytes, seconds, partitionName, lparId } = record
  const who = partitionName ?? (lparId === null ? 'unnamed' : `id ${lparId}`)
  const base = streamId ?? `${endedAt ?? 'undated'} ${who} ${bytes} B ${seconds} s`
  let id = base
  for (let number = 2; ids.has(id); number += 1) id = `${base} (${number})`
  return id
}
