import { z } from 'zod'
import { namesOf, verb, type Named, type References, type RuleCommon } from './common.ts'

/** Partitions that a plan sends to servers of a group only. */
export interface OnlyOnRule extends RuleCommon {
  readonly kind: 'only-on'
  readonly partitions: readonly Named[]
  readonly servers: readonly Named[]
}

/** Partitions that a plan sends to no server of a group. */
export interface NeverOnRule extends RuleCommon {
  readonly kind: 'never-on'
  readonly partitions: readonly Named[]
  readonly servers: readonly Named[]
}

export const onlyOnShape = <T>({ some }: References<T>) => ({
  kind: z.literal('only-on'),
  partitions: some,
  servers: some,
})

export const neverOnShape = <T>({ some }: References<T>) => ({
  kind: z.literal('never-on'),
  partitions: some,
  servers: some,
})

export const onlyOnSentence = ({ partitions, servers }: OnlyOnRule): string =>
  `${namesOf(partitions)} ${verb(partitions, 'goes', 'go')} to ${namesOf(servers, 'or')} only`

export const neverOnSentence = ({ partitions, servers }: NeverOnRule): string =>
  `${namesOf(partitions)} never ${verb(partitions, 'goes', 'go')} to ${namesOf(servers, 'or')}`
