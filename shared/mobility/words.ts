/** Figures and names in sentences (visual design language, section 4, numbers). */
import type { Generation } from '../inventory/fleet.ts'

/** Without `toFixed` and regular expressions where it can be: sentences of 100,000 pairs are full of figures. */
function grouped(value: number, decimals: number): string {
  const scale = 10 ** decimals
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale
  const text = String(rounded)
  if (rounded < 1_000 && rounded > -1_000) return text
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** MiB as GiB below 8,192 GiB, else TiB; at most two decimals. */
export function memory(mebibytes: number): string {
  const gib = mebibytes / 1024
  return Math.abs(gib) < 8_192 ? `${grouped(gib, 2)} GiB` : `${grouped(gib / 1024, 2)} TiB`
}

/** Hundredths as processing units with two decimals. */
export function units(hundredths: number): string {
  return `${(hundredths / 100).toFixed(2)} processing units`
}

/** "a", "a and b", "a, b and 3 more"; with another word where one of them is enough: "a or b". */
export function list(names: readonly (string | number)[], shown = 3, joint: 'and' | 'or' = 'and'): string {
  if (names.length <= 1) return String(names[0] ?? 'none')
  if (names.length <= shown) return `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1)}`
  return `${names.slice(0, shown - 1).join(', ')} ${joint} ${names.length - shown + 1} more`
}

export function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${grouped(number, 0)} ${many}`
}

const order: readonly Generation[] = ['POWER6', 'POWER7', 'POWER8', 'POWER9', 'POWER10', 'POWER11']

/** Place of a generation in time; null where it is not known. */
export function generationRank(generation: Generation | null): number | null {
  return generation === null ? null : order.indexOf(generation)
}

const modeOrder = [
  'POWER6',
  'POWER6_enhanced',
  'POWER6+',
  'POWER6+_enhanced',
  'POWER7',
  'POWER8',
  'POWER9_base',
  'POWER9',
  'POWER10',
  'POWER11',
]

/** Place of a processor mode in time; null for "default" and for modes not known here. */
export function modeRank(mode: string): number | null {
  const rank = modeOrder.indexOf(mode)
  return rank < 0 ? null : rank
}

/** The highest mode of a list by `modeRank`; null where none is known. */
export function highestMode(modes: readonly string[]): string | null {
  const ranked = modes.filter((mode) => modeRank(mode) !== null)
  return ranked.toSorted((a, b) => (modeRank(b) ?? 0) - (modeRank(a) ?? 0))[0] ?? null
}
