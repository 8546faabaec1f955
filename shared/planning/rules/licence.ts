import type { Partition, ServerId } from '../../inventory/fleet.ts'
import { count } from '../../mobility/words.ts'
import type { LicenceRule } from '../../plan/rules/licence.ts'
import { serverAfter, type Outcome } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

export const licence: RuleJudge<LicenceRule> = {
  constrain: (rule, draft) => {
    if (!rule.hard) return
    const group = new Set(rule.servers.map(({ id }) => id))
    const counts = countsFor(rule)
    const present = coresOn(rule, draft.index.fleet.partitions, ({ serverId }) => group.has(serverId))
    // Where the present use is not known, nobody who counts may come: zero room, infinite need.
    const free = present === null ? 0 : rule.cores * 100 - present
    draft.limit(
      free,
      (partition) =>
        !counts(partition) || group.has(partition.serverId)
          ? 0
          : (coresOf(partition, rule.measure) ?? Infinity),
      (target) => group.has(target.id),
    )
  },
  judge: (rule, outcome) => {
    const group = new Set<ServerId>(rule.servers.map(({ id }) => id))
    const counts = countsFor(rule)
    const arrivals = [...outcome.moves.values()]
      .filter(
        ({ partition, target }) =>
          counts(partition) && group.has(target.id) && !group.has(partition.serverId),
      )
      .map(({ partition }) => partition.id)
    const total = coresOn(rule, outcome.index.fleet.partitions, ({ id }) =>
      group.has(serverAfter(outcome, id) ?? ''),
    )
    if (total !== null && total <= rule.cores * 100) return kept
    const text =
      total === null
        ? 'the cores of some partition there are not known'
        : `${count(total / 100, 'core')} are used there`
    if (arrivals.length === 0) return { state: 'standing', text, remedy: null, culprits: [] }
    const remedy = 'Move fewer of them there, or license more cores.'
    return total === null
      ? { state: 'unknown', text, remedy, culprits: arrivals }
      : broken(text, arrivals, remedy)
  },
}

function countsFor({ partitions }: LicenceRule): (partition: Partition) => boolean {
  const named = new Set(partitions.map(({ id }) => id))
  return ({ id }) => named.size === 0 || named.has(id)
}

/** Hundredths of cores that partitions take which are there; null where one is not known. */
function coresOn(
  rule: LicenceRule,
  partitions: Outcome['index']['fleet']['partitions'],
  isThere: (partition: Partition) => boolean,
): number | null {
  const counts = countsFor(rule)
  let sum = 0
  for (const partition of partitions) {
    if (!counts(partition) || !isThere(partition)) continue
    const cores = coresOf(partition, rule.measure)
    if (cores === null) return null
    sum += cores
  }
  return sum
}

function coresOf(
  { processorMode, entitledCenti, virtualProcessors }: Partition,
  measure: LicenceRule['measure'],
): number | null {
  if (processorMode === null) return null
  if (processorMode === 'dedicated')
    return entitledCenti === null ? null : Math.ceil(entitledCenti / 100) * 100
  if (measure === 'entitlement') return entitledCenti
  return virtualProcessors === null ? null : virtualProcessors * 100
}
