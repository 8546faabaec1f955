/** What a balanced fleet is: the resources whose use is to be even, and how much each of them counts. */
import { z } from 'zod'
import type { ServerId } from '../inventory/fleet.ts'

z.config({ jitless: true })

/** Kinds of use, in the order they are shown. */
export const balanceResources = ['memory', 'entitlement', 'load'] as const
/**
 * memory: memory in use. entitlement: processing units that are assigned. load: busy processing units in the busiest
 * hour of the typical week, the peak of the sum of the partitions there. Each as a share of what the server has.
 */
export type BalanceResource = (typeof balanceResources)[number]

/** How much unevenness of each resource counts beside the others; 0: not at all. */
export type BalanceWeights = Readonly<Record<BalanceResource, number>>

export const defaultBalanceWeights: BalanceWeights = { memory: 1, entitlement: 1, load: 1 }

export interface BalanceGoal {
  readonly kind: 'balance'
  /** Servers that take part, as sources and targets; null: all. */
  readonly serverIds: readonly ServerId[] | null
  readonly weights: BalanceWeights
}

const weight = z.number().min(0).max(100)

export const balanceWeightsSchema = z
  .strictObject({ memory: weight, entitlement: weight, load: weight })
  .refine((weights) => balanceResources.some((resource) => weights[resource] > 0), {
    message: 'no resource counts',
  })
