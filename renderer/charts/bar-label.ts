/** Mean advance of a character of the window's font at 11 px, on the safe side. */
const perCharacter = 6.3

/** Width a text takes at 11 px, about. */
export const textWidth = (text: string): number => text.length * perCharacter

/** The longest of the candidates (best first) that fits; empty where none does. */
export function fittingLabel(candidates: readonly string[], room: number): string {
  return candidates.find((text) => textWidth(text) <= room) ?? ''
}

/** Cuts a name in its middle, where it differs least, so that it fits a gutter. */
export function shortened(name: string, room: number): string {
  const most = Math.floor(room / perCharacter)
  if (name.length <= most) return name
  const tail = Math.floor((most - 1) / 2)
  return `${name.slice(0, most - 1 - tail)}…${name.slice(name.length - tail)}`
}

/**
 * Shortens names that all begin alike ("pwr-e1080-a1", "pwr-e980-b2") by their common beginning, up to a separator, so
 * that narrow places show what tells them apart. Names stay whole where that would leave nothing.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)]
  const [first] = distinct
  let common = first ?? ''
  for (const name of distinct) while (!name.startsWith(common)) common = common.slice(0, -1)
  const cut = distinct.length < 2 ? 0 : Math.max(common.lastIndexOf('-'), common.lastIndexOf('_')) + 1
  const safe = distinct.every((name) => name.length > cut) ? cut : 0
  return new Map(distinct.map((name) => [name, name.slice(safe)]))
}
