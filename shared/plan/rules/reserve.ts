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
 * N+1: the client partitions of any one server of the group, each whole, would fit on the others of it, by memory (in
 * the blocks of the server that takes them, with page tables) and by entitlement, beside everything that is there and
 * arrives. Servers that are emptied or not operating, and room that is not known, are no reserve. Judged where a
 * partition arrives in the group. It holds where an assignment is found (largest memory first, first server with room),
 * is broken where there cannot be one (sums, or a partition that fits nowhere), and else cannot be told, which a hard
 * rule does not accept.
 */
export interface ReserveRule extends RuleCommon {
  readonly kind: 'reserve'
  readonly servers: readonly Named[]
  readonly when: RuleScope
}

export const reserveShape = <T>({ some }: References<T>) => ({
  kind: z.literal('reserve'),
  servers: some,
  when: scopeSchema,
})

export const reserveSentence = ({ servers }: ReserveRule): string =>
  `The partitions of any one of ${namesOf(servers)} would fit on the others`
