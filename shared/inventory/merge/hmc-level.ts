/** The level of the HMCs of a system: what counts is the lowest, because any of them may be the one that is asked. */
import type { Server } from '../fleet.ts'
import type { ServerPatch } from '../patch.ts'

/** Compares levels such as "10.3.1060" number by number; a missing number counts as 0. Negative: `a` is lower. */
export function compareLevels(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * The system with the level it had so far, where that is lower and an HMC of that time has not been asked again: it may
 * be the one.
 */
export function withLowestHmcLevel(
  server: Server,
  before: Server | null,
  patches: readonly ServerPatch[],
): Server {
  const level = before?.hmcLevel ?? null
  if (before === null || level === null || server.hmcLevel === null) return server
  if (compareLevels(level, server.hmcLevel) >= 0) return server
  const asked = new Set(
    patches.flatMap(({ values }) => (values.hmcLevel === undefined ? [] : (values.hmcs ?? []))),
  )
  if (before.hmcs.every((hmc) => asked.has(hmc))) return server
  const origin = before.origins['hmcLevel']
  return {
    ...server,
    hmcLevel: level,
    origins: origin === undefined ? server.origins : { ...server.origins, hmcLevel: origin },
  }
}
