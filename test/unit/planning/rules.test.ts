/** What each kind of rule does to an evacuation: where partitions go, when, who stays and why, and what the notes say. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition, Server } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../shared/mobility/need.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import type { PlanRule } from '../../../shared/plan/rules/plan-rule.ts'
import { planByHand } from '../../../shared/planning/by-hand.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { evacuationOf, planOf, serverIdOf } from '../../support/planning-fleets.ts'
import { aRule, named } from '../../support/planning-rules.ts'

const GIB = 1024
const guest = (n: number, home = 0, parts: Partial<Partition> = {}): Partition =>
  aPartition({
    serverId: serverIdOf(home),
    lparId: 10 + n,
    name: `app${n}`,
    memoryMib: mib(16 * GIB),
    maxMemoryMib: mib(32 * GIB),
    entitledCenti: centi(100),
    virtualProcessors: 2,
    ...parts,
  })
const server = (n: number, parts: Partial<Server> = {}): Server =>
  aServer({ id: serverIdOf(n), name: `server${n}`, maxActiveMigrations: 16, ...parts })
const need = memoryNeedMib(guest(0), server(1))!

/** Server 0 with six partitions, servers 1 to 3 with room, a resident on server 1. */
const fleetWith = (parts: readonly Partial<Server>[] = []): Fleet =>
  aFleet({
    servers: [0, 1, 2, 3].map((n) => server(n, parts[n])),
    partitions: [...[0, 1, 2, 3, 4, 5].map((n) => guest(n)), guest(21, 1)],
  })
const fleet = fleetWith()
const apps = fleet.partitions.filter(({ serverId }) => serverId === serverIdOf(0)).map(named)
const resident = named(guest(21, 1))
const servers = fleet.servers.map(named)

function ruled(rules: readonly PlanRule[], on: Fleet = fleet): PlanDocument {
  const plan = planOf(on, { options: { rules } })
  expect(refereePlan(on, plan, noAssumptions).violations).toEqual([])
  return plan
}
const targetOf = (plan: PlanDocument, name: string): string | undefined =>
  plan.moves.find((move) => move.partitionName === name)?.targetServerName
/** Who stays, with the first reason. */
const staying = (plan: PlanDocument) =>
  plan.unplaced.map((one) => [one.partitionName, one.reasons[0]?.ruleId])
const paris = { zone: 'Europe/Paris', partitions: [], servers: [] } as const

