import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

/** Partitions that are not moved, and servers that neither give nor take partitions. */
export interface ExcludeRule extends RuleCommon {
  readonly kind: 'exclude'
  readonly partitions: readonly Named[]
  readonly servers: readonly Named[]
}

export const excludeShape = <T>({ any }: References<T>) => ({
  kind: z.literal('exclude'),
  partitions: any,
  servers: any,
})

export const excludeSentence = ({ partitions, servers }: ExcludeRule): string =>
  `The plan does not touch ${namesOf([...partitions, ...servers])}`
