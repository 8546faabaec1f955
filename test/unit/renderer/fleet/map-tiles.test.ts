import { describe, expect, it } from 'vitest'
import { mapModel } from '../../../../renderer/views/fleet/map-tiles.ts'
import { serverRows } from '../../../../renderer/views/fleet/server-rows.ts'
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'

const fleet = inventFleet(20, 2)
const [first, second] = fleet.servers
const make = (values: Partial<Partition>, at: number): Partition => ({
  ...(fleet.partitions[0] as Partition),
  id: `p${at}`,
  name: `p${at}`,
  serverId: first?.id ?? '',
  state: 'running',
  ...values,
})
function model(values: readonly Partial<Partition>[], shade: 'load' | 'verdict' = 'load') {
  const index = indexFleet({ ...fleet, partitions: values.map(make) })
  return mapModel({
    rows: serverRows(index, new Map()),
    partitionsOf: (id) => index.partitionsOf(id),
    verdictOf: () => null,
    size: 'memory',
    shade,
  })
}

describe('mapModel', () => {
  it('draws active partitions, largest first, and counts servers that have none', () => {
    const { groups, bare } = model([
      { memoryMib: mib(100) },
      { memoryMib: mib(300) },
      { memoryMib: mib(900), state: 'not activated' },
    ])
    expect(groups.map((group) => group.tiles.map((tile) => tile.id))).toEqual([['p1', 'p0']])
    expect(bare).toBe(second === undefined ? 0 : 1)
  })
  it('shows a partition of unknown size at the median, marked as unknown, and sums at least', () => {
    const { groups, unknownSize } = model([
      { memoryMib: null },
      { memoryMib: mib(1024) },
      { memoryMib: mib(3072) },
    ])
    const tile = groups[0]?.tiles.find((one) => one.id === 'p0')
    expect(tile).toMatchObject({ size: null, weight: 2048, paint: { kind: 'unknown' }, sizeText: 'no data' })
    expect(groups[0]?.sum).toMatch(/^at least 4\s?GiB$/)
    expect(unknownSize).toBe(1)
  })
  it('never reads a missing load or verdict as a low one', () => {
    expect(model([{ typicalWeek: null }]).groups[0]?.tiles[0]).toMatchObject({
      paint: { kind: 'unknown' },
      shadeText: 'no data',
    })
    expect(model([{}], 'verdict').groups[0]?.tiles[0]).toMatchObject({
      paint: { kind: 'unknown' },
      shadeText: 'not checked',
    })
  })
})
