/**
 * How many random fleets a property about plans is tried on: those of every test run, or more where `npm run bench
 * fuzz` asks for more.
 */
export function fuzzRuns(usually: number): number {
  const asked = Number(process.env.LPM_FUZZ_FLEETS)
  return Number.isInteger(asked) ? Math.max(asked, usually) : usually
}
