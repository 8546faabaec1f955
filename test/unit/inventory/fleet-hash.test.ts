import { expect, it } from 'vitest'
import { hashFleet } from '../../../shared/inventory/fleet-hash.ts'
import { emptyFleet, type Fleet } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { epochMs, mib } from '../../../shared/inventory/units.ts'
import { alpha, clientPatch, serverPatch } from '../../support/patches.ts'

const fleet = mergePatches(
  [serverPatch(alpha), clientPatch(alpha, { lparId: 3, name: 'db' }, { memoryMib: mib(1024) })],
  null,
).fleet
const withMemory = (memory: number): Fleet => ({
  ...fleet,
  partitions: fleet.partitions.map((one) => ({ ...one, memoryMib: mib(memory) })),
})

it('is 128 bits in hexadecimal and always the same', () => {
  expect(hashFleet(emptyFleet, {})).toMatch(/^[0-9a-f]{32}$/)
  expect(hashFleet(fleet, { a: 1, b: [2] })).toBe(hashFleet(structuredClone(fleet), { b: [2], a: 1 }))
})

it('does not see where and when figures were read', () => {
  const elsewhere: Fleet = {
    ...fleet,
    importedAt: epochMs(5),
    partitions: fleet.partitions.map((one) => ({ ...one, origins: { name: { file: 'other', line: 1 } } })),
  }
  expect(hashFleet(elsewhere, {})).toBe(hashFleet(fleet, {}))
})

const said: Fleet = {
  ...fleet,
  statements: [{ subject: 'npiv-zoning', scope: 'fleet', scopeId: null, holds: true, reason: 'asked' }],
  catalogueEdits: [{ table: 'mobility-levels', key: 'movesOnOneGigabit', value: '2', reason: 'asked' }],
}

it('sees statements and changed tables, but not their reasons', () => {
  const unreasoned: Fleet = {
    ...said,
    statements: said.statements.map((one) => ({ ...one, reason: null })),
    catalogueEdits: said.catalogueEdits.map((one) => ({ ...one, reason: null })),
  }
  const [one, two] = [
    { ...said, statements: said.statements.map((each) => ({ ...each, holds: false })) },
    { ...said, catalogueEdits: said.catalogueEdits.map((each) => ({ ...each, value: '3' })) },
  ]
  expect(hashFleet(unreasoned, {})).toBe(hashFleet(said, {}))
  const hashes = [fleet, said, one, two].map((each) => hashFleet(each, {}))
  expect(new Set(hashes).size).toBe(4)
})

it('sees every value of fleet and assumptions', () => {
  const hashes = [
    hashFleet(fleet, {}),
    hashFleet(emptyFleet, {}),
    hashFleet(withMemory(1025), {}),
    hashFleet(fleet, { rate: 1 }),
    hashFleet(fleet, { rate: '1' }),
    hashFleet(fleet, { rate: null }),
    hashFleet(fleet, [['rate'], []]),
    hashFleet(fleet, [['rate', []]]),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})

it('does not collide over many near neighbours, in any of its four words', () => {
  const hashes = Array.from({ length: 5000 }, (_, i) => hashFleet(emptyFleet, i))
  for (const from of [0, 8, 16, 24]) {
    const words = new Set(hashes.map((hash) => hash.slice(from, from + 8)))
    expect(words.size).toBeGreaterThan(4990)
  }
})
