/** The page of the engine: measured parts are replaced, prose is not; every picture and every file it names exists. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markdownTable, picturesOf, withMeasured } from '../../support/measured-page.ts'
import { projectRoot } from '../../support/shared-data.ts'

const page = [
  '# Title',
  'Prose with <!-- measured: speed --> in a line.',
  '<!-- measured: speed -->',
  'old',
  '<!-- end -->',
  'between',
  '<!-- measured: accuracy -->',
  '<!-- end -->',
  '',
  'after',
].join('\n')

describe('measured parts of a page', () => {
  it('are replaced, and nothing else is', () => {
    const made = withMeasured(page, { speed: '| a |\n|---|\n', accuracy: 'so true' })
    expect(made).toBe(
      page
        .replace('\nold\n', '\n\n| a |\n|---|\n\n')
        .replace('accuracy -->\n', 'accuracy -->\n\nso true\n\n'),
    )
    expect(withMeasured(made, { speed: '| a |\n|---|\n', accuracy: 'so true' })).toBe(made)
  })

  it('stay as they are where nothing was measured', () => {
    expect(withMeasured(page, { speed: null, accuracy: null })).toBe(page)
    expect(withMeasured(page, { speed: null, accuracy: 'x' })).toContain('\nold\n')
  })

  it('may hold anything, also what a replacement would take for a pattern', () => {
    expect(withMeasured(page, { speed: '$& $1', accuracy: null })).toContain('$& $1')
  })

  it.each([
    ['# Title', 'has no place for "speed"'],
    ['<!-- measured: speed -->\nold', 'does not end'],
    ['<!-- measured: speed -->\n<!-- measured: speed -->\n<!-- end -->', 'two places for "speed"'],
    ['<!-- measured: speed -->\n<!-- measured: other -->\n<!-- end -->', 'place for "other", which nothing'],
  ])('are refused with a sentence: %j', (text, sentence) => {
    expect(() => withMeasured(text, { speed: 'new' })).toThrow(sentence)
  })

  it('does not swallow the next part where an end is missing', () => {
    const open = '<!-- measured: a -->\n<!-- measured: b -->\n<!-- end -->'
    expect(() => withMeasured(open, { a: 'x', b: 'y' })).toThrow('The place for "a" does not end')
  })

  it('are tables whose cells cannot break them', () => {
    expect(markdownTable(['a', 'b'], [['x|y', '1\n2']])).toBe('| a | b |\n|---|---|\n| x\\|y | 1 2 |')
  })
})

describe('the page of the engine', () => {
  const room = join(projectRoot, 'shared', 'forecast')
  const text = readFileSync(join(room, 'README.md'), 'utf8')

  it('has a place for everything that is measured, filled', () => {
    const parts = { acceptance: null, peers: null, physical: null, speed: null, estimate: null }
    expect(withMeasured(text, parts)).toBe(text)
    expect(text).not.toMatch(/<!-- measured: \w+ -->\n<!-- end -->/)
  })

  it('shows every plot there is, and only those', () => {
    const drawn = readdirSync(join(room, 'plots')).map((file) => `plots/${file}`)
    expect(picturesOf(text).toSorted()).toEqual(drawn.toSorted())
    for (const picture of picturesOf(text)) {
      const svg = readFileSync(join(room, picture), 'utf8')
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/)
      expect(svg).not.toMatch(/NaN|undefined|<script/)
    }
  })

  it('names every source file of the room but its entry points, and none that is not there', () => {
    const files = readdirSync(room).filter((file) => file.endsWith('.ts'))
    const named = [...text.matchAll(/`([\w*-]+\.ts)`/g)].map(([, name = '']) => name)
    for (const name of named.filter((one) => !one.includes('*'))) {
      expect(existsSync(join(room, name)), name).toBe(true)
    }
    const known = (file: string): boolean =>
      named.includes(file) || (file.startsWith('assumption') && named.includes('assumption*.ts'))
    expect(files.filter((file) => !known(file))).toEqual(['forecast.ts'])
  })
})
