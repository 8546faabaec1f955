/** Plans that keep their rules, broken in every way a rule can be: each mutant is refused by the check of its kind. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../shared/mobility/need.ts'
import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import type { PlanRule } from '../../../shared/plan/rules/plan-rule.ts'
import type { MoveSpan } from '../../../shared/planning/referee/context.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { ruleChecks } from '../../../shared/planning/referee/rules/rule-checks.ts'
import { aFleet, aPartition, aServer, aVios } from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'
import { aRule, named } from '../../support/planning-rules.ts'

const GIB = 1024

function guest(n: number, home = 0, parts: Partial<Partition> = {}): Partition {
  return aPartition({
    serverId: serverIdOf(home),
    lparId: 10 + n,
    name: `app${n}`,
    memoryMib: mib(16 * GIB),
    maxMemoryMib: mib(32 * GIB),
    entitledCenti: centi(100),
    virtualProcessors: 2,
    ...parts,
  })
}

const residents = [1, 2].map((home) => guest(20 + home, home))
/** Server 0 with four partitions, servers 1 and 2 with one each, server 3 with none. */
const fleet: Fleet = aFleet({
  servers: [0, 1, 2, 3].map((n) =>
    aServer({ id: serverIdOf(n), name: `server${n}`, maxActiveMigrations: 16 }),
  ),
  partitions: [...[0, 1, 2, 3].map((n) => guest(n)), ...residents],
})
const apps = fleet.partitions.filter(({ serverId }) => serverId === serverIdOf(0)).map(named)
const servers = fleet.servers.map(named)
const resident = residents.map(named)

interface Case {
  readonly plan: PlanDocument
  readonly fleet?: Fleet
  readonly spans?: ReadonlyMap<string, MoveSpan>
}

const withRules = (plan: PlanDocument, rules: readonly PlanRule[]): PlanDocument => ({
  ...plan,
  options: { ...plan.options, rules },
})

/** The plan somebody makes who has never heard of the rules. */
const heedless = ({ plan }: Case): Case => ({ plan: withRules(planOf(fleet), plan.options.rules ?? []) })

/** All moves go to one server. */
function allTo(at: number, one: Case): Case {
  const target = fleet.servers[at]!
  const mover = fleet.vios.find((vios) => vios.serverId === target.id)!
  const moves = planOf(fleet).moves.map((move) => ({
    ...move,
    targetServerId: target.id,
    targetServerName: target.name,
    targetMoverId: mover.id,
    targetMoverName: mover.name,
    connections: undefined,
  }))
  return { plan: { ...heedless(one).plan, moves } }
}

/** Every move from a second to another one. */
const during = (plan: PlanDocument, startS: number, endS: number) =>
  new Map(plan.moves.map((move) => [move.id, { startS, endS }]))

const withoutAfter = ({ plan }: Case): Case => ({
  plan: { ...plan, moves: plan.moves.map((move) => ({ ...move, after: [], wave: 1 })) },
})

// The plans start on Friday 15 January 2027, 09:00 in Paris.
const paris = { zone: 'Europe/Paris', partitions: [], servers: [] } as const
const blackout = aRule({
  kind: 'blackout',
  ...paris,
  periods: [{ days: ['fri'], from: '09:00', to: '09:30' }],
})
const window = aRule({ kind: 'window', ...paris, periods: [{ days: ['fri'], from: '10:00', to: '12:00' }] })
const late = 5400

