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
  [null, 950, 'POWER9'],
  [null, 1060, 'POWER10'],
  [null, 1110, 'POWER11'],
  ['8247-22L', null, 'POWER8'],
  ['9009-42A', null, 'POWER9'],
  ['9080-HEX', null, 'POWER10'],
  ['8246-L1C', null, 'POWER7'],
  ['0000-000', null, null],
  [null, null, null],
  [null, 500, null],
] as const)('knows the generation of type-model %s and release %s', (typeModel, release, generation) => {
  expect(generationOf(typeModel, release)).toBe(generation)
})
