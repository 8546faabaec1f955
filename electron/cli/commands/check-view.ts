import type { ReadinessView } from '../../../shared/contract/readiness.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { Partition, Server } from '../../../shared/inventory/fleet.ts'

/** What a check is about: the whole matrix, or the part of it that was asked for. */
export interface Check {
  readonly index: FleetIndex
  readonly view: ReadinessView
  readonly partition: Partition | null
  readonly server: Server | null
}

/** Letters of the cells that were asked for, by partition: of one server or of all but the own. */
export function* cellsOf({ view, partition, server }: Check): Generator<{
  readonly partitionId: string
  readonly letters: string
}> {
  const columns = view.serverIds.length
  const column = server === null ? null : view.serverIds.indexOf(server.id)
  for (const [row, partitionId] of view.partitionIds.entries()) {
    if (partition !== null && partition.id !== partitionId) continue
    const whole = view.cells.slice(row * columns, (row + 1) * columns)
    const letters = (column === null ? whole : whole.charAt(column)).replace('-', '')
    if (letters !== '') yield { partitionId, letters }
  }
}
