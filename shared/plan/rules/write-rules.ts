/** A file of rules out of planning rules: what `readRules` reads, with names a person knows wherever they are certain. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Named } from './common.ts'
import type { PlanRule } from './plan-rule.ts'
import { RULES_FORMAT, RULES_VERSION } from './rules-file.ts'

/** Longest word the file's schema takes. */
const longestWord = 300
const longestId = 60

/**
 * The text of a `*.rules.json` file. Partitions and servers stand there by name where the inventory has one of that
 * name, else by id; who is gone from the inventory by id too, which `readRules` then names as a fault.
 */
export function writeRules(rules: readonly PlanRule[], { fleet }: FleetIndex): string {
  const partitionWord = wordsFor(fleet.partitions)
  const serverWord = wordsFor(fleet.servers)
  const ids = new Set<string>()
  const file = {
    format: RULES_FORMAT,
    version: RULES_VERSION,
    rules: rules.map(({ id, hard, weight, reason, kind, ...rest }) => ({
      id: freeId(id, ids),
      kind,
      strength: hard ? 'hard' : 'soft',
      weight,
      reason: reason === '' ? null : reason,
      ...rest,
      ...('partitions' in rest ? { partitions: rest.partitions.map(partitionWord) } : {}),
      ...('servers' in rest ? { servers: rest.servers.map(serverWord) } : {}),
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The word that `readRules` takes for exactly this one: its name, unless that could mean somebody else. */
function wordsFor(all: readonly Named[]): (one: Named) => string {
  const known = new Map(all.map(({ id, name }) => [id, name]))
  const bearers = new Map<string, number>()
  for (const { name } of all) bearers.set(name, (bearers.get(name) ?? 0) + 1)
  return ({ id }) => {
    const name = known.get(id) ?? ''
    const isPattern = name.includes('*') || name.startsWith('site:')
    const isCertain = bearers.get(name) === 1 && !known.has(name) && !isPattern
    return name !== '' && name.length <= longestWord && isCertain ? name : id
  }
}

/** An id as the file's schema takes it, not used before. */
function freeId(id: string, used: Set<string>): string {
  const plain = id.replaceAll(/[^\w.-]/g, '-').slice(0, longestId)
  let free = plain
  for (let next = 2; used.has(free); next += 1) {
    const ending = `-${next}`
    free = plain.slice(0, longestId - ending.length) + ending
  }
  used.add(free)
  return free
}
