import { describe, expect, it, test } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import { hashFleet } from '../../../../shared/inventory/fleet-hash.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import type { PlanDocument } from '../../../../shared/plan/plan-document.ts'
import type { MovesStage, Stage, StagedPlan } from '../../../../shared/plan/staged-plan.ts'
import {
  refereeStagedPlan,
  stageChecks,
} from '../../../../shared/planning/referee/stages/referee-staged-plan.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import { hourMs, rolling, thereAndBack, threeServers, threeWindows } from '../../../support/staged-plans.ts'

const fleet = threeServers()
const back = thereAndBack(fleet, { window: threeWindows[0]! })
const rolled = rolling(fleet)
const homed = rolling(fleet, { returnHome: true })

/** Rules a plan breaks, each once. */
const broken = (plan: StagedPlan, of: Fleet = fleet): readonly string[] => [
  ...new Set(refereeStagedPlan(of, plan, noAssumptions).violations.map(({ ruleId }) => ruleId)),
]

const withStages = (
  plan: StagedPlan,
  change: (stages: Stage[]) => readonly (Stage | null)[],
): StagedPlan => ({
  ...plan,
  stages: change(structuredClone([...plan.stages]) as Stage[]).filter((stage) => stage !== null),
})
const later = (stage: Stage, ms: number): Stage => ({
  ...stage,
  startMs: stage.startMs + ms,
  endMs: stage.endMs + ms,
  ...(stage.kind === 'moves' ? { plan: { ...stage.plan, startMs: stage.plan.startMs + ms } } : {}),
})
const withPlan = (stage: Stage, change: (plan: PlanDocument) => Partial<PlanDocument>): Stage =>
  stage.kind === 'moves' ? { ...stage, plan: { ...stage.plan, ...change(stage.plan) } } : stage
const at = (plan: StagedPlan, number: number, change: (stage: Stage) => Stage): StagedPlan =>
  withStages(plan, (stages) => stages.map((stage, i) => (i === number ? change(stage) : stage)))

