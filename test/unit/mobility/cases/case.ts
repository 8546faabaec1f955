/** What a rule says of one change to the default fleet, where every rule passes. */
import type { Partition, Server, Vios } from '../../../../shared/inventory/fleet.ts'
import type { MoveType } from '../../../../shared/mobility/verdict.ts'
import { aBacking, aScsiAdapter } from '../../../support/fleet-builder.ts'
import type { Change } from '../../../support/mobility-cases.ts'

export type Said = 'pass' | 'note' | 'warn' | 'block' | 'unknown' | 'not asked'
export type Case = readonly [change: Change, says: Said, moveType?: MoveType]

/** Why a kind of case cannot exist for a rule. */
export interface NoCase {
  readonly none: string
}

export interface RuleCases {
  /** Includes notes, and kinds of move for which the rule is not asked. */
  readonly pass: readonly Case[]
  /** Warnings and blocks. */
  readonly trouble: readonly Case[] | NoCase
  /** Each input of the rule removed in turn. */
  readonly unknown: readonly Case[]
  /** The last value on one side and the first on the other: two cases with different answers. */
  readonly boundary: readonly (readonly [Case, Case])[] | NoCase
  /** Inputs whose absence is a warning, with the reason in words. */
  readonly warnsWithout?: Readonly<Record<string, string>>
}

export type CaseTable = Readonly<Record<string, RuleCases>>

export const word: NoCase = { none: 'its inputs are words and flags: nothing lies between them' }

export const partition = (values: Partial<Partition>): Change => ({ partition: values })
export const source = (values: Partial<Server>): Change => ({ source: values })
export const target = (values: Partial<Server>): Change => ({ target: values })
export const targetVios = (values: Partial<Vios>): Change => ({ targetVios: values })
export const sourceVios = (values: Partial<Vios>): Change => ({ sourceVios: values })

/** The partition with one virtual SCSI adapter that has these devices behind it. */
export const backed = (...backing: Parameters<typeof aBacking>[0][]): Change =>
  partition({ virtualScsi: [aScsiAdapter({ backing: backing.map((one) => aBacking(one)) })] })
