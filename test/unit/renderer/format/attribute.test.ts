import { expect, it } from 'vitest'
import { attributeWords } from '../../../../renderer/format/attribute.ts'

it('turns attribute names into words without their units', () => {
  expect(
    ['installedMemoryMib', 'entitledCenti', 'lmbMib', 'rmcState', 'virtualProcessors'].map(attributeWords),
  ).toEqual(['installed memory', 'entitled', 'block size (LMB)', 'RMC state', 'virtual processors'])
})
