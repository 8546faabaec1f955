import { describe, expect, it } from 'vitest'
import { describeValue } from '../../../shared/inventory/diff/describe.ts'
import { diffFleets, type ChangeCount } from '../../../shared/inventory/diff.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { alpha, beta, clientPatch, completePatch, serverPatch, viosPatch } from '../../support/patches.ts'

const ethernet = { slot: 4, virtualSwitch: 'ETHERNET0', portVlanId: 10, taggedVlanIds: [], macAddress: null }
const first: FleetPatch[] = [
  serverPatch(
    alpha,
    { configurableMemoryMib: mib(2_097_152) },
    {
      lists: { processorPools: [{ id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: null }] },
    },
  ),
  serverPatch(beta),
  viosPatch(alpha, { lparId: 1, name: 'vios1' }),
  clientPatch(
    alpha,
    { lparId: 3, name: 'db' },
    { memoryMib: mib(8192), entitledCenti: centi(150) },
    {
      lists: { virtualEthernet: [ethernet] },
    },
  ),
  clientPatch(alpha, { lparId: 4, name: 'app' }),
  clientPatch(beta, { lparId: 3, name: 'far' }),
]
const before = mergePatches(first, null).fleet

function countOf(counts: readonly ChangeCount[], kind: string): number[] {
  const found = counts.find((one) => one.kind === kind)
  return found === undefined ? [] : [found.new, found.changed, found.unchanged, found.gone]
}

describe('diffFleets', () => {
  it('counts everything as new where nothing was there', () => {
    const { counts, changes } = diffFleets(null, before)
    expect(countOf(counts, 'servers')).toEqual([2, 0, 0, 0])
    expect(countOf(counts, 'vios')).toEqual([1, 0, 0, 0])
    expect(countOf(counts, 'partitions')).toEqual([3, 0, 0, 0])
    expect(countOf(counts, 'ethernet')).toEqual([1, 0, 0, 0])
    expect(countOf(counts, 'pools')).toEqual([1, 0, 0, 0])
    expect(countOf(counts, 'load')).toEqual([0, 0, 0, 0])
    expect(changes).toHaveLength(8)
    expect(changes.every((one) => one.change === 'new')).toBe(true)
  })

  it('finds nothing where nothing changed', () => {
    const { counts, changes } = diffFleets(before, mergePatches(first, before).fleet)
    expect(changes).toEqual([])
    expect(countOf(counts, 'partitions')).toEqual([0, 0, 3, 0])
  })

  it('names what changed, with units and with the place the new value comes from', () => {
    const after = mergePatches(
      [
        clientPatch(
          alpha,
          { lparId: 3, name: 'db' },
          { memoryMib: mib(16_384), entitledCenti: centi(150) },
          {
            origin: { file: 'new.txt', line: 12 },
            lists: { virtualEthernet: [{ ...ethernet, portVlanId: 11 }] },
          },
        ),
        completePatch(alpha, 'partitions'),
      ],
      before,
    ).fleet
    const { counts, changes } = diffFleets(before, after)
    expect(countOf(counts, 'servers')).toEqual([0, 0, 2, 0])
    expect(countOf(counts, 'partitions')).toEqual([0, 1, 1, 1])
    expect(changes).toEqual([
      {
        kind: 'partitions',
        change: 'changed',
        name: 'db',
        server: 'alpha',
        attributes: [
          { attribute: 'memoryMib', before: '8 GiB', after: '16 GiB', origin: { file: 'new.txt', line: 12 } },
        ],
        file: 'new.txt',
        line: 12,
      },
      {
        kind: 'partitions',
        change: 'gone',
        name: 'app',
        server: 'alpha',
        attributes: [],
        file: null,
        line: null,
      },
      {
        kind: 'ethernet',
        change: 'changed',
        name: 'db, slot 4',
        server: 'alpha',
        attributes: [
          { attribute: 'portVlanId', before: '10', after: '11', origin: { file: 'new.txt', line: 12 } },
        ],
        file: 'new.txt',
        line: 12,
      },
    ])
  })
})

describe('describeValue', () => {
  it('writes values with their unit', () => {
    expect(describeValue('memoryMib', 10_240)).toBe('10 GiB')
    expect(describeValue('lmbMib', 256)).toBe('256 MiB')
    expect(describeValue('entitledCenti', 125)).toBe('1.25 processing units')
    expect(describeValue('minCentiPerVirtualProcessor', 5)).toBe('0.05 processing units')
    expect(describeValue('mover', false)).toBe('no')
    expect(describeValue('hptRatio', 128)).toBe('1:128')
    expect(describeValue('compatModes', [])).toBe('none')
    expect(describeValue('level', null)).toBeNull()
  })

  it('cuts long lists for the reader, and still sees a change behind the cut', () => {
    const disks = (last: string): FleetPatch[] => [
      viosPatch(
        alpha,
        { lparId: 1 },
        {},
        {
          viosLists: {
            physicalVolumes: [...Array.from({ length: 100 }, (_, i) => `hdisk${i}`), last].map((name) => ({
              name,
              uniqueId: null,
              sizeMib: null,
              reservePolicy: null,
            })),
          },
        },
      ),
      completePatch(alpha, 'physicalVolumes'),
    ]
    const one = mergePatches(disks('hdisk998'), before).fleet
    const other = mergePatches(disks('hdisk999'), one).fleet
    const { changes } = diffFleets(one, other)
    expect(changes.map((change) => change.attributes.map((attribute) => attribute.attribute))).toEqual([
      ['physicalVolumes'],
    ])
    expect(changes[0]?.attributes[0]?.after?.length).toBeLessThan(400)
  })

  it('counts load on its own', () => {
    const week = (busy: number): FleetPatch =>
      clientPatch(alpha, { lparId: 3 }, { typicalWeek: Array.from({ length: 168 }, () => busy) })
    const one = mergePatches([week(0.5)], before).fleet
    const { counts, changes } = diffFleets(one, mergePatches([week(0.75)], one).fleet)
    expect(countOf(counts, 'load')).toEqual([0, 1, 0, 0])
    expect(countOf(counts, 'partitions')).toEqual([0, 0, 3, 0])
    expect(changes[0]?.attributes[0]?.after).toBe('168 of 168 hours, mean 0.75, peak 0.75')
  })
})
