/** How facts about HMCs, profiles and barrier arrays merge. */
import { describe, expect, it } from 'vitest'
import { diffFleets } from '../../../shared/inventory/diff.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { compareLevels } from '../../../shared/inventory/merge/hmc-level.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { profilePrecedence } from '../../../shared/inventory/patch.ts'
import { alpha, clientPatch, completePatch, serverPatch } from '../../support/patches.ts'

const merge = (patches: readonly FleetPatch[], base: Fleet | null = null): Fleet =>
  mergePatches(patches, base).fleet

it.each([
  ['9.2.950', '10.1.1010', -1],
  ['10.3.1060', '10.3.1060', 0],
  ['10.3', '10.3.0', 0],
  ['8.8.6.0.2', '8.8.6.0', 1],
])('level %s against %s', (a, b, sign) => {
  expect(Math.sign(compareLevels(a, b))).toBe(sign)
})

describe('the level of the HMCs', () => {
  const asked = (hmc: string, hmcLevel: string): FleetPatch => serverPatch(alpha, { hmcs: [hmc], hmcLevel })
  const level = (fleet: Fleet): string | null | undefined => fleet.servers[0]?.hmcLevel

  it('is the lowest of several, in any order', () => {
    const both = [asked('hmc1', '10.3.1060'), asked('hmc2', '9.2.950')]
    expect(level(merge(both))).toBe('9.2.950')
    expect(level(merge(both.toReversed()))).toBe('9.2.950')
  })

  it('rises once all of them have been asked again, and not before', () => {
    const before = merge([asked('hmc1', '9.2.950'), asked('hmc2', '9.1.942')])
    expect(level(merge([asked('hmc1', '10.3.1060')], before))).toBe('9.1.942')
    expect(level(merge([asked('hmc1', '10.3.1060'), asked('hmc2', '10.2.1040')], before))).toBe('10.2.1040')
  })

  it('falls at once', () => {
    const before = merge([asked('hmc1', '10.3.1060')])
    expect(level(merge([asked('hmc2', '9.2.950')], before))).toBe('9.2.950')
  })

  it('stays where an import does not tell it', () => {
    expect(level(merge([serverPatch(alpha)], merge([asked('hmc1', '10.3.1060')])))).toBe('10.3.1060')
  })
})

it('are compared like any other attribute; an empty text reads as none', () => {
  const db = { lparId: 3, name: 'db' }
  const of = (enterprisePool: string, profileNames: readonly string[]): Fleet =>
    merge([serverPatch(alpha, { enterprisePool }), clientPatch(alpha, db, { profileNames })])
  const { changes } = diffFleets(of('p1', ['a']), of('', ['a', 'b']))
  expect(changes.flatMap((one) => one.attributes)).toMatchObject([
    { attribute: 'enterprisePool', before: 'p1', after: 'none' },
    { attribute: 'profileNames', before: 'a', after: 'a; b' },
  ])
})

describe('profile names', () => {
  const db = { lparId: 3, name: 'db' }

  it('are none where the system was listed whole without any, and not known otherwise', () => {
    const rows = [serverPatch(alpha), clientPatch(alpha, db)]
    expect(merge(rows).partitions[0]?.profileNames).toBeNull()
    expect(merge([...rows, completePatch(alpha, 'profileNames')]).partitions[0]?.profileNames).toEqual([])
  })
})

describe('barrier arrays of a profile', () => {
  const withState = (state: string): number | null | undefined =>
    merge([
      serverPatch(alpha),
      clientPatch(alpha, { lparId: 3, name: 'db' }, { state, currentProfile: 'p' }),
      clientPatch(
        alpha,
        { lparId: 3 },
        { barrierArrays: 16 },
        { profile: 'p', precedence: profilePrecedence },
      ),
    ]).partitions[0]?.barrierArrays

  it('count while the partition is not activated only', () => {
    expect(withState('not activated')).toBe(16)
    expect(withState('running')).toBeNull()
  })
})
