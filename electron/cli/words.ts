/** Figures in words for the terminal: the same units the window uses. */

/** GiB below 8,192, then TiB. */
export function memoryWords(mib: number | null): string {
  if (mib === null) return 'no data'
  const gib = mib / 1024
  return gib < 8192
    ? `${grouped(gib, gib < 10 && gib % 1 !== 0 ? 1 : 0)} GiB`
    : `${grouped(gib / 1024, 1)} TiB`
}

/** GiB without rounding: figures that somebody types elsewhere, to the block. */
export const exactMemoryWords = (mib: number): string =>
  `${(mib / 1024).toLocaleString('en-US', { maximumFractionDigits: 10 })} GiB`

export const gibNumber = (mib: number | null): string => (mib === null ? 'no data' : grouped(mib / 1024, 0))

export const unitsWords = (centi: number | null): string =>
  centi === null ? 'no data' : (centi / 100).toFixed(2)

/** "3 h 09", "12 min", "45 s". */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** "18 – 31 min" or "2 h 31 – 3 h 52"; one figure where both read the same. */
export function durationRange(low: number, high: number): string {
  const [from, to] = [durationWords(low), durationWords(high)]
  if (from === to) return to
  const unit = / (min|s)$/.exec(to)?.[0]
  return unit !== undefined && from.endsWith(unit)
    ? `${from.slice(0, -unit.length)} – ${to}`
    : `${from} – ${to}`
}

export const secondsWords = (seconds: number): string => seconds.toFixed(1)

export const bytesWords = (bytes: number): string =>
  bytes >= 1e12 ? `${grouped(bytes / 1e12, 1)} TB` : `${grouped(bytes / 1e9, 0)} GB`

export function grouped(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count, 0)} ${count === 1 ? one : many}`
