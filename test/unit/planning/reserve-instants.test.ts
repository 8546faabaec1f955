/** N+1 while partitions move between servers that stand in for each other. */
import { expect, test } from 'vitest'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../shared/mobility/need.ts'
import { reserve } from '../../../shared/planning/rules/reserve.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { serverIdOf } from '../../support/planning-fleets.ts'
import { aRule, named } from '../../support/planning-rules.ts'

const app = aPartition({ serverId: serverIdOf(0), lparId: 10, name: 'app' })
const db = aPartition({ serverId: serverIdOf(1), lparId: 11, name: 'db' })
const places = (count: number) => mib(count * (memoryNeedMib(app, aServer())! as number))

/** Server 0 with one partition moves it to server 1, which holds another one; server 2 has the room given. */
function judged(roomOn2: number, when: 'end' | 'always', timed: boolean) {
  const fleet = aFleet({
    servers: [places(0), places(1), places(roomOn2)].map((availableMemoryMib, n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, availableMemoryMib }),
    ),
    partitions: [app, db],
  })
  const index = indexFleet(fleet)
  const rule = aRule({ kind: 'reserve', servers: fleet.servers.map(named), when })
  const times = timed ? { startS: 0, endS: 60 } : { startS: null, endS: null }
  const move = { partition: app, target: fleet.servers[1]!, ...times, standstillS: null }
  return reserve.judge(rule, { index, emptied: new Set(), startMs: 0, moves: new Map([[app.id, move]]) })
}

test('holds at the end, when the source has room again', () => {
  // Both would fit: one on server 0 that was left, one on server 2.
  expect(judged(1, 'end', true).state).toBe('kept')
  expect(judged(1, 'always', false).state).toBe('kept')
})

test('is broken while the move takes room on both servers', () => {
  const finding = judged(1, 'always', true)
  expect(finding).toMatchObject({ state: 'broken', culprits: [app.id] })
  expect(finding.text).toContain('the partitions of server1 would not fit on server0 and server2 for a time')
  expect(judged(2, 'always', true).state).toBe('kept')
})