describe('rules about places', () => {
  it('pins and excludes, and says so', () => {
    const plan = ruled([
      aRule({ kind: 'pin', partitions: [apps[0]!] }),
      aRule({ kind: 'exclude', partitions: [apps[1]!], servers: [servers[2]!] }),
    ])
    expect(staying(plan)).toEqual([
      ['app0', 'RULE the-pin'],
      ['app1', 'RULE the-exclude'],
    ])
    expect(plan.unplaced[0]?.reasons[0]?.text).toBe('Your rule “app0 stays where it is”: app0 is not moved.')
    expect(plan.moves.map((move) => move.targetServerName)).not.toContain('server2')
    expect(plan.notes).toContain('Rule kept: app0 stays where it is.')
  })

  it('sends partitions to their servers only, and names the rule where these are full', () => {
    const only = aRule({ kind: 'only-on', partitions: apps.slice(0, 3), servers: [servers[3]!] })
    expect(['app0', 'app1', 'app2'].map((name) => targetOf(ruled([only]), name))).toEqual(
      Array.from({ length: 3 }, () => 'server3'),
    )
    const tight = ruled([only], fleetWith([{}, {}, {}, { availableMemoryMib: mib(2 * need) }]))
    expect(tight.moves).toHaveLength(5)
    expect(staying(tight).map(([, rule]) => rule)).toEqual(['RULE the-only-on'])
    expect(tight.unplaced[0]?.remedy).toMatch(/^Only your rules keep it from server1 or server2\. Free room/)
    const never = aRule({ kind: 'never-on', partitions: apps, servers: servers.slice(1, 3) })
    expect(new Set(ruled([never]).moves.map((move) => move.targetServerName))).toEqual(new Set(['server3']))
  })

  it('tells in the alternatives of a move which servers a rule closes', () => {
    const never = aRule({ kind: 'never-on', partitions: [apps[0]!], servers: [servers[2]!] })
    const move = ruled([never]).moves.find((one) => one.partitionName === 'app0')
    const closed = move?.alternatives.find((one) => one.serverName === 'server2')
    expect(closed).toMatchObject({ verdict: 'cannot', ruleId: 'RULE the-never-on' })
    expect(move?.whyHere).toMatch(/1 other server could take it, 1 cannot/)
  })

  it('keeps apart, from residents too; whoever has no server left stays', () => {
    const apart = aRule({ kind: 'apart', partitions: [...apps.slice(0, 3), resident], when: 'always' })
    const plan = ruled([apart])
    const used = ['app0', 'app1', 'app2']
      .map((name) => targetOf(plan, name))
      .filter((one) => one !== undefined)
    expect(used.toSorted()).toEqual(['server2', 'server3'])
    expect(staying(plan)).toEqual([[expect.stringMatching(/^app[012]$/), 'RULE the-apart']])
    expect(plan.unplaced[0]?.reasons[0]?.text).toMatch(
      /^Your rule “app0, app1, app2 and app21 stay on different/,
    )
  })

  it('keeps together, or moves none of them', () => {
    const together = aRule({ kind: 'together', partitions: apps.slice(0, 4) })
    const plan = ruled([together])
    expect(new Set(['app0', 'app1', 'app2', 'app3'].map((name) => targetOf(plan, name))).size).toBe(1)
    expect(plan.unplaced).toEqual([])
    const small = Array.from({ length: 4 }, () => ({ availableMemoryMib: mib(3 * need) }))
    const torn = ruled([together], fleetWith(small))
    expect(torn.moves.map((move) => move.partitionName).toSorted()).toEqual(['app4', 'app5'])
    expect(staying(torn).map(([, rule]) => rule)).toEqual(
      Array.from({ length: 4 }, () => 'RULE the-together'),
    )
    const home = ruled([aRule({ kind: 'together', partitions: [apps[0]!, resident] })])
    expect(targetOf(home, 'app0')).toBe('server1')
  })

  it('breaks as few soft rules as it can, by weight, and says which', () => {
    const soft = { hard: false, weight: 5 } as const
    const apart = aRule({ kind: 'apart', partitions: apps.slice(0, 2), when: 'end', ...soft, id: 'a' })
    const only = aRule({
      kind: 'only-on',
      partitions: apps.slice(0, 2),
      servers: [servers[3]!],
      ...soft,
      id: 'o',
    })
    const light = ruled([apart, { ...only, weight: 1 }])
    expect(targetOf(light, 'app0')).not.toBe(targetOf(light, 'app1'))
    const heavy = ruled([{ ...apart, weight: 1 }, only])
    expect(['app0', 'app1'].map((name) => targetOf(heavy, name))).toEqual(['server3', 'server3'])
    expect(heavy.notes).toContainEqual(
      expect.stringMatching(
        /^Rule broken \(soft, weight 1\): app0 and app1 end on different servers – app0 and app1 on server3\./,
      ),
    )
    expect(heavy.unplaced).toEqual([])
    const near = ruled([aRule({ kind: 'together', partitions: apps, ...soft })])
    expect(new Set(near.moves.map((move) => move.targetServerName)).size).toBe(1)
  })
})

