import type { Server } from '../../inventory/fleet.ts'
import type { TargetState } from '../target-state.ts'

/** Partition id 1 is what systems give to their first VIOS or service partition; a client is not sent there unasked. */
const LOWEST = 2

/** The partition's own id where it is free on the target, else the lowest free one from 2; null where all are taken. */
export function freeLparId(
  own: number,
  state: Pick<TargetState, 'usedLparIds'>,
  server: Pick<Server, 'maxPartitions'>,
): number | null {
  if (!state.usedLparIds.has(own) && (server.maxPartitions === null || own <= server.maxPartitions))
    return own
  const highest = server.maxPartitions ?? state.usedLparIds.size + LOWEST
  for (let id = LOWEST; id <= highest; id += 1) if (!state.usedLparIds.has(id)) return id
  return null
}
