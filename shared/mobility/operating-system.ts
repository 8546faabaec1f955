import type { Partition } from '../inventory/fleet.ts'

/** Whether a partition runs IBM i, by its operating system, else by its environment; null where neither is known. */
export function runsIbmi({ os, environment }: Pick<Partition, 'os' | 'environment'>): boolean | null {
  if (os !== null) return os === 'ibmi'
  if (environment === 'os400') return true
  return environment === 'aixlinux' ? false : null
}