describe('rules about amounts', () => {
  it('moves no more than the budget', () => {
    const plan = ruled([aRule({ kind: 'budget', moves: 4, memoryGib: 50 })])
    expect(plan.moves).toHaveLength(3)
    expect(staying(plan).map(([, rule]) => rule)).toEqual(Array.from({ length: 3 }, () => 'RULE the-budget'))
  })

  it('leaves room for any one server of a group, and no more than that', () => {
    const group = aRule({ kind: 'reserve', servers: servers.slice(1), when: 'always' })
    const small = Array.from({ length: 4 }, () => ({ availableMemoryMib: mib(3 * need) }))
    const plan = ruled([group], fleetWith(small))
    // Nine places free; server1 with its resident and three places has to be covered by four of them.
    expect(plan.moves).toHaveLength(5)
    expect(staying(plan).map(([, rule]) => rule)).toEqual(['RULE the-reserve'])
    const without = planOf(fleetWith(small))
    expect(without.moves).toHaveLength(6)
    const none = ruled(
      [group],
      fleetWith([{}, ...Array.from({ length: 3 }, () => ({ availableMemoryMib: mib(0) }))]),
    )
    expect(none.moves).toEqual([])
  })

  it('fills servers up to their levels: never over a hard one, over a soft one rather than leave somebody', () => {
    const used = 1 - (2 * need) / 1_048_576
    const tight = fleetWith([{}, ...Array.from({ length: 3 }, () => ({ availableMemoryMib: mib(2 * need) }))])
    const level = {
      kind: 'safety',
      servers: [],
      memoryPercent: Math.ceil((used + need / 1_048_576) * 100),
      processorPercent: null,
    } as const
    const plan = ruled([aRule(level)], tight)
    expect(plan.moves).toHaveLength(3)
    expect(staying(plan).map(([, rule]) => rule)).toContain('RULE the-safety')
    const soft = ruled([aRule({ ...level, hard: false })], tight)
    expect(soft.moves).toHaveLength(6)
    expect(soft.notes).toContainEqual(
      expect.stringMatching(/^Rule broken \(soft, weight 1\): Targets take no more than/),
    )
  })

  it('uses no more licensed cores than there are', () => {
    const rule = {
      kind: 'licence',
      servers: servers.slice(1),
      partitions: apps.slice(0, 4),
      cores: 5,
    } as const
    expect(ruled([aRule({ ...rule, measure: 'virtual-processors' })]).moves).toHaveLength(4)
    expect(ruled([aRule({ ...rule, measure: 'entitlement' })]).moves).toHaveLength(6)
  })
})

describe('rules about times', () => {
  it('lets the nodes of a cluster wait for each other', () => {
    const plan = ruled([aRule({ kind: 'one-at-a-time', partitions: apps.slice(0, 3) })])
    const chain = plan.moves.filter((move) => ['app0', 'app1', 'app2'].includes(move.partitionName))
    expect(chain.map((move) => move.after)).toEqual([[], [chain[0]!.id], [chain[1]!.id]])
    expect(chain[2]?.whyNow).toMatch(/for another move and for a free slot/)
    expect(plan.moves.filter((move) => !chain.includes(move)).every((move) => move.after.length === 0)).toBe(
      true,
    )
  })

  // The plans start on Friday 15 January 2027, 09:00 in Paris.
  it('waits for the end of a blackout, or for the window', () => {
    const dark = aRule({
      kind: 'blackout',
      ...paris,
      periods: [{ days: ['fri'], from: '08:00', to: '09:30' }],
    })
    expect(new Set(ruled([dark]).moves.map((move) => move.notBeforeS))).toEqual(new Set([1800]))
    const open = aRule({
      kind: 'window',
      ...paris,
      periods: [{ from: '2027-01-16T20:00', to: '2027-01-17T02:00' }],
    })
    expect(new Set(ruled([open]).moves.map((move) => move.notBeforeS))).toEqual(new Set([35 * 3600]))
    const some = ruled([{ ...dark, partitions: [apps[0]!] }])
    expect(some.moves.filter((move) => move.notBeforeS > 0).map((move) => move.partitionName)).toEqual([
      'app0',
    ])
  })

  it('spreads moves over several windows, and leaves whom no window is long enough for', () => {
    // Four minutes a night: a move takes about two, and two run at once.
    const nights = aRule({
      kind: 'window',
      ...paris,
      periods: [{ days: ['fri', 'sat', 'sun'], from: '22:00', to: '22:04' }],
    })
    const plan = planOf(fleet, { options: { rules: [nights], maxConcurrent: 2 } })
    expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
    expect(plan.unplaced).toEqual([])
    expect(new Set(plan.moves.map((move) => move.notBeforeS)).size).toBeGreaterThan(1)
    const short = aRule({
      kind: 'window',
      ...paris,
      periods: [{ days: ['fri'], from: '22:00', to: '22:01' }],
    })
    const none = ruled([short])
    expect(none.moves).toEqual([])
    expect(none.unplaced[0]?.reasons[0]?.text).toMatch(
      /no time it allows in five weeks is long enough for app/,
    )
  })

  it('leaves whom a standstill would be too long for, and who belongs to them', () => {
    const rules = [
      aRule({ kind: 'standstill', partitions: [apps[0]!], seconds: 0.001 }),
      aRule({ kind: 'together', partitions: apps.slice(0, 2) }),
    ]
    expect(staying(ruled(rules)).toSorted()).toEqual([
      ['app0', 'RULE the-standstill'],
      ['app1', 'RULE the-together'],
    ])
  })
})

