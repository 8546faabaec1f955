import { describe, expect, it, test } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../../../shared/plan/plan-document.ts'
import type { OffStage, SaveEnergy, Stage, StagedPlan } from '../../../../shared/plan/staged-plan.ts'
import {
  refereeStagedPlan,
  stageChecks,
} from '../../../../shared/planning/referee/stages/referee-staged-plan.ts'
import type { aPower } from '../../../support/energy-plans.ts'
import { saving, twoNights } from '../../../support/energy-plans.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import { threeServers } from '../../../support/staged-plans.ts'

const fleet = threeServers(200)
const plan = saving(fleet)
const broken = (of: StagedPlan, on: Fleet = fleet): readonly string[] => [
  ...new Set(refereeStagedPlan(on, of, noAssumptions).violations.map(({ ruleId }) => ruleId)),
]

const at = (number: number, change: (stage: Stage) => Stage): StagedPlan => ({
  ...plan,
  stages: plan.stages.map((stage, i) => (i === number ? change(stage) : stage)),
})
const off = (change: (stage: OffStage) => Partial<OffStage>): StagedPlan =>
  at(1, (stage) => (stage.kind === 'off' ? { ...stage, ...change(stage) } : stage))
const withPlan = (stage: Stage, change: (plan: PlanDocument) => Partial<PlanDocument>): Stage =>
  stage.kind === 'moves' ? { ...stage, plan: { ...stage.plan, ...change(stage.plan) } } : stage
const goal = plan.goal as SaveEnergy
const withPower = (changes: Parameters<typeof aPower>[1]): StagedPlan => ({
  ...plan,
  goal: { ...goal, power: goal.power.map((one) => ({ ...one, ...changes })) },
})
const energy = plan.energy!

const mutants: readonly (readonly [ruleId: string, what: string, plan: StagedPlan])[] = [
  [
    'R-ENERGY-BAND',
    'a server is back a minute after the band',
    {
      ...plan,
      stages: plan.stages
        .slice(0, 2)
        .map((stage) => (stage.kind === 'off' ? { ...stage, endMs: twoNights[0]!.endMs + 60_000 } : stage)),
    },
  ],
  [
    'R-ENERGY-BAND',
    'two bands touch',
    {
      ...plan,
      goal: { ...goal, bands: [twoNights[0]!, { ...twoNights[1]!, startMs: twoNights[0]!.endMs }] },
    },
  ],
  ['R-ENERGY-TIMES', 'the shutdown is a second short', off(({ offMs }) => ({ offMs: offMs - 1000 }))],
  ['R-ENERGY-TIMES', 'the IPL is a second short', off(({ iplMs }) => ({ iplMs: iplMs + 1000 }))],
  ['R-ENERGY-TIMES', 'nobody said how long an IPL takes', withPower({ iplS: null })],
  ['R-ENERGY-TIMES', 'it is never off', off(({ iplMs }) => ({ offMs: iplMs }))],
  [
    'R-ENERGY-EMPTY',
    'a partition stays on a server that is off',
    at(0, (stage) => withPlan(stage, ({ moves }) => ({ moves: moves.slice(1) }))),
  ],
  [
    'R-ENERGY-EMPTY',
    'everybody comes home while it is still off',
    at(2, (stage) => ({ ...stage, startMs: stage.startMs - 60_000 })),
  ],
  ['R-ENERGY-HOME', 'a return is forgotten', { ...plan, stages: plan.stages.toSpliced(2, 1) }],
  [
    'R-ENERGY-HOME',
    'one partition is forgotten',
    at(2, (stage) => withPlan(stage, ({ moves }) => ({ moves: moves.slice(1) }))),
  ],
  [
    'R-ENERGY-HOME',
    'a partition comes home under another number',
    at(2, (stage) =>
      withPlan(stage, ({ moves }) => ({ moves: moves.map((move) => ({ ...move, targetLparId: 77 })) })),
    ),
  ],
  [
    'R-ENERGY-HOME',
    'partitions leave a server that stays on',
    off(({ serverIds }) => ({
      serverIds: fleet.servers.map(({ id }) => id).filter((id) => !serverIds.includes(id)),
    })),
  ],
  ['R-ENERGY-RESERVE', 'nobody asks for N+1', { ...plan, options: { ...plan.options, rules: [] } }],
  [
    'R-ENERGY-RESERVE',
    'two of three servers are off',
    off(({ serverIds }) => ({
      serverIds: [...serverIds, serverIdOf(serverIds.includes(serverIdOf(1)) ? 2 : 1)],
    })),
  ],
  ['R-ENERGY-LEFT', 'a server stays on without a word', { ...plan, unserviced: plan.unserviced.slice(1) }],
  [
    'R-ENERGY-LEFT',
    'a server stays on without a reason',
    { ...plan, unserviced: plan.unserviced.map((one) => ({ ...one, reasons: [] })) },
  ],
  [
    'R-ENERGY-LEFT',
    'a server is off and said to stay on',
    {
      ...plan,
      unserviced: [
        ...plan.unserviced,
        ...fleet.servers.map(({ id, name }) => ({ ...plan.unserviced[0]!, serverId: id, serverName: name })),
      ],
    },
  ],
  ['R-ENERGY-NET', 'being off costs more than it saves', withPower({ idleW: 31, standbyW: 30, maxW: 5000 })],
  ['R-ENERGY-NET', 'kWh are given though no watts are known', withPower({ idleW: null })],
  [
    'R-ENERGY-NET',
    'a hundredth of the net is made up',
    { ...plan, energy: { ...energy, netKwh: energy.netKwh! * 1.01 } },
  ],
  [
    'R-ENERGY-NET',
    'a server is off for longer than it is',
    {
      ...plan,
      energy: { ...energy, servers: energy.servers.map((one) => ({ ...one, offS: one.offS + 60 })) },
    },
  ],
  [
    'R-ENERGY-NET',
    'a server is left out of the kWh',
    { ...plan, energy: { ...energy, servers: energy.servers.slice(1) } },
  ],
  ['R-ENERGY-NET', 'moves are for nothing', { ...plan, energy: { ...energy, migrationKwh: 0 } }],
  [
    'R-STAGE-WINDOW',
    'a stage names another band',
    at(0, (stage) => (stage.kind === 'moves' ? { ...stage, window: twoNights[1]! } : stage)),
  ],
]

describe('the referee of plans that save energy', () => {
  it('finds nothing wrong with what the planner makes', () => {
    expect(refereeStagedPlan(fleet, plan, noAssumptions).violations).toEqual([])
    expect(plan.stages.map(({ kind }) => kind)).toEqual(['moves', 'off', 'moves', 'moves', 'off', 'moves'])
    expect(plan.stages.at(-1)?.endMs).toBe(twoNights[1]!.endMs)
  })

  test.each(mutants)('%s: %s', (ruleId, _, mutant) => {
    expect(broken(mutant)).toContain(ruleId)
  })

  it('has a mutant for every check', () => {
    const tried = new Set(mutants.map(([ruleId]) => ruleId))
    const ids = stageChecks.map(({ id }) => id).filter((id) => id.startsWith('R-ENERGY'))
    expect(ids.filter((id) => !tried.has(id))).toEqual([])
    expect(ids).toHaveLength(7)
  })
})
