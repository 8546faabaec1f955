/** Partitions made smaller so that they fit, and plans with such steps broken in every way the referee looks for. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import { planScenario } from '../../../../shared/forecast/plan-scenario.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../../shared/mobility/need.ts'
import type { MoveDlpar } from '../../../../shared/plan/dlpar.ts'
import type { PlanDocument, PlanMove } from '../../../../shared/plan/plan-document.ts'
import { readPlanText } from '../../../../shared/plan/plan-schema.ts'
import { dlparChecks } from '../../../../shared/planning/referee/check-dlpar.ts'
import { refereeStagedPlan } from '../../../../shared/planning/referee/stages/referee-staged-plan.ts'
import { refereePlan } from '../../../../shared/planning/referee/referee.ts'
import { fleetAfter } from '../../../../shared/planning/stages/fleet-after.ts'
import { aFleet, aPartition, aServer } from '../../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../../support/planning-fleets.ts'
import { thereAndBack } from '../../../support/staged-plans.ts'

const GIB = 1024
const allowed = { options: { dlpar: { leastPercent: 75 } } }

const guest = (parts: Partial<Partition> = {}): Partition =>
  aPartition({
    serverId: serverIdOf(0),
    lparId: 10,
    name: 'app0',
    memoryMib: mib(16 * GIB),
    minMemoryMib: mib(4 * GIB),
    maxMemoryMib: mib(32 * GIB),
    ...parts,
  })

/** One server with room for `gib` of the partition, to the block. */
function tight(gib: number, one: Partition = guest()): Fleet {
  const target = aServer({ id: serverIdOf(1), name: 'server1' })
  const availableMemoryMib = memoryNeedMib({ ...one, memoryMib: mib(gib * GIB) }, target)
  return aFleet({
    servers: [aServer({ id: serverIdOf(0), name: 'server0' }), { ...target, availableMemoryMib }],
    partitions: [one],
  })
}