describe('rules nobody can keep', () => {
  it('that are broken today are told, and not broken further', () => {
    const apart = aRule({ kind: 'apart', partitions: [resident, named(guest(22, 1))], when: 'always' })
    const two = { ...fleet, partitions: [...fleet.partitions, guest(22, 1)] }
    expect(ruled([apart], two).notes).toContainEqual(
      expect.stringMatching(
        /^Rule broken today, and not by a move of this plan: app21 and app22 stay on different servers – app21 and app22 on server1\./,
      ),
    )
  })

  it('that name somebody who is gone are reported, never ignored', () => {
    const rule = aRule({
      kind: 'apart',
      partitions: [apps[0]!, { id: 'nowhere/9', name: 'db09' }],
      when: 'end',
    })
    const plan = planOf(fleet, { options: { rules: [rule] } })
    expect(plan.notes).toContain('Rule the-apart names db09, which the inventory does not have.')
    expect(refereePlan(fleet, plan, noAssumptions).violations).toMatchObject([{ ruleId: 'R-RULE-KNOWN' }])
  })
})

describe('moves typed by hand', () => {
  const { goal: _goal, ...request } = evacuationOf(fleet)
  const typed = (rules: readonly PlanRule[]) => {
    const moves = apps.slice(0, 2).map(({ id }) => ({ partitionId: id, targetServerId: serverIdOf(1) }))
    const made = planByHand({ ...request, options: { ...request.options, rules }, moves })
    if (!made.ok) throw new Error(made.refusals.join())
    return made.plan
  }

  it('wait and start as the rules say', () => {
    const plan = typed([
      aRule({ kind: 'one-at-a-time', partitions: apps }),
      aRule({ kind: 'blackout', ...paris, periods: [{ days: ['fri'], from: '09:00', to: '10:00' }] }),
    ])
    expect(plan.moves.map((move) => [move.notBeforeS, move.after.length])).toEqual([
      [3600, 0],
      [3600, 1],
    ])
    expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
  })

  it('are all there, and refused by the referee where they break one', () => {
    const plan = typed([
      aRule({ kind: 'apart', partitions: apps, when: 'end' }),
      aRule({ kind: 'window', ...paris, periods: [{ days: ['fri'], from: '22:00', to: '22:01' }] }),
    ])
    expect(plan.moves).toHaveLength(2)
    const ids = refereePlan(fleet, plan, noAssumptions).violations.map(({ ruleId }) => ruleId)
    expect(new Set(ids)).toEqual(new Set(['R-RULE-APART', 'R-RULE-WINDOW']))
  })
})
