/**
 * N+1 (ReserveRule says how it is counted): for every server of the group an assignment of its partitions to the others
 * is looked for. The first descent of the search is first-fit decreasing; then it tries other servers, within bounds.
 */
import type { FleetIndex } from '../../../inventory/fleet-index.ts'
import type { Partition, Server } from '../../../inventory/fleet.ts'
import { centiNeed, memoryNeedMib } from '../../../mobility/need.ts'
import type { RefereeContext, ResolvedMove } from '../context.ts'
import { emptiedBy, idsOf, ruleCheck, type Breach } from './rule-check.ts'

/** Assignments tried for one server before nobody can tell. */
const MOST_TRIALS = 4000

export const oneServerToSpare = ruleCheck(
  'reserve',
  'R-RULE-RESERVE',
  'The partitions of any one server would fit on the others of its group',
  (rule, context) => {
    const group = idsOf(rule.servers)
    const emptied = emptiedBy(context)
    if (!context.moves.some(({ target }) => group.has(target.id))) return []
    const servers = context.index.fleet.servers.filter(({ id }) => group.has(id) && !emptied.has(id))
    for (const atS of rule.when === 'end' ? [Infinity] : instants(context, servers)) {
      const now = new Instant(context.index, context.moves, context.spans, atS)
      for (const server of servers) {
        const others = servers.filter((one) => one.id !== server.id && one.state === 'operating')
        const trial = new Trial(
          now.partitionsOn(server),
          others.map((one) => now.roomOn(one)),
        )
        if (trial.fits()) continue
        const text = `the partitions of ${server.name} ${trial.isSpent ? 'cannot be shown to fit' : 'do not fit'} on the others`
        const spent = trial.isSpent ? ({ unknown: true } as const) : {}
        return [
          { text, ...spent, serverId: server.id, ...(atS === Infinity ? {} : { atS }) } satisfies Breach,
        ]
      }
    }
    return []
  },
)

/**
 * Instants to be asked about. Where no server that counts loses a partition, the end is the fullest of all: what fits
 * then has fitted before. Otherwise every start and end.
 */
function instants({ moves, spans }: RefereeContext, servers: readonly Server[]): readonly number[] {
  const counting = idsOf(servers)
  if (!moves.some(({ source }) => counting.has(source.id))) return [Infinity]
  const all = moves.flatMap(({ move }) => {
    const span = spans.get(move.id)
    return span === undefined ? [] : [span.startS, span.endS]
  })
  return [...new Set([...all.filter(Number.isFinite).toSorted((a, b) => a - b), Infinity])]
}

interface Room {
  readonly server: Server
  memoryMib: number
  centi: number
}

/** Who is where at an instant: a move holds its target from its start, and its source until its end. */
export class Instant {
  readonly #index: FleetIndex
  readonly #arrived: readonly ResolvedMove[]
  readonly #left: readonly ResolvedMove[]

  constructor(
    index: FleetIndex,
    moves: readonly ResolvedMove[],
    spans: RefereeContext['spans'],
    atS: number,
  ) {
    this.#index = index
    const isEnd = atS === Infinity
    this.#arrived = moves.filter(({ move }) => isEnd || (spans.get(move.id)?.startS ?? 0) <= atS)
    this.#left = moves.filter(({ move }) => isEnd || (spans.get(move.id)?.endS ?? Infinity) <= atS)
  }

  partitionsOn(server: Server): readonly Partition[] {
    const gone = new Set(
      this.#left.filter(({ source }) => source.id === server.id).map(({ partition }) => partition.id),
    )
    const come = this.#arrived
      .filter(({ target }) => target.id === server.id)
      .map(({ partition }) => partition)
    return [...this.#index.partitionsOf(server.id).filter(({ id }) => !gone.has(id)), ...come]
  }

  /** Room that is certain: nothing where any figure is not known. */
  roomOn(server: Server): Room {
    const none = { server, memoryMib: 0, centi: 0 }
    if (server.availableMemoryMib === null || server.availableCenti === null) return none
    const room: Room = { server, memoryMib: server.availableMemoryMib, centi: server.availableCenti }
    const changes = [
      ...this.#arrived
        .filter(({ target }) => target.id === server.id)
        .map(({ partition }) => ({ partition, sign: -1 })),
      ...this.#left
        .filter(({ source }) => source.id === server.id)
        .map(({ partition }) => ({ partition, sign: 1 })),
    ]
    for (const { partition, sign } of changes) {
      const [mib, centi] = [memoryNeedMib(partition, server), centiNeed(partition)]
      if (mib === null || centi === null) return none
      room.memoryMib += sign * mib
      room.centi += sign * centi
    }
    return room
  }
}

/** The search for an assignment. */
export class Trial {
  readonly #partitions: readonly Partition[]
  readonly #rooms: readonly Room[]
  #trials = 0

  constructor(partitions: readonly Partition[], rooms: readonly Room[]) {
    this.#partitions = partitions.toSorted(
      (a, b) => (b.memoryMib ?? 0) - (a.memoryMib ?? 0) || (a.id < b.id ? -1 : 1),
    )
    this.#rooms = rooms
  }

  /** Given up: it may fit in a way that was not tried. */
  get isSpent(): boolean {
    return this.#trials > MOST_TRIALS
  }

  fits(at = 0): boolean {
    const partition = this.#partitions[at]
    if (partition === undefined) return true
    const centi = centiNeed(partition)
    if (centi === null) return false
    for (const room of this.#rooms) {
      const mib = memoryNeedMib(partition, room.server)
      if (mib === null || mib > room.memoryMib || centi > room.centi) continue
      this.#trials += 1
      room.memoryMib -= mib
      room.centi -= centi
      if (this.fits(at + 1)) return true
      room.memoryMib += mib
      room.centi += centi
      if (this.isSpent) return false
    }
    return false
  }
}
