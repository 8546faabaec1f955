/** Stands before units and percent signs: a no-break space, which IBM Plex draws thin (2.8 px at 12 px). */
export const thin = '\u00a0'
/** True minus sign. */
export const minus = '\u2212'
/** En dash of ranges. */
export const dash = '\u2013'
/** What is shown where nothing is known: never 0, never blank. */
export const noData = 'no data'

const formatters = new Map<number, Intl.NumberFormat>()

/** A number with thousands commas, a fixed count of decimals and a true minus; "no data" for null. */
export function number(value: number | null, decimals = 0): string {
  if (value === null || Number.isNaN(value)) return noData
  let formatter = formatters.get(decimals)
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    formatters.set(decimals, formatter)
  }
  const text = formatter.format(value)
  if (!text.startsWith('-')) return text
  return /[1-9]/.test(text) ? minus + text.slice(1) : text.slice(1)
}

/** A difference: always with its sign, "0" without one. */
export function signed(value: number | null, decimals = 0): string {
  const text = number(value, decimals)
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A share (0..1) as whole percent, e.g. "64 %"; "no data" for null. */
export function percent(share: number | null, decimals = 0): string {
  return share === null ? noData : number(share * 100, decimals) + thin + '%'
}

/** A range with an en dash; the unit stands once at the end. Spaces round the dash where the ends contain spaces. */
export function range(low: string, high: string, unit = ''): string {
  const gap = /\s/.test(low + high) ? ' ' : ''
  return low + gap + dash + gap + high + (unit === '' ? '' : thin + unit)
}
