/** The order of rules, servers, VIOS, partitions and statements changes no verdict; on any fleet no rule fails. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { statementSubjects, type Fleet, type Statement } from '../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../shared/mobility/catalogue/default-catalogue.ts'
import { isBlocked, judgeMoves, judgeStatic } from '../../shared/mobility/judge.ts'
import { partitionFacts } from '../../shared/mobility/partition-facts.ts'
import type { CapacityContext, Rule, RuleOutcome } from '../../shared/mobility/rule.ts'
import { rules } from '../../shared/mobility/rules/catalogue.ts'
import { serverFacts } from '../../shared/mobility/server-facts.ts'
import { smallFleets } from '../support/planning-fleets.ts'
import { arbitraryFleet } from '../support/arbitrary-fleet.ts'

/** Any fleet, with statements about its own servers and partitions, equal ones and contradictions among them. */
const fleets: fc.Arbitrary<Fleet> = arbitraryFleet.chain((fleet) => {
  const owners = [
    ['fleet', null],
    ...fleet.servers.map((one) => ['server', one.id]),
    ...fleet.partitions.map((one) => ['partition', one.id]),
  ] as (readonly [Statement['scope'], string | null])[]
  return fc
    .array(
      fc.record({
        subject: fc.constantFrom(...statementSubjects),
        owner: fc.constantFrom(...owners),
        holds: fc.boolean(),
      }),
      { maxLength: 6 },
    )
    .map((said) => ({
      ...fleet,
      statements: said.map(({ subject, owner: [scope, scopeId], holds }) => ({
        subject,
        scope,
        scopeId,
        holds,
        reason: null,
      })),
    }))
})

/** Each move and what its rules say, in an order of their own. */
function verdicts(fleet: Fleet): readonly string[] {
  return judgeMoves(fleet, null, null)
    .map(({ partitionId, targetServerId, verdict, passes, inactiveWouldWork, findings }) => {
      const said = findings.map((one) => `${one.ruleId} ${one.verdict} ${one.atWorst ?? ''}`).toSorted()
      return JSON.stringify([partitionId, targetServerId, verdict, passes, inactiveWouldWork, said])
    })
    .toSorted()
}

const answerOf = (rule: Rule, context: CapacityContext): RuleOutcome => rule.judge(context)

describe('order', () => {
  it('of the rows changes no verdict', () => {
    fc.assert(
      fc.property(fleets, fc.constantFrom('servers', 'vios', 'partitions', 'statements'), (fleet, rows) => {
        expect(verdicts({ ...fleet, [rows]: fleet[rows].toReversed() })).toEqual(verdicts(fleet))
      }),
      { numRuns: 200, seed: 20_261_123 },
    )
  })

  it('in which rules are asked changes no answer', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const index = indexFleet(fleet)
        for (const partition of fleet.partitions)
          for (const target of fleet.servers) {
            const home = index.serverById.get(partition.serverId)
            if (home === undefined || home === target) continue
            const [source, there] = [serverFacts(index, home), serverFacts(index, target)]
            const context: CapacityContext = {
              moveType: 'active',
              partition,
              partitionFacts: partitionFacts(partition, source),
              source,
              target: there,
              catalogue: defaultCatalogue,
              state: there.today,
            }
            const forwards = rules.map((rule) => answerOf(rule, context))
            const backwards = rules.toReversed().map((rule) => answerOf(rule, context))
            expect(backwards.toReversed()).toEqual(forwards)
          }
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
  })

  it('and stopping at the first certain block say the same as asking all of them', () => {
    let blocked = 0
    let open = 0
    fc.assert(
      fc.property(fc.oneof(fleets, smallFleets), (fleet) => {
        const index = indexFleet(fleet)
        for (const partition of fleet.partitions)
          for (const target of fleet.servers) {
            if (partition.serverId === target.id || !index.serverById.has(partition.serverId)) continue
            const certain = isBlocked(index, partition, target)
            expect(certain).toBe(judgeStatic(index, partition, target).verdict === 'cannot')
            if (certain) blocked += 1
            else open += 1
          }
      }),
      { numRuns: 200, seed: 20_261_123 },
    )
    expect(Math.min(blocked, open)).toBeGreaterThan(20)
  })

  it('of the partitions that are asked about changes no verdict', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const ids = fleet.partitions.map((one) => one.id)
        const one = judgeMoves(fleet, ids, null)
        const other = ids.toReversed().flatMap((id) => judgeMoves(fleet, [id], null))
        expect(other.toSorted((a, b) => (a.partitionId < b.partitionId ? -1 : 1))).toHaveLength(one.length)
        for (const judgement of one) expect(other).toContainEqual(judgement)
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
  })
})
