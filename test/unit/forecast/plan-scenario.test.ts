import { describe, expect, it } from 'vitest'
import type { Assumptions } from '../../../shared/forecast/assumption.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import type { ScheduledMove } from '../../../shared/forecast/plan-part.ts'
import { planScenario, type SchedulablePlan } from '../../../shared/forecast/plan-scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import {
  aFibreChannelAdapter,
  aFleet,
  alphaId,
  aPartition,
  aServer,
  aVios,
  betaId,
} from '../../support/fleet-builder.ts'

const partition = aPartition({ name: 'web1', os: 'linux', memoryMib: mib(65_536) })

function aMove(parts: Partial<ScheduledMove> = {}): ScheduledMove {
  return {
    id: 'm001',
    partitionId: partition.id,
    sourceServerId: alphaId,
    targetServerId: betaId,
    type: 'active',
    sourceMoverId: `${alphaId}/1`,
    targetMoverId: `${betaId}/2`,
    after: [],
    notBeforeS: 0,
    memoryMib: 65_536,
    ...parts,
  }
}

function scenarioOf(
  fleet: Fleet = aFleet({ partitions: [partition] }),
  moves: readonly ScheduledMove[] = [aMove()],
  assumptions: Assumptions = noAssumptions,
  options: SchedulablePlan['options'] = { maxConcurrent: null },
) {
  return planScenario(indexFleet(fleet), { moves, options }, assumptions)
}

