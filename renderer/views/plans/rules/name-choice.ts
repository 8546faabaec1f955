import type { Named } from '../../../../shared/plan/rules/common.ts'

/** A partition or server to choose. */
export interface NameChoice extends Named {
  /** What tells it from others: its server, its model and site. */
  readonly note: string
}
