import { describe, expect, it } from 'vitest'
import { fitsWords } from '../../../../renderer/format/filter-words.ts'

describe('a filter', () => {
  const said = ['kafka-26', 'pwr-E980-b1', null, 'POWER9']

  it('fits a row that says every word, in any order and case', () => {
    expect(fitsWords(said, 'power9 KAFKA')).toBe(true)
    expect(fitsWords(said, 'kafka e1080')).toBe(false)
  })

  it('fits everything while it is empty or blank', () => {
    expect(fitsWords(said, '')).toBe(true)
    expect(fitsWords([], '  ')).toBe(true)
  })

  it('does not find what is not said, nor words over two columns', () => {
    expect(fitsWords(said, 'null')).toBe(false)
    expect(fitsWords(said, '26pwr')).toBe(false)
  })
})
