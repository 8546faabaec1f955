/**
 * The load of every resource over time and over the draws, in bounded memory: a count of draws per resource, column of
 * time and step of load. Counts of slices of a study add up to those of the whole.
 */
import type { MeanLoad, MeanLoadSink } from './loads.ts'

/** Columns of time and steps of load; fixed before the first draw, so that slices fit together. */
export interface LoadGrid {
  /** Width of a column in seconds. */
  readonly columnS: number
  readonly columns: number
  /** By resource: its name and the highest load it can have in any draw. */
  readonly resources: readonly { readonly name: string; readonly top: number }[]
}

/** Draws by resource, column and step. */
export interface LoadCounts {
  readonly draws: number
  readonly counts: Uint16Array
}

/** Step 0 is no load at all; the others divide (0, top]. */
const STEPS = 128
const MOST_COLUMNS = 300
const FEWEST_COLUMNS = 40
/** At most so many counts (two bytes each), unless there are very many resources. */
const MOST_COUNTS = 8_000_000

/** A grid over `spanS` seconds: as fine as the number of resources allows. */
export function loadGrid(spanS: number, resources: LoadGrid['resources']): LoadGrid {
  const affordable = Math.floor(MOST_COUNTS / (STEPS * Math.max(1, resources.length)))
  const columns = Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, affordable))
  return { columnS: spanS / columns, columns, resources }
}

export function emptyCounts({ columns, resources }: LoadGrid): LoadCounts {
  return { draws: 0, counts: new Uint16Array(resources.length * columns * STEPS) }
}

/** Collects the loads of one draw after the other. */
export class LoadCounter implements MeanLoadSink {
  readonly columnS: number
  readonly columns: number
  readonly #grid: LoadGrid
  readonly #counts: Uint16Array
  #draws = 0

  constructor(grid: LoadGrid) {
    this.columnS = grid.columnS
    this.columns = grid.columns
    this.#grid = grid
    this.#counts = emptyCounts(grid).counts
  }

  /** The loads of one draw; a resource that is absent carried nothing. */
  take(loads: ReadonlyMap<string, MeanLoad>): void {
    const { columns, resources } = this.#grid
    const counts = this.#counts
    this.#draws += 1
    for (let resource = 0; resource < resources.length; resource += 1) {
      const { name, top } = resources[resource]!
      const load = loads.get(name)
      if (load === undefined || !(top > 0)) continue
      const { means } = load
      const stepsPerLoad = (load.scale / top) * (STEPS - 1)
      let at = resource * columns * STEPS
      for (let column = 0; column < columns; column += 1) {
        const mean = means[column]!
        if (mean > 0) {
          const place = at + Math.min(STEPS - 1, 1 + Math.floor(mean * stepsPerLoad))
          counts[place] = counts[place]! + 1
        }
        at += STEPS
      }
    }
  }

  /** Step 0, no load at all, is what the other steps leave: only they are counted draw by draw. */
  get counts(): LoadCounts {
    const counts = this.#counts.slice()
    for (let at = 0; at < counts.length; at += STEPS) {
      let loaded = 0
      for (let step = 1; step < STEPS; step += 1) loaded += counts[at + step]!
      counts[at] = this.#draws - loaded
    }
    return { draws: this.#draws, counts }
  }
}

/** Sum of the counts of slices. */
export function addCounts(slices: readonly LoadCounts[]): LoadCounts {
  const counts = new Uint16Array(slices[0]?.counts.length ?? 0)
  for (const slice of slices) {
    for (let i = 0; i < counts.length; i += 1) counts[i] = counts[i]! + (slice.counts[i] ?? 0)
  }
  return { draws: slices.reduce((sum, slice) => sum + slice.draws, 0), counts }
}

/** Load of `resource` that a share `p` of the draws stay below, by column; to 1/128 of its top. */
export function loadQuantiles(
  grid: LoadGrid,
  { draws, counts }: LoadCounts,
  resource: number,
  p: number,
): number[] {
  const top = grid.resources[resource]?.top ?? 0
  return Array.from({ length: grid.columns }, (_, column) => {
    const at = (resource * grid.columns + column) * STEPS
    let left = p * (draws - 1) + 1
    for (let step = 0; step < STEPS; step += 1) {
      const count = counts[at + step]!
      if (left <= count)
        return step === 0 ? 0 : (top * (step - 1 + Math.max(0, left - 0.5) / count)) / (STEPS - 1)
      left -= count
    }
    return 0
  })
}
