/** The least that any run of the engine copies for a move, whatever shares others leave it. */
import { dirtiedBytes } from '../forecast/dirty-model.ts'
import { factorySettings, type ScenarioPart } from '../forecast/scenario.ts'

/**
 * Raw bytes a move sends at least, at no more than `rate` bytes/s: passes, what is dirty after them, and its state.
 *
 * Each pass is at least as long as at full rate, and leaves at least what is written in that time: so the sizes of the
 * passes at full rate are least sizes at every rate. Copying ends at the first pass after which a rule could end it, at
 * any rate: the sum up to there is a least sum (rules: forecast.md section 3). Ending for lack of gain takes a pass that
 * leaves more than `min_gain` of itself; where the hot set is smaller than that, no rate does.
 */
export function leastCopied(part: ScenarioPart, rate: number): number {
  const first = part.mem === undefined ? 0 : part.mem * (part.used ?? 1)
  if (first === 0) return 0
  return passesAtLeast(part, first, rate) + stateBytes(part, first)
}

function passesAtLeast(part: ScenarioPart, first: number, rate: number): number {
  const { theta, max_down_s, max_passes, max_copy_s, min_gain } = { ...factorySettings, ...part }
  const hot = part.hot ?? Infinity
  let sum = first
  let sent = first
  let least = Infinity
  for (let pass = 1; ; pass += 1) {
    const written = dirtiedBytes(part.dirty_model ?? 'exp', part.dirty ?? 0, hot, sent / rate)
    const next = Math.min(first, written)
    const mayEnd =
      next <= (1 - theta) * first ||
      next <= rate * max_down_s ||
      pass >= max_passes ||
      max_copy_s !== null ||
      next > min_gain * sent
    if (mayEnd) return Math.min(least, sum + next)
    // Slower, this pass might leave too much to go on.
    if (Math.min(first, hot) > min_gain * sent) least = Math.min(least, sum + min_gain * sent)
    sum += next
    sent = next
  }
}

/** State and bitmap of dirty pages, sent while the partition stands still. */
function stateBytes(part: ScenarioPart, first: number): number {
  const { state_bytes, bitmap, page, postcopy } = { ...factorySettings, ...part }
  return state_bytes + (postcopy ? bitmap * (first / page / 8) : 0)
}
