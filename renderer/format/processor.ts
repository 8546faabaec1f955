import { noData, number, thin } from './number.ts'

/** Hundredths of a processing unit with two decimals, without unit (for columns); "no data" for null. */
export function units(centi: number | null): string {
  return centi === null ? noData : number(centi / 100, 2)
}

/** The same with its unit: "10.00 units". */
export function processingUnits(centi: number | null): string {
  return centi === null ? noData : `${units(centi)}${thin}units`
}

/** Busy processing units as measured (already in units, not hundredths), two decimals. */
export function load(busyUnits: number | null): string {
  return number(busyUnits, 2)
}
