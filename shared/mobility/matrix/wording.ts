/**
 * One sentence for many pairs. Where all pairs share a sentence it stands as it is. Otherwise names that vary become
 * "the partition" or "the target", a few different values are listed, many figures become a range, and where more than
 * that varies nothing general can be said.
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

const partOfName = /[\p{L}\p{N}_-]/u

/** Replaces a name where it stands as a word of its own. */
function replaceWord(text: string, name: string, by: string): string {
  let result = ''
  let from = 0
  for (;;) {
    const at = text.indexOf(name, from)
    if (at < 0) return result + text.slice(from)
    const end = at + name.length
    const whole = !partOfName.test(text.charAt(at - 1)) && !partOfName.test(text.charAt(end))
    result += text.slice(from, at) + (whole ? by : name)
    from = end
  }
}

/** The sentences with names that differ from pair to pair replaced by what they name. */
function withoutNames(all: readonly Sentence[], names: Readonly<Record<Role, string>>): string[] {
  const varying = roles.filter((role) => all.some((one) => one[role] !== all[0]?.[role]))
  return all.map((one) =>
    varying
      .filter((role) => one[role] !== '')
      .toSorted((a, b) => one[b].length - one[a].length)
      .reduce((text, role) => replaceWord(text, one[role], names[role]), one.text),
  )
}

/** The different words at each place; null where sentences do not have the same number of words. */
function places(texts: readonly string[], pattern: RegExp): string[][] | null {
  const rows = texts.map((text) => text.match(pattern) ?? [])
  const length = rows[0]?.length ?? 0
  if (rows.some((row) => row.length !== length)) return null
  return Array.from({ length }, (_, at) => [...new Set(rows.map((row) => row[at] ?? ''))])
}

const isFigure = (word: string): boolean => /^\d[\d,]*(\.\d+)?$/.test(word)
const valueOf = (figure: string): number => Number(figure.replaceAll(',', ''))
/** Figures after these words are names: between VLAN 10 and VLAN 99 lie none that are meant. */
const numbered = /(VLAN|slot|id|pair|wave)\s*$/
const mostListed = 3

/** Different words in the place of one; null where there are too many to list and no range to give. */
function together(values: readonly string[], before: string): string | null {
  const figures = values.every(isFigure)
  const sorted = figures ? values.toSorted((a, b) => valueOf(a) - valueOf(b)) : values.toSorted()
  if (values.length > mostListed)
    return figures && !numbered.test(before) ? `${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''}` : null
  const plain = sorted.every((one) => /[\p{L}\p{N}]/u.test(one))
  return plain ? `${sorted.slice(0, -1).join(', ')} or ${sorted.at(-1) ?? ''}` : null
}

function capital(text: string, original: string): string {
  return text.startsWith(original.slice(0, 4)) ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * A general sentence out of the sentences of a group; null where they differ in too much. `complete` false: some were
 * not read, so that nothing but names may differ among those that were.
 */
export function generalSentence(all: readonly Sentence[], complete = true): string | null {
  const words = places(withoutNames(all, proseNames), /[^\s,;:()"]*[^\s,;:()".]|[^]/gu)
  if (words === null) return null
  let text = ''
  let varying = 0
  for (const [first, ...others] of words) {
    if (first === undefined) return null
    const word = others.length === 0 ? first : together([first, ...others], text)
    if (word === null || (others.length > 0 && !complete)) return null
    if (others.length > 0 && !isFigure(first)) varying += 1
    text += word
  }
  // Words that vary together ("POWER8 to POWER9") would be torn apart by more than one list.
  return varying > 1 ? null : capital(text, all[0]?.text ?? '')
}

/**
 * A remedy or command for many pairs: what varies becomes a word in capitals, as in a command nobody filled in. Where
 * remedies have different shapes, the first one as an example.
 */
export function generalRemedy(all: readonly Sentence[]): string {
  const words = places(withoutNames(all, commandNames), /[^\s"'=,;:]+|[^]/gu)
  if (words === null) return `For example: ${all[0]?.text ?? ''}`
  return words
    .map(([first = '', ...others]) => (others.length === 0 ? first : isFigure(first) ? 'N' : 'NAME'))
    .join('')
}
