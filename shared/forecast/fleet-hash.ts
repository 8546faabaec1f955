/** A fingerprint of what a plan was made from, to tell plans made from another inventory or other assumptions. */
import type { Fleet } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'

/**
 * Hash of a fleet and the assumptions: 14 hexadecimal digits, equal for equal content on every host. Not made against
 * forgery, only against confusion. Origins (which file a figure came from) and the time of the import do not count.
 */
export function fleetHash(fleet: Fleet, assumptions: Assumptions): string {
  const content = { servers: fleet.servers, vios: fleet.vios, partitions: fleet.partitions, assumptions }
  return hash53(JSON.stringify(sorted(content)))
}

/** Names in order, so that two objects with equal content are one text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => name !== 'origins')
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, inner]) => [name, sorted(inner)]),
  )
}

/** Two 32-bit multiplicative hashes over the UTF-16 code units, 53 bits of them kept. */
function hash53(text: string): string {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 0x27d4eb2f)
    low = Math.imul(low ^ unit, 0x165667b1)
  }
  high = Math.imul(high ^ (high >>> 15), 0x85ebca77) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae3d)
  low = Math.imul(low ^ (low >>> 16), 0x27d4eb2f) ^ Math.imul(high ^ (high >>> 14), 0x9e3779b1)
  return (4_294_967_296 * (high & 0x1fffff) + (low >>> 0)).toString(16).padStart(14, '0')
}
