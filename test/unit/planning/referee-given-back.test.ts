/** The referee counts on no room that a departure may not give back. */
import { expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { planByHand } from '../../../shared/planning/by-hand.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { defaultPlanOptions, type PlanDocument } from '../../../shared/plan/plan-document.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { serverIdOf } from '../../support/planning-fleets.ts'

const GIB = 1024

/** "one" is to leave server 1, on which 40 GiB are free; "two", of 64 GiB, is to come there. */
const fleetWith = (state: 'running' | 'not activated'): Fleet =>
  aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: mib((n === 1 ? 40 : 400) * GIB),
      }),
    ),
    partitions: [
      aPartition({
        serverId: serverIdOf(1),
        lparId: 10,
        name: 'one',
        state,
        memoryMib: mib(64 * GIB),
        maxMemoryMib: mib(64 * GIB),
      }),
      aPartition({
        serverId: serverIdOf(0),
        lparId: 20,
        name: 'two',
        memoryMib: mib(64 * GIB),
        maxMemoryMib: mib(64 * GIB),
      }),
    ],
  })

function byHand(fleet: Fleet): PlanDocument {
  const to = (name: string, server: number) => ({
    partitionId: fleet.partitions.find((one) => one.name === name)!.id,
    targetServerId: serverIdOf(server),
  })
  const made = planByHand({
    fleet,
    assumptions: noAssumptions,
    moves: [to('one', 2), to('two', 1)],
    options: defaultPlanOptions,
    name: 'swap',
    seed: 1,
    appVersion: '0',
    zone: 'UTC',
    createdAtMs: 0,
    startMs: 0,
    window: null,
  })
  if (!made.ok) throw new Error(made.refusals.join(' '))
  return made.plan
}

it('a running partition gives back its memory, one that is not activated holds none', () => {
  const running = fleetWith('running')
  const plan = byHand(running)
  expect(plan.moves.find((move) => move.partitionName === 'two')!.after).toHaveLength(1)
  expect(refereePlan(running, plan, noAssumptions).violations).toEqual([])
  const broken = refereePlan(fleetWith('not activated'), plan, noAssumptions).violations
  expect(broken.map(({ ruleId }) => ruleId)).toContain('R-MEMORY')
  expect(() => byHand(fleetWith('not activated'))).toThrow(/memory/i)
})
