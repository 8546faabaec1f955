/** HMC and VIOS commands as a person types them, with names quoted for sh. */

/** Names for the placeholders of a command template. */
export interface CommandNames {
  readonly source?: string | undefined
  readonly target?: string | undefined
  readonly partition?: string | undefined
  readonly id?: number | undefined
  readonly vios?: string | undefined
}

/** Words already quoted: a fleet has a few thousand names and is asked about them a million times. */
const quoted = new Map<string, string>()
const mostKept = 20_000

/** A word for sh: as it is where that is safe, else in single quotes. */
export function shellWord(text: string): string {
  const known = quoted.get(text)
  if (known !== undefined) return known
  if (quoted.size >= mostKept) quoted.clear()
  const word = quote(text)
  quoted.set(text, word)
  return word
}

function quote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./*-]+$/.test(text) && !text.includes('*') && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * Value of the HMC's `-i` option: attribute=value pairs, comma-separated; a pair whose value holds a comma or a quote is
 * quoted as CSV (domain.md 1.2). The result is one word for sh.
 */
export function attributeData(pairs: readonly (readonly [name: string, value: string | number])[]): string {
  return shellWord(attributePairs(pairs))
}

/** The same, not yet quoted for sh. */
export function attributePairs(pairs: readonly (readonly [name: string, value: string | number])[]): string {
  return pairs
    .map(([name, value]) => {
      const pair = `${name}=${value}`
      return /[",]/.test(pair) ? `"${pair.replaceAll('"', '""')}"` : pair
    })
    .join(',')
}

/** Fills {source}, {target}, {partition}, {id} and {vios}; an unknown name stays as a word in capitals (SERVER). */
export function fillCommand(template: string, names: CommandNames): string {
  // By hand, not by a regular expression: a matrix of 100,000 pairs fills several hundred thousand commands.
  let filled = ''
  let from = 0
  for (;;) {
    const open = template.indexOf('{', from)
    if (open < 0) return filled + template.slice(from)
    const close = template.indexOf('}', open)
    const key = keys.find((one) => close - open - 1 === one.length && template.startsWith(one, open + 1))
    const end = key === undefined ? open + 1 : close + 1
    filled += template.slice(from, open) + (key === undefined ? '{' : nameOf(names, key))
    from = end
  }
}

const keys = ['source', 'target', 'partition', 'id', 'vios'] as const satisfies (keyof CommandNames)[]

function nameOf(names: CommandNames, key: keyof CommandNames): string {
  const name = names[key]
  if (name === undefined) return key === 'source' || key === 'target' ? 'SERVER' : key.toUpperCase()
  return typeof name === 'number' ? String(name) : shellWord(name)
}

/** `-p NAME`, or `--id N` where the name holds a comma, which separates names for migrlpar. */
export function partitionOption(partition: { readonly name: string; readonly lparId: number }): string {
  return partition.name.includes(',') ? `--id ${partition.lparId}` : `-p ${shellWord(partition.name)}`
}

/** The validation that the HMC itself does, which changes nothing. */
export function validateCommand(
  source: { readonly name: string },
  target: { readonly name: string },
  partition: { readonly name: string; readonly lparId: number },
  options = '',
): string {
  const tail = options === '' ? '' : ` ${options}`
  return `migrlpar -o v -m ${shellWord(source.name)} -t ${shellWord(target.name)} ${partitionOption(partition)}${tail}`
}
