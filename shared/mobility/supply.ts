/** A count of free things of which some may not be known: at least so many, and whether that is all of them. */
export interface Supply {
  readonly atLeast: number
  /** False: some owner's count was not imported, so there may be more. */
  readonly complete: boolean
}

export const unknownSupply: Supply = { atLeast: 0, complete: false }

/** Sum of the owners' counts; no owner at all is "not known", because a server without VIOS is most often one not imported. */
export function sumSupply(counts: readonly (number | null)[]): Supply {
  if (counts.length === 0) return unknownSupply
  return {
    atLeast: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    complete: counts.every((count) => count !== null),
  }
}

/** Whether `need` can be met: null where the unknown part decides. */
export function covers(supply: Supply, need: number): boolean | null {
  if (supply.atLeast >= need) return true
  return supply.complete ? false : null
}

/** The supply after `used` are taken (negative: given back). */
export function take(supply: Supply, used: number): Supply {
  return { atLeast: supply.atLeast - used, complete: supply.complete }
}
