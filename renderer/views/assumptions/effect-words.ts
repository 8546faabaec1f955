import type { AssumptionEffect, ForecastEffects } from '../../../shared/forecast/effects.ts'
import { signedDuration, signedStandstill } from '../../format/duration.ts'
import { number } from '../../format/number.ts'
import { text } from '../../text/en.ts'

const words = text.assumptions.effects

/** What is known of the effect of one parameter on the chosen plan. */
export type KnownEffect =
  | { readonly kind: 'no-plan' | 'not-computed' | 'unused' | 'left' }
  | { readonly kind: 'known'; readonly effect: AssumptionEffect }

/** What is known of a parameter's effect; `hasPlan` says whether there is a plan to ask about. */
export function effectOf(key: string, effects: ForecastEffects | null, hasPlan: boolean): KnownEffect {
  if (!hasPlan) return { kind: 'no-plan' }
  if (effects === null) return { kind: 'not-computed' }
  const effect = effects.effects.find((one) => one.key === key)
  if (effect !== undefined) return { kind: 'known', effect }
  return { kind: effects.left.includes(key) ? 'left' : 'unused' }
}

/** What rows are sorted by: the size of the change of the plan's P90; null where there is none. */
export function effectSize(known: KnownEffect): number | null {
  if (known.kind !== 'known') return null
  const { endP90S } = known.effect.change
  return endP90S === null ? null : Math.abs(endP90S)
}

const tenth = 10
/** By how much it was raised, where that is not a tenth. */
const raised = ({ raisedPercent }: AssumptionEffect): string =>
  Math.abs(raisedPercent - tenth) < 0.05
    ? ''
    : words.raised(number(raisedPercent, raisedPercent < 10 ? 1 : 0))

/** The cell: "+2.4 min", "no change", "not used by this plan". */
export function effectText(known: KnownEffect): string {
  if (known.kind !== 'known') return words[known.kind]
  const { effect } = known
  if (effect.raisedPercent <= 0) return words.notRaised
  const { endP90S } = effect.change
  return endP90S === null ? words.unknown : signedDuration(endP90S) + raised(effect)
}

/** The same as a sentence, with the standstill. */
export function effectSentence(known: KnownEffect, planName: string): string {
  if (known.kind !== 'known') return words.sentences[known.kind](planName)
  const { effect } = known
  if (effect.raisedPercent <= 0) return words.sentences.notRaised
  const { endP90S, standstillP90S } = effect.change
  if (endP90S === null || standstillP90S === null) return words.sentences.unknown(planName)
  return words.sentences.known(
    number(effect.raisedPercent, Math.abs(effect.raisedPercent % 1) < 0.05 ? 0 : 1),
    planName,
    signedDuration(endP90S),
    signedStandstill(standstillP90S),
  )
}
