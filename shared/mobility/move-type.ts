import type { Partition } from '../inventory/fleet.ts'
import type { MoveType } from './verdict.ts'

/** Kind of move a normalised partition state allows (domain.md SRC-STATE); null for states that allow none. */
export function stateKind(state: string): MoveType | null {
  switch (state) {
    case 'running':
    case 'open firmware':
      return 'active'
    case 'not activated':
      return 'inactive'
    case 'suspended':
      return 'suspended'
    default:
      return null
  }
}

/** Kind of move a partition would make now; `active`, the strictest, where the state is not known or allows none. */
export function moveTypeOf(partition: Partition): MoveType {
  return (partition.state === null ? null : stateKind(partition.state)) ?? 'active'
}
