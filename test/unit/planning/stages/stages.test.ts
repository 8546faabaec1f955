import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { movesStagesOf } from '../../../../shared/plan/staged-plan.ts'
import { PlanningAbandoned } from '../../../../shared/planning/hooks.ts'
import { refereeStagedPlan } from '../../../../shared/planning/referee/stages/referee-staged-plan.ts'
import { stageFleets } from '../../../../shared/planning/stages/stage-fleets.ts'
import { standingAfter, standingOf } from '../../../../shared/planning/stages/standing.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import {
  firstMs,
  hourMs,
  rolling,
  thereAndBack,
  threeServers,
  threeWindows,
} from '../../../support/staged-plans.ts'

const fleet = threeServers()
const withPartition = (name: string, changes: Partial<Fleet['partitions'][number]>): Fleet => ({
  ...fleet,
  partitions: fleet.partitions.map((one) => (one.name === name ? { ...one, ...changes } : one)),
})

describe('there and back', () => {
  it('leaves the fleet as it was: places, numbers, pools, room', () => {
    const plan = thereAndBack(fleet)
    let standing = standingOf(fleet)
    for (const { plan: one } of movesStagesOf(plan)) standing = standingAfter(standing, one)
    const figures = ({ servers, partitions }: Fleet) => ({
      room: servers.map(({ availableMemoryMib, availableCenti }) => [availableMemoryMib, availableCenti]),
      places: partitions.map(({ id, serverId, lparId, poolName }) => [id, serverId, lparId, poolName]),
    })
    expect(figures(standing.fleet)).toEqual(figures(fleet))
  })

  it('plans the way home from where partitions are then, under their ids of today', () => {
    const [, home] = stageFleets(fleet, thereAndBack(fleet))
    const index = indexFleet(home!.fleet)
    expect(home?.stage.plan.moves.map(({ partitionId }) => partitionId).toSorted()).toEqual(
      fleet.partitions.filter(({ serverId }) => serverId === serverIdOf(0)).map(({ id }) => id),
    )
    for (const move of home?.stage.plan.moves ?? [])
      expect(index.partitionById.get(move.partitionId)?.serverId).toBe(move.sourceServerId)
  })

  it('names a server with a partition that runs and cannot leave, with rule and remedy', () => {
    const plan = thereAndBack(withPartition('p010', { migrationDisabled: true }))
    expect(plan.stages).toEqual([])
    expect(plan.unserviced).toMatchObject([{ serverName: 'server0', reasons: [{ ruleId: 'SRC-MIGDIS' }] }])
    expect(plan.unserviced[0]?.remedy).toContain('Shut p010 down')
  })

  it('lets a partition that is not activated and cannot leave stay during the service', () => {
    const stopped = withPartition('p010', { migrationDisabled: true, state: 'not activated' })
    const plan = thereAndBack(stopped)
    expect(plan.unserviced).toEqual([])
    expect(plan.unplaced.map(({ partitionName }) => partitionName)).toEqual(['p010'])
    expect(plan.notes[0]).toContain('p010')
  })

  it('names who leaves and may not come home, and lets the others', () => {
    const named = (id: string, name: string) => [{ id, name }]
    const rule = {
      kind: 'never-on',
      id: 'move-on',
      hard: true,
      weight: 1,
      reason: null,
      partitions: named(`${serverIdOf(0)}/10`, 'p010'),
      servers: named(serverIdOf(0), 'server0'),
    } as const
    const plan = thereAndBack(fleet, { options: { rules: [rule] } })
    expect(movesStagesOf(plan).map((stage) => stage.plan.moves.length)).toEqual([2, 1])
    expect(plan.unplaced).toMatchObject([{ partitionName: 'p010', reasons: [{ ruleId: 'RULE move-on' }] }])
    expect(plan.notes.join(' ')).toContain('1 partition does not come home: p010 stays on server')
    expect(refereeStagedPlan(fleet, plan, noAssumptions).violations).toEqual([])
  })

  it('says how long it takes where the window is too short', () => {
    const plan = thereAndBack(fleet, { window: { startMs: firstMs, endMs: firstMs + hourMs } })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced[0]?.reasons[0]).toMatchObject({ ruleId: 'STAGE-WINDOW' })
    expect(plan.unserviced[0]?.reasons[0]?.text).toContain('there are 1 hour')
  })

  it('leaves out the largest server where the window is too short for all, and plans the others', () => {
    const roomy = threeServers(2_000)
    const large: Fleet = {
      ...roomy,
      partitions: roomy.partitions.map((one) =>
        one.name === 'p010' ? { ...one, memoryMib: mib(900 * 1024) } : one,
      ),
    }
    const lastMs = (servers: readonly number[]): number =>
      thereAndBack(large, { servers }).stages.at(-1)!.endMs
    const [small, both] = [lastMs([1]), lastMs([0, 1])]
    expect(both).toBeGreaterThan(small)
    const window = { startMs: firstMs, endMs: small }
    const plan = thereAndBack(large, { servers: [0, 1], window })
    expect(plan.unserviced).toMatchObject([{ serverName: 'server0', reasons: [{ ruleId: 'STAGE-WINDOW' }] }])
    expect(plan.stages.flatMap((stage) => (stage.kind === 'service' ? stage.serverIds : []))).toEqual([
      serverIdOf(1),
    ])
    expect(refereeStagedPlan(large, plan, noAssumptions).violations).toEqual([])
  })
})

describe('rolling maintenance', () => {
  it('services everybody, each partition moving twice at most, with return once away and once home', () => {
    for (const returnHome of [false, true]) {
      const plan = rolling(fleet, { returnHome })
      expect(plan.unserviced).toEqual([])
      const serviced = plan.stages.flatMap((stage) => (stage.kind === 'service' ? stage.serverIds : []))
      expect(serviced.toSorted()).toEqual(fleet.servers.map(({ id }) => id))
      const moves = movesStagesOf(plan).flatMap((stage) => stage.plan.moves)
      if (returnHome) expect(moves).toHaveLength(12)
      else expect(moves.length).toBeLessThan(12)
    }
  })

  it('uses as few windows as it takes', () => {
    const used = (serviceMinutes: number): number =>
      threeWindows.filter(({ startMs, endMs }) =>
        rolling(fleet, { serviceMinutes }).stages.some(
          (stage) => stage.startMs >= startMs && stage.endMs <= endMs,
        ),
      ).length
    expect(used(30)).toBe(1)
    expect(used(200)).toBe(3)
  })

  it('stops: abandons at once, keeps the first course at least', () => {
    expect(() => rolling(fleet, { hooks: { shouldStop: () => 'abandon' } })).toThrow(PlanningAbandoned)
    const kept = rolling(fleet, { hooks: { shouldStop: () => 'keep' } })
    expect(kept.stages.length).toBeGreaterThan(0)
  })

  it('tells how far it is, and the best so far', () => {
    const said: (string | null)[] = []
    rolling(fleet, { hooks: { progress: ({ best }) => said.push(best) } })
    expect(said.at(-1)).toBe('3 of 3 servers in 1 of 3 windows')
  })

  it('refuses servers the inventory does not have', () => {
    expect(() => rolling(fleet, { servers: [7] })).toThrow(RangeError)
    expect(() => thereAndBack(fleet, { servers: [7] })).toThrow(RangeError)
  })
})
