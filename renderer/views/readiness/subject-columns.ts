import type { Server } from '../../../shared/inventory/fleet.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { gib } from '../../format/memory.ts'
import { noData, number } from '../../format/number.ts'
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
  {
    id: 'name',
    label: words.name.who,
    width: 96,
    grow: 1,
    value: (row) => row.partition.name,
    text: (row) => row.partition.name,
  },
  {
    id: 'memory',
    label: text.readiness.matrix.memory,
    width: 60,
    align: 'end',
    value: (row) => row.partition.memoryMib,
    text: (row) => gib(row.partition.memoryMib),
  },
  {
    id: 'reach',
    label: words.reach,
    width: 68,
    align: 'end',
    value: (row) => row.servers,
    text: (row) => number(row.servers),
  },
]

export const serverSubjects: readonly GridColumn<ServerLine>[] = [
  {
    id: 'name',
    label: words.name.where,
    width: 140,
    grow: 1,
    value: (row) => row.server.name,
    text: (row) => row.server.name,
  },
  {
    id: 'welcome',
    label: words.welcome,
    width: 92,
    align: 'end',
    value: (row) => row.counts.can + row.counts.warn,
    text: (row) => number(row.counts.can + row.counts.warn),
  },
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
    {
      id: 'name',
      label: words.name[view],
      width: 140,
      grow: 0.6,
      value: (row) => row.name,
      text: (row) => row.name,
    },
    {
      id: 'verdict',
      label: words.verdict,
      width: 176,
      value: (row) => row.rank,
      text: verdictText,
    },
    { id: 'reason', label: words.reason, width: 160, grow: 2, text: reasonText },
    {
      id: 'about',
      label: view === 'where' ? words.model : words.home,
      width: view === 'where' ? 88 : 128,
      from: 560,
      mono: view === 'where',
      value: (row) => about(row.id),
      text: (row) => about(row.id) ?? noData,
    },
    {
      id: 'memory',
      label: view === 'where' ? words.free : words.memory,
      unit: 'GiB',
      width: 100,
      align: 'end',
      from: 440,
      value: (row) => row.mib,
      text: (row) => gib(row.mib),
    },
  ]
}
