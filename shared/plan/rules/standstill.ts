import { z } from 'zod'
import { namesOf, verb, type Named, type References, type RuleCommon } from './common.ts'

/** Longest standstill of active moves in the median run, seconds. */
export interface StandstillRule extends RuleCommon {
  readonly kind: 'standstill'
  /** Empty: every partition. */
  readonly partitions: readonly Named[]
  readonly seconds: number
}

export const standstillShape = <T>({ any }: References<T>) => ({
  kind: z.literal('standstill'),
  partitions: any,
  seconds: z.number().positive().max(86_400),
})

export const standstillSentence = ({ partitions, seconds }: StandstillRule): string =>
  partitions.length === 0
    ? `No partition stands still for more than ${seconds} s`
    : `${namesOf(partitions)} ${verb(partitions, 'stands', 'stand')} still for at most ${seconds} s`
