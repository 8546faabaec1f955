/**
 * Pages with measured parts: what stands between a line `<!-- measured: NAME -->` and the next `<!-- end -->` is made by
 * a program, everything else by hand.
 */

const END = '<!-- end -->'
const begin = (name: string): string => `<!-- measured: ${name} -->`

/**
 * The page with its measured parts replaced; null leaves a part as it is.
 * @throws Error where the page has no place for a part, two, or one that does not end; or a place nobody fills.
 */
export function withMeasured(page: string, parts: Readonly<Record<string, string | null>>): string {
  for (const [, name = ''] of page.matchAll(/^<!-- measured: (.*) -->$/gm)) {
    if (!Object.hasOwn(parts, name))
      throw new Error(`The page has a place for "${name}", which nothing measures.`)
  }
  return Object.entries(parts).reduce((text, [name, part]) => replaced(text, name, part), page)
}

function replaced(page: string, name: string, part: string | null): string {
  const lines = page.split('\n')
  const from = lines.indexOf(begin(name))
  if (from < 0) {
    throw new Error(
      `The page has no place for "${name}": it needs a line "${begin(name)}" and a line "${END}" below it.`,
    )
  }
  if (lines.indexOf(begin(name), from + 1) >= 0) throw new Error(`The page has two places for "${name}".`)
  const rest = lines.slice(from + 1)
  const length = rest.indexOf(END)
  const next = rest.findIndex((line) => line.startsWith('<!-- measured: '))
  if (length < 0 || (next >= 0 && next < length)) {
    throw new Error(`The place for "${name}" does not end: a line "${END}" is missing.`)
  }
  if (part === null) return page
  return [...lines.slice(0, from + 1), '', part.trim(), '', ...rest.slice(length)].join('\n')
}

/** Paths of the pictures a page shows, as written. */
export function picturesOf(page: string): readonly string[] {
  return [...page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path)
}

/** A Markdown table; every row as long as the head. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
