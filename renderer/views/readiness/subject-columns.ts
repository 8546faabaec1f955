import type { Server } from '../../../shared/inventory/fleet.ts'
import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { gib } from '../../format/memory.ts'
import { number } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import type { PartitionLine, VerdictCounts } from './matrix-rows.ts'
import type { RankedPair } from './ranking.ts'

/** One server with what the partitions elsewhere would find there. */
export interface ServerLine {
  readonly server: Server
  readonly counts: VerdictCounts
}

const words = text.readiness.rank

export const partitionSubjects: readonly GridColumn<PartitionLine>[] = [
  textColumn({ id: 'name', label: words.name.who, width: 96, grow: 1 }, (row) => row.partition.name),
  figureColumn(
    { id: 'memory', label: text.readiness.matrix.memory, width: 60 },
    (row) => row.partition.memoryMib,
    gib,
  ),
  figureColumn({ id: 'reach', label: words.reach, width: 68 }, (row) => row.servers, number),
]

export const serverSubjects: readonly GridColumn<ServerLine>[] = [
  textColumn({ id: 'name', label: words.name.where, width: 140, grow: 1 }, (row) => row.server.name),
  figureColumn(
    { id: 'welcome', label: words.welcome, width: 92 },
    (row) => row.counts.can + row.counts.warn,
    number,
  ),
]

const verdictText = (pair: RankedPair): string =>
  [text.common.verdict[pair.verdict], pair.verdict === 'can' ? null : pair.ruleId].filter(Boolean).join(': ')
const reasonText = (pair: RankedPair): string =>
  pair.verdict === 'can' ? '' : [pair.reason, pair.inactive ? words.inactive : null].filter(Boolean).join(' ')

/** Columns of ranked servers or partitions; `about` gives the model of a server or the home of a partition. */
export function rankedColumns(
  view: 'where' | 'who',
  about: (id: string) => string | null,
): readonly GridColumn<RankedPair>[] {
  return [
    textColumn({ id: 'name', label: words.name[view], width: 140, grow: 0.6 }, (row) => row.name),
    {
      id: 'verdict',
      label: words.verdict,
      width: 176,
      value: (row) => row.rank,
      text: verdictText,
    },
    { id: 'reason', label: words.reason, width: 160, grow: 2, text: reasonText },
    textColumn(
      {
        id: 'about',
        label: view === 'where' ? words.model : words.home,
        width: view === 'where' ? 88 : 128,
        from: 560,
        mono: view === 'where',
      },
      (row) => about(row.id),
    ),
    figureColumn(
      {
        id: 'memory',
        label: view === 'where' ? words.free : words.memory,
        unit: 'GiB',
        width: 100,
        from: 440,
      },
      (row) => row.mib,
      gib,
    ),
  ]
}
