import { number, range, thin } from '../../format/number.ts'

/** How a parameter is shown and typed: one shown unit is `factor` stored ones. */
export interface ShownUnit {
  readonly unit: string
  readonly factor: number
}

const shown: Readonly<Record<string, ShownUnit>> = {
  'B/s': { unit: 'MB/s', factor: 1e6 },
  share: { unit: '%', factor: 0.01 },
}

/** Unit in which a stored unit is shown and typed: rates in MB/s, shares in percent, others as they are. */
export const shownUnit = (unit: string): ShownUnit => shown[unit] ?? { unit, factor: 1 }

/** A stored value as text without unit, with as many decimals as it needs (at most three). */
export function valueText(value: number, unit: string): string {
  const amount = value / shownUnit(unit).factor
  const rounded = Number(amount.toPrecision(12))
  const decimals = [0, 1, 2].find((count) => Math.abs(rounded - Number(rounded.toFixed(count))) < 1e-9) ?? 3
  return number(rounded, decimals)
}

/** A stored value with its unit: "1,100 MB/s", "95 %". */
export const valueWithUnit = (value: number, unit: string): string =>
  valueText(value, unit) + thin + shownUnit(unit).unit

/** Two stored values as a range with one unit. */
export const rangeText = (low: number, high: number, unit: string): string =>
  range(valueText(low, unit), valueText(high, unit), shownUnit(unit).unit)

/** What was typed, in the stored unit; rounded, so that 62 % is 0.62 and not 0.6200000000000001. */
export const storedValue = (typed: number, unit: string): number =>
  Number((typed * shownUnit(unit).factor).toPrecision(12))
