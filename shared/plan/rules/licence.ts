import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

/**
 * Cores of a group of servers that partitions take together at most. Dedicated processors count whole; shared ones by
 * their entitlement or by their virtual processors, as the licence says. A partition counts from the start of its move
 * to the group until the end of its move out of it.
 */
export interface LicenceRule extends RuleCommon {
  readonly kind: 'licence'
  readonly servers: readonly Named[]
  /** Partitions that need the licence; empty: all. */
  readonly partitions: readonly Named[]
  readonly cores: number
  readonly measure: 'entitlement' | 'virtual-processors'
}

export const licenceShape = <T>({ some, any }: References<T>) => ({
  kind: z.literal('licence'),
  servers: some,
  partitions: any,
  cores: z.number().min(0).max(1e6),
  measure: z.enum(['entitlement', 'virtual-processors']).default('virtual-processors'),
})

export function licenceSentence({ servers, partitions, cores, measure }: LicenceRule): string {
  const who = partitions.length === 0 ? 'Partitions' : namesOf(partitions)
  const by = measure === 'entitlement' ? 'entitlement' : 'virtual processors'
  return `${who} take at most ${cores} cores on ${namesOf(servers)}, by ${by}`
}