describe('memory taken away before a move', () => {
  it('is as little as fits, and the plan is sound', () => {
    const fleet = tight(14)
    const plan = planOf(fleet, allowed)
    const [move] = plan.moves
    expect(plan.unplaced).toEqual([])
    expect(move?.memoryMib).toBe(14 * GIB)
    expect(move?.dlpar).toMatchObject({
      memoryBeforeMib: 16 * GIB,
      memoryDuringMib: 14 * GIB,
      memoryAfterMib: 14 * GIB,
    })
    expect(move?.dlpar?.why).toBe(
      'With the memory that partitions have now, app0 found no place; with 14 GiB, app0 fits on server1.',
    )
    expect(plan.notes.join(' ')).toContain('A restart from the profile')
    expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
    expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
  })

  it('is named among the ways out where it would do, and does then', () => {
    const fleet = tight(14)
    const stuck = planOf(fleet)
    expect(stuck.moves).toEqual([])
    const answer = stuck.relaxations?.answers.find(({ changes }) => changes[0]?.kind === 'allow-dlpar')
    expect(answer).toMatchObject({ changes: [{ kind: 'allow-dlpar', leastPercent: 75 }], placed: 1 })
    expect(answer?.text).toBe(
      'With DLPAR allowed, by which running partitions give up memory before they move (each keeps 75 % at least), the partition has a place.',
    )
    expect(planOf(fleet, allowed).unplaced).toEqual([])
    expect(readPlanText(JSON.stringify(stuck))).toEqual({ ok: true, plan: stuck })
    // A quarter is not enough, or the option is there already: it is no way out.
    for (const other of [planOf(tight(8)), planOf(tight(8), allowed)])
      expect(
        other.relaxations?.answers.flatMap(({ changes }) => changes).map(({ kind }) => kind),
      ).not.toContain('allow-dlpar')
  })

  it('is not asked for where it is not allowed, or not needed', () => {
    expect(planOf(tight(14)).moves).toEqual([])
    const roomy = tight(16)
    const { options: _, ...without } = planOf(roomy)
    const { options: _allowed, ...withOption } = planOf(roomy, allowed)
    expect(JSON.stringify(withOption)).toBe(JSON.stringify(without))
  })

  it('never goes below the share, the minimum or what is said to be used', () => {
    expect(planOf(tight(11), allowed).moves).toEqual([])
    expect(planOf(tight(12), allowed).moves).toHaveLength(1)
    expect(planOf(tight(14, guest({ minMemoryMib: mib(15 * GIB) })), allowed).moves).toEqual([])
    const used = { key: 'used.general', scope: 'fleet', scopeId: null, value: 0.95, reason: null } as const
    const assumptions = {
      ...noAssumptions,
      overrides: ['used.aix', 'used.general', 'used.database'].map((key) => ({ ...used, key })),
    }
    expect(planOf(tight(14), { ...allowed, assumptions }).moves).toEqual([])
  })

  it.each([
    ['RMC', { rmcState: null }, 'RMC connection is not known'],
    ['minimum', { minMemoryMib: null }, 'minimum memory is not known'],
    ['dynamic changes', { dlparCapable: null }, 'dynamic changes is not known'],
    ['memory expansion', { memoryExpansion: null }, 'Active Memory Expansion'],
  ] as const)('is not done, and said, where nothing is known of %s', (_, parts, words) => {
    const plan = planOf(tight(14, guest(parts)), {
      options: { ...allowed.options, acceptedUnknownRuleIds: ['SRC-RMC', 'SRC-DLPAR', 'SRC-AME'] },
    })
    expect(plan.moves).toEqual([])
    expect(plan.unplaced[0]?.reasons.map(({ text }) => text).join(' ')).toContain(words)
  })

  it('costs time, copies less, and leaves the partition smaller', () => {
    const fleet = tight(14)
    const plan = planOf(fleet, allowed)
    const index = indexFleet(fleet)
    const move = plan.moves[0]!
    const { dlpar: _, ...plain } = move
    const runOf = (one: PlanMove) =>
      planScenario(index, { ...plan, moves: [one] }, noAssumptions).scenario.parts[0]
    const [shrunk, whole] = [runOf(move), runOf({ ...plain, memoryMib: 16 * GIB })]
    expect((shrunk?.t_prep ?? 0) - (whole?.t_prep ?? 0)).toBeCloseTo(2 * 4)
    expect(shrunk?.mem).toBe(14 * GIB * 1024 * 1024)
    // What was in use is still in use, as far as there is memory left for it.
    expect(shrunk?.used).toBeCloseTo(Math.min(1, ((whole?.used ?? 0) * 16) / 14))
    const after = fleetAfter(fleet, plan)
    expect(after.partitions[0]?.memoryMib).toBe(14 * GIB)
    expect(after.servers[1]?.availableMemoryMib).toBe(0)
    const { memoryMib: gone } = guest()
    expect(
      after.servers[0]!.availableMemoryMib! - fleet.servers[0]!.availableMemoryMib!,
    ).toBeGreaterThanOrEqual(gone!)
  })

  it('is asked of others where that makes room, and of as few as that takes', () => {
    const [first, second] = [
      guest(),
      guest({ lparId: 11, name: 'app1', rmcState: 'inactive', state: 'not activated' }),
    ]
    const base = tight(14, first)
    const need = memoryNeedMib(second, base.servers[1]!)!
    const target = {
      ...base.servers[1]!,
      availableMemoryMib: mib(base.servers[1]!.availableMemoryMib! + need),
    }
    const fleet = aFleet({ servers: [base.servers[0]!, target], partitions: [first, second] })
    const plan = planOf(fleet, allowed)
    expect(
      plan.moves.map(({ partitionName, dlpar }) => [partitionName, dlpar?.memoryDuringMib]).toSorted(),
    ).toEqual([
      ['app0', 14 * GIB],
      ['app1', undefined],
    ])
    expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
  })
})

describe('memory given back at home', () => {
  it('comes with the way home, and the whole is sound', () => {
    const fleet = tight(14)
    const plan = thereAndBack(fleet, allowed)
    const steps = plan.stages
      .flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
      .map((move) => move.dlpar)
    expect(plan.unserviced).toEqual([])
    expect(steps).toMatchObject([
      { memoryBeforeMib: 16 * GIB, memoryDuringMib: 14 * GIB, memoryAfterMib: 14 * GIB },
      { memoryBeforeMib: 14 * GIB, memoryDuringMib: 14 * GIB, memoryAfterMib: 16 * GIB },
    ])
    const report = refereeStagedPlan(fleet, plan, noAssumptions)
    expect(JSON.stringify(report)).not.toContain('"valid":false')
    expect(thereAndBack(fleet).unserviced).toHaveLength(1)
  })
})

