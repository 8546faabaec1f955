import { clock, endClock } from '../format/instant.ts'
import { memory } from '../format/memory.ts'
import { text } from '../text/en.ts'
import { fittingLabel } from './bar-label.ts'
import type { PlacedRow } from './lanes.ts'
import type { ScheduleSizes } from './schedule-layout.ts'
import type { Schedule } from './schedule.ts'
import type { TimeScale } from './time-axis.ts'
import { toPixel } from './time-axis.ts'

/** One move as drawn, in pixels, cut to the plot. */
export interface Bar {
  readonly id: string
  /** From the start of the preparation to the end of the clean-up. */
  readonly left: number
  readonly right: number
  readonly copyLeft: number
  readonly copyRight: number
  /** Where the partition stands still; −1 where it does not run. */
  readonly flag: number
  readonly top: number
  /** As much as fits into the copy. */
  readonly label: string
  readonly kind: 'is-inactive' | 'is-critical' | 'is-plain'
  readonly tip: string
}

/** Bars of the rows that reach into the plot. `short` gives names as narrow places show them. */
export function barsOf(
  schedule: Schedule,
  rows: readonly PlacedRow[],
  scale: TimeScale,
  sizes: ScheduleSizes,
  short: (name: string) => string,
): readonly Bar[] {
  const words = text.plans.schedule
  const x = (seconds: number): number => toPixel(scale, seconds)
  const clamped = (pixel: number): number => Math.min(scale.right, Math.max(scale.left, pixel))
  const at = (seconds: number): string =>
    clock(schedule.plan.startMs + Math.round(seconds) * 1000, schedule.plan.zone)
  const until = (seconds: number): string =>
    endClock(schedule.plan.startMs + seconds * 1000, schedule.plan.zone)

  return rows.flatMap(({ row, top }) =>
    row.moves.flatMap(({ move, forecast, critical }): Bar[] => {
      const left = x(forecast.startS)
      const right = Math.max(left + 1.5, x(forecast.endS) - 1)
      if (right < scale.left || left > scale.right) return []
      const copyLeft = clamped(x(forecast.copyStartS))
      const copyRight = clamped(Math.max(x(forecast.postEndS), x(forecast.copyStartS) + 1))
      const name = move.partitionName
      const size = memory(move.memoryMib)
      const inactive = move.type === 'inactive'
      return [
        {
          id: move.id,
          left: clamped(left),
          right: clamped(right),
          copyLeft,
          copyRight,
          flag: inactive ? -1 : x(forecast.suspendS),
          top: top + (sizes.laneHeight - sizes.barHeight) / 2,
          label: fittingLabel(
            [words.bar(name, size, short(move.targetServerName)), words.barShort(name, size), name],
            copyRight - copyLeft - 12,
          ),
          kind: inactive ? 'is-inactive' : critical ? 'is-critical' : 'is-plain',
          tip: words.barTip(name, size, move.targetServerName, at(forecast.startS), until(forecast.endS)),
        },
      ]
    }),
  )
}
