import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { ReplayedFleet } from '../../shared/planning/referee/stages/replayed-fleet.ts'
import { fleetFor, standingAfter, standingOf } from '../../shared/planning/stages/standing.ts'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { planByHand } from '../../shared/planning/by-hand.ts'
import { evacuationOf, planOf, serverIdOf, smallFleets } from '../support/planning-fleets.ts'
import { connected } from '../support/connected-fleets.ts'

const runs = { numRuns: 120, endOnFailure: true, seed: 20_261_123 }

const sorted = (fleet: Fleet): Fleet => ({
  ...fleet,
  partitions: fleet.partitions.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
})

it('search and referee come to the same fleet, stage by stage', () => {
  let moved = 0
  let back = 0
  fc.assert(
    fc.property(smallFleets.chain(connected), (fleet) => {
      let standing = standingOf(fleet)
      const replayed = new ReplayedFleet(fleet)
      let allHome = true
      for (const serverId of [serverIdOf(0), serverIdOf(1)]) {
        const plan = planOf(standing.fleet, { goal: { kind: 'evacuate', serverIds: [serverId] } })
        standing = standingAfter(standing, plan)
        replayed.carryOut(plan)
        moved += plan.moves.length
        expect(replayed.fleet).toEqual(standing.fleet)
        const home = standing.fleet.partitions
          .filter(({ id, serverId: now }) => !id.startsWith(now))
          .map(({ id }) => ({ partitionId: id, targetServerId: id.slice(0, id.lastIndexOf('/')) }))
        const moves = home.map((one) => ({ ...one, sourceServerId: '' }))
        const against = fleetFor(standing, { goal: { kind: 'by-hand' }, moves: moves as never })
        const answer = planByHand({ ...evacuationOf(against), moves: home })
        if (!answer.ok) {
          allHome = false
          continue
        }
        expect(replayed.before(answer.plan)).toEqual(fleetFor(standing, answer.plan))
        expect(refereePlan(against, answer.plan, noAssumptions).violations).toEqual([])
        standing = standingAfter(standing, answer.plan)
        replayed.carryOut(answer.plan)
        back += answer.plan.moves.length
        expect(replayed.fleet).toEqual(standing.fleet)
        if (allHome) expect(room(standing.fleet)).toEqual(room(fleet))
      }
    }),
    runs,
  )
  expect(moved).toBeGreaterThan(100)
  expect(back).toBeGreaterThan(50)
}, 120_000)

/** Once everybody is home, servers have what they had. */
const room = (fleet: Fleet) =>
  sorted(fleet).servers.map(({ id, availableMemoryMib, availableCenti }) => ({
    id,
    availableMemoryMib,
    availableCenti,
  }))
