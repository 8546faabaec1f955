/** What the other lines of a mover's log may say of a migration: when, whose, from where to where. */
import { utc } from './file-name.ts'

export type FactName =
  | 'partitionName'
  | 'partitionUuid'
  | 'lparId'
  | 'streamId'
  | 'sourceServer'
  | 'targetServer'
  | 'sourceMover'
  | 'targetMover'
  | 'side'

export interface Fact {
  readonly name: FactName
  readonly value: string
}

const MAX_CHARACTERS = 2_000
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/i
const ASSIGN = '\\s*[:=]\\s*'
const WORD = '["\\u0027]?([^"\\u0027,;]{1,200}?)["\\u0027]?\\s*(?:$|[,;])'
const own = (words: string): RegExp => new RegExp(`\\b(?:${words})${ASSIGN}${WORD}`, 'i')

const patterns: readonly (readonly [FactName, RegExp])[] = [
  ['partitionUuid', new RegExp(`\\b(?:partition|lpar)[ _]?uuid${ASSIGN}["\\u0027]?(${UUID.source})`, 'i')],
  ['lparId', new RegExp(`\\b(?:partition|lpar)[ _]?id${ASSIGN}["\\u0027]?(\\d{1,5})\\b`, 'i')],
  ['partitionName', own('(?:mobile |migrating )?partition[ _]name|lpar[ _]name')],
  ['streamId', new RegExp(`\\bstream[ _]?id${ASSIGN}(?:0x)?([0-9a-f]{4,32})\\b`, 'i')],
  ['sourceServer', own('source[ _](?:managed[ _])?(?:system|server)(?:[ _]name)?')],
  ['targetServer', own('(?:target|destination|dest)[ _](?:managed[ _])?(?:system|server)(?:[ _]name)?')],
  ['sourceMover', own('source[ _](?:msp|mover|vios)(?:[ _]name)?')],
  ['targetMover', own('(?:target|destination|dest)[ _](?:msp|mover|vios)(?:[ _]name)?')],
  ['side', /\b(?:msp |mover )?(?:side|role)\s*[:=]\s*["']?(source|src|target|destination|dst)\b/i],
]

/** Everything a line states; lines that state nothing are ignored. */
export function factsOf(line: string): readonly Fact[] {
  const text = line.slice(0, MAX_CHARACTERS)
  if (!/[:=]/.test(text)) return []
  return patterns.flatMap(([name, pattern]) => {
    const value = pattern.exec(text)?.[1]?.trim()
    return value === undefined || value === '' ? [] : [{ name, value }]
  })
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The time a line was written, epoch ms as if it were UTC; null where it bears none. Forms: "2018-04-22 18:58:37" (any
 * of T, -, _ or a blank between), "04/22/18-18:58:37", "Sun Apr 22 18:58:37 CEST 2018". A stamp without a year (syslog)
 * tells no date.
 */
export function stampOf(line: string): number | null {
  const text = line.slice(0, 200)
  const iso = /\b(\d{4})[-/](\d{2})[-/](\d{2})[T _-](\d{2}):(\d{2}):(\d{2})\b/.exec(text)
  if (iso !== null) return utc(iso.slice(1, 7).map(Number))
  const american = /\b(\d{2})\/(\d{2})\/(\d{2}|\d{4})[- ](\d{2}):(\d{2}):(\d{2})\b/.exec(text)
  if (american !== null) {
    const [month = 0, day = 0, year = 0, ...clock] = american.slice(1, 7).map(Number)
    return utc([year < 100 ? 2000 + year : year, month, day, ...clock])
  }
  const date = /\b([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?: [A-Z]{2,5})? (\d{4})\b/.exec(text)
  if (date === null) return null
  const month = months.indexOf((date[1] ?? '').toLowerCase()) + 1
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = date.slice(2, 7).map(Number)
  return utc([year, month, day, hour, minute, second])
}
