import { expect, it } from 'vitest'
import { firmwareReleaseOf, generationOf } from '../../../shared/inventory/generation.ts'

it.each([
  ['VL950_FW950.40 (99)', 950],
  ['SV860_FW860.81 (215)', 860],
  ['VL930_FW930.11 (93)', 930],
  ['VL950_099', 950],
  ['01VL950_099_045', 950],
  ['ML1020_FW1020.10 (102)', 1020],
  ['01AL730_142', 730],
  ['unavailable', null],
  ['', null],
])('takes the release out of "%s"', (firmware, release) => {
  expect(firmwareReleaseOf(firmware)).toBe(release)
})

it.each([
  [950, null, 'POWER9'],
  [1060, null, 'POWER10'],
  [1110, null, 'POWER11'],
  [860, ['POWER9'], 'POWER8'],
  [null, ['default', 'POWER6', 'POWER6+', 'POWER7'], 'POWER7'],
  [null, ['default', 'POWER8', 'POWER9_base'], 'POWER9'],
  [null, ['default'], null],
  [null, null, null],
  [500, null, null],
] as const)('knows the generation of release %s and modes %s', (release, modes, generation) => {
  expect(generationOf(release, modes)).toBe(generation)
})
