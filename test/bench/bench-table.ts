/** What a benchmark hands over: figures with what was wanted. */
export interface BenchRow {
  readonly label: string
  readonly value: string
  readonly target?: string
}

export interface Bench {
  readonly name: string
  /** Rows at the end or one by one; `words` is what follows the name on the command line. */
  readonly run: (words: readonly string[]) => Promise<BenchRow[]> | AsyncIterable<BenchRow>
}

export const milliseconds = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
export const secondsOf = (value: number): string => `${(value / 1000).toFixed(2)} s`

/** Median of an odd number of runs, by their duration in ms. */
export async function medianMs(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}
