import { describe, expect, it } from 'vitest'
import {
  effectOf,
  effectSentence,
  effectSize,
  effectText,
} from '../../../../renderer/views/assumptions/effect-words.ts'
import type { AssumptionEffect, ForecastEffects } from '../../../../shared/forecast/effects.ts'

const effect = (key: string, endP90S: number | null, raisedPercent = 10): AssumptionEffect => ({
  key,
  title: key,
  unit: 's',
  raisedPercent,
  change: { endP50S: endP90S, endP90S, standstillP90S: endP90S === null ? null : 0.31 },
})
const found: ForecastEffects = {
  draws: 200,
  seed: 1,
  present: { endP50S: 1, endP90S: 1, standstillP90S: 1 },
  effects: [
    effect('more', 144),
    effect('less', -12),
    effect('never', null),
    effect('full', 0, 0),
    effect('part', 30, 4),
  ],
  left: ['later'],
}
const said = (key: string): string => effectText(effectOf(key, found, true))

describe('the effect of ten percent more', () => {
  it('is said with its sign and unit, and by how much was raised where that is not a tenth', () => {
    expect(said('more')).toBe('+2.4\u00a0min')
    expect(said('less')).toBe('−12\u00a0s')
    expect(said('part')).toBe('+30\u00a0s at +4.0 %')
  })

  it('tells apart what is not used, not looked at, not to be told and not computed', () => {
    expect([said('other'), said('later'), said('never'), said('full')]).toEqual([
      'not used by this plan',
      'not looked at',
      'cannot tell',
      'at its upper limit',
    ])
    expect(effectText(effectOf('more', null, true))).toBe('not calculated')
    expect(effectText(effectOf('more', found, false))).toBe('no plan yet')
  })

  it('is sorted by size; what is not known has none', () => {
    expect(effectSize(effectOf('less', found, true))).toBe(12)
    expect(effectSize(effectOf('never', found, true))).toBeNull()
    expect(effectSize(effectOf('other', found, true))).toBeNull()
  })

  it('is a sentence in the details', () => {
    expect(effectSentence(effectOf('more', found, true), 'Empty b1')).toBe(
      '+10 % changes the P90 of “Empty b1”: end +2.4\u00a0min, longest standstill +0.3\u00a0s.',
    )
    expect(effectSentence(effectOf('other', found, true), 'Empty b1')).toBe('“Empty b1” does not use it.')
  })
})
