/**
 * How many random fleets a property about plans is tried on: those of every test run, or more where `npm run bench
 * fuzz` asks for more.
 */
export function fuzzRuns(usually: number): number {
  const asked = Number(process.env.LPM_FUZZ_FLEETS)
  return Number.isInteger(asked) ? Math.max(asked, usually) : usually
}

/** Guard against hangs for a property that reads `fuzzRuns`, ms: none (0) where more fleets than usual are asked for. */
export const fuzzGuard = (usuallyMs: number): number =>
  process.env.LPM_FUZZ_FLEETS === undefined ? usuallyMs : 0
