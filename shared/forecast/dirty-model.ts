import { expm1 } from './exact-math.ts'

/** How writes spread: evenly over a hot set ("exp"), or one new page per write until the set is full ("cap"). */
export type DirtyModel = 'exp' | 'cap'

/**
 * Bytes found dirty after `seconds` of running: W(t) of the forecast model.
 * `rate` in bytes/s, `hot` = size of the set that is written to, in bytes (Infinity: unlimited, W = D t).
 * The exponential form H (1 - exp(-D t / H)) is exact for uniform random writes over H; it starts like D t and
 * ends at H, so it is right both after a second and after a minute.
 */
export function dirtiedBytes(model: DirtyModel, rate: number, hot: number, seconds: number): number {
  if (rate === 0 || seconds === 0 || hot === 0) return 0
  const written = rate * seconds
  if (hot === Infinity) return written
  if (model === 'cap') return Math.min(written, hot)
  return -hot * expm1(-written / hot)
}
