import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

/** Partitions, the nodes of a cluster say, of which never two move at once. */
export interface OneAtATimeRule extends RuleCommon {
  readonly kind: 'one-at-a-time'
  readonly partitions: readonly Named[]
}

export const oneAtATimeShape = <T>({ some }: References<T>) => ({
  kind: z.literal('one-at-a-time'),
  partitions: some,
})

export const oneAtATimeSentence = ({ partitions }: OneAtATimeRule): string =>
  `${namesOf(partitions)} move one at a time`
