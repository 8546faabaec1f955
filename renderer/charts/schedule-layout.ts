/** Sizes of the parts of a schedule, in pixels; they shrink a little in low windows. */

export interface ScheduleSizes {
  readonly leftGutter: number
  readonly rightGutter: number
  readonly laneHeight: number
  readonly barHeight: number
  readonly laneGap: number
  readonly networkHeight: number
  readonly stripHeight: number
  readonly strips: number
}

export const axisHeight = 22
export const endsHeight = 34
export const waveHeight = 13

/** Sizes for a chart of this size. */
export function scheduleSizes(width: number, low: boolean): ScheduleSizes {
  return {
    leftGutter: width < 760 ? 112 : 140,
    rightGutter: 52,
    laneHeight: low ? 17 : 20,
    barHeight: low ? 13 : 15,
    laneGap: low ? 4 : 7,
    networkHeight: low ? 44 : 62,
    stripHeight: 12,
    strips: low ? 3 : 7,
  }
}

/** Rows for wave lines: a wave and its label go to the first row in which nothing is in their way. */
export function packSpans(
  spans: readonly { readonly left: number; readonly right: number }[],
  gap: number,
): readonly number[] {
  const ends: number[] = []
  return spans.map(({ left, right }) => {
    const free = ends.findIndex((end) => end + gap <= left)
    const row = free < 0 ? ends.length : free
    ends[row] = right
    return row
  })
}

const widestLane = 26

/** Lets lanes grow into the room there is, so that a short plan fills its pane; never below their own size. */
export function spreadLanes(sizes: ScheduleSizes, rows: number, groups: number, room: number): ScheduleSizes {
  const each = Math.floor((room - (groups + 1) * sizes.laneGap) / Math.max(1, rows))
  const laneHeight = Math.max(sizes.laneHeight, Math.min(widestLane, each))
  return { ...sizes, laneHeight, barHeight: sizes.barHeight + laneHeight - sizes.laneHeight }
}
