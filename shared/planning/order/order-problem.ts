/**
 * What an order of moves is found for. Everything a server has a number of, or has only once, is a room: memory,
 * processing units, slots, a pool, a partition id, a name. A move takes room from its start, all of it on its target;
 * what it gives back on its source is there only after its end.
 */
export interface Room {
  /** Name of its server, for sentences. */
  readonly server: string
  /** Free before the first move; Infinity where nothing is counted. */
  readonly free: number
  /** Shutting a partition down gives this back before it moves: memory and processing units. */
  readonly freedByShutdown: boolean
  /** There is one of it, or none: a partition id, a name. */
  readonly isUnique: boolean
  /** An amount in words: "64 GiB of memory"; of what is unique, what it is: "partition id 10". */
  readonly words: (amount: number) => string
}

export interface Amount {
  /** Place in `rooms`. */
  readonly room: number
  /** Not negative; whole numbers, so that sums are exact. */
  readonly amount: number
}

/** At most one amount a room on each side. */
export interface Exchange {
  readonly takes: readonly Amount[]
  readonly gives: readonly Amount[]
}

export interface WantedMove extends Exchange {
  readonly id: string
  /** The partition, for sentences. */
  readonly name: string
  readonly from: string
  readonly to: string
  /** What moving it costs (bytes): the smallest one goes over a third server. */
  readonly size: number
}

export interface OrderProblem {
  readonly rooms: readonly Room[]
  /** In the order in which they would best start. */
  readonly moves: readonly WantedMove[]
}

/** The room that a problem has at the start; a copy that may be written. */
export function freeRoom({ rooms }: OrderProblem): Float64Array {
  return Float64Array.from(rooms, (room) => room.free)
}
