import type { PartForecast } from './forecast.ts'

/**
 * What the end of copying means. `converges`: the copy shrank until it could stop by itself; null: it never came to
 * that, or nobody can tell. `sentence` says it to a planner, and what the move relies on instead.
 */
export type StopVerdict = { readonly converges: boolean | null; readonly sentence: string }

/**
 * Verdict of a move by the rule that ended its passes (forecast model, section 3). With a dirty rate near or above the
 * copy rate and no small set of hot pages the copy never shrinks; then post-copy or a limit ends it.
 */
export function stopVerdict(part: Pick<PartForecast, 'state' | 'stop' | 'rem' | 'post'>): StopVerdict {
  if (part.state === 'not started')
    return { converges: null, sentence: 'Never starts: no slot or predecessor frees.' }
  if (part.stop === 'abort_s') {
    return { converges: false, sentence: 'Given up at its time limit; the partition stays where it is.' }
  }
  if (part.stop === null) {
    return { converges: null, sentence: 'Stalled: what its copying needs has no capacity left.' }
  }
  if (part.stop === 'theta') return { converges: true, sentence: 'Converges: enough pages were clean.' }
  if (part.stop === 'max_down_s') {
    return { converges: true, sentence: 'Converges: the rest fits the standstill allowed.' }
  }
  return { converges: false, sentence: `Does not converge: ${reasons[part.stop]}; ${rest(part)}.` }
}

const reasons = {
  min_gain: 'pages are written about as fast as they are sent',
  max_passes: 'as many passes as allowed left too much dirty',
  max_copy_s: 'the time allowed for copying was over first',
} as const

function rest({ state, post, rem }: Pick<PartForecast, 'state' | 'post' | 'rem'>): string {
  if (state !== 'done') return 'the timeout ended copying, and the rest never arrives'
  if (rem !== null && rem > 0 && post !== null && post > 0) return 'relies on post-copy for the rest'
  return 'relies on the timeout, and sends the rest during the standstill'
}
