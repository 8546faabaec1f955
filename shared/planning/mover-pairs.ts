/** Which mover pair each active move uses: cores and slots of the movers of a server are used evenly. */
import type { ServerId } from '../inventory/fleet.ts'
import type { MovedBytes, MoverPair, UsableMover } from './movers.ts'

/** Rounds of improvement after everybody has a pair; mostly the first few find all there is. */
const MOST_ROUNDS = 12
/** Moves of a server beyond which two are no longer tried in each other's place. */
const MOST_TO_SWAP = 120
/** Unequal speeds cause retransmissions and stalls (domain.md 4.3): over such a pair a move counts as so much longer. */
const UNEQUAL_SPEED_PENALTY = 1.5

export interface UsablePair {
  readonly source: UsableMover
  readonly target: UsableMover
  /** 1, and more where the link speeds are not equal though those of another pair are. */
  readonly weight: number
}

/** The pairs a move may use. Empty where a side has no mover that can carry anything. */
export function usablePairs(
  sources: readonly UsableMover[],
  targets: readonly UsableMover[],
): readonly UsablePair[] {
  const carrying = (mover: UsableMover): boolean => mover.rate > 0 && mover.slots > 0
  const all = sources
    .filter(carrying)
    .flatMap((source) => targets.filter(carrying).map((target) => ({ source, target })))
  const isEqual = ({ source, target }: (typeof all)[number]): boolean =>
    source.vios.linkGbps === target.vios.linkGbps
  const unequal = all.some(isEqual) ? UNEQUAL_SPEED_PENALTY : 1
  return all.map((pair) => ({ ...pair, weight: isEqual(pair) ? 1 : unequal }))
}

/** Chooses pairs, largest move first, then by shifts and swaps. Answers in the order of `moves`. */
export function pairMovers(
  moves: readonly MovedBytes[],
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly MoverPair[] {
  const loads = new Loads()
  const pairsOf = moves.map((move) =>
    usablePairs(moversOf(move.sourceServerId), moversOf(move.targetServerId)),
  )
  const chosen = moves.map(() => -1)
  const take = (i: number, pair: number, sign: 1 | -1): void => {
    const { source, target, weight } = pairsOf[i]![pair]!
    loads.add(source, moves[i]!, sign * weight)
    loads.add(target, moves[i]!, sign * weight)
    chosen[i] = sign === 1 ? pair : -1
  }
  /** Gives a move the pair with which the latest movers are earliest; true where that is another one. */
  const settle = (i: number): boolean => {
    const before = chosen[i]!
    if (before >= 0) take(i, before, -1)
    let best = before
    let lowest = before >= 0 ? loads.costWith(pairsOf[i]![before]!, moves[i]!) * (1 - 1e-9) : Infinity
    for (const [pair, movers] of pairsOf[i]!.entries()) {
      const cost = loads.costWith(movers, moves[i]!)
      if (cost >= lowest && best >= 0) continue
      best = pair
      lowest = cost
    }
    if (best >= 0) take(i, best, 1)
    return best !== before
  }
  const largestFirst = moves.map((_, i) => i).toSorted((a, b) => moves[b]!.bytes - moves[a]!.bytes || a - b)
  for (const i of largestFirst) settle(i)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let changed = false
    for (const i of largestFirst) changed = settle(i) || changed
    if (moves.length <= MOST_TO_SWAP) changed = swaps(moves, pairsOf, chosen, take, loads) || changed
    if (!changed) break
  }
  return moves.map((move, i) => {
    const pair = pairsOf[i]![chosen[i]!]
    return {
      source: pair?.source.vios ?? moversOf(move.sourceServerId)[0]?.vios ?? null,
      target: pair?.target.vios ?? moversOf(move.targetServerId)[0]?.vios ?? null,
    }
  })
}

/** Two moves of the same servers' movers in each other's place, where that is better. */
function swaps(
  moves: readonly MovedBytes[],
  pairsOf: readonly (readonly UsablePair[])[],
  chosen: readonly number[],
  take: (i: number, pair: number, sign: 1 | -1) => void,
  loads: Loads,
): boolean {
  let changed = false
  for (let i = 0; i < moves.length; i += 1)
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [chosen[i]!, chosen[j]!]
      if (a < 0 || b < 0) continue
      for (const end of ['source', 'target'] as const) {
        const [mine, theirs] = [pairsOf[i]![chosen[i]!]!, pairsOf[j]![chosen[j]!]!]
        if (mine[end] === theirs[end] || mine[end].vios.serverId !== theirs[end].vios.serverId) continue
        const other = (pair: typeof mine, wanted: UsableMover): ((one: typeof mine) => boolean) =>
          end === 'source'
            ? (one) => one.source === wanted && one.target === pair.target
            : (one) => one.target === wanted && one.source === pair.source
        const toI = pairsOf[i]!.findIndex(other(mine, theirs[end]))
        const toJ = pairsOf[j]!.findIndex(other(theirs, mine[end]))
        if (toI < 0 || toJ < 0) continue
        const movers = [mine[end], theirs[end]]
        const before = loads.cost(movers)
        const [fromI, fromJ] = [chosen[i]!, chosen[j]!]
        take(i, fromI, -1)
        take(j, fromJ, -1)
        take(i, toI, 1)
        take(j, toJ, 1)
        if (loads.cost(movers) < before * (1 - 1e-9)) {
          changed = true
          continue
        }
        take(i, toI, -1)
        take(j, toJ, -1)
        take(i, fromI, 1)
        take(j, fromJ, 1)
      }
    }
  return changed
}

/** What each mover has been given so far. */
class Loads {
  readonly #of = new Map<UsableMover, { copyS: number; slotS: number }>()

  /** Adds the move so many times; below zero, it is taken away. */
  add(mover: UsableMover, move: MovedBytes, times: number): void {
    const load = this.#load(mover)
    load.copyS += times * copySeconds(mover, move)
    load.slotS += times * slotSeconds(mover, move)
  }

  cost(movers: readonly UsableMover[]): number {
    return movers.reduce((sum, mover) => {
      const { copyS, slotS } = this.#load(mover)
      return sum + costOf(copyS, slotS)
    }, 0)
  }

  /** What a move over this pair adds to the sum. */
  costWith({ source, target, weight }: UsablePair, move: MovedBytes): number {
    return [source, target].reduce((sum, mover) => {
      const { copyS, slotS } = this.#load(mover)
      const copying = copyS + weight * copySeconds(mover, move)
      return sum + costOf(copying, slotS + weight * slotSeconds(mover, move)) - costOf(copyS, slotS)
    }, 0)
  }

  #load(mover: UsableMover): { copyS: number; slotS: number } {
    const known = this.#of.get(mover)
    if (known !== undefined) return known
    const load = { copyS: 0, slotS: 0 }
    this.#of.set(mover, load)
    return load
  }
}

const copySeconds = (mover: UsableMover, { bytes }: MovedBytes): number => bytes / mover.rate

const slotSeconds = (mover: UsableMover, move: MovedBytes): number =>
  (move.fixedS + copySeconds(mover, move)) / mover.slots

/**
 * Of the time a mover copies and the time its slots are taken, the longer decides; who is short of both is later than who
 * is short of one: a mean of fourth powers. Over movers, eighth powers are added: the latest counts, then the next.
 */
function costOf(copyS: number, slotS: number): number {
  const [copy, slot] = [copyS * copyS, slotS * slotS]
  const both = copy * copy + slot * slot
  return both * both
}
