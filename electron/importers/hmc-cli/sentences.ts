/**
 * What is printed in place of data: "no results", errors with and without a code, the echoed command of a terminal
 * log. Scripts store all of it in the data file, and the HMC translates it to the user's language (domain.md 1.2).
 */

/** `HSCL127D: ...`, `HSCLA4C0 ...` of the HMC; `VIOSE0110...`, `0514-040 ...` of a VIOS. */
const errorCode = /^\s*(HSC[A-Z]*[0-9A-F]{4}\b|VIOSE\d{6,}|[01]\d{3}-\d{3}\b)/

/**
 * The sentence that means "no rows" by language. English and Polish were seen in real output; the others are the same
 * words in the HMC's other languages, and one that is wrong only fails to match.
 */
const noResults: ReadonlySet<string> = new Set([
  'no results were found',
  'nie znaleziono wyników',
  'es wurden keine ergebnisse gefunden',
  'keine ergebnisse gefunden',
  "aucun résultat n'a été trouvé",
  'aucun résultat trouvé',
  'no se han encontrado resultados',
  'non è stato trovato alcun risultato',
  'nessun risultato trovato',
  'nenhum resultado foi encontrado',
  'nenhum resultado encontrado',
  'nebyly nalezeny žádné výsledky',
  'nincs találat',
  '結果が見つかりませんでした',
  '未找到结果',
  '找不到結果',
])

/** Messages and prompts are short; the patterns below are not let loose on more. */
const LONGEST_MESSAGE = 400

export type SentenceSort = 'no-results' | 'error' | 'sentence'

/** The code at the start of an error sentence, or null. */
export function errorCodeOf(text: string): string | null {
  return errorCode.exec(text)?.[1] ?? null
}

/** Whether a text without attributes is the message "no rows", an error with a code, or some other sentence. */
export function sortOfSentence(text: string): SentenceSort {
  if (errorCodeOf(text) !== null) return 'error'
  if (text.length > LONGEST_MESSAGE) return 'sentence'
  const words = text
    .trim()
    .replace(/[.。!]+$/, '')
    .toLowerCase()
    .replaceAll('’', "'")
  return noResults.has(words) ? 'no-results' : 'sentence'
}

/** Whether a text reads like a sentence and not like a row of values: three words in a row, or a full stop at the end. */
export function readsLikeSentence(text: string): boolean {
  const start = text.slice(0, LONGEST_MESSAGE)
  return /\p{L}+[\s,]+\p{L}+\s+\p{L}{2,}/u.test(start) || /\p{L}[.。!]$/u.test(text.trimEnd())
}

export interface EchoedCommand {
  /** "lssyscfg", "lscodpool". */
  readonly command: string
  readonly system: string | null
  readonly partition: string | null
  /** System a partition would move to (-t), of `lslparmigr`. */
  readonly target: string | null
  /** Power Enterprise Pool, of `lscodpool`, whose -p it is there. */
  readonly pool: string | null
}

const commandLine =
  /^(?:[^\s=,]*[$#>:]\s*|#\s*)?(?:\S+@\S+[$#>:~]*\s*)?(lssyscfg|lshwres|lslparmigr|lslic|lslparutil|lscod|lscodpool|lsmemopt|lspartition|lshmc|viosvrcmd)\s+-/

/** The command typed above its output in a terminal log, with the system (`-m`) and partition (`-p`) it names. */
export function echoedCommand(text: string): EchoedCommand | null {
  const found = text.length > LONGEST_MESSAGE ? null : commandLine.exec(text)
  if (found === null) return null
  const name = found[1] ?? ''
  const named = option(text, 'p')
  return name === 'lscodpool'
    ? { command: name, system: null, partition: null, target: null, pool: named ?? option(text, '-id') }
    : {
        command: name,
        system: option(text, 'm'),
        partition: named,
        target: name === 'lslparmigr' ? option(text, 't') : null,
        pool: null,
      }
}

function option(text: string, letter: string): string | null {
  const found = new RegExp(`\\s-${letter}\\s+(?:"([^"]*)"|'([^']*)'|(\\S+))`).exec(text)
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? null)
}
