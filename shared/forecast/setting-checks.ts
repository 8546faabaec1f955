import {
  amount,
  flag,
  fraction,
  oneOf,
  orNone,
  orUnknown,
  positive,
  whole,
  zeroOrOne,
} from './scenario-checks.ts'
import type { Check } from './scenario-checks.ts'
import type { PartSettings } from './scenario.ts'

/** More passes than this tell nobody anything, and lambda near 1 would never come to an end. */
const MOST_PASSES = 10_000

export type PlainSetting = Exclude<keyof PartSettings, 'path' | 'paths' | 'after' | 'groups'>

/** What each setting that is one value may be. */
export const settingChecks: Readonly<Record<PlainSetting, Check>> = {
  mem: amount,
  used: fraction,
  dirty: amount,
  hot: orNone(amount),
  dirty_model: oneOf('exp', 'cap'),
  ratio: positive,
  cap: orNone(amount),
  weight: positive,
  start: amount,
  theta: fraction,
  max_passes: whole(1, MOST_PASSES),
  max_copy_s: orNone(amount),
  min_gain: amount,
  max_down_s: amount,
  postcopy: flag,
  state_bytes: amount,
  bitmap: zeroOrOne,
  page: positive,
  t_prep: amount,
  t_susp: amount,
  t_clean: amount,
  abort_s: orNone(amount),
  latency_s: amount,
  fault_s: orUnknown(amount),
}

export function isPlainSetting(key: string): key is PlainSetting {
  return Object.hasOwn(settingChecks, key)
}
