import type { PlanWindow } from '../../plan/plan-document.ts'

/** Bands that touch or overlap as one, in the order of their starts: servers stay off from one into the next. */
export function mergedBands(bands: readonly PlanWindow[]): readonly PlanWindow[] {
  const found: PlanWindow[] = []
  for (const band of bands.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = found.at(-1)
    if (last !== undefined && band.startMs <= last.endMs) {
      found[found.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, band.endMs) }
    } else found.push({ startMs: band.startMs, endMs: band.endMs })
  }
  return found
}
