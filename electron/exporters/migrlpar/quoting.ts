/**
 * Quoting for two shells: the script's own and the one the HMC runs behind ssh; and the HMC's attribute grammar
 * (domain.md 1.2: a pair whose value holds a comma is quoted as a whole, quotes inside are doubled).
 */

/** A word for a POSIX shell; bare where no character of it means anything to the shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A command line out of its words. */
export const shellCommand = (words: readonly string[]): string => words.map(shellWord).join(' ')

/** `attr=value,attr=value` as `migrlpar -i` reads it. */
export function attributeData(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs
    .map(([name, value]) => {
      const pair = `${name}=${value}`
      return /[",]/.test(pair) ? `"${pair.replaceAll('"', '""')}"` : pair
    })
    .join(',')
}

/** Text for a shell comment: one line, no control characters. */
export const commentText = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')
