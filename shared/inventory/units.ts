/**
 * Branded units: numbers that cannot be mixed by accident. Code holds memory in MiB (the HMC's "MB" is MiB), processor
 * quantities in hundredths of a processing unit, rates in bytes per second, durations in seconds and instants in UTC
 * epoch milliseconds; only the window and the exporters turn them into words.
 */
declare const unit: unique symbol
type Branded<U extends string> = number & { readonly [unit]: U }

/** Memory in mebibytes. */
export type MiB = Branded<'MiB'>
/** Hundredths of a processing unit: 1.25 processing units are 125. A dedicated core is 100. */
export type Centi = Branded<'Centi'>
/** Hundredths of a percent, the way capacities of SR-IOV ports are counted: 2.0 % are 200. */
export type CentiPercent = Branded<'CentiPercent'>
/** An instant: milliseconds since 1970-01-01 UTC. */
export type EpochMs = Branded<'EpochMs'>

export const mib = (value: number): MiB => value as MiB
export const centi = (value: number): Centi => value as Centi
export const centiPercent = (value: number): CentiPercent => value as CentiPercent
export const epochMs = (value: number): EpochMs => value as EpochMs

export const BYTES_PER_MIB = 1_048_576
export const BYTES_PER_GIB = 1_073_741_824

/** Processing units as the HMC writes them ("0.3", "12.75") in hundredths; null where the text is no such number. */
export function centiFromUnits(text: string): Centi | null {
  if (!/^\d+(\.\d+)?$/.test(text.trim())) return null
  return centi(Math.round(Number(text) * 100))
}

/** A share as HMC and REST write it ("2.0", "2.25%") in hundredths of a percent; null where the text is no such share. */
export function centiPercentFromText(text: string): CentiPercent | null {
  const [, figure] = /^(\d{1,3}(?:\.\d+)?)\s*%?$/.exec(text.trim()) ?? []
  if (figure === undefined || Number(figure) > 100) return null
  return centiPercent(Math.round(Number(figure) * 100))
}

/** The share as the HMC takes it: one decimal, two where they are needed. */
export function percentText(share: CentiPercent): string {
  return share % 10 === 0 ? (share / 100).toFixed(1) : (share / 100).toFixed(2)
}
