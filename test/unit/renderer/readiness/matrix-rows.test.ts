import { describe, expect, it } from 'vitest'
import {
  cellMask,
  countVerdicts,
  groupLines,
  letterAt,
  lineFits,
  matrixColumns,
  partitionLines,
  rowsOfMask,
  sortLines,
} from '../../../../renderer/views/readiness/matrix-rows.ts'
import type { ReadinessView, WorkItem } from '../../../../shared/contract/readiness.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../../../support/fleet-builder.ts'

const servers = ['pwr-a1', 'pwr-a2', 'pwr-b1'].map((name) => aServer({ id: name, name }))
const partitions = [
  aPartition({ id: 'p1', name: 'db10', serverId: 'pwr-a1', memoryMib: mib(2048) }),
  aPartition({ id: 'p2', name: 'db9', serverId: 'pwr-a2', memoryMib: null }),
  aPartition({ id: 'p3', name: 'web1', serverId: 'pwr-a1', memoryMib: mib(1024) }),
]
const index = indexFleet(aFleet({ servers, partitions }))
const view: ReadinessView = {
  revision: 1,
  partitionIds: ['p1', 'p2', 'p3', 'gone'],
  serverIds: ['pwr-a1', 'pwr-a2', 'pwr-b1'],
  cells: '-cw' + 'n-t' + '-nn' + 'ccc',
  inactive: '000' + '100' + '000' + '000',
  work: [],
  rules: 68,
  catalogueDate: '2026-02',
}
const item = (key: string, ruleId: string): WorkItem => ({
  key,
  ruleId,
  title: ruleId,
  verdict: 'block',
  text: ruleId,
  remedy: null,
  missing: null,
  pairs: 1,
  partitions: 1,
  servers: 1,
  atWorst: null,
  unlocks: 0,
})
const lines = partitionLines(view, index)
const names = (some: readonly { readonly partition: { readonly name: string } }[]): string[] =>
  some.map((one) => one.partition.name)

describe('rows of the matrix', () => {
  it('counts the verdicts of each row without its home and leaves out what the inventory no longer names', () => {
    expect(names(lines)).toEqual(['db10', 'db9', 'web1'])
    expect(lines.map((line) => line.servers)).toEqual([2, 0, 0])
    expect(lines[1]?.counts).toEqual({ can: 0, warn: 0, cannot: 1, tell: 1 })
  })
  it('never counts an unknown letter as "can"', () => {
    expect(countVerdicts('c-x?')).toEqual({ can: 1, warn: 0, cannot: 0, tell: 2 })
    expect(letterAt(view, 99, 0)).toBe('t')
  })
  it('sorts by each column, names as people count, what is not known last both ways', () => {
    expect(names(sortLines(lines, { column: 'name', descending: false }))).toEqual(['db9', 'db10', 'web1'])
    expect(names(sortLines(lines, { column: 'memory', descending: true }))).toEqual(['db10', 'web1', 'db9'])
    expect(names(sortLines(lines, { column: 'memory', descending: false }))).toEqual(['web1', 'db10', 'db9'])
    expect(names(sortLines(lines, { column: 'servers', descending: false }))).toEqual(['db9', 'web1', 'db10'])
    expect(names(sortLines(lines, null))).toEqual(names(lines))
  })
  it('finds every word of a filter in name, home or mode', () => {
    const fitting = (filter: string): string[] => names(lines.filter((line) => lineFits(line, filter)))
    expect(fitting('db')).toEqual(['db10', 'db9'])
    expect(fitting('DB A1')).toEqual(['db10'])
    expect(fitting('nothing')).toEqual([])
  })
})

describe('columns of the matrix', () => {
  it('shorten names by what all begin with, and leave out the source', () => {
    expect(matrixColumns(view, index, null).map((one) => one.short)).toEqual(['a1', 'a2', 'b1'])
    expect(matrixColumns(view, index, 'pwr-a2').map((one) => one.at)).toEqual([0, 2])
  })
  it('keep whole names where one of them would be left empty', () => {
    const odd = indexFleet(
      aFleet({ servers: ['pwr-', 'pwr-a2', 'pwr-b1'].map((name, n) => aServer({ id: String(n), name })) }),
    )
    expect(matrixColumns({ ...view, serverIds: ['0', '1'] }, odd, null).map((one) => one.short)).toEqual([
      'pwr-',
      'pwr-a2',
    ])
  })
})

describe('groups by reason', () => {
  const cells = new Map([
    ['lmb', [3, 7, 8]],
    ['mem', [3]],
  ])
  it('put a row under the reason of most of its pairs, free rows last', () => {
    const grouped = groupLines(lines, [item('lmb', 'MEM-LMB'), item('mem', 'MEM-AVAIL')], cells, 3)
    expect(
      grouped.map((line) => (line.kind === 'group' ? (line.item?.ruleId ?? 'none') : line.partition.name)),
    ).toEqual(['MEM-LMB', 'db9', 'web1', 'none', 'db10'])
  })
  it('keep every row exactly once', () => {
    const grouped = groupLines(lines, [item('mem', 'MEM-AVAIL')], cells, 3)
    expect(grouped.filter((line) => line.kind === 'partition')).toHaveLength(3)
    expect(grouped.filter((line) => line.kind === 'group').map((line) => line.rows)).toEqual([1, 2])
  })
})

describe('marks of a reason', () => {
  it('stand on its cells only', () => {
    const mask = cellMask([3, 7, 99], 12)
    expect([...mask].flatMap((hit, place) => (hit === 1 ? [place] : []))).toEqual([3, 7])
    expect([...rowsOfMask(mask, 3)]).toEqual([1, 2])
  })
})
