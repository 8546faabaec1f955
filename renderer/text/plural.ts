import { number } from '../format/number.ts'

/** "1 server", "12 servers": the count with its word; `many` defaults to the word with an s. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}
