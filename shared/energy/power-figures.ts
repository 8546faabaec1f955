/**
 * What a server draws, in watts, and how long it takes to stop and to start. Every figure is known with its source or
 * not known (null): nothing is ever put in the place of an unknown figure.
 */

/** Imported from the machine's own power readings, typed by a user, or taken from the catalogue of type-models. */
export type PowerSource = 'measured' | 'typed' | 'catalogue'

export interface PowerFigure {
  readonly value: number
  readonly source: PowerSource
}

export interface PowerFigures {
  /** Operating, no processor in use. */
  readonly idleW: PowerFigure | null
  /** Operating, every processor in use. */
  readonly maxW: PowerFigure | null
  /** Powered off; the service processor is on. */
  readonly standbyW: PowerFigure | null
  readonly shutdownS: PowerFigure | null
  readonly iplS: PowerFigure | null
}

export type PowerFigureName = keyof PowerFigures

/**
 * Watts of an operating server at a share of its processors in use, linear between idle and maximum. `use` outside
 * 0..1 counts as the nearer end: uncapped partitions can not draw more than the machine has.
 */
export function wattsAt(idleW: number, maxW: number, use: number): number {
  return idleW + (maxW - idleW) * Math.min(1, Math.max(0, use))
}
