/** HMC and VIOS commands as a person types them, with names quoted for sh. */

/** Names for the placeholders of a command template. */
export interface CommandNames {
  readonly source?: string | undefined
  readonly target?: string | undefined
  readonly partition?: string | undefined
  readonly id?: number | undefined
  readonly vios?: string | undefined
}

/** A word for sh: as it is where that is safe, else in single quotes. */
export function shellWord(text: string): string {
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
  return template.replaceAll(/\{(source|target|partition|id|vios)\}/g, (_, key: keyof CommandNames) => {
    const name = names[key]
    if (name === undefined) return key === 'source' || key === 'target' ? 'SERVER' : key.toUpperCase()
    return typeof name === 'number' ? String(name) : shellWord(name)
  })
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
