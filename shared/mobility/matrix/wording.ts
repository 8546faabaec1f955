/**
 * One sentence for many pairs. Where all pairs share a sentence it stands as it is. Otherwise names that vary become
 * "the partition" or "the target", figures that vary become a range, and where more than that varies the reader gets
 * one pair's sentence, called an example.
 */

/** A sentence with the names it may contain. */
export interface Sentence {
  readonly text: string
  readonly partition: string
  readonly source: string
  readonly target: string
}

type Role = 'partition' | 'source' | 'target'
const roles: readonly Role[] = ['partition', 'source', 'target']

const proseNames: Readonly<Record<Role, string>> = {
  partition: 'the partition',
  source: 'its server',
  target: 'the target',
}
const commandNames: Readonly<Record<Role, string>> = {
  partition: 'PARTITION',
  source: 'SOURCE',
  target: 'TARGET',
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A name where it stands as a word of its own. */
function asWord(name: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])${escaped(name)}(?![\p{L}\p{N}_-])`, 'gu')
}

/** The sentences with names that differ from pair to pair replaced by what they name. */
function withoutNames(all: readonly Sentence[], names: Readonly<Record<Role, string>>): string[] {
  const varying = roles.filter((role) => all.some((one) => one[role] !== all[0]?.[role]))
  return all.map((one) =>
    varying
      .filter((role) => one[role] !== '')
      .toSorted((a, b) => one[b].length - one[a].length)
      .reduce((text, role) => text.replaceAll(asWord(one[role]), () => names[role]), one.text),
  )
}

const isFigure = (word: string): boolean => /^\d[\d,]*(\.\d+)?$/.test(word)
const valueOf = (figure: string): number => Number(figure.replaceAll(',', ''))

/** Words in columns; null where sentences do not have the same number of them. */
function aligned(texts: readonly string[], pattern: RegExp): string[][] | null {
  const rows = texts.map((text) => text.match(pattern) ?? [])
  const length = rows[0]?.length ?? 0
  if (rows.some((row) => row.length !== length)) return null
  return Array.from({ length }, (_, at) => [...new Set(rows.map((row) => row[at] ?? ''))])
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A general sentence out of all sentences of a group; null where they differ in more than names and figures. */
export function generalSentence(all: readonly Sentence[]): string | null {
  const words = aligned(withoutNames(all, proseNames), /\d[\d,.]*\d|\d|[\p{L}\p{M}_]+|\s+|[^]/gu)
  if (words === null) return null
  const parts: string[] = []
  for (const values of words) {
    const [first] = values
    if (first === undefined) return null
    if (values.length === 1) parts.push(first)
    else if (values.every(isFigure)) {
      const sorted = values.toSorted((a, b) => valueOf(a) - valueOf(b))
      parts.push(`${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''}`)
    } else return null
  }
  return capital(parts.join(''))
}

/**
 * A remedy or command for many pairs: what varies becomes a word in capitals, as in a command nobody filled in. Where
 * remedies have different shapes, the first one as an example.
 */
export function generalRemedy(all: readonly Sentence[]): string {
  const words = aligned(withoutNames(all, commandNames), /[^\s"'=,;:/.]+|[^]/gu)
  if (words === null) return `For example: ${all[0]?.text ?? ''}`
  return words
    .map(([first = '', ...others]) => (others.length === 0 ? first : isFigure(first) ? 'N' : 'NAME'))
    .join('')
}