const mutants: readonly (readonly [ruleId: string, what: string, plan: StagedPlan])[] = [
  [
    'R-STAGE-ORDER',
    'a stage starts a second before the former one ends',
    at(back, 1, (stage) => ({ ...stage, startMs: stage.startMs - 1000 })),
  ],
  ['R-STAGE-ORDER', 'a stage ends before it starts', at(back, 2, (stage) => ({ ...stage, endMs: 0 }))],
  [
    'R-STAGE-TIME',
    'a stage is given less time than its moves take',
    at(back, 0, (stage) => ({ ...stage, endMs: stage.startMs + 60_000 })),
  ],
  [
    'R-STAGE-TIME',
    'the plan of a stage starts at another time',
    at(back, 2, (stage) => withPlan(stage, ({ startMs }) => ({ startMs: startMs - 60_000 }))),
  ],
  [
    'R-STAGE-WINDOW',
    'the last stage ends after the window',
    withStages(back, (stages) => stages.map((stage, i) => (i === 2 ? later(stage, 4 * hourMs) : stage))),
  ],
  ['R-STAGE-WINDOW', 'a service between two windows', at(rolled, 1, (stage) => later(stage, 8 * hourMs))],
  [
    'R-STAGE-FLEET',
    'the return was planned on the fleet of today',
    at(back, 2, (stage) => withPlan(stage, () => ({ inputHash: hashFleet(fleet, noAssumptions) }))),
  ],
  [
    'R-STAGE-KNOWN',
    'the HMC chooses a partition id',
    at(back, 0, (stage) =>
      withPlan(stage, ({ moves }) => ({ moves: moves.map((move) => ({ ...move, targetLparId: null })) })),
    ),
  ],
  [
    'R-STAGE-OPTIONS',
    'a stage accepts more unknowns than the plan',
    at(back, 2, (stage) =>
      withPlan(stage, ({ options }) => ({
        options: { ...options, acceptedUnknownRuleIds: ['SRC-RMC'] },
      })),
    ),
  ],
  [
    'R-STAGE-EMPTY',
    'a partition stays on a serviced server',
    at(back, 0, (stage) => withPlan(stage, ({ moves }) => ({ moves: moves.slice(1) }))),
  ],
  [
    'R-STAGE-EMPTY',
    'a server is serviced before it is emptied',
    withStages(back, ([a, b, c]) => [b!, a!, c!]),
  ],
  [
    'R-STAGE-SERVICE',
    'a service ends a minute early',
    at(back, 1, (stage) => ({ ...stage, endMs: stage.endMs - 60_000 })),
  ],
  ['R-STAGE-ONCE', 'a service is forgotten', withStages(back, (stages) => stages.toSpliced(1, 1))],
  [
    'R-STAGE-ONCE',
    'a server is serviced twice',
    withStages(back, (stages) => stages.toSpliced(1, 0, later(stages[1]!, -60_000))),
  ],
  ['R-STAGE-ONCE', 'a server is left out without a word', { ...back, stages: [], unserviced: [] }],
  [
    'R-STAGE-ONCE',
    'a server is left out without a reason',
    {
      ...back,
      stages: [],
      unserviced: [{ serverId: serverIdOf(0), serverName: 'server0', reasons: [], remedy: null }],
    },
  ],
  ['R-STAGE-RETURN', 'the return is forgotten', withStages(back, (stages) => stages.slice(0, 2))],
  [
    'R-STAGE-RETURN',
    'one partition is forgotten',
    at(back, 2, (stage) => withPlan(stage, ({ moves }) => ({ moves: moves.slice(1) }))),
  ],
  [
    'R-STAGE-RETURN',
    'a partition comes home under another number',
    at(back, 2, (stage) =>
      withPlan(stage, ({ moves }) => ({
        moves: moves.map((move, i) => (i === 0 ? { ...move, targetLparId: 77 } : move)),
      })),
    ),
  ],
  [
    'R-STAGE-RETURN',
    'a partition comes home into the default pool',
    at(back, 2, (stage) =>
      withPlan(stage, ({ moves }) => ({ moves: moves.map((move) => ({ ...move, targetPoolName: null })) })),
    ),
  ],
  [
    'R-STAGE-GOAL',
    'a partition goes to a third server instead of home',
    at(back, 2, (stage) =>
      withPlan(stage, ({ moves }) => ({
        moves: moves.map((move) => ({
          ...move,
          targetServerId: serverIdOf(move.sourceServerId === serverIdOf(1) ? 2 : 1),
        })),
      })),
    ),
  ],
  [
    'R-STAGE-MOVES',
    'a partition moves a third time',
    withStages(homed, (stages) => [...stages, ...stages.filter(({ kind }) => kind === 'moves').slice(0, 1)]),
  ],
]

