import { z } from 'zod'
import {
  namesOf,
  scopeSchema,
  type Named,
  type References,
  type RuleCommon,
  type RuleScope,
} from './common.ts'

/**
 * Partitions of which no two are on one server. While it moves a partition is on both servers. Two that are together
 * when the plan starts may be so on that server until one of them has left; nowhere else, and never again.
 */
export interface ApartRule extends RuleCommon {
  readonly kind: 'apart'
  readonly partitions: readonly Named[]
  readonly when: RuleScope
}

export const apartShape = <T>({ some }: References<T>) => ({
  kind: z.literal('apart'),
  partitions: some,
  when: scopeSchema,
})

export const apartSentence = ({ partitions, when }: ApartRule): string =>
  `${namesOf(partitions)} ${when === 'end' ? 'end' : 'stay'} on different servers`
