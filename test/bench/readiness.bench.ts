import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { mib } from '../../shared/inventory/units.ts'
import { todayOf } from '../../shared/mobility/judge.ts'
import { matrixView } from '../../shared/mobility/matrix/matrix-view.ts'
import { createMatrix } from '../../shared/mobility/matrix/matrix.ts'
import { rules } from '../../shared/mobility/rules/catalogue.ts'
import { readinessFleet, serverId } from '../support/readiness-fleet.ts'
import { medianMs, milliseconds, type Bench } from './bench-table.ts'

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MiB`

/** The fleet of the target: 2,000 partitions on 50 servers, three generations, storage zones of ten servers. */
export const readinessBench: Bench = {
  name: 'Readiness',
  run: async () => {
    const index = indexFleet(readinessFleet(2_000, 50))
    const before = process.memoryUsage().heapUsed
    let matrix = createMatrix(index)
    const whole = await medianMs(5, () => {
      matrix = createMatrix(indexFleet(index.fleet))
    })
    const after = process.memoryUsage().heapUsed
    const [from, to] = [3, 9].map((n) => index.serverById.get(serverId(n)))
    if (from === undefined || to === undefined) throw new Error('the fleet lost its servers')
    let moved = 0
    const move = await medianMs(21, () => {
      moved += 4_096
      const states = new Map(
        [from, to].map((server) => [
          server.id,
          { ...todayOf(matrix.index, server), freeMemoryMib: mib(400_000 - moved) },
        ]),
      )
      matrix.rejudge({ kind: 'states', states })
    })
    const edited = index.fleet.partitions[7]
    const edit = await medianMs(5, () => {
      if (edited !== undefined)
        matrix.rejudge({ kind: 'edit', index, partitionIds: [edited.id], serverIds: [] })
    })
    const view = await medianMs(3, () => matrixView(matrix, null))
    const question = await medianMs(3, () => matrixView(matrix, { warningsFixed: true, fixedRuleIds: [] }))
    return [
      {
        label: `2,000 partitions x 50 servers, ${rules.length} rules`,
        value: milliseconds(whole),
        target: '1 s',
      },
      { label: 'Judge again after one planned move', value: milliseconds(move), target: '5 ms' },
      { label: 'Judge again after an edit of a partition', value: milliseconds(edit) },
      { label: 'Cells and work list', value: milliseconds(view) },
      { label: 'What if all warnings were dealt with', value: milliseconds(question) },
      { label: 'Heap grown by the matrices made', value: mebibytes(Math.max(0, after - before)) },
      { label: 'Memory of the process', value: mebibytes(process.memoryUsage().rss), target: '300 MiB' },
    ]
  },
}