interface Case {
  readonly fleet: Fleet
  readonly plan: PlanDocument
}

const step = (one: Case, change: Partial<MoveDlpar>): Case => {
  const moves = one.plan.moves.map((move) => {
    const dlpar = { ...move.dlpar!, ...change }
    return { ...move, dlpar, memoryMib: dlpar.memoryDuringMib }
  })
  return { ...one, plan: { ...one.plan, moves } }
}

const partition = (one: Case, parts: Partial<Partition>): Case => ({
  ...one,
  fleet: { ...one.fleet, partitions: one.fleet.partitions.map((each) => ({ ...each, ...parts })) },
})

const options = (one: Case, dlpar: PlanDocument['options']['dlpar']): Case => ({
  ...one,
  plan: { ...one.plan, options: { ...one.plan.options, dlpar } },
})

const mutants: readonly (readonly [string, string, (one: Case) => Case])[] = [
  ['R-DLPAR-ALLOWED', 'without the option', (one) => options(one, undefined)],
  ['R-DLPAR-FIGURES', 'another size before', (one) => step(one, { memoryBeforeMib: 20 * GIB })],
  ['R-DLPAR-FIGURES', 'more memory on the way', (one) => step(one, { memoryDuringMib: 15 * GIB })],
  ['R-DLPAR-RMC', 'no RMC', (one) => partition(one, { rmcState: 'inactive' })],
  ['R-DLPAR-RMC', 'no dynamic changes', (one) => partition(one, { dlparCapable: false })],
  ['R-DLPAR-RMC', 'nobody knows of dynamic changes', (one) => partition(one, { dlparCapable: null })],
  ['R-DLPAR-RMC', 'not running', (one) => partition(one, { state: 'open firmware' })],
  ['R-DLPAR-KIND', 'shared memory', (one) => partition(one, { memoryMode: 'shared' })],
  ['R-DLPAR-KIND', 'huge pages', (one) => partition(one, { hugePages: 1 })],
  ['R-DLPAR-KIND', 'memory expansion', (one) => partition(one, { memoryExpansion: 1.5 })],
  ['R-DLPAR-MINIMUM', 'a higher minimum', (one) => partition(one, { minMemoryMib: mib(15 * GIB) })],
  ['R-DLPAR-MINIMUM', 'an unknown minimum', (one) => partition(one, { minMemoryMib: null })],
  ['R-DLPAR-SHARE', 'a larger share', (one) => options(one, { leastPercent: 90 })],
  [
    'R-DLPAR-BLOCKS',
    'half a block',
    (one) => step(one, { memoryDuringMib: 14 * GIB - 128, memoryAfterMib: 14 * GIB - 128 }),
  ],
  ['R-DLPAR-GROW', 'more given back than fits', (one) => step(one, { memoryAfterMib: 16 * GIB })],
  ['R-MEMORY', 'more given back than fits', (one) => step(one, { memoryAfterMib: 16 * GIB })],
  ['R-DLPAR-GROW', 'more given back than the maximum', (one) => step(one, { memoryAfterMib: 33 * GIB })],
  [
    'R-MEMORY',
    'a step less than the room needs',
    (one) => step(one, { memoryDuringMib: 15 * GIB, memoryAfterMib: 15 * GIB }),
  ],
]

describe('the referee of memory changes', () => {
  it.each(mutants)('%s refuses %s', (id, _, mutate) => {
    const fleet = tight(14)
    const sound = { fleet, plan: planOf(fleet, allowed) }
    expect(refereePlan(fleet, sound.plan, noAssumptions).valid).toBe(true)
    const broken = mutate(sound)
    const report = refereePlan(broken.fleet, broken.plan, noAssumptions)
    expect(report.violations.map(({ ruleId }) => ruleId)).toContain(id)
  })

  it('has a mutant for each check', () => {
    const ids = new Set(mutants.map(([id]) => id))
    expect(dlparChecks.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([])
  })
})
