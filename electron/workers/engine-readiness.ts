/** Readiness in the engine worker: one matrix for all questions about one edition of the inventory. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { PairView } from '../../shared/contract/readiness.ts'
import { checkRows } from '../../shared/mobility/matrix/check-rows.ts'
import type { ReadinessMatrix } from '../../shared/mobility/matrix/matrix.ts'
import { supposedPair } from '../../shared/mobility/matrix/supposed-pair.ts'
import type { WhatIf } from '../../shared/mobility/matrix/work-item.ts'
import { suggestMappings } from '../../shared/mobility/suggest/suggest.ts'
import { remedyBlock } from '../../shared/mobility/matrix/remedy-block.ts'
import { cellsOf } from '../../shared/mobility/matrix/work-list.ts'
import { exportReadiness } from '../exporters/readiness/readiness.ts'
import type { EngineTasks, OnMatrix, ReadinessTask } from './engine-tasks.ts'
import { MatrixCache, type KeptMatrix } from './matrix-cache.ts'
import { unpack } from './packed.ts'
import type { TaskHandlers } from './serve-tasks.ts'

const missing = (message: string, hint: string): AppFailure =>
  new AppFailure({ code: 'inventory-missing', message, hint })

/**
 * Everything about one pair; `whatIf` null for the plain truth. Throws AppFailure "inventory-missing" for ids that are
 * not a pair of the fleet.
 */
export function pairView(
  matrix: ReadinessMatrix,
  partitionId: string,
  serverId: string,
  whatIf: WhatIf | null,
): PairView {
  const row = matrix.partitions.findIndex((one) => one.id === partitionId)
  const column = matrix.servers.findIndex((one) => one.id === serverId)
  if (row < 0 || column < 0)
    throw missing(
      `There is no ${row < 0 ? 'partition' : 'server'} “${row < 0 ? partitionId : serverId}” in the inventory.`,
      'Import the inventory it is in, or choose another one.',
    )
  if (matrix.isHome(row, column))
    throw missing(
      `${matrix.partitions[row]?.name ?? partitionId} already is on ${matrix.servers[column]?.name ?? serverId}.`,
      'Choose another server.',
    )
  const { judgement, dealtWith } = supposedPair(matrix, row, column, whatIf)
  const context = matrix.contextAt(row, column)
  const { moveType, catalogue, partition, target } = context
  return {
    judgement,
    dealtWith,
    checks: checkRows(judgement, context),
    suggestion:
      judgement.verdict === 'cannot'
        ? null
        : suggestMappings(matrix.index, partition, target.server, { moveType, catalogue }),
  }
}

/** Answers tasks; null where the fleet of that edition is not here yet and has to be sent along. */
export function readinessHandlers(): Pick<TaskHandlers<EngineTasks>, ReadinessTask> {
  const cache = new MatrixCache()
  const on = <Answer>({ edition, fleet }: OnMatrix, answer: (kept: KeptMatrix) => Answer): Answer | null => {
    const kept = cache.get(edition) ?? (fleet === null ? null : cache.put(edition, unpack(fleet)))
    return kept === null ? null : answer(kept)
  }
  return {
    'readiness-view': (input) => on(input, ({ view }) => view(input.whatIf)),
    'readiness-cells': (input) => on(input, ({ matrix }) => cellsOf(matrix, input.key, input.whatIf)),
    'readiness-commands': (input) =>
      on(input, ({ matrix }) => ({ block: remedyBlock(matrix, input.key, input.whatIf) })),
    'readiness-pair': (input) =>
      on(input, ({ matrix }) => pairView(matrix, input.partitionId, input.serverId, input.whatIf)),
    'readiness-export': async (input) => {
      const job = on(input, ({ matrix, view }) =>
        exportReadiness(
          { matrix, view: view(input.whatIf), whatIf: input.whatIf, stamp: input.stamp },
          input.format,
        ),
      )
      return job
    },
  }
}
