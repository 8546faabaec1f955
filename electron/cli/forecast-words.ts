/** What a forecast rests on, in words for the terminal: ranges first, then how sure they are and what would change them. */
import { smallestEnough } from '../../shared/forecast/convergence-help.ts'
import { endSpread, type ForecastInfluence, type PlanForecast } from '../../shared/plan/plan-forecast.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import type { Terminal } from './terminal.ts'
import { wrapText } from './table.ts'
import { counted, durationRange, durationWords } from './words.ts'

/** Influences and moves in trouble that are told; the rest is in --json. */
const MOST_INFLUENCES = 5
const MOST_HELPED = 3
/** Weaker influences are no news. */
const WORTH_TELLING = 0.15
/** Drawn less often than this, both quantiles are guesses. */
const FEWEST_DRAWS = 10

/** Prints the leading lines of a forecast. Of a plan that never ends, or has no moves, there is nothing to lead with. */
export function printRanges(out: Terminal, plan: PlanDocument, forecast: PlanForecast): void {
  if (forecast.stalled.length > 0 || plan.moves.length === 0) return
  const lines = [
    headline(forecast),
    standstillLine(forecast),
    estimateLine(forecast),
    ...influenceLines(forecast),
    guessLine(forecast),
    ...helpLines(plan, forecast),
  ].filter((line) => line !== null)
  for (const line of lines) out.print(wrapped(line, out.width))
  out.print('')
}

function headline({ makespan, samples, samplesAsked, seed }: PlanForecast): string {
  const draws =
    samples === samplesAsked
      ? counted(samples, 'draw')
      : `${counted(samples, 'draw')} of ${samplesAsked}, stopped`
  return `${durationRange(makespan.p10, makespan.p90)}, likely ${durationWords(makespan.p50)} (${draws}, eight of ten lie in the range; seed ${seed}).`
}

function standstillLine(forecast: PlanForecast): string {
  const { longestStandstill: range, overStandstillLimit: over, standstillLimitS: asked } = forecast
  const longest = `Longest standstill ${secondsRange(range.p10, range.p90)}, likely ${seconds(range.p50)}`
  if (over === null) return `${longest}.`
  const limit = asked === null ? 'its limit' : `the limit of ${seconds(asked)}`
  return `${longest}; beyond ${limit} for at least one move in ${share(over)} of the draws.`
}

function estimateLine({ convergence, samples }: PlanForecast): string {
  const last = convergence.points.at(-1)
  if (last === undefined || samples < FEWEST_DRAWS)
    return 'So few draws are no estimate: ask for 400 or more (--samples).'
  const { low, high } = last.p90
  const band =
    low === null || high === null ? '' : ` nine times in ten P90 lies within ${durationRange(low, high)}.`
  if (convergence.settled === true) return `More draws would hardly change this:${band}`
  const needed =
    convergence.drawsNeeded === null ? 'more draws' : `about ${counted(convergence.drawsNeeded, 'draw')}`
  return `More draws would change this:${band} It takes ${needed} to know P90 to 5 %.`
}

function influenceLines({ influences }: PlanForecast): readonly string[] {
  const told = influences
    .filter((one) => Math.abs(one.withEnd) >= WORTH_TELLING)
    .toSorted((a, b) => endSpread(b) - endSpread(a))
    .slice(0, MOST_INFLUENCES)
  if (told.length === 0) return []
  return ['The end depends most on:', ...told.map(influenceWords)]
}

const influenceWords = (one: ForecastInfluence): string =>
  `  ${one.title}: ${durationWords(one.endAtLow)} where it is low, ${durationWords(one.endAtHigh)} where it is high${one.guessed ? ' (a guess)' : ''}`

function guessLine({ assumedInputs, totalInputs, influences, measureNext }: PlanForecast): string {
  const next = influences.find((one) => one.key === measureNext)
  return (
    `${assumedInputs} of ${totalInputs} inputs are guesses.` +
    (next === undefined ? '' : ` Measure next: ${next.title} (${next.assumptionKey}).`)
  )
}

function helpLines(plan: PlanDocument, { help, anyNotConverging }: PlanForecast): readonly string[] {
  if (help.length === 0) return []
  const names = new Map(plan.moves.map((move) => [move.id, move.partitionName]))
  const more = help.length - MOST_HELPED
  return [
    `May not converge (in ${share(anyNotConverging ?? 0)} of the draws at least one move):`,
    ...help.slice(0, MOST_HELPED).map((one) => {
      const { moveId, notConverging, remedies } = one
      const better = remedies.filter((remedy) => remedy.notConverging < notConverging)
      const what = better.map((remedy) => `${remedy.title}: ${share(remedy.notConverging)}`).join('; ')
      const enough = smallestEnough(one)
      const least = enough === null ? '' : `; the smallest that is enough: ${enough.title}`
      return `  ${names.get(moveId) ?? moveId}: ${share(notConverging)}${what === '' ? '; nothing that was tried helps' : `; ${what}${least}`}`
    }),
    ...(more > 0 ? [`  … and ${counted(more, 'more move')}.`] : []),
  ]
}

/** Lines that begin with spaces are items: their further lines stand below their text. */
function wrapped(line: string, width: number): string {
  const indent = line.startsWith('  ') ? '  ' : ''
  return wrapText(line.trimStart(), width - 2 * indent.length)
    .map((text, at) => `${at === 0 ? indent : indent + indent}${text}`)
    .join('\n')
}

const share = (value: number): string => {
  const percent = Math.round(value * 100)
  if (percent === 0 && value > 0) return 'less than 1 %'
  return percent === 100 && value < 1 ? 'more than 99 %' : `${percent} %`
}

const seconds = (value: number): string => `${value.toFixed(1)} s`

const secondsRange = (low: number, high: number): string =>
  low.toFixed(1) === high.toFixed(1) ? seconds(high) : `${low.toFixed(1)} – ${seconds(high)}`
