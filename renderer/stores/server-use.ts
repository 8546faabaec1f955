import type { Partition, Server, Vios } from '../../shared/inventory/fleet.ts'

/** Use of one server today, as shares (0..1) of what it has; null where an input is not known. */
export interface ServerUse {
  readonly memory: number | null
  readonly entitled: number | null
  /** Mean and 95th percentile of the hour of the week, over the partitions with samples. */
  readonly loadMean: number | null
  readonly loadPeak: number | null
  readonly measured: number
  readonly running: number
}

/** Whether a partition holds memory and processors now. */
export const isActive = (state: string | null): boolean => state !== 'not activated' && state !== 'power off'

/** Sum of values, or null as soon as one of them is not known: a partial sum would look like the whole. */
export function sumKnown(values: Iterable<number | null>): number | null {
  let sum = 0
  for (const value of values) {
    if (value === null) return null
    sum += value
  }
  return sum
}

function used(
  configurable: number | null,
  available: number | null,
  owners: readonly (number | null)[],
  own: number,
): number | null {
  if (configurable === null || configurable === 0) return null
  if (available !== null) return (configurable - available) / configurable
  const sum = sumKnown(owners)
  return sum === null ? null : (sum + own) / configurable
}

/** Percentile (0..1) of values by linear interpolation between the ranks; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/** Mean of the hours that were measured; null of none. */
export function meanLoad(week: readonly (number | null)[] | null): number | null {
  const known = (week ?? []).filter((one) => one !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
}

/** 95th percentile of the hours that were measured; null of none. */
export function peakLoad(week: readonly (number | null)[] | null): number | null {
  return percentile(
    (week ?? []).filter((one) => one !== null),
    0.95,
  )
}

/**
 * Busy processing units of several partitions by hour of the week: the sum of those measured in that hour, so at least
 * that much; null for an hour nobody was measured in.
 */
export function weekSum(weeks: readonly (readonly (number | null)[])[]): readonly (number | null)[] {
  return Array.from({ length: 168 }, (_, hour) => {
    const known = weeks.map((week) => week[hour] ?? null).filter((one) => one !== null)
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
  })
}

/**
 * Use of a server: what the HMC says is free where it says so, otherwise the sum over active partitions and VIOS (plus
 * the firmware's memory). Load is the sum of the typical weeks of the partitions that have one.
 */
export function serverUse(
  server: Server,
  partitions: readonly Partition[],
  vios: readonly Vios[],
): ServerUse {
  const active = partitions.filter((one) => isActive(one.state))
  const owners = [...active, ...vios.filter((one) => isActive(one.state))]
  const weeks = active.map((one) => one.typicalWeek).filter((week) => week !== null)
  const hours = weekSum(weeks)
  const cores = server.configurableCenti === null ? null : server.configurableCenti / 100
  const share = (units: number | null): number | null =>
    units === null || cores === null || cores === 0 ? null : units / cores
  return {
    memory: used(
      server.configurableMemoryMib,
      server.availableMemoryMib,
      owners.map((one) => one.memoryMib),
      server.firmwareMemoryMib ?? 0,
    ),
    entitled: used(
      server.configurableCenti,
      server.availableCenti,
      owners.map((one) => one.entitledCenti),
      0,
    ),
    loadMean: share(meanLoad(hours)),
    loadPeak: share(peakLoad(hours)),
    measured: weeks.length,
    running: active.length,
  }
}
