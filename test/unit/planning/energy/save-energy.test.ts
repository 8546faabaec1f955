import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { movesStagesOf } from '../../../../shared/plan/staged-plan.ts'
import { PlanningAbandoned } from '../../../../shared/planning/hooks.ts'
import { refereeStagedPlan } from '../../../../shared/planning/referee/stages/referee-staged-plan.ts'
import { aPower, saving, twoNights } from '../../../support/energy-plans.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import { aRule } from '../../../support/planning-rules.ts'
import { hourMs, threeServers } from '../../../support/staged-plans.ts'

const fleet = threeServers(200)
const night = twoNights[0]!

describe('a plan that saves energy', () => {
  it('keeps servers off for as long as the way home allows', () => {
    const plan = saving(fleet, { bands: [night] })
    const [empty, off, home] = plan.stages
    expect(off).toMatchObject({ kind: 'off', startMs: empty?.endMs, endMs: home?.startMs })
    expect(home?.endMs).toBe(night.endMs)
    if (off?.kind !== 'off') throw new Error('the second stage is off')
    expect(off.offMs - off.startMs).toBe(600_000)
    expect(off.endMs - off.iplMs).toBe(1_200_000)
  })

  it('counts servers and says no kWh where watts are not known', () => {
    const power = fleet.servers.map(({ id }) => aPower(id, { idleW: null, maxW: null }))
    const plan = saving(fleet, { power })
    expect(plan.energy).toBeUndefined()
    expect(plan.notes.join(' ')).toContain('No kWh are given')
    expect(plan.notes[0]).toMatch(/1 of 3 servers is off in 2 of 2 bands, \d+\.\d server hours/)
    expect(JSON.stringify(plan.notes)).not.toMatch(/\d kWh/)
  })

  it('says no net where the watts of a server that takes partitions are not known', () => {
    const power = fleet.servers.map(({ id }, at) =>
      aPower(id, at === 0 ? { idleW: 2000, maxW: 3000 } : { maxW: null }),
    )
    const plan = saving(fleet, { power })
    expect(plan.energy?.netKwh).toBeNull()
    expect(plan.energy?.servers.some(({ withKwh }) => withKwh !== null)).toBe(true)
    expect(refereeStagedPlan(fleet, plan, noAssumptions).violations).toEqual([])
  })

  it('leaves servers on whose times nobody knows', () => {
    const plan = saving(fleet, { power: [aPower(serverIdOf(0), { shutdownS: null })] })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced.map(({ reasons }) => reasons[0]?.ruleId)).toEqual(Array(3).fill('ENERGY-TIMES'))
    expect(plan.notes[0]).toContain('No server can be off')
  })

  it('leaves servers on that take more than they save', () => {
    const power = fleet.servers.map(({ id }) => aPower(id, { idleW: 100, standbyW: 90 }))
    const plan = saving(fleet, { power })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced.some(({ reasons }) => reasons[0]?.ruleId === 'ENERGY-NET')).toBe(true)
  })

  it('says what a band lacks', () => {
    const plan = saving(fleet, { bands: [{ startMs: night.startMs, endMs: night.startMs + hourMs / 2 }] })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced[0]?.reasons[0]?.text).toMatch(/takes .* at least; the band has 30 minutes/)
  })

  it('never leaves anybody away: who cannot come home keeps its server on', () => {
    const named = (id: string, name: string) => [{ id, name }]
    const rules = fleet.servers.map(({ id, name }, at) =>
      aRule({
        kind: 'never-on',
        id: `on-${at}`,
        partitions: named(`${id}/10`, `p${at}10`),
        servers: named(id, name),
      }),
    )
    const plan = saving(fleet, { options: { rules } })
    expect(plan.stages).toEqual([])
    expect(plan.unserviced.flatMap(({ reasons }) => reasons.map(({ ruleId }) => ruleId))).toContain(
      'STAGE-RETURN',
    )
  })

  it('merges bands that touch', () => {
    const bands = [
      { startMs: night.startMs + 5 * hourMs, endMs: night.endMs },
      { startMs: night.startMs, endMs: night.startMs + 5 * hourMs },
    ]
    const plan = saving(fleet, { bands })
    expect(plan.goal).toMatchObject({ bands: [night] })
    expect(plan.stages).toHaveLength(3)
  })

  it('switches empty servers off for all of the band', () => {
    const empty: Fleet = {
      ...fleet,
      partitions: fleet.partitions.filter(({ name }) => !name.startsWith('p0')),
    }
    const plan = saving(empty, { bands: [night], power: [aPower(serverIdOf(0))] })
    expect(plan.stages).toMatchObject([{ kind: 'off', startMs: night.startMs, endMs: night.endMs }])
    expect(movesStagesOf(plan)).toEqual([])
  })

  it('plans each band from the fleet of today', () => {
    const plan = saving(fleet)
    const [first, , second] = movesStagesOf(plan)
    expect(second?.plan.inputHash).toBe(first?.plan.inputHash)
  })

  it('stops: abandons at once, keeps the bands it has', () => {
    expect(() => saving(fleet, { hooks: { shouldStop: () => 'abandon' } })).toThrow(PlanningAbandoned)
    const kept = saving(fleet, { hooks: { shouldStop: () => 'keep' } })
    expect(refereeStagedPlan(fleet, kept, noAssumptions).violations).toEqual([])
    expect(kept.notes.join(' ')).toContain('1 of 2 bands were planned')
  })

  it('refuses servers the inventory does not have', () => {
    expect(() => saving(fleet, { power: [aPower('nobody')] })).toThrow(RangeError)
  })
})
