import type { Generation } from '../../inventory/fleet.ts'

/** A catalogue file that does not have the expected shape: the place in it and what was found. */
export class CatalogueError extends Error {
  readonly at: string

  constructor(at: string, found: string) {
    super(`${at}: ${found}`)
    this.name = 'CatalogueError'
    this.at = at
  }
}

export const generations: readonly Generation[] = [
  'POWER6',
  'POWER7',
  'POWER8',
  'POWER9',
  'POWER10',
  'POWER11',
]

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value)?.slice(0, 60) ?? typeof value)
}

export function anObject(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CatalogueError(at, `${shown(value)} where an object is expected`)
  return value as Record<string, unknown>
}

export function aText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '')
    throw new CatalogueError(at, `${shown(value)} where a text is expected`)
  return value
}

export function aWholeNumber(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new CatalogueError(at, `${shown(value)} where a whole number is expected`)
  return value
}

export function aGeneration(value: unknown, at: string): Generation {
  const generation = generations.find((one) => one === value)
  if (generation === undefined)
    throw new CatalogueError(at, `${shown(value)} where one of ${generations.join(', ')} is expected`)
  return generation
}

export function anArray<T>(value: unknown, at: string, element: (value: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new CatalogueError(at, `${shown(value)} where a list is expected`)
  return value.map((one: unknown, index) => element(one, `${at}[${index}]`))
}

export function nullOr<T>(check: (value: unknown, at: string) => T, value: unknown, at: string): T | null {
  return value === null ? null : check(value, at)
}
