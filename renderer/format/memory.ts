import { noData, number, thin } from './number.ts'

const mibPerGib = 1_024
const gibPerTib = 1_024
/** From here on memory is written in TiB. */
const largestGib = 8_192

export interface Quantity {
  readonly value: string
  readonly unit: string
}

/** Memory in MiB as number and unit: MiB below 1 GiB, GiB below 8,192, then TiB with one decimal. */
export function memoryParts(mib: number): Quantity {
  const size = Math.abs(mib)
  if (size > 0 && size < mibPerGib) return { value: number(mib), unit: 'MiB' }
  const gib = mib / mibPerGib
  if (Math.abs(gib) >= largestGib) return { value: number(gib / gibPerTib, 1), unit: 'TiB' }
  return { value: number(gib, Number.isInteger(gib) || Math.abs(gib) >= 100 ? 0 : 1), unit: 'GiB' }
}

/** Memory in MiB as text, e.g. "2,048 GiB" or "23.5 TiB"; "no data" for null. */
export function memory(mib: number | null): string {
  if (mib === null) return noData
  const { value, unit } = memoryParts(mib)
  return value + thin + unit
}

/** Memory in MiB as a bare number of GiB for a column whose header names the unit; "no data" for null. */
export function gib(mib: number | null): string {
  if (mib === null) return noData
  const value = mib / mibPerGib
  return number(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
}

/** Bytes sent, in decimal units: "14.5 TB", "820 GB", "41.2 MB"; "no data" for null. */
export function bytes(value: number | null): string {
  if (value === null) return noData
  const steps: readonly (readonly [number, string])[] = [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ]
  for (const [step, unit] of steps) {
    if (value >= step) return number(value / step, value / step >= 100 ? 0 : 1) + thin + unit
  }
  return number(value) + thin + 'bytes'
}
