import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { movesStagesOf } from '../../../../shared/plan/staged-plan.ts'
import { PlanningAbandoned } from '../../../../shared/planning/hooks.ts'
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

  it('uses another target where one has no way home', () => {
    // Server 1 gives its processor mode away: what restarts there is not asked; what cannot come back is its network.
    const servers = fleet.servers.map((server) =>
      server.id === serverIdOf(0) ? { ...server, maxActiveMigrations: 16 } : server,
    )
    const silent = {
      ...fleet,
      servers,
      vios: fleet.vios.map((vios) =>
        vios.serverId === serverIdOf(1) ? { ...vios, rmcState: 'inactive' } : vios,
      ),
    }
    const plan = thereAndBack(silent)
    expect(movesStagesOf(plan)[0]?.plan.moves.map((move) => move.targetServerName)).toEqual([
      'server2',
      'server2',
    ])
  })

  it('says how long it takes where the window is too short', () => {
    const plan = thereAndBack(fleet, { window: { startMs: firstMs, endMs: firstMs + hourMs } })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced[0]?.reasons[0]).toMatchObject({ ruleId: 'STAGE-WINDOW' })
    expect(plan.unserviced[0]?.reasons[0]?.text).toContain('there are 1 hour')
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
