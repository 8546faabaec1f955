import { power } from './exact-math.ts'

/** Fits the published 18 and 28 Gb/s for one and two threads on 40 GbE (forecast model, section 2). */
export const PUBLISHED_EXPONENT = 0.63

/** Ceiling of one move's raw rate, in bytes/s, with `threads` mover threads (1 and more) of `perThread` bytes/s each. */
export function moverCeiling(perThread: number, threads: number, exponent: number): number {
  return perThread * power(threads, exponent)
}
