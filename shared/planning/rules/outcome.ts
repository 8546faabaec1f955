/** What a plan leads to, as its rules look at it: who moves where, and when as far as that is known. */
import type { Forecast } from '../../forecast/forecast.ts'
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server, ServerId } from '../../inventory/fleet.ts'

export interface OutcomeMove {
  readonly partition: Partition
  readonly target: Server
  /** Seconds from the start of the plan in the median run; null while there is no schedule, or where it never ends. */
  readonly startS: number | null
  readonly endS: number | null
  /** Of the median run, seconds; null where not known, and for moves without one. */
  readonly standstillS: number | null
}

export interface Outcome {
  readonly index: FleetIndex
  /** Servers the plan empties. */
  readonly emptied: ReadonlySet<ServerId>
  /** Start of the plan, UTC epoch ms. */
  readonly startMs: number
  readonly moves: ReadonlyMap<PartitionId, OutcomeMove>
}

/** The outcome of moves with their times in a run of the engine. */
export function outcomeOf(
  place: Omit<Outcome, 'moves'>,
  moves: readonly (Pick<OutcomeMove, 'partition' | 'target'> & { readonly id: string })[],
  { parts }: Forecast,
): Outcome {
  return {
    ...place,
    moves: new Map(
      moves.map(({ id, partition, target }) => {
        const part = parts[id]
        const times = { startS: part?.t0 ?? null, endS: part?.t1 ?? null, standstillS: part?.down ?? null }
        return [partition.id, { partition, target, ...times }]
      }),
    ),
  }
}

/** The server a partition is on when the plan is done; null where the inventory does not have it. */
export function serverAfter({ index, moves }: Outcome, partitionId: PartitionId): ServerId | null {
  return moves.get(partitionId)?.target.id ?? index.partitionById.get(partitionId)?.serverId ?? null
}

/** An outcome with one more move, of which no times are known. */
export function withMove(outcome: Outcome, partition: Partition, target: Server): Outcome {
  const move: OutcomeMove = { partition, target, startS: null, endS: null, standstillS: null }
  return { ...outcome, moves: new Map([...outcome.moves, [partition.id, move]]) }
}

/** Moves of the partitions a rule names; of all where it names none. */
export function movesAbout(
  outcome: Outcome,
  partitions: readonly { readonly id: string }[],
): readonly OutcomeMove[] {
  if (partitions.length === 0) return [...outcome.moves.values()]
  return partitions.flatMap(({ id }) => outcome.moves.get(id) ?? [])
}
