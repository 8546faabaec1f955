import { describe, expect, it } from 'vitest'
import { beforeAfter, shareOf } from '../../../shared/plan/before-after.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../support/fake-application/fake-plans.ts'

const fleet = inventFleet(200)
const source = fleet.servers[2]
const plan = inventPlan(indexFleet(fleet), { serverIds: [source?.id ?? ''] }).plan

describe('before and after', () => {
  const uses = beforeAfter(fleet, plan)
  const changes = uses.map((one) => (one.memory.after ?? 0) - (one.memory.before ?? 0))

  it('takes from the source what it brings to the targets, page tables apart', () => {
    const active = plan.moves.filter((move) => move.type !== 'inactive')
    const overhead = active.reduce((sum, move) => sum + move.targetNeedMib - move.memoryMib, 0)
    expect(active.length).toBeGreaterThan(10)
    expect(changes.reduce((sum, one) => sum + one, 0)).toBeCloseTo(overhead)
    const entitled = uses.map((one) => (one.entitled.after ?? 0) - (one.entitled.before ?? 0))
    expect(entitled.reduce((sum, one) => sum + one, 0)).toBe(0)
    const emptied = uses.find((one) => one.serverId === source?.id)
    expect(emptied?.memory.after ?? 0).toBeLessThan(emptied?.memory.before ?? 0)
  })

  it('leaves servers alone that the plan does not touch', () => {
    for (const one of uses.filter((use) => !use.touched)) expect(one.memory.after).toBe(one.memory.before)
  })

  it('counts nothing for partitions that are not active', () => {
    const moves = plan.moves.map((move) => ({ ...move, type: 'inactive' as const }))
    for (const one of beforeAfter(fleet, { moves })) expect(one.memory.after).toBe(one.memory.before)
  })

  it('says nothing where an input is not known', () => {
    const unknown = {
      ...fleet,
      partitions: fleet.partitions.map((one) =>
        one.serverId === source?.id && one.state === 'running' ? { ...one, memoryMib: null } : one,
      ),
    }
    const use = beforeAfter(unknown, plan).find((one) => one.serverId === source?.id)
    expect(use?.memory).toMatchObject({ before: null, after: null })
    expect(shareOf(use?.memory.before ?? null, 100)).toBeNull()
    expect(shareOf(25, 100)).toBe(0.25)
    expect(shareOf(25, null)).toBeNull()
  })

  it('believes the server about what it has left', () => {
    const told = fleet.servers.map((one) => ({ ...one, availableMemoryMib: one.firmwareMemoryMib }))
    const [first] = beforeAfter({ ...fleet, servers: told }, { moves: [] })
    expect(first?.memory.before).toBe(
      (told[0]?.configurableMemoryMib ?? 0) - (told[0]?.firmwareMemoryMib ?? 0),
    )
  })
})
