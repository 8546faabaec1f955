import { describe, expect, it } from 'vitest'
import type { ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import { stopVerdict } from '../../../shared/forecast/stop-verdict.ts'

const part: ScenarioPart = { name: 'p', mem: 10e9, dirty: 5e8, theta: 1, path: { link: 1 }, bitmap: 0 }

function verdictOf(more: Partial<ScenarioPart>, capacity = 1e9) {
  const scenario = { resources: { link: capacity }, limits: { none: 0 }, parts: [{ ...part, ...more }] }
  return stopVerdict(simulate(scenario).parts['p']!)
}

describe('the verdict of how copying ended', () => {
  it.each<[string, Partial<ScenarioPart>, boolean | null, string]>([
    ['clean enough', { theta: 0.7 }, true, 'enough pages were clean'],
    ['short enough', { max_down_s: 2 }, true, 'fits the standstill'],
    ['no gain', { dirty: 2e9, min_gain: 0.9 }, false, 'relies on post-copy'],
    ['passes over', { max_passes: 3 }, false, 'as many passes as allowed'],
    ['time over, no post-copy', { max_copy_s: 12, postcopy: false }, false, 'relies on the timeout'],
    ['given up', { abort_s: 5 }, false, 'stays where it is'],
    ['no slot', { groups: ['none'] }, null, 'Never starts'],
  ])('%s', (_, more, converges, words) => {
    const verdict = verdictOf(more)
    expect(verdict.converges).toBe(converges)
    expect(verdict.sentence).toContain(words)
  })

  it('is no verdict on convergence where nothing can be copied', () => {
    expect(verdictOf({}, 0)).toMatchObject({ converges: null })
  })
})
