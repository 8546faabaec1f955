import { AppFailure } from './result.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/**
 * The one server or partition a typed word means: by id, by exact name, else by name without regard to
 * case. Throws AppFailure "inventory-missing" for none (with the closest names) and for several of one name (with ids).
 */
export function findNamed<T extends Named>(kind: 'server' | 'partition', all: readonly T[], word: string): T {
  const lower = word.toLowerCase()
  const candidates = [
    all.filter((one) => one.id === word),
    all.filter((one) => one.name === word),
    all.filter((one) => one.name.toLowerCase() === lower),
  ].find((found) => found.length > 0)
  const [first, second] = candidates ?? []
  if (first !== undefined && second === undefined) return first
  if (candidates !== undefined) {
    throw new AppFailure({
      code: 'inventory-missing',
      message: `${candidates.length} ${kind}s are named “${word}”: ${candidates.map((one) => one.id).join(', ')}.`,
      hint: 'Use the id instead of the name.',
    })
  }
  const close = all.filter(
    (one) => one.name.toLowerCase().includes(lower) || lower.includes(one.name.toLowerCase()),
  )
  const offered = (close.length > 0 ? close : all).slice(0, 8).map((one) => one.name)
  throw new AppFailure({
    code: 'inventory-missing',
    message: `No ${kind} “${word}” is in this workspace.`,
    hint:
      offered.length === 0
        ? 'Import an inventory first.'
        : `There is: ${offered.join(', ')}${all.length > offered.length ? ', …' : ''}.`,
  })
}
