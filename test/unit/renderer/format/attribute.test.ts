import { expect, it } from 'vitest'
import { blankPartition, blankServer, blankVios } from '../../../../shared/inventory/blank.ts'
import { attributeWords } from '../../../../renderer/format/attribute.ts'

it('turns attribute names into words without their units', () => {
  expect(
    ['installedMemoryMib', 'entitledCenti', 'lmbMib', 'rmcState', 'virtualProcessors'].map(attributeWords),
  ).toEqual(['installed memory', 'entitled', 'block size (LMB)', 'RMC state', 'virtual processors'])
})

it('leaves no name of a property to the reader', () => {
  const entities = [blankServer('s', 's'), blankVios('s', 1, 'v'), blankPartition('s', 3, 'p')]
  const words = entities.flatMap((one) => Object.keys(one)).map(attributeWords)
  expect(words.filter((word) => /[a-z][A-Z][a-z]/.test(word))).toEqual([])
  expect(['hmcLevel', 'barrierArrays', 'profileNames', 'virtualSerialNumber'].map(attributeWords)).toEqual([
    'HMC level',
    'BSR arrays',
    'profile names',
    'virtual serial number',
  ])
})
