/** A refused value: where it stands (`parts[3].mem`) and one sentence saying what is wrong with it. */
export type ScenarioProblem = { path: string; message: string }

/** Judges one value: null when it may stand, otherwise the rest of a sentence that begins with its path. */
export type Check = (value: unknown) => string | null

const longestQuote = 40

/** A value as it may be quoted in a sentence: short, on one line. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value)
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : String(value)
}

/** `a.b` for plain keys, `a["b c"]` for all others. */
export function below(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Beyond these no quantity of a plan lies, and between them no product or quotient the engine forms leaves the range
 * of a double.
 */
const HIGHEST = 1e30
const LOWEST = 1e-30

const number: Check = (value) => {
  if (typeof value !== 'number') return `must be a number, but is ${quoted(value)}`
  if (Number.isNaN(value)) return 'is not a number (NaN)'
  if (!Number.isFinite(value)) return 'must be finite'
  return null
}

/** A number, not below zero: zero, or from 1e-30 to 1e30. */
export const amount: Check = (value) => {
  const wrong = number(value)
  if (wrong !== null) return wrong
  const size = value as number
  if (size < 0) return `must not be negative, but is ${String(value)}`
  if (size > HIGHEST) return `must not be above ${HIGHEST}, but is ${String(value)}`
  return size > 0 && size < LOWEST ? `must be zero or at least ${LOWEST}, but is ${String(value)}` : null
}

/** A number above zero. */
export const positive: Check = (value) => amount(value) ?? (value === 0 ? 'must be greater than zero' : null)

/** A number from 0 to 1. */
export const fraction: Check = (value) =>
  amount(value) ?? ((value as number) > 1 ? `must lie between 0 and 1, but is ${String(value)}` : null)

export const zeroOrOne: Check = (value) =>
  value === 0 || value === 1 ? null : `must be 0 or 1, but is ${quoted(value)}`

export const flag: Check = (value) =>
  typeof value === 'boolean' ? null : `must be true or false, but is ${quoted(value)}`

/** A whole number in a range, both ends included. */
export function whole(lowest: number, highest: number): Check {
  return (value) => {
    const wrong = amount(value)
    if (wrong !== null) return wrong
    if (!Number.isInteger(value)) return `must be a whole number, but is ${String(value)}`
    if ((value as number) < lowest || (value as number) > highest) {
      return `must lie between ${lowest} and ${highest}, but is ${String(value)}`
    }
    return null
  }
}

export function oneOf(...words: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && words.includes(value)
      ? null
      : `must be one of ${words.map((word) => JSON.stringify(word)).join(', ')}, but is ${quoted(value)}`
}

/** null stands for "no limit", and so does an infinite number in a scenario built by code. */
export function orNone(check: Check): Check {
  return (value) => (value === null || value === Infinity ? null : check(value))
}

/** null stands for "not known". */
export function orUnknown(check: Check): Check {
  return (value) => (value === null ? null : check(value))
}
