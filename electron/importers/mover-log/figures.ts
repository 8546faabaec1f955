/**
 * The three lines that end the log of a migration: "Overall time of migration: 3 minutes 43 seconds", "Amount of data
 * received: N bytes" and "Effective network throughput: N bytes/s".
 */

export type FigureName = 'time' | 'data' | 'throughput'

export interface Figure {
  readonly name: FigureName
  /** Seconds, bytes or bytes/s; null: the line is there, its figure cannot be read. */
  readonly value: number | null
  /** What stands behind the colon. */
  readonly raw: string
}

const lines: readonly (readonly [
  name: FigureName,
  pattern: RegExp,
  read: (text: string) => number | null,
])[] = [
  ['time', /\boverall time of (?:the )?migration\s*[:=]?\s*(.*)$/i, secondsOf],
  ['data', /\bamount of data (?:received|sent|transferred)\s*[:=]?\s*(.*)$/i, bytesOf],
  ['throughput', /\beffective network throughput\s*[:=]?\s*(.*)$/i, rateOf],
]

/** Longest line that is looked at; a figure never stands further in. */
const MAX_CHARACTERS = 2_000

/** The figure of a line; null for any other line. */
export function figureOf(line: string): Figure | null {
  const text = line.slice(0, MAX_CHARACTERS).trim()
  for (const [name, pattern, read] of lines) {
    const raw = pattern.exec(text)?.[1]
    if (raw !== undefined) return { name, value: read(raw.trim()), raw: raw.trim() }
  }
  return null
}

const unitSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 }

/** "1 hour 2 minutes 3 seconds", "3 min 43 s", "00:03:43", "223 seconds", "223"; null where it is none of them. */
function secondsOf(text: string): number | null {
  const clock = /^(\d{1,4}):([0-5]\d):([0-5]\d(?:\.\d+)?)$/.exec(text)
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text)
  const pieces = [
    ...text.matchAll(
      /(\d{1,9}(?:\.\d{1,6})?)\s*(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[dhms])(?![a-z])/gi,
    ),
  ]
  const rest = pieces.reduce((left, [whole]) => left.replace(whole, ''), text)
  if (pieces.length === 0 || /[^\s,.]|\band\b/i.test(rest.replaceAll(/\band\b/gi, ''))) return null
  return pieces.reduce(
    (sum, [, amount, unit]) =>
      sum + Number(amount) * (unitSeconds[(unit ?? '').charAt(0).toLowerCase()] ?? 0),
    0,
  )
}

const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
}

/** "161695465991 bytes", "161,695,465,991", "161.7 GB"; null where it is no amount of data. */
function bytesOf(text: string): number | null {
  const [, digits, prefix, unit] = /^([\d.,]{1,30})\s*([kmgt]i?)?(b|bytes?)?\.?$/i.exec(text) ?? []
  if (digits === undefined || (prefix !== undefined && unit === undefined)) return null
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits
  if (!/^\d+(\.\d+)?$/.test(plain)) return null
  const bytes = Math.round(Number(plain) * (unitBytes[(prefix ?? '').toLowerCase()] ?? 1))
  return Number.isSafeInteger(bytes) ? bytes : null
}

/** "725091775 bytes/s", "725.09 MB/s", "725091775 bytes per second"; null where it is no rate. */
function rateOf(text: string): number | null {
  const amount = /^(.+?)\s*(?:\/\s*s(?:ec(?:ond)?)?|\s+per\s+sec(?:ond)?|ps)\.?$/i.exec(text)?.[1] ?? text
  return bytesOf(amount.trim())
}
