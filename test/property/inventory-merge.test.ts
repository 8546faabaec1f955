import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffFleets } from '../../shared/inventory/diff.ts'
import { hashFleet } from '../../shared/inventory/fleet-hash.ts'
import { mergePatches } from '../../shared/inventory/merge.ts'
import type { FleetPatch } from '../../shared/inventory/patch.ts'
import { mib } from '../../shared/inventory/units.ts'
import { alpha, beta, clientPatch, completePatch, serverPatch, viosPatch } from '../support/patches.ts'

const systems = [
  { ...alpha, uuid: 'u-a' },
  { ...beta, uuid: 'u-b' },
] as const

/** One file about partitions: each states attributes and slots no other file states, so the files are independent. */
const file = fc.record({
  system: fc.constantFrom(...systems),
  byName: fc.boolean(),
  rows: fc.array(
    fc.record({ lparId: fc.integer({ min: 3, max: 9 }), memory: fc.integer({ min: 1, max: 64 }) }),
    { maxLength: 5 },
  ),
  complete: fc.boolean(),
})

function patchesOf(one: typeof file extends fc.Arbitrary<infer T> ? T : never, index: number): FleetPatch[] {
  const ref = one.byName ? { name: one.system.name } : one.system
  const origin = { file: `file${index}.txt`, line: 1 }
  const slot = { slot: index + 2, virtualSwitch: 'S', portVlanId: index, taggedVlanIds: [], macAddress: null }
  const rows = one.rows.map((row) =>
    clientPatch(
      ref,
      { lparId: row.lparId, name: `p${row.lparId}` },
      { memoryMib: mib(row.lparId * 1024) },
      { origin, lists: { virtualEthernet: [slot] } },
    ),
  )
  return one.complete ? [...rows, completePatch(ref, 'virtualEthernet')] : rows
}

const files = fc.array(file, { maxLength: 6 }).map((all) => all.map(patchesOf))
const described: FleetPatch[] = [
  ...systems.map((system) => serverPatch(system)),
  viosPatch(alpha, { lparId: 1, name: 'vios' }, { mover: true }),
]

it('gives the same fleet for the same patches twice, at once or one import after the other', () => {
  fc.assert(
    fc.property(files, (all) => {
      const patches = [...described, ...all.flat()]
      const once = mergePatches(patches, null).fleet
      expect(mergePatches([...patches, ...patches], null).fleet).toEqual(once)
      const again = mergePatches(patches, once).fleet
      expect(again).toEqual(once)
      expect(diffFleets(once, again).changes).toEqual([])
    }),
    { numRuns: 150 },
  )
})

it('gives the same fleet whatever the order of independent files', () => {
  fc.assert(
    fc.property(
      files.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const one = mergePatches([...described, ...all.flat()], null).fleet
        const other = mergePatches([...shuffled.flat(), ...described], null).fleet
        expect(hashFleet(other, {})).toBe(hashFleet(one, {}))
      },
    ),
    { numRuns: 150 },
  )
})

it('never touches a system the import does not name', () => {
  fc.assert(
    fc.property(files, (all) => {
      const before = mergePatches([...described, ...all.flat()], null).fleet
      const { fleet } = mergePatches([serverPatch(alpha), completePatch(alpha, 'partitions')], before)
      const ofBeta = before.partitions.filter((one) => one.serverId === '9009-42A*2222222')
      expect(fleet.partitions).toEqual(ofBeta)
    }),
  )
})
