import { describe, expect, it } from 'vitest'
import type { Assumptions } from '../../../shared/forecast/assumption.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import {
  planScenario,
  type ScheduledMove,
  type SchedulablePlan,
} from '../../../shared/forecast/plan-scenario.ts'
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
    })
    expect(scenario.parts[0]?.path).toEqual({
      [`link ${alphaId}/1 out`]: null,
      [`cores ${alphaId}/1`]: 1 / 9e8,
      [`cores ${betaId}/2`]: 1 / 9e8,
      [`link ${betaId}/2 in`]: null,
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
    const slow = aServer({ id: betaId, generation: 'POWER8' })
    const fleet = aFleet({
      servers: [aServer(), slow],
      vios: [aVios({ concurrencyLevel: 4 }), aVios({ serverId: betaId, lparId: 2, concurrencyLevel: null })],
      partitions: [partition],
    })
    expect(scenarioOf(fleet).scenario.parts[0]?.cap).toBeCloseTo(3.6e8 * 3 ** 0.63, 0)
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
