/** N+1 as hard rules, which every plan that saves energy keeps. */
import type { Fleet, Server } from '../../inventory/fleet.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { ReserveRule } from '../../plan/rules/reserve.ts'

/** A hard reserve that holds at every instant, not only at the end. */
export const isSpareRule = (rule: PlanRule): rule is ReserveRule =>
  rule.kind === 'reserve' && rule.hard && rule.when === 'always'

/**
 * The rules with N+1: those of the user where one of them is hard and holds always, else one for each site (or, where
 * sites are not known, for the servers of the same HMCs).
 */
export function withSpareRules(fleet: Fleet, rules: readonly PlanRule[]): readonly PlanRule[] {
  if (rules.some(isSpareRule)) return rules
  const taken = new Set(rules.map(({ id }) => id))
  const groups = [...Map.groupBy(fleet.servers, placeOf)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  let number = 0
  const freeId = (): string => {
    do number += 1
    while (taken.has(`n+1-${number}`))
    return `n+1-${number}`
  }
  return [
    ...rules,
    ...groups.map(([, servers]): ReserveRule => ({
      kind: 'reserve',
      id: freeId(),
      hard: true,
      weight: 1,
      reason: 'Servers are switched off only where the others could still stand in for any one that fails.',
      servers: servers.map(({ id, name }) => ({ id, name })),
      when: 'always',
    })),
  ]
}

const placeOf = ({ site, hmcs }: Server): string => site ?? hmcs.toSorted().join(' ')
