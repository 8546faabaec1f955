/** Attributes of an entity: which are compared, whether they differ, and how a value reads. */
import { generationWords } from '../generation.ts'

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

/** Attributes to compare: all but identity, provenance, and what is compared on its own (a partition's load too). */
export function attributesOf(entity: object): string[] {
  const isPartition = 'lparId' in entity
  return Object.keys(entity).filter(
    (attribute) => !leftOut.has(attribute) && !(isPartition && attribute === 'typicalWeek'),
  )
}

/** Whether two plain values are equal, member by member. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length || Array.isArray(a) !== Array.isArray(b)) return false
  const other = b as Readonly<Record<string, unknown>>
  return keys.every(
    (key) => key in other && sameValue((a as Readonly<Record<string, unknown>>)[key], other[key]),
  )
}

/** One value with its unit, taken from the attribute's name: "64 GiB", "1.25 processing units", "yes". */
export function describeValue(attribute: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return describeNumber(attribute, value)
  // An empty text is known to be none (a pool, a virtual serial number).
  if (typeof value === 'string') return value === '' ? 'none' : describeText(attribute, value)
  if (attribute === 'typicalWeek' && Array.isArray(value)) return describeWeek(value as (number | null)[])
  return cut(Array.isArray(value) ? describeList(value) : describeRecord(value))
}

/** A generation is our word for a model, not the HMC's: as IBM writes it. */
function describeText(attribute: string, value: string): string {
  return attribute === 'generation' ? generationWords(value) : value
}

function describeNumber(attribute: string, value: number): string {
  if (attribute.endsWith('Mib'))
    return value !== 0 && value % 1024 === 0 ? `${value / 1024} GiB` : `${value} MiB`
  if (/Centi(?:$|Per)/.test(attribute)) return `${value / 100} processing units`
  if (attribute.endsWith('Gbps')) return `${value} Gb/s`
  if (attribute === 'seconds') return `${value} s`
  if (attribute === 'bytes') return `${value} B`
  if (attribute === 'endedAt') return new Date(value).toISOString()
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

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}... (${text.length} characters)`
}
