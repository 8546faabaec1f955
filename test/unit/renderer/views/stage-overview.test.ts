import { describe, expect, it } from 'vitest'
import { planRows } from '../../../../renderer/views/plans/plan-rows.ts'
import { stagedKpis } from '../../../../renderer/views/plans/stages/staged-kpis.ts'
import { overviewOf } from '../../../../renderer/views/plans/stages/stage-overview.ts'
import type { StagedPlan } from '../../../../shared/plan/staged-plan.ts'
import { aFleet, aPartition, aServer } from '../../../support/fleet-builder.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import { firstMs, hourMs, rolling, thereAndBack, threeWindows } from '../../../support/staged-plans.ts'

const fleet = aFleet({
  servers: [0, 1, 2].map((n) => aServer({ id: serverIdOf(n), name: `server${n}` })),
  partitions: [0, 1, 2].map((n) => aPartition({ serverId: serverIdOf(n), lparId: 10 + n, name: `app${n}` })),
})
const nameOf = (id: string): string | null => fleet.servers.find((one) => one.id === id)?.name ?? null
const kinds = (plan: StagedPlan, name: string): readonly string[] =>
  overviewOf(plan, nameOf)
    .rows.find((row) => row.name === name)
    ?.cells.map((cell) => cell.map(({ kind }) => kind).join('+')) ?? []

describe('servers over the times of a plan in stages', () => {
  it('there and back: one time, in which a server gives, is serviced and takes', () => {
    const plan = thereAndBack(fleet)
    expect(plan.stages).toHaveLength(3)
    const { times, rows } = overviewOf(plan, nameOf)
    expect(times).toEqual([{ startMs: plan.stages[0]!.startMs, endMs: plan.stages[2]!.endMs }])
    expect(rows[0]?.name).toBe('server0')
    expect(kinds(plan, 'server0')).toEqual(['out+service+in'])
    const segments = rows[0]!.cells[0]!
    expect(segments[0]!.left).toBe(0)
    for (const [at, one] of segments.entries())
      expect(one.left + one.width).toBeCloseTo(segments[at + 1]?.left ?? 100, 6)
  })

  it('rolling: windows across, also those in which nothing happens', () => {
    const plan = rolling(fleet)
    const { times, rows } = overviewOf(plan, nameOf)
    expect(times).toEqual(threeWindows)
    const serviced = plan.stages.flatMap((stage) => (stage.kind === 'service' ? stage.serverIds : []))
    expect(serviced).toHaveLength(3)
    for (const row of rows) {
      expect(row.cells).toHaveLength(3)
      expect(row.cells.flat().filter(({ kind }) => kind === 'service')).toHaveLength(1)
    }
  })

  it('calls a server that is gone by the name the plan has, and is empty for a plan without stages', () => {
    const plan = thereAndBack(fleet)
    expect(overviewOf(plan, () => null).rows[0]?.name).toBe('server0')
    const empty = rolling(fleet, { windows: [{ startMs: firstMs, endMs: firstMs + 60_000 }] })
    expect(overviewOf(empty, nameOf).rows).toEqual([])
  })
})

describe('key figures of a plan in stages', () => {
  const report = { valid: true, violations: [], checks: [], warnings: [], stages: [] }
  const figures = (plan: StagedPlan) =>
    new Map(stagedKpis({ id: 1, stale: false, plan, report, forecasts: [] }).map((one) => [one.id, one]))

  it('count servers, stages, moves and windows', () => {
    const found = figures(rolling(fleet))
    expect(found.get('servers')).toMatchObject({ value: '3', unit: 'of 3 servers', door: false })
    expect(found.get('times')).toMatchObject({ label: 'Windows used', explain: 'of 3' })
    expect(found.get('ends')?.explain).toBe('no window given')
  })

  it('lead to who is left out', () => {
    const found = figures(rolling(fleet, { windows: [{ startMs: firstMs, endMs: firstMs + 60_000 }] }))
    expect(found.get('servers')).toMatchObject({ value: '0', verdict: 'cannot', door: true })
    expect(found.has('ends')).toBe(false)
  })

  it('tell hours off, and a saving only where watts are known', () => {
    const band = { startMs: firstMs, endMs: firstMs + 10 * hourMs }
    const base = rolling(fleet)
    const plan: StagedPlan = {
      ...base,
      goal: { kind: 'save-energy', bands: [band], power: [] },
      stages: [
        {
          kind: 'off',
          id: 's01',
          title: 'Off',
          ...band,
          serverIds: ['a', 'b'],
          offMs: firstMs + hourMs,
          iplMs: firstMs + 9 * hourMs,
        },
      ],
    }
    expect(figures(plan).get('hours')?.value).toBe('16')
    expect(figures(plan).get('net')?.value).toBe('not known')
    const energy = { servers: [], migrationKwh: 0, withoutKwh: 40, withKwh: 30, netKwh: 10 }
    expect(figures({ ...plan, energy }).get('net')).toMatchObject({ value: '10', unit: 'kWh' })
    expect(figures({ ...plan, energy: { ...energy, netKwh: null } }).get('net')?.value).toBe('not known')
  })
})

describe('rows of the list of plans', () => {
  it('have a key of their own for each kind, and say what a plan in stages is', () => {
    const shared = { id: 1, name: 'x', moves: 2, createdAtMs: 5, valid: true, stale: false }
    const rows = planRows(
      [{ ...shared, goal: 'Empty a', unplaced: 1, memoryMib: 1024, endP50S: null, endP90S: null }],
      [
        {
          ...shared,
          goal: 'maintenance',
          stages: 4,
          unserviced: 2,
          startMs: firstMs,
          endMs: firstMs + hourMs,
        },
        { ...shared, id: 2, goal: 'save-energy', stages: 0, unserviced: 3, startMs: null, endMs: null },
      ],
      'UTC',
    )
    expect(rows.map(({ key, path, goal, stays, end }) => [key, path, goal, stays, end])).toEqual([
      ['plan-1', '/plans/1', 'Empty a', 1, 'no forecast'],
      ['staged-1', '/plans/stages/1', 'Rolling maintenance, 4 stages', 2, 'until 15 Jan 2027'],
      ['staged-2', '/plans/stages/2', 'Save energy, 0 stages', 3, 'no stage'],
    ])
  })
})
