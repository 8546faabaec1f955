import type { PlanWindow } from '../../plan/plan-document.ts'
import { merged } from '../rules/local-times.ts'

/** Bands that touch or overlap as one, in the order of their starts: servers stay off from one into the next. */
export const mergedBands = (bands: readonly PlanWindow[]): readonly PlanWindow[] =>
  merged(bands.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs }))).map(({ fromMs, toMs }) => ({
    startMs: fromMs,
    endMs: toMs,
  }))
