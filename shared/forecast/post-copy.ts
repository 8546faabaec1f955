import { expm1 } from './exact-math.ts'

/**
 * Pages the running partition has to fetch on demand while `bytes` are pushed to it over `seconds`:
 * (R / page)(1 - (1 - e^(-aT)) / (aT)), with a = how often a given page is wanted per second. A page is fetched
 * when it is wanted before its turn in the push comes.
 */
export function demandFaults(bytes: number, page: number, wantedPerSecond: number, seconds: number): number {
  const x = wantedPerSecond * seconds
  if (x === 0 || bytes === 0) return 0
  // Below 1e-5 the difference of two nearly equal numbers would lose its digits; the series does not.
  const pushedFirst = x < 1e-5 ? 1 - x / 2 + (x * x) / 6 : -expm1(-x) / x
  return (bytes / page) * (1 - pushedFirst)
}

/**
 * Seconds the partition is held up by `faults` fetches during a post-copy of `bytes` over `seconds`:
 * min(seconds, faults (faultSeconds + page / (bytes / seconds))).
 *
 * Assumed [A]: one fetch costs a round trip (`faultSeconds`: fault taken, asked for, found, mapped) and the time one
 * page takes at the mean rate of the post-copy; fetches wait for each other, as those of one thread do; and what waits
 * for a page still wants as many others as the partition at full speed. All three make it an upper estimate. It is never
 * more than the post-copy itself: then every page is there.
 */
export function faultStall(
  faults: number,
  faultSeconds: number,
  page: number,
  bytes: number,
  seconds: number,
): number {
  if (faults === 0 || bytes === 0) return 0
  return Math.min(seconds, faults * (faultSeconds + (page * seconds) / bytes))
}
