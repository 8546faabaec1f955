import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

/** Use of a server's memory and entitlement that a plan leads to at most, percent of what is configurable; null: no limit. */
export interface SafetyRule extends RuleCommon {
  readonly kind: 'safety'
  /** Empty: every server. */
  readonly servers: readonly Named[]
  readonly memoryPercent: number | null
  readonly processorPercent: number | null
}

const share = z.number().min(1).max(100).nullable().default(null)

export const safetyShape = <T>({ any }: References<T>) => ({
  kind: z.literal('safety'),
  servers: any,
  memoryPercent: share,
  processorPercent: share,
})

export function safetySentence({ servers, memoryPercent, processorPercent }: SafetyRule): string {
  const parts = [
    ...(memoryPercent === null ? [] : [`${memoryPercent} % of their memory`]),
    ...(processorPercent === null ? [] : [`${processorPercent} % of their processing units`]),
  ]
  const who = servers.length === 0 ? 'Targets' : namesOf(servers)
  return `${who} take no more than ${parts.join(' and ') || 'they have'}`
}
