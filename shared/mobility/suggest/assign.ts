/**
 * Which adapter goes to which VIOS and port: the assignment with the least lost. Depth first with a bound, exact until
 * the limit of steps, which partitions of usual size never reach.
 */

/** A place an adapter could go to. */
export interface PlaceOption {
  /** Place of the VIOS in the list of free slots. */
  readonly vios: number
  /** Place of the port in the list of free places; null for adapters without one. */
  readonly port: number | null
  /** How far the place is from what the partition has now; 0 is the same. */
  readonly distance: number
  /** Hardware whose loss takes it down (an SR-IOV adapter); null for adapters without one. */
  readonly unit?: number | null
}

/** An adapter to be placed, with its options in the order of preference. */
export interface Wish {
  readonly options: readonly PlaceOption[]
  /** Adapters of one kind are kept apart where they are apart now. */
  readonly kind: string
  /** VIOS and port that serve it now; null: not known. */
  readonly sourceVios: string | null
  readonly sourcePort: string | null
  /** Hardware of `unit` that it is on now; null: not known. */
  readonly sourceUnit?: number | null
  /** What it takes of the amount a port has, beside one of its places; nothing where absent. */
  readonly amount?: number
}

export interface Assignment {
  /** By wish: place in its options; null where nothing is left for it. */
  readonly chosen: readonly (number | null)[]
  /** Two adapters served by two VIOS (or ports) now share one. */
  readonly isLessRedundant: boolean
}

/** What is lost, by weight; every weight outweighs all smaller ones together for any real number of adapters. */
const loss = { unplaced: 1e9, redundancy: 1e5, spread: 100, distance: 1 } as const
const MOST_STEPS = 5_000

/**
 * Finds it. `freeSlots` and `freePlaces` are what every VIOS and port has left, `freeAmounts` the amount left on every
 * port of which wishes take some. Equal input, equal answer.
 */
export function assign(
  wishes: readonly Wish[],
  freeSlots: readonly number[],
  freePlaces: readonly number[],
  freeAmounts: readonly number[] = [],
): Assignment {
  const slots = [...freeSlots]
  const places = [...freePlaces]
  const amounts = [...freeAmounts]
  const chosen: (number | null)[] = wishes.map(() => null)
  const cheapestRest = restCosts(wishes)
  let best: { cost: number; chosen: readonly (number | null)[] } | null = null
  let steps = 0
  const place = (at: number, cost: number): void => {
    if (best !== null && (cost + cheapestRest[at]! >= best.cost || steps > MOST_STEPS)) return
    steps += 1
    const wish = wishes[at]
    if (wish === undefined) {
      best = { cost, chosen: [...chosen] }
      return
    }
    for (const [i, option] of wish.options.entries()) {
      const { vios, port } = option
      const amount = wish.amount ?? 0
      const isFull =
        slots[vios]! <= 0 || (port !== null && (places[port]! <= 0 || (amounts[port] ?? 0) < amount))
      if (isFull) continue
      chosen[at] = i
      slots[vios]! -= 1
      if (port !== null) places[port]! -= 1
      if (port !== null && amount > 0) amounts[port]! -= amount
      place(at + 1, cost + option.distance * loss.distance + lostBeside(wishes, chosen, at))
      slots[vios]! += 1
      if (port !== null) places[port]! += 1
      if (port !== null && amount > 0) amounts[port]! += amount
    }
    chosen[at] = null
    place(at + 1, cost + loss.unplaced)
  }
  place(0, 0)
  const found = (best as { cost: number; chosen: readonly (number | null)[] } | null)?.chosen ?? chosen
  return {
    chosen: found,
    isLessRedundant: wishes.some((_, at) => lostBeside(wishes, found, at) >= loss.redundancy),
  }
}

/** Least cost of everything from a wish on, each for itself. */
function restCosts(wishes: readonly Wish[]): readonly number[] {
  const costs = [0]
  for (const { options } of wishes.toReversed()) {
    const nearest = Math.min(...options.map((one) => one.distance * loss.distance), loss.unplaced)
    costs.unshift(costs[0]! + nearest)
  }
  return costs
}

/** What placing a wish loses with respect to those placed before it. */
function lostBeside(wishes: readonly Wish[], chosen: readonly (number | null)[], at: number): number {
  const wish = wishes[at]!
  const option = wish.options[chosen[at] ?? -1]
  if (option === undefined) return 0
  let lost = 0
  for (let before = 0; before < at; before += 1) {
    const other = wishes[before]!
    const its = other.options[chosen[before] ?? -1]
    if (its === undefined || other.kind !== wish.kind) continue
    lost += lostBetween(wish, option, other, its) + lostOnOneUnit(wish, option, other, its)
  }
  return lost
}

function lostBetween(a: Wish, of: PlaceOption, b: Wish, its: PlaceOption): number {
  const sameVios = of.vios === its.vios
  const samePort = of.port !== null && of.port === its.port
  if (a.sourceVios === null || b.sourceVios === null) return (sameVios ? loss.spread : 0) + (samePort ? 1 : 0)
  if (a.sourceVios !== b.sourceVios) return sameVios ? loss.redundancy : 0
  if (!sameVios) return loss.spread
  if (!samePort) return 0
  if (a.sourcePort === null || b.sourcePort === null) return loss.spread
  return a.sourcePort === b.sourcePort ? 0 : loss.redundancy
}

/** Two on one piece of hardware, which its loss would take down together. */
function lostOnOneUnit(a: Wish, of: PlaceOption, b: Wish, its: PlaceOption): number {
  if (of.unit === undefined || of.unit === null || of.unit !== its.unit) return 0
  const wereApart = a.sourceUnit != null && b.sourceUnit != null && a.sourceUnit !== b.sourceUnit
  return wereApart ? loss.redundancy : loss.spread
}
