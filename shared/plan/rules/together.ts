import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

/**
 * Partitions that are on one server when the plan is done, as soon as it moves any of them. Not at every instant: they
 * move one after the other, and between the first and the last they cannot be together.
 */
export interface TogetherRule extends RuleCommon {
  readonly kind: 'together'
  readonly partitions: readonly Named[]
}

export const togetherShape = <T>({ some }: References<T>) => ({
  kind: z.literal('together'),
  partitions: some,
})

export const togetherSentence = ({ partitions }: TogetherRule): string =>
  `${namesOf(partitions)} end on one server`