const mutants: readonly (readonly [ruleId: string, what: string, rule: PlanRule, (one: Case) => Case])[] = [
  [
    'R-RULE-KNOWN',
    'a rule about a partition that is gone',
    aRule({ kind: 'pin', partitions: resident }),
    ({ plan }) => ({
      plan: withRules(plan, [aRule({ kind: 'pin', partitions: [{ id: 'nowhere/9', name: 'gone' }] })]),
    }),
  ],
  [
    'R-RULE-KNOWN',
    'a rule about a server that is gone',
    aRule({ kind: 'never-on', partitions: apps, servers: [servers[3]!] }),
    ({ plan }) => ({
      plan,
      fleet: {
        ...fleet,
        servers: fleet.servers.slice(0, 3),
        vios: fleet.vios.filter((one) => one.serverId !== serverIdOf(3)),
      },
    }),
  ],
  ['R-RULE-PIN', 'a pinned partition moved', aRule({ kind: 'pin', partitions: [apps[0]!] }), heedless],
  [
    'R-RULE-EXCLUDE',
    'an excluded partition moved',
    aRule({ kind: 'exclude', partitions: [apps[1]!], servers: [] }),
    heedless,
  ],
  [
    'R-RULE-EXCLUDE',
    'an excluded server used',
    aRule({ kind: 'exclude', partitions: [], servers: [servers[2]!] }),
    (one) => allTo(2, one),
  ],
  [
    'R-RULE-ONLY-ON',
    'the wrong group',
    aRule({ kind: 'only-on', partitions: apps, servers: [servers[1]!, servers[2]!] }),
    (one) => allTo(3, one),
  ],
  [
    'R-RULE-NEVER-ON',
    'a group that is closed',
    aRule({ kind: 'never-on', partitions: [apps[3]!], servers: [servers[1]!] }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-APART',
    'two that are kept apart on one server',
    aRule({ kind: 'apart', partitions: apps.slice(0, 2), when: 'end' }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-APART',
    'one on the server of a resident it is kept apart from',
    aRule({ kind: 'apart', partitions: [apps[0]!, resident[0]!], when: 'always' }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-TOGETHER',
    'a group torn apart',
    aRule({ kind: 'together', partitions: apps.slice(0, 3) }),
    heedless,
  ],
  [
    'R-RULE-TOGETHER',
    'away from a resident',
    aRule({ kind: 'together', partitions: [apps[0]!, resident[1]!] }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-ONE-AT-A-TIME',
    'two cluster nodes at once for a second',
    aRule({ kind: 'one-at-a-time', partitions: apps }),
    ({ plan }) => ({
      plan,
      spans: new Map(plan.moves.map((move, at) => [move.id, { startS: at * 99, endS: at * 99 + 100 }])),
    }),
  ],
  [
    'R-RULE-ONE-AT-A-TIME',
    'two cluster nodes of which none waits',
    aRule({ kind: 'one-at-a-time', partitions: apps }),
    (one) => {
      const { plan } = withoutAfter(one)
      return {
        plan,
        spans: new Map(plan.moves.map((move, at) => [move.id, { startS: at * 100, endS: at * 100 + 100 }])),
      }
    },
  ],
  [
    'R-RULE-RESERVE',
    'a group in which a server cannot fail',
    aRule({ kind: 'reserve', servers: servers.slice(1, 3), when: 'always' }),
    (one) => ({
      ...allTo(1, one),
      fleet: {
        ...fleet,
        servers: fleet.servers.map((server) =>
          server.id === serverIdOf(2) ? { ...server, availableMemoryMib: mib(30 * GIB) } : server,
        ),
      },
    }),
  ],
  [
    'R-RULE-RESERVE',
    'a reserve of which the room is not known',
    aRule({ kind: 'reserve', servers: servers.slice(1, 3), when: 'end' }),
    (one) => ({
      ...allTo(1, one),
      fleet: {
        ...fleet,
        servers: fleet.servers.map((server) =>
          server.id === serverIdOf(2) ? { ...server, availableMemoryMib: null } : server,
        ),
      },
    }),
  ],
  ['R-RULE-BUDGET', 'one move too many', aRule({ kind: 'budget', moves: 3, memoryGib: null }), heedless],
  ['R-RULE-BUDGET', 'a GiB too much', aRule({ kind: 'budget', moves: null, memoryGib: 63 }), heedless],
  ['R-RULE-BLACKOUT', 'in the blackout', blackout, heedless],
  [
    'R-RULE-BLACKOUT',
    'a second before it ends',
    blackout,
    ({ plan }) => ({ plan, spans: during(plan, 1799, 2000) }),
  ],
  ['R-RULE-WINDOW', 'before the window', window, heedless],
  [
    'R-RULE-WINDOW',
    'a second beyond it',
    window,
    ({ plan }) => ({ plan, spans: during(plan, late, 2 * late + 1) }),
  ],
  [
    'R-RULE-SAFETY',
    'memory over its level',
    aRule({ kind: 'safety', servers: [], memoryPercent: 54, processorPercent: null }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-SAFETY',
    'processing units over their level',
    aRule({ kind: 'safety', servers: [servers[1]!], memoryPercent: null, processorPercent: 52 }),
    (one) => allTo(1, one),
  ],
  [
    'R-RULE-LICENCE',
    'more cores than are licensed',
    aRule({
      kind: 'licence',
      servers: [servers[3]!],
      partitions: [],
      cores: 5,
      measure: 'virtual-processors',
    }),
    (one) => allTo(3, one),
  ],
  [
    'R-RULE-LICENCE',
    'cores that are not known',
    aRule({ kind: 'licence', servers: [servers[3]!], partitions: [], cores: 50, measure: 'entitlement' }),
    (one) => ({
      ...allTo(3, one),
      fleet: {
        ...fleet,
        partitions: fleet.partitions.map((each) =>
          each.id === apps[0]!.id ? { ...each, entitledCenti: null } : each,
        ),
      },
    }),
  ],
  [
    'R-RULE-STANDSTILL',
    'a standstill over its limit',
    aRule({ kind: 'standstill', partitions: [], seconds: 0.01 }),
    heedless,
  ],
]

describe('rules of a plan', () => {
  it.each(mutants)('%s: %s', (ruleId, _what, rule, mutate) => {
    const plan = planOf(fleet, { options: { rules: [rule] } })
    expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
    const broken = mutate({ plan })
    const judge = (one: PlanDocument) =>
      refereePlan(
        broken.fleet ?? fleet,
        one,
        noAssumptions,
        broken.spans === undefined ? {} : { spans: broken.spans },
      )
    const report = judge(broken.plan)
    expect(report.checks).toContain(ruleId)
    expect(report.violations.map((one) => one.ruleId)).toContain(ruleId)
    for (const one of report.violations) expect(one.text).toMatch(/\.\)?$/)
    // The same as a soft rule is worth a warning, and no more.
    const soft = (broken.plan.options.rules ?? []).map((each) => ({ ...each, hard: false }))
    const mild = judge(withRules(broken.plan, soft))
    expect(mild.violations.map((one) => one.ruleId)).not.toContain(ruleId)
    expect(mild.warnings.map((one) => one.ruleId)).toContain(ruleId)
  })

  it('have a mutant for every check', () => {
    const tested = new Set(mutants.map(([ruleId]) => ruleId))
    expect(ruleChecks.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([])
  })

  it('are not checked where there are none', () => {
    const { checks } = refereePlan(fleet, planOf(fleet), noAssumptions)
    expect(checks.filter((id) => id.startsWith('R-RULE'))).toEqual([])
  })
})

/** app5 leaves server 1 for server 2, app0 of server 0 takes its place. */
describe('rules in the middle of a plan', () => {
  const need = memoryNeedMib(guest(0), aServer())!
  const swap = aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: mib(n === 1 ? 2 * need : n === 2 ? 2 * need : 0),
        configurableMemoryMib: mib(10 * need),
      }),
    ),
    vios: [0, 1, 2].flatMap((n) => [
      aVios({ serverId: serverIdOf(n) }),
      aVios({ serverId: serverIdOf(n), lparId: 2 }),
    ]),
    partitions: [guest(0), guest(5, 1)],
  })
  const both = swap.partitions.map(named)

  function move(id: string, from: number, to: number, after: readonly string[]): PlanMove {
    const partition = swap.partitions[from]!
    const target = swap.servers[to]!
    const mover = (serverId: string) => swap.vios.find((vios) => vios.serverId === serverId)!
    return {
      ...planOf(fleet).moves[0]!,
      id,
      partitionId: partition.id,
      partitionName: partition.name,
      lparId: partition.lparId,
      sourceServerId: partition.serverId,
      sourceServerName: swap.servers.find((one) => one.id === partition.serverId)!.name,
      targetServerId: target.id,
      targetServerName: target.name,
      sourceMoverId: mover(partition.serverId).id,
      sourceMoverName: mover(partition.serverId).name,
      targetMoverId: mover(target.id).id,
      targetMoverName: mover(target.id).name,
      targetLparId: partition.lparId,
      targetNeedMib: need,
      connections: undefined,
      after,
      wave: after.length + 1,
    }
  }

  const rulesBroken = (rule: PlanRule, after: readonly string[], arrivesS: number) => {
    const plan: PlanDocument = {
      ...planOf(fleet, { options: { rules: [rule] } }),
      goal: { kind: 'by-hand' },
      unplaced: [],
      moves: [move('m001', 1, 2, []), move('m002', 0, 1, after)],
    }
    const spans = new Map([
      ['m001', { startS: 0, endS: 100 }],
      ['m002', { startS: arrivesS, endS: 300 }],
    ])
    const { violations } = refereePlan(swap, plan, noAssumptions, { spans })
    return violations
      .filter(({ ruleId }) => ruleId.startsWith('R-RULE'))
      .map(({ ruleId, atS }) => [ruleId, atS])
  }

  it.each([
    ['R-RULE-APART', aRule({ kind: 'apart', partitions: both, when: 'always' })],
    ['R-RULE-ONE-AT-A-TIME', aRule({ kind: 'one-at-a-time', partitions: both })],
    [
      'R-RULE-SAFETY',
      aRule({
        kind: 'safety',
        servers: [named(swap.servers[1]!)],
        // A hair more than today: a departure gives back less than an arrival is counted with.
        memoryPercent: 81,
        processorPercent: null,
      }),
    ],
    [
      'R-RULE-LICENCE',
      aRule({
        kind: 'licence',
        servers: [named(swap.servers[1]!)],
        partitions: [],
        cores: 2,
        measure: 'virtual-processors',
      }),
    ],
  ] as const)('%s: broken for one second, or in another order the plan allows', (ruleId, rule) => {
    expect(rulesBroken(rule, ['m001'], 100)).toEqual([])
    expect(rulesBroken(rule, ['m001'], 99)).toEqual([[ruleId, 99]])
    expect(rulesBroken(rule, [], 100)).toEqual([[ruleId, null]])
  })

  it('keeps apart in the end only, where no more is asked', () => {
    expect(rulesBroken(aRule({ kind: 'apart', partitions: both, when: 'end' }), [], 50)).toEqual([])
  })

  it('R-RULE-RESERVE: a server that cannot fail for a while', () => {
    // While both are on server 1, server 2 would have to take both, beside the one that is arriving there.
    const rule = (when: 'end' | 'always') =>
      aRule({ kind: 'reserve', servers: swap.servers.slice(1).map(named), when })
    expect(rulesBroken(rule('end'), [], 50)).toEqual([])
    expect(rulesBroken(rule('always'), ['m001'], 50)).toEqual([['R-RULE-RESERVE', 50]])
    expect(rulesBroken(rule('always'), ['m001'], 100)).toEqual([])
  })
})
