import type { Server } from '../../../shared/inventory/fleet.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { memory } from '../../format/memory.ts'
import { number, percent } from '../../format/number.ts'
import type { ServerUse } from '../../stores/server-use.ts'
import { serverUse, sumKnown } from '../../stores/server-use.ts'
import { text } from '../../text/en.ts'

export interface ServerRow {
  readonly server: Server
  readonly use: ServerUse
  readonly partitions: number
  /** After the plan; null where no plan is shown or nothing changes. */
  readonly after: {
    readonly partitions: number
    readonly memory: number | null
    readonly entitled: number | null
  } | null
}

/** One row for each server, with what a plan's moves would change. */
export function serverRows(index: FleetIndex, moves: ReadonlyMap<string, PlanMove>): readonly ServerRow[] {
  const changes = new Map<string, { partitions: number; memoryMib: number; centi: number }>()
  const change = (serverId: string, sign: 1 | -1, move: PlanMove): void => {
    const sum = changes.get(serverId) ?? { partitions: 0, memoryMib: 0, centi: 0 }
    sum.partitions += sign
    sum.memoryMib += sign * (sign > 0 ? move.targetNeedMib : move.memoryMib)
    sum.centi += sign * move.entitledCenti
    changes.set(serverId, sum)
  }
  for (const move of moves.values()) {
    change(move.sourceServerId, -1, move)
    change(move.targetServerId, 1, move)
  }
  return index.fleet.servers.map((server) => {
    const partitions = index.partitionsOf(server.id)
    const use = serverUse(server, partitions, index.viosOf(server.id))
    const sum = changes.get(server.id)
    const plus = (share: number | null, added: number, all: number | null): number | null =>
      share === null || all === null || all === 0 ? null : Math.max(0, share + added / all)
    return {
      server,
      use,
      partitions: partitions.length,
      after:
        sum === undefined
          ? null
          : {
              partitions: partitions.length + sum.partitions,
              memory: plus(use.memory, sum.memoryMib, server.configurableMemoryMib),
              entitled: plus(use.entitled, sum.centi, server.configurableCenti),
            },
    }
  })
}

const words = text.fleet.servers

export const serverColumns: readonly GridColumn<ServerRow>[] = [
  textColumn({ id: 'name', label: words.name, width: 130, grow: 1 }, (row) => row.server.name),
  textColumn(
    { id: 'model', from: 690, label: words.model, width: 96, mono: true },
    (row) => row.server.typeModel,
  ),
  textColumn(
    { id: 'firmware', label: words.firmware, width: 100, mono: true, from: 900 },
    (row) => row.server.firmware,
  ),
  figureColumn({ id: 'partitions', label: words.partitions, width: 84 }, (row) => row.partitions, number),
  figureColumn(
    { id: 'installed', label: words.installed, width: 88, from: 760 },
    (row) => row.server.installedMemoryMib,
    memory,
  ),
  {
    id: 'memory',
    label: words.memory,
    width: 142,
    grow: 1,
    sumEnd: true,
    value: (row) => row.use.memory,
    text: (row) => percent(row.use.memory),
  },
  {
    id: 'entitled',
    label: words.entitled,
    width: 142,
    grow: 1,
    sumEnd: true,
    value: (row) => row.use.entitled,
    text: (row) => percent(row.use.entitled),
  },
  {
    id: 'load',
    from: 720,
    label: words.load,
    width: 142,
    grow: 1,
    sumEnd: true,
    value: (row) => row.use.loadMean,
    text: (row) => (partial(row) === null ? '' : words.atLeast) + percent(row.use.loadMean),
  },
]

/** How many partitions the load covers, where it is not all of them. */
export function partial(row: ServerRow): string | null {
  const { measured, running } = row.use
  return measured === 0 || measured === running ? null : words.partial(measured, running)
}

const shareOf = (
  rows: readonly ServerRow[],
  pick: (row: ServerRow) => number | null,
  all: (row: ServerRow) => number | null,
): number | null => {
  const whole = sumKnown(rows.map(all))
  const part = sumKnown(
    rows.map((row) => {
      const share = pick(row)
      const size = all(row)
      return share === null || size === null ? null : share * size
    }),
  )
  return whole === null || whole === 0 || part === null ? null : part / whole
}

/** The row of sums under the servers; null where one server is not known. */
export function serverSums(rows: readonly ServerRow[]): Readonly<Record<string, string>> {
  return {
    name: words.sum(rows.length),
    partitions: number(rows.reduce((sum, row) => sum + row.partitions, 0)),
    installed: memory(sumKnown(rows.map((row) => row.server.installedMemoryMib))),
    memory: percent(
      shareOf(
        rows,
        (row) => row.use.memory,
        (row) => row.server.configurableMemoryMib,
      ),
    ),
    entitled: percent(
      shareOf(
        rows,
        (row) => row.use.entitled,
        (row) => row.server.configurableCenti,
      ),
    ),
    load: percent(
      shareOf(
        rows,
        (row) => row.use.loadMean,
        (row) => row.server.configurableCenti,
      ),
    ),
  }
}
