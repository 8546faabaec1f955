import { z } from 'zod'
import { namesOf, verb, type Named, type References, type RuleCommon } from './common.ts'

/** Partitions that never leave the server they are on. */
export interface PinRule extends RuleCommon {
  readonly kind: 'pin'
  readonly partitions: readonly Named[]
}

export const pinShape = <T>({ some }: References<T>) => ({
  kind: z.literal('pin'),
  partitions: some,
})

export const pinSentence = ({ partitions }: PinRule): string =>
  `${namesOf(partitions)} ${verb(partitions, 'stays where it is', 'stay where they are')}`
