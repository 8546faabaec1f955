import { minus, noData, number, range, signed, thin } from './number.ts'

/** Below this a figure with one decimal shows nothing. */
const leastChangeS = 0.05
const noChange = 'no change'

const two = (value: number): string => String(value).padStart(2, '0')

/** A duration in seconds: "45 s", "12 min", "3 h 09"; "no data" for null. */
export function duration(seconds: number | null): string {
  if (seconds === null) return noData
  if (seconds < 60) return number(seconds) + thin + 's'
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return number(minutes) + thin + 'min'
  return `${number(Math.floor(minutes / 60))} h ${two(minutes % 60)}`
}

/** Two durations as a range: "2 h 31 – 3 h 52". */
export function durationRange(low: number | null, high: number | null): string {
  return low === null || high === null ? noData : range(duration(low), duration(high))
}

/** Standstill in seconds with one decimal: "3.3 s"; "no data" for null. */
export function standstill(seconds: number | null): string {
  return seconds === null ? noData : number(seconds, 1) + thin + 's'
}

/** Elapsed time of a job on a clock face: "0:07", "12:40", "1:02:40". */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** A duration where tenths of a minute tell: "45 s", "12.4 min", "3 h 09"; "no data" for null. */
export function fineDuration(seconds: number | null): string {
  if (seconds === null || seconds < 60 || seconds >= 3_600) return duration(seconds)
  return number(seconds / 60, 1) + thin + 'min'
}

/** A difference of durations with its sign: "+2.4 min", "−12 s"; "no change" below a twentieth of a second. */
export function signedDuration(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < leastChangeS) return noChange
  const sign = seconds < 0 ? minus : '+'
  return sign + (size < 60 ? number(size, size < 10 ? 1 : 0) + thin + 's' : fineDuration(size))
}

/** A difference of standstills with its sign: "+0.3 s"; "no change" where one decimal shows none. */
export const signedStandstill = (seconds: number): string =>
  Math.abs(seconds) < leastChangeS ? noChange : signed(seconds, 1) + thin + 's'
