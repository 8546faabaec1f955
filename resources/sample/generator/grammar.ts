/**
 * The output grammar of the HMC command line (CSV inside CSV): `attr=value` lines, and `-F ... --header` tables.
 * A list item that holds a comma is quoted; a pair that holds a comma is quoted again, its quotes doubled.
 */
export type Value = string | number | readonly string[]
/** Attributes of one object in print order; undefined attributes are absent from the line. */
export type Attributes = Readonly<Record<string, Value | undefined>>

function quoteIfNeeded(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function plain(value: Value): string {
  return typeof value === 'object' ? value.map(quoteIfNeeded).join(',') : String(value)
}

/** One object as the HMC prints it without `-F`. */
export function attributeLine(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, Value] => entry[1] !== undefined)
    .map(([name, value]) => quoteIfNeeded(`${name}=${plain(value)}`))
    .join(',')
}

/** Objects as the HMC prints them without `-F`: one per line. */
export function attributeFile(objects: readonly Attributes[]): string {
  return objects.length === 0 ? 'No results were found.\n' : lines(objects.map(attributeLine))
}

/** Objects as `-F name,name,... --header` prints them; an attribute the object lacks is `null`. */
export function headerFile(names: readonly string[], objects: readonly Attributes[]): string {
  const rows = objects.map((object) =>
    names.map((name) => quoteIfNeeded(plain(object[name] ?? 'null'))).join(','),
  )
  return lines([names.join(','), ...rows])
}

/** Text lines with a final line feed. */
export function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

/** Processing units the way the HMC writes them: two decimals at most, one at least (2.0, 0.35). */
export function units(centi: number): string {
  const text = (centi / 100).toFixed(2)
  return text.endsWith('0') ? text.slice(0, -1) : text
}

/** Booleans of the HMC command line. */
export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0)
