import type { MoveBinding, ResourceLoad } from '../../../shared/plan/plan-forecast.ts'
import { text } from '../../text/en.ts'

/** A stretch of time in which one thing held a move back. */
export interface HeldBy {
  readonly fromS: number
  readonly toS: number | null
  readonly what: string
}

/** What held a move back over time, stretches of the same cause joined; names as people know them. */
export function heldBy(
  bindings: readonly MoveBinding[],
  resources: readonly ResourceLoad[],
): readonly HeldBy[] {
  const labels = new Map(resources.map((load) => [load.name, load.label]))
  const joined: HeldBy[] = []
  for (const { fromS, toS, resource } of bindings) {
    const what = resource === null ? text.forecast.move.byThreads : (labels.get(resource) ?? resource)
    const last = joined.at(-1)
    if (last !== undefined && last.what === what && last.toS === fromS)
      joined[joined.length - 1] = { ...last, toS }
    else joined.push({ fromS, toS, what })
  }
  return joined
}
