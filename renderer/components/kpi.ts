import type { MoveVerdict } from '../../shared/mobility/verdict.ts'

/** One cell of a strip of key figures. */
export interface Kpi {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly unit?: string
  /** The other end of the range, the comparison or the limit: one line. */
  readonly explain?: string
  readonly verdict?: MoveVerdict
  /** Makes the explaining line a button that emits `open` with the id. */
  readonly door?: boolean
  /** Dropped below 1,280 px. */
  readonly optional?: boolean
}
