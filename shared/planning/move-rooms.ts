/** Moves of a fleet as the order is asked about them: what each takes on its target and gives back on its source. */
import type { Assumptions } from '../forecast/assumption.ts'
import { touchedBytes } from '../forecast/touched-memory.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../inventory/fleet.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../mobility/need.ts'
import type { Supply } from '../mobility/supply.ts'
import { targetStateOf, type TargetState } from '../mobility/target-state.ts'
import { count, memory, units } from '../mobility/words.ts'
import { givenBack, type GivenBack } from './given-back.ts'
import type { PlacedPartition } from './moves.ts'
import type { Amount, Exchange, OrderProblem, Room, WantedMove } from './order/order-problem.ts'
import { targetPool } from './planned-state.ts'

/** Something every server has a number of. */
interface Kind {
  readonly free: (state: TargetState, server: Server, accepted: ReadonlySet<string>) => number
  readonly need: (partition: Partition, server: Server) => number
  readonly back: (given: GivenBack) => number
  readonly words: (amount: number) => string
  readonly freedByShutdown: boolean
}

/** What is not known is not counted: whoever plans with it has accepted that. */
const kinds: readonly Kind[] = [
  {
    free: (state) => state.freeMemoryMib ?? Infinity,
    need: (partition, server) => memoryNeedMib(partition, server) ?? partition.memoryMib ?? 0,
    back: ({ memoryMib }) => memoryMib,
    words: (amount) => `${memory(amount)} of memory`,
    freedByShutdown: true,
  },
  {
    free: (state) => state.freeCenti ?? Infinity,
    need: (partition) => centiNeed(partition) ?? partition.entitledCenti ?? 0,
    back: ({ centi }) => centi,
    words: units,
    freedByShutdown: true,
  },
  {
    free: ({ partitionCount }, { maxPartitions }) =>
      maxPartitions === null || partitionCount === null ? Infinity : maxPartitions - partitionCount,
    need: () => 1,
    back: () => 1,
    words: (amount) => count(amount, 'place for a partition', 'places for partitions'),
    freedByShutdown: false,
  },
  {
    free: (state, _, accepted) => certain(state.freeVirtualSlots, accepted.has('TGT-VSLOTS')),
    need: (partition) => virtualSlotNeed(partition) ?? 0,
    back: ({ virtualSlots }) => virtualSlots,
    words: (amount) => count(amount, 'virtual slot'),
    freedByShutdown: false,
  },
  {
    free: (state, _, accepted) => certain(state.freeFibreChannelPlaces, accepted.has('SRC-NPIV-PAIR')),
    need: (partition) => fibreChannelNeed(partition) ?? 0,
    back: ({ fibreChannelPlaces }) => fibreChannelPlaces,
    words: (amount) => count(amount, 'NPIV place'),
    freedByShutdown: false,
  },
]

function certain({ atLeast, complete }: Supply, isAccepted: boolean): number {
  return complete || !isAccepted ? atLeast : Infinity
}

/** Rooms of the servers of a fleet, made as they are asked for. */
export class MoveRooms {
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #accepted: ReadonlySet<string>
  readonly #rooms: Room[] = []
  readonly #at = new Map<string, number>()
  readonly #states = new Map<ServerId, TargetState>()

  constructor(index: FleetIndex, assumptions: Assumptions, acceptedUnknownRuleIds: readonly string[]) {
    this.#index = index
    this.#assumptions = assumptions
    this.#accepted = new Set(acceptedUnknownRuleIds)
  }

  /** The problem of these moves; ids are those of the partitions. Rooms that are made later are not in it. */
  problem(placed: readonly PlacedPartition[]): OrderProblem {
    const taking = placed.map(({ partition, target, lparId }) => [
      ...this.#counted(partition, target),
      ...this.#pooled(partition, target),
      this.#unique(target, `partition id ${lparId}`, !this.#stateOf(target).usedLparIds.has(lparId)),
      this.#nameOn(partition, target),
    ])
    const moves = placed.map(({ partition, target }, i): WantedMove => {
      const source = this.#index.serverById.get(partition.serverId)
      return {
        id: partition.id,
        name: partition.name,
        from: partition.serverId,
        to: target.id,
        size: touchedBytes(partition, this.#assumptions),
        takes: taking[i]!,
        gives: source === undefined ? [] : this.#given(partition, source),
      }
    })
    return { rooms: [...this.#rooms], moves }
  }

  /** What a partition takes on a server where it rests for a while, and gives back there. */
  rest(partition: Partition, server: Server): Exchange {
    const takes = [...this.#counted(partition, server), this.#nameOn(partition, server)]
    return { takes, gives: [...this.#back(partition, server), this.#nameOn(partition, server)] }
  }

  #given(partition: Partition, source: Server): readonly Amount[] {
    const held = [`partition id ${partition.lparId}`, nameWords(partition)].flatMap((words) => {
      const room = this.#at.get(`${source.id} ${words}`)
      return room === undefined ? [] : [{ room, amount: 1 }]
    })
    return [...this.#back(partition, source), ...held]
  }

  #counted(partition: Partition, server: Server): readonly Amount[] {
    return kinds.map((kind, number) => ({
      room: this.#kindRoom(server, kind, number),
      amount: kind.need(partition, server),
    }))
  }

  #back(partition: Partition, server: Server): readonly Amount[] {
    const given = givenBack(partition, server)
    return kinds.map((kind, number) => ({
      room: this.#kindRoom(server, kind, number),
      amount: kind.back(given),
    }))
  }

  #kindRoom(server: Server, kind: Kind, number: number): number {
    return this.#room(`${server.id} #${number}`, () => ({
      server: server.name,
      free: kind.free(this.#stateOf(server), server, this.#accepted),
      freedByShutdown: kind.freedByShutdown,
      isUnique: false,
      words: kind.words,
    }))
  }

  #pooled(partition: Partition, target: Server): readonly Amount[] {
    const pool = targetPool(partition, target)
    const free = pool === null ? undefined : this.#stateOf(target).freePoolCenti.get(pool.id)
    if (pool === null || free == null) return []
    const room = this.#room(`${target.id} pool ${pool.id}`, () => ({
      server: target.name,
      free,
      freedByShutdown: false,
      isUnique: false,
      words: (amount) => `${units(amount)} of pool "${pool.name}"`,
    }))
    return [{ room, amount: centiNeed(partition) ?? partition.entitledCenti ?? 0 }]
  }

  #nameOn(partition: Partition, server: Server): Amount {
    return this.#unique(server, nameWords(partition), !this.#stateOf(server).names.has(partition.name))
  }

  #unique(server: Server, words: string, isFree: boolean): Amount {
    const room = this.#room(`${server.id} ${words}`, () => ({
      server: server.name,
      free: isFree ? 1 : 0,
      freedByShutdown: false,
      isUnique: true,
      words: () => words,
    }))
    return { room, amount: 1 }
  }

  #room(key: string, make: () => Room): number {
    const known = this.#at.get(key)
    if (known !== undefined) return known
    this.#rooms.push(make())
    this.#at.set(key, this.#rooms.length - 1)
    return this.#rooms.length - 1
  }

  #stateOf(server: Server): TargetState {
    const state = this.#states.get(server.id) ?? targetStateOf(this.#index, server)
    this.#states.set(server.id, state)
    return state
  }
}

function nameWords({ name }: Partition): string {
  return `the name "${name}"`
}
