/** The command inside a remedy's sentence, so that it can be copied and collected for many partitions. */

export interface RemedyParts {
  /** What stands before the command; the whole remedy where it has none. */
  readonly prose: string
  readonly command: string | null
  /** What stands after it, as a sentence of its own. */
  readonly rest: string
}

/** A command of the HMC, VIOS or partition with its options: at the start of a remedy, or after a colon. */
const start =
  /(?<=^|:\s+)(?:migrlpar|ch[a-z]+|ls[a-z]+|mk[a-z]+|rm[a-z]+|cfg[a-z]+|viosvrcmd|rmcctrl|optmem|\/\S+)\s+-/g
/** Where a command ends: another sentence, an alternative, or the end of the remedy. */
const end = /\.(?=\s+\p{Lu})|[,;](?=\s+or\s)|\.?$/u

/** A remedy as prose and its first command that can be typed as it stands; one with words in brackets cannot. */
export function remedyParts(remedy: string): RemedyParts {
  for (const { index } of remedy.matchAll(start)) {
    const tail = remedy.slice(index)
    const stop = end.exec(tail)
    const command = stop === null ? tail : tail.slice(0, stop.index)
    if (/[()]/.test(command.replaceAll(/"[^"]*"|'[^']*'/g, ''))) continue
    const after = tail.slice(command.length).replace(/^[.,;]\s*/, '')
    return {
      prose: remedy.slice(0, index).trimEnd(),
      command: command.trimEnd(),
      rest: after === '' ? '' : after.charAt(0).toUpperCase() + after.slice(1),
    }
  }
  return { prose: remedy, command: null, rest: '' }
}