describe('the scenario of a plan', () => {
  it('is one the engine accepts', () => {
    expect(parseScenario(JSON.parse(JSON.stringify(scenarioOf().scenario)))).toMatchObject({ ok: true })
  })

  it('has the path of a move over both movers: link out, cores, cores, link in', () => {
    const { scenario, resources } = scenarioOf()
    expect(scenario.resources).toEqual({
      [`link ${alphaId}/1 out`]: 2.75e9,
      [`cores ${alphaId}/1`]: 2,
      [`cores ${betaId}/2`]: 2,
      [`link ${betaId}/2 in`]: 2.75e9,
      [`nx ${alphaId}`]: 1.6e10,
      [`nx ${betaId}`]: 1.6e10,
    })
    expect(scenario.parts[0]?.path).toEqual({
      [`link ${alphaId}/1 out`]: null,
      [`cores ${alphaId}/1`]: 1 / 9e8,
      [`cores ${betaId}/2`]: 1 / 9e8,
      [`link ${betaId}/2 in`]: null,
      [`nx ${alphaId}`]: 1,
      [`nx ${betaId}`]: 1,
    })
    expect(resources.map((one) => [one.kind, one.viosId, one.serverId])).toContainEqual([
      'link',
      `${alphaId}/1`,
      alphaId,
    ])
  })

  it('sends the touched memory of the class, compressed from FW920 on both sides', () => {
    expect(scenarioOf().scenario.parts[0]).toMatchObject({
      mem: 65_536 * 1_048_576,
      used: 0.7,
      dirty: 2e7,
      hot: 0.05 * 65_536 * 1_048_576,
      ratio: 0.5,
      theta: 0.95,
      max_passes: 30,
      min_gain: 0.9,
      max_copy_s: null,
      t_prep: 60,
      t_susp: 1,
      t_clean: 30,
    })
    const old = aServer({ id: betaId, firmwareRelease: 910 })
    const [part] = scenarioOf(aFleet({ servers: [aServer(), old], partitions: [partition] })).scenario.parts
    expect(part?.ratio).toBe(1)
    const unknown = aServer({ id: betaId, firmwareRelease: null })
    const [doubtful] = scenarioOf(aFleet({ servers: [aServer(), unknown], partitions: [partition] })).scenario
      .parts
    expect(doubtful?.ratio).toBe(1)
  })

  it('bounds a single move by the threads and the generation of the weaker mover', () => {
    const slow = aServer({ id: betaId, generation: 'POWER8', hmcLevel: '9.1.940' })
    const fleet = aFleet({
      servers: [aServer(), slow],
      vios: [aVios({ concurrencyLevel: 4 }), aVios({ serverId: betaId, lparId: 2, concurrencyLevel: null })],
      partitions: [partition],
    })
    expect(scenarioOf(fleet).scenario.parts[0]?.cap).toBeCloseTo(3.6e8 * 3 ** 0.63, 0)
  })

  it('takes the HMC to pick the threads from VIOS 3.1.2 and HMC 9.2.950 where the level was left alone', () => {
    const capOf = (hmcLevel: string | null, level: string, concurrencyLevel: number | null) => {
      const servers = [aServer({ hmcLevel }), aServer({ id: betaId, hmcLevel })]
      const vios = [alphaId, betaId].map((serverId, i) =>
        aVios({ serverId, lparId: i + 1, level, concurrencyLevel }),
      )
      return scenarioOf(aFleet({ servers, vios, partitions: [partition] })).scenario.parts[0]?.cap ?? 0
    }
    const threads = (count: number) => 9e8 * count ** 0.63
    expect(capOf('9.2.950', '3.1.2.0', 4)).toBeCloseTo(threads(4), 0)
    expect(capOf('9.2.950', '3.1.2.0', null)).toBeCloseTo(threads(4), 0)
    expect(capOf('9.2.950', '3.1.2.0', 1)).toBeCloseTo(threads(5), 0)
    expect(capOf('9.2.940', '3.1.2.0', 4)).toBeCloseTo(threads(2), 0)
    expect(capOf('9.2.950', '3.1.1.30', null)).toBeCloseTo(threads(3), 0)
    expect(capOf(null, '3.1.2.0', 4)).toBeCloseTo(threads(2), 0)
  })

  it('does not compress where the HMC is known to be too old, and sends nothing through the engines then', () => {
    const of = (hmcLevel: string | null) =>
      scenarioOf(
        aFleet({
          servers: [aServer({ hmcLevel }), aServer({ id: betaId, hmcLevel: '10.3.1060' })],
          partitions: [partition],
        }),
      ).scenario
    expect(of('8.8.7').parts[0]?.ratio).toBe(1)
    expect(Object.keys(of('8.8.7').resources).filter((name) => name.startsWith('nx'))).toEqual([])
    expect(of('9.1.920').parts[0]?.ratio).toBe(0.5)
    expect(of(null).parts[0]?.ratio).toBe(0.5)
  })

  it('lets redundant movers drain one memory over two ways, with slots on all four', () => {
    const end = (serverId: string, lparId: number) => ({
      viosId: `${serverId}/${lparId}`,
      name: 'vios',
      lparId,
      address: '10.0.0.1',
    })
    const move = aMove({
      connections: {
        complete: true,
        adapters: [],
        open: [],
        redundantMovers: [1, 2].map((n) => ({ source: end(alphaId, n), target: end(betaId, n) })),
      },
    })
    const { scenario } = scenarioOf(undefined, [move])
    const [part] = scenario.parts
    expect(part?.path).toBeUndefined()
    expect(part?.paths?.map((one) => Object.keys(one.path)[0])).toEqual([
      `link ${alphaId}/1 out`,
      `link ${alphaId}/2 out`,
    ])
    expect(Object.keys(scenario.limits ?? {}).filter((name) => name.startsWith('mover'))).toHaveLength(4)
    const alone = simulate(scenarioOf().scenario).parts['m001']
    const both = simulate(scenario).parts['m001']
    expect((both?.phases.suspend ?? 0) - 60).toBeCloseTo(((alone?.phases.suspend ?? 0) - 60) / 2, 0)
  })

  it('shares one physical link among the movers of a server, each direction by itself', () => {
    const assumptions: Assumptions = {
      classes: [],
      overrides: [{ key: 'link.shared', scope: 'server', scopeId: alphaId, value: 1, reason: null }],
    }
    const moves = [aMove(), aMove({ id: 'm002', sourceMoverId: `${alphaId}/2` })]
    const { scenario } = scenarioOf(undefined, moves, assumptions)
    expect(scenario.resources[`link ${alphaId} out`]).toBe(2.75e9)
    expect(scenario.parts.map((part) => Object.keys(part.path ?? {})[0])).toEqual([
      `link ${alphaId} out`,
      `link ${alphaId} out`,
    ])
    expect(Object.keys(scenario.resources)).toContain(`link ${betaId}/2 in`)
  })

  it('leaves to the moves what other traffic leaves of a link, by the hour of the plan', () => {
    const typed = (key: string, value: number) =>
      ({ key, scope: 'partition', scopeId: `${alphaId}/1`, value, reason: null }) as const
    const assumptions: Assumptions = {
      classes: [],
      overrides: [typed('link.otherTraffic', 2e8), typed('link.otherTrafficDay', 1e9)],
    }
    const at = (iso: string) =>
      planScenario(
        indexFleet(aFleet({ partitions: [partition] })),
        {
          moves: [aMove()],
          options: { maxConcurrent: null },
          startMs: Date.parse(iso),
          zone: 'Europe/Berlin',
        },
        assumptions,
      ).scenario
    const link = `link ${alphaId}/1 out`
    // Friday 17:30 in Berlin, in winter: working hours end after half an hour, and begin again on Monday at 8:00.
    const friday = at('2026-01-16T16:30:00Z')
    expect(friday.resources[link]).toBeCloseTo(1.55e9, 0)
    expect(friday.changes?.[link]?.slice(0, 2)).toEqual([
      [1800, 2.55e9],
      [1800 + 62 * 3600, 1.55e9],
    ])
    expect(friday.resources[`link ${betaId}/2 in`]).toBe(2.75e9)
    expect(at('2026-01-17T10:00:00Z').resources[link]).toBeCloseTo(2.55e9, 0)
    expect(scenarioOf(undefined, undefined, assumptions).scenario.resources[link]).toBeCloseTo(1.55e9, 0)
  })

  it('takes slots of both systems, both movers and the plan', () => {
    const { scenario } = scenarioOf(undefined, undefined, noAssumptions, { maxConcurrent: 3 })
    expect(scenario.limits).toEqual({
      plan: 3,
      [`active ${alphaId}`]: 16,
      [`active ${betaId}`]: 16,
      [`mover ${alphaId}/1`]: 8,
      [`mover ${betaId}/2`]: 8,
    })
    expect(scenario.parts[0]?.groups?.toSorted()).toEqual(Object.keys(scenario.limits ?? {}).toSorted())
  })

  it('assumes slots that were not imported, by VIOS level and link', () => {
    const limitsOf = (change: Partial<Fleet['vios'][number]>) => {
      const fleet = aFleet({
        vios: [aVios({ moverSlots: null, ...change }), aVios({ serverId: betaId, lparId: 2 })],
        partitions: [partition],
      })
      return scenarioOf(fleet).scenario.limits?.[`mover ${alphaId}/1`]
    }
    expect(limitsOf({})).toBe(8)
    expect(limitsOf({ level: '2.2.1.9' })).toBe(4)
    expect(limitsOf({ level: '2.2.2.0' })).toBe(8)
    expect(limitsOf({ linkGbps: 1 })).toBe(4)
    expect(limitsOf({ level: null })).toBe(8)
  })

  it('scales the goodput of the nearest speed for speeds between', () => {
    const fleet = aFleet({
      vios: [aVios({ linkGbps: 20 }), aVios({ serverId: betaId, lparId: 2 })],
      partitions: [partition],
    })
    expect(scenarioOf(fleet).scenario.resources[`link ${alphaId}/1 out`]).toBeCloseTo((2.75e9 * 20) / 25, 0)
  })

  it('prepares longer with many Fibre Channel adapters', () => {
    const many = {
      ...partition,
      virtualFibreChannel: [4, 5, 6].map((slot) => aFibreChannelAdapter({ slot })),
    }
    expect(scenarioOf(aFleet({ partitions: [many] })).scenario.parts[0]?.t_prep).toBe(66)
  })

  it('copies nothing for an inactive move, and uses its own slots', () => {
    const move = aMove({ type: 'inactive', sourceMoverId: null, targetMoverId: null })
    const { scenario, uncertainty } = scenarioOf(undefined, [move])
    expect(scenario.limits).toEqual({ [`inactive ${alphaId}`]: 16, [`inactive ${betaId}`]: 16 })
    expect(scenario.resources).toEqual({})
    expect(uncertainty).toEqual([null])
    const part = simulate(scenario).parts['m001']
    expect(part).toMatchObject({ state: 'done', raw: 0, wire: 0, total: 90, down: 0 })
  })

  it('keeps predecessors and earliest starts', () => {
    const moves = [aMove(), aMove({ id: 'm002', after: ['m001', 'gone'], notBeforeS: 45 })]
    expect(scenarioOf(undefined, moves).scenario.parts[1]).toMatchObject({ after: ['m001'], start: 45 })
  })

  it('uses what the user typed, by partition and by class', () => {
    const assumptions: Assumptions = {
      classes: [{ partitionId: partition.id, workloadClass: 'oltp' }],
      overrides: [
        {
          key: 'class.oltp.dirtyBytesPerSecond',
          scope: 'partition',
          scopeId: partition.id,
          value: 7e7,
          reason: null,
        },
        { key: 'tSuspS', scope: 'class', scopeId: 'oltp', value: 2, reason: null },
      ],
    }
    expect(scenarioOf(undefined, undefined, assumptions).scenario.parts[0]).toMatchObject({
      dirty: 7e7,
      t_susp: 2,
      used: 0.9,
    })
  })

  it('counts what was imported and what was assumed', () => {
    const full = scenarioOf()
    const poor = scenarioOf(
      aFleet({
        servers: [
          aServer({ maxActiveMigrations: null, maxFirmwareActiveMigrations: null, generation: null }),
          aServer({ id: betaId }),
        ],
        vios: [
          aVios({ linkGbps: null, moverSlots: null, entitledCenti: null }),
          aVios({ serverId: betaId, lparId: 2, entitledCenti: centi(100) }),
        ],
        partitions: [{ ...partition, virtualFibreChannel: null }],
      }),
    )
    expect(full.assumedInputs).toBeGreaterThan(0)
    expect(full.assumedInputs).toBeLessThan(full.totalInputs)
    expect(poor.assumedInputs).toBeGreaterThan(full.assumedInputs)
  })

  it('stands in for movers of a server of which no VIOS was imported', () => {
    const move = aMove({ sourceMoverId: null })
    const { scenario, resources } = scenarioOf(undefined, [move])
    expect(scenario.resources[`link ${alphaId} out`]).toBe(1.1e9)
    expect(resources.find((one) => one.name === `link ${alphaId} out`)).toMatchObject({ viosId: null })
  })

  it('refuses a move of nobody', () => {
    expect(() => scenarioOf(undefined, [aMove({ partitionId: 'nowhere/1' })])).toThrow('nowhere/1')
  })
})
