/** Attributes of an entity as readable texts, so that two of them can be compared and shown. */
import type { Origin, Origins } from '../fleet.ts'

/** Readable value by attribute; null: not known. */
export type Described = ReadonlyMap<string, string | null>

const LONGEST = 300
/** Identity, provenance, and what `diffFleets` compares row by row on its own. */
const leftOut: ReadonlySet<string> = new Set([
  'id',
  'serverId',
  'lparId',
  'slot',
  'origins',
  'processorPools',
  'virtualEthernet',
  'virtualScsi',
  'virtualFibreChannel',
])

/** All attributes but identity and provenance, and the place that first names the entity. */
export function describeEntity(entity: object): {
  readonly attributes: Described
  readonly origin: Origin | null
} {
  const attributes = new Map<string, string | null>()
  for (const [attribute, value] of Object.entries(entity)) {
    if (leftOut.has(attribute)) continue
    if (attribute === 'typicalWeek' && 'name' in entity) continue
    attributes.set(attribute, describeValue(attribute, value))
  }
  const origins = 'origins' in entity ? (entity.origins as Origins) : {}
  return { attributes, origin: origins['name'] ?? Object.values(origins)[0] ?? null }
}

/** One value with its unit, taken from the attribute's name: "64 GiB", "1.25 processing units", "yes". */
export function describeValue(attribute: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return describeNumber(attribute, value)
  if (typeof value === 'string') return value
  if (attribute === 'typicalWeek' && Array.isArray(value)) return describeWeek(value as (number | null)[])
  return cut(Array.isArray(value) ? describeList(value) : describeRecord(value))
}

function describeNumber(attribute: string, value: number): string {
  if (attribute.endsWith('Mib'))
    return value !== 0 && value % 1024 === 0 ? `${value / 1024} GiB` : `${value} MiB`
  if (/Centi(?:$|Per)/.test(attribute)) return `${value / 100} processing units`
  if (attribute.endsWith('Gbps')) return `${value} Gb/s`
  if (attribute === 'hptRatio') return `1:${value}`
  return String(value)
}

function describeList(values: readonly unknown[]): string {
  return values.length === 0 ? 'none' : values.map(describeItem).join('; ')
}

function describeItem(value: unknown): string {
  if (typeof value === 'object' && value !== null) return describeRecord(value)
  return String(value)
}

const isTitle = (field: string): boolean => field === 'name' || field === 'slot'

/** Title first, then the fields by name: an object read back from the workspace may list them in another order. */
function describeRecord(value: object): string {
  const parts: string[] = []
  const rank = (field: string): string => `${isTitle(field) ? 0 : 1}${field}`
  const entries = Object.entries(value).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
  for (const [field, one] of entries) {
    const text = describeValue(field, one)
    if (text !== null) parts.push(isTitle(field) ? text : `${field} ${text}`)
  }
  return parts.length === 0 ? 'none' : parts.join(', ')
}

function describeWeek(week: readonly (number | null)[]): string {
  const known = week.filter((hour) => hour !== null)
  if (known.length === 0) return 'no hours'
  const mean = known.reduce((sum, hour) => sum + hour, 0) / known.length
  return `${known.length} of ${week.length} hours, mean ${mean.toFixed(2)}, peak ${Math.max(...known).toFixed(2)}`
}

/** Long lists are cut for the reader; a digest of the rest keeps two different lists different. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text
  let digest = 0
  for (let i = LONGEST; i < text.length; i += 1) digest = (Math.imul(digest, 31) + text.charCodeAt(i)) >>> 0
  return `${text.slice(0, LONGEST)}... (${text.length} characters, ${digest.toString(16)})`
}
