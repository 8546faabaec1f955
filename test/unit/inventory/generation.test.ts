import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  firmwareLevel,
  firmwareReleaseOf,
  generationOf,
  parseMtms,
  generationWords,
} from '../../../shared/inventory/generation.ts'
import { sharedData } from '../../support/shared-data.ts'

describe('the generation of a server', () => {
  it.each([
    ['9117-MMA', 'POWER6'],
    ['9117-MMB', 'POWER7'],
    ['8408-E8D', 'POWER7'],
    ['8408-E8E', 'POWER8'],
    ['8286-42A', 'POWER8'],
    ['8247-22L', 'POWER8'],
    ['9119-FHA', 'POWER6'],
    ['9119-FHB', 'POWER7'],
    ['9119-MHE', 'POWER8'],
    ['9009-42A', 'POWER9'],
    ['9040-MR9', 'POWER9'],
    ['9080-M9S', 'POWER9'],
    ['9105-22A', 'POWER10'],
    ['9043-MRX', 'POWER10'],
    ['9080-HEX', 'POWER10'],
    ['9824-42A', 'POWER11'],
    ['9856-42H', 'POWER11'],
    ['9080-HEU', 'POWER11'],
  ])('%s is %s', (typeModel, generation) => {
    expect(generationOf(typeModel)).toBe(generation)
    expect(generationOf(typeModel.toLowerCase())).toBe(generation)
  })

  it('is the one of its firmware where the model is unknown', () => {
    expect(generationOf('9999-XXX')).toBeNull()
    expect(generationOf('9999-XXX', 1060)).toBe('POWER10')
    expect(generationOf(null, 350)).toBe('POWER6')
    expect(generationOf(null, 650)).toBeNull()
  })

  const table = sharedData('energy/power_servers.csv')
  it.skipIf(table === null)('agrees with the server table', () => {
    const rows = readFileSync(table ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    for (const row of rows) {
      const [typeModel = '', , words = ''] = row.split(',')
      const wanted = words.split('/')[0]?.replace('+', '').toUpperCase()
      expect([typeModel, generationOf(typeModel)]).toEqual([typeModel, wanted])
    }
  })
})

describe('firmware levels', () => {
  it.each([
    ['01VL950', 950],
    ['VL950_099', 950],
    ['VL950_FW950.40 (99)', 950],
    ['FW1060.10', 1060],
    ['01ML1050_077', 1050],
    ['ML1110_028', 1110],
    ['SV860_215', 860],
    ['level 7', null],
    ['', null],
  ])('"%s" is release %s', (text, release) => {
    expect(firmwareReleaseOf(text)).toBe(release)
  })

  it('are written as series and level', () => {
    expect(firmwareLevel('01VL950', 99)).toBe('VL950_099')
    expect(firmwareLevel('01ML1050', null)).toBe('ML1050')
  })
})

describe('type-model and serial', () => {
  it('are read from one word', () => {
    expect(parseMtms('9009-42A*7812345')).toEqual({ typeModel: '9009-42A', serial: '7812345' })
    expect(parseMtms('9009-42a*78abcde')).toEqual({ typeModel: '9009-42A', serial: '78ABCDE' })
    for (const text of ['', '9009-42A', '9009-42A*', 'name*1234567', '9009-42A*78*1'])
      expect(parseMtms(text)).toBeNull()
  })
})

describe('a generation in prose', () => {
  it('is written as IBM does', () => {
    expect(['POWER6', 'POWER9', 'POWER10', 'POWER11'].map(generationWords)).toEqual([
      'POWER6',
      'POWER9',
      'Power10',
      'Power11',
    ])
  })
})
