/**
 * Ceiling of one move's raw rate, in bytes/s, with `threads` mover threads (1 and more) of `perThread` bytes/s:
 * u = c1 T^0.63. The exponent fits the published 18 and 28 Gb/s for one and two threads on 40 GbE
 * (forecast model, section 2).
 */
export function moverCeiling(perThread: number, threads: number): number {
  return perThread * threads ** 0.63
}
