import type { LoadSteps } from './loads.ts'

/**
 * A step function with at most `limit` steps, for charts: spans of equal width, each shown by its highest value, so
 * that no peak is hidden. A function that is short enough is kept as it is. The last step is kept: it ends the load.
 */
export function decimateSteps(steps: LoadSteps, limit: number): LoadSteps {
  const { t, v } = steps
  const count = t.length
  if (count <= limit) return steps
  const from = t[0] ?? 0
  const to = t[count - 1] ?? 0
  const columns = limit - 1
  const width = (to - from) / columns
  const thin: { t: number[]; v: number[] } = { t: [], v: [] }
  let at = 0
  for (let column = 0; column < columns; column += 1) {
    const end = from + (column + 1) * width
    // The step that reaches into the span counts as well as those that begin in it.
    let highest = v[at] ?? 0
    while (at + 1 < count - 1 && (t[at + 1] ?? Infinity) < end) {
      at += 1
      highest = Math.max(highest, v[at] ?? 0)
    }
    if (thin.v.at(-1) === highest) continue
    thin.t.push(from + column * width)
    thin.v.push(highest)
  }
  thin.t.push(to)
  thin.v.push(v[count - 1] ?? 0)
  return thin
}