describe('the referee of staged plans', () => {
  it('finds nothing wrong with what the planner makes', () => {
    for (const plan of [back, rolled, homed]) {
      expect(broken(plan)).toEqual([])
      expect(plan.unserviced).toEqual([])
    }
    expect(back.stages.map(({ kind }) => kind)).toEqual(['moves', 'service', 'moves'])
  })

  test.each(mutants)('%s: %s', (ruleId, _, plan) => {
    expect(broken(plan)).toContain(ruleId)
  })

  it('has a mutant for every check', () => {
    const tried = new Set([...mutants.map(([ruleId]) => ruleId), 'R-STAGE-RESERVE', 'R-STAGE-BUDGET'])
    // Those about energy: energy-mutants.test.ts.
    expect(
      stageChecks.map(({ id }) => id).filter((id) => !tried.has(id) && !id.startsWith('R-ENERGY')),
    ).toEqual([])
  })

  it('says of a plan from another inventory that its hashes cannot be compared', () => {
    const other: Fleet = {
      ...fleet,
      servers: fleet.servers.map((server) => ({ ...server, availableMemoryMib: mib(79 * 1024) })),
    }
    const report = refereeStagedPlan(other, back, noAssumptions)
    expect(report.violations).toEqual([])
    expect(report.warnings.map(({ ruleId }) => ruleId)).toContain('R-STAGE-FLEET')
  })

  it('warns of a stage that one of ten runs does not end in time', () => {
    const stage = back.stages[0] as MovesStage
    const tight = refereeStagedPlan(fleet, back, noAssumptions, { draws: 50 })
    expect(tight.warnings.filter(({ ruleId }) => ruleId === 'R-STAGE-P90')).toEqual([])
    const short = at(back, 0, () => ({ ...stage, endMs: stage.startMs + 60_000 }))
    const report = refereeStagedPlan(fleet, short, noAssumptions, { draws: 50 })
    expect(report.warnings.map(({ ruleId }) => ruleId)).toContain('R-STAGE-P90')
  })

  it('wants all stages together to keep a budget', () => {
    const budget = { kind: 'budget', id: 'few', hard: true, weight: 1, reason: null } as const
    const rulesOf = (moves: number | null, memoryGib: number | null) => [{ ...budget, moves, memoryGib }]
    const ordered = (plan: StagedPlan, rules: ReturnType<typeof rulesOf>): StagedPlan => ({
      ...plan,
      options: { ...plan.options, rules },
      stages: plan.stages.map((stage) =>
        withPlan(stage, ({ options }) => ({ options: { ...options, rules } })),
      ),
    })
    const moved = (plan: StagedPlan) =>
      plan.stages.flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
    const gibOf = (plan: StagedPlan): number =>
      moved(plan).reduce((sum, one) => sum + one.memoryMib, 0) / 1024
    // Each stage alone keeps it, both together do not: memory is copied there and back.
    const oneWay = gibOf(back) / 2
    expect(broken(ordered(back, rulesOf(null, oneWay)))).toEqual(['R-STAGE-BUDGET'])
    expect(broken(ordered(back, rulesOf(null, 2 * oneWay)))).toEqual([])
    // The same partitions there and back count once.
    expect(broken(ordered(back, rulesOf(2, null)))).toEqual([])
    expect(broken(ordered(homed, rulesOf(5, null)))).toEqual(['R-STAGE-BUDGET'])

    const cannot = thereAndBack(fleet, { options: { rules: rulesOf(null, oneWay) } })
    expect(cannot.unserviced[0]?.reasons[0]).toMatchObject({
      text: expect.stringContaining('all stages together'),
    })
    expect(broken(cannot)).toEqual([])
    const some = rolling(fleet, { returnHome: true, options: { rules: rulesOf(2, null) } })
    expect(some.stages.filter(({ kind }) => kind === 'service')).toHaveLength(1)
    expect(some.unserviced).toHaveLength(2)
    expect(broken(some)).toEqual([])
  })

  it('wants N+1 to hold while a server is out of use', () => {
    const group = fleet.servers.map(({ id, name }) => ({ id, name }))
    const reserve = {
      kind: 'reserve',
      id: 'n+1',
      hard: true,
      weight: 1,
      reason: null,
      servers: group,
      when: 'always',
    } as const
    const withRule = (hard: boolean) => ({ options: { rules: [{ ...reserve, hard }] } })
    // Two servers that hold three partitions each cannot stand in for each other.
    const refused = thereAndBack(fleet, withRule(true))
    expect(refused.unserviced[0]?.reasons[0]?.ruleId).toContain('n+1')
    expect(broken(refused)).toEqual([])
    const soft = thereAndBack(fleet, withRule(false))
    const rules = withRule(true).options.rules
    const hardened: StagedPlan = {
      ...soft,
      options: { ...soft.options, rules },
      stages: soft.stages.map((stage) =>
        withPlan(stage, ({ options }) => ({ options: { ...options, rules } })),
      ),
    }
    expect(broken(hardened)).toContain('R-STAGE-RESERVE')
    const roomy = threeServers(200)
    const kept = thereAndBack(roomy, withRule(true))
    expect(kept.unserviced).toEqual([])
    expect(broken(kept, roomy)).toEqual([])
  })
})
