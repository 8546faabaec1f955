/** The parts a plan that saves energy is made of, each alone. */
import { describe, expect, it, test } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { centi } from '../../../../shared/inventory/units.ts'
import type { OffStage } from '../../../../shared/plan/staged-plan.ts'
import { bandEnergy } from '../../../../shared/planning/energy/band-energy.ts'
import { mergedBands } from '../../../../shared/planning/energy/bands.ts'
import { chooseServers } from '../../../../shared/planning/energy/choose-servers.ts'
import { keptOn, notReached, notWorth } from '../../../../shared/planning/energy/left-on.ts'
import { losersOf, plannedEnergy } from '../../../../shared/planning/energy/planned-energy.ts'
import { isSpareRule, withSpareRules } from '../../../../shared/planning/energy/spare-rules.ts'
import { figuresOf, powersOf, slowest, switchingOf } from '../../../../shared/planning/energy/typed-power.ts'
import { weekHours } from '../../../../shared/planning/energy/week-hours.ts'
import { Judgements } from '../../../../shared/planning/judgements.ts'
import { ownEnergy } from '../../../../shared/planning/referee/stages/own-energy.ts'
import { aPower } from '../../../support/energy-plans.ts'
import { serverIdOf } from '../../../support/planning-fleets.ts'
import { aRule, named } from '../../../support/planning-rules.ts'
import { firstMs, hourMs, threeServers } from '../../../support/staged-plans.ts'

const fleet = threeServers(200)
const index = indexFleet(fleet)
const [first, second, third] = fleet.servers.map(({ id }) => id) as [string, string, string]
const powers = powersOf({ kind: 'save-energy', bands: [], power: fleet.servers.map(({ id }) => aPower(id)) })

describe('bands', () => {
  const band = (from: number, to: number) => ({ startMs: from, endMs: to })

  test.each([
    ['in any order', [band(20, 30), band(0, 10)], [band(0, 10), band(20, 30)]],
    ['that touch', [band(0, 10), band(10, 20)], [band(0, 20)]],
    ['that overlap, one within the other', [band(0, 30), band(5, 10), band(25, 40)], [band(0, 40)]],
    ['a moment apart', [band(0, 10), band(11, 20)], [band(0, 10), band(11, 20)]],
  ])('%s', (_, bands, merged) => {
    expect(mergedBands(bands)).toEqual(merged)
  })
})

describe('hours of the week', () => {
  it('are those of the clock of the zone, and change with it', () => {
    // Sunday 29 March 2026: clocks in Berlin go from 02:00 to 03:00.
    const from = Date.UTC(2026, 2, 28, 23, 30)
    const hours = weekHours(from, from + 3 * hourMs, 'Europe/Berlin')
    expect(hours.map(({ hour }) => hour - 6 * 24)).toEqual([0, 1, 3, 4])
    expect(hours.map(({ startMs }) => (startMs - from) / 60_000)).toEqual([0, 30, 90, 150])
    expect(weekHours(from, from + hourMs, 'Asia/Kolkata')[0]).toEqual({ startMs: from, hour: 6 * 24 + 5 })
    expect(weekHours(Date.UTC(2026, 2, 23), Date.UTC(2026, 2, 30), 'UTC').map(({ hour }) => hour)).toEqual(
      Array.from({ length: 168 }, (_, hour) => hour),
    )
  })
})

describe('typed power', () => {
  it('knows what was typed, and nothing else', () => {
    expect(figuresOf(undefined)).toEqual({
      idleW: null,
      maxW: null,
      standbyW: null,
      shutdownS: null,
      iplS: null,
    })
    expect(figuresOf(aPower('a', { maxW: null }))).toMatchObject({
      idleW: { value: 800, source: 'typed' },
      maxW: null,
    })
  })

  it('has no times where either is not known; several take what the slowest takes', () => {
    expect(switchingOf(undefined)).toBeNull()
    expect(switchingOf(aPower('a', { iplS: null }))).toBeNull()
    expect(switchingOf(aPower('a', { shutdownS: 0 }))).toEqual({ shutdownMs: 0, iplMs: 1_200_000 })
    const some = new Map([
      ['a', aPower('a', { shutdownS: 100, iplS: 900 })],
      ['b', aPower('b', { shutdownS: 200, iplS: 300 })],
    ])
    expect(slowest(some, ['a', 'b', 'c'])).toEqual({ shutdownMs: 200_000, iplMs: 900_000 })
  })
})

describe('N+1', () => {
  it('is asked of each site where nobody says otherwise', () => {
    const two: Fleet = {
      ...fleet,
      servers: fleet.servers.map((one, at) => (at === 2 ? { ...one, site: 'south' } : one)),
    }
    const rules = withSpareRules(two, [])
    expect(rules.map((rule) => (rule.kind === 'reserve' ? rule.servers.map(({ id }) => id) : null))).toEqual([
      [first, second],
      [third],
    ])
    expect(rules.every(isSpareRule)).toBe(true)
    expect(
      withSpareRules({ ...fleet, servers: fleet.servers.map((one) => ({ ...one, site: null })) }, []),
    ).toHaveLength(1)
  })

  it('is left to the user who asks for it; a soft one, or one for the end, is not enough', () => {
    const servers = fleet.servers.map(named)
    const hard = aRule({ kind: 'reserve', id: 'n+1-1', servers, when: 'always' })
    expect(withSpareRules(fleet, [hard])).toEqual([hard])
    const end = { ...hard, when: 'end' } as const
    expect(withSpareRules(fleet, [end]).map(({ id }) => id)).toEqual(['n+1-1', 'n+1-2'])
    expect(withSpareRules(fleet, [{ ...hard, hard: false }])).toHaveLength(2)
  })
})

describe('servers that stay on from the start', () => {
  const rules = withSpareRules(fleet, [])
  const server = fleet.servers[0]!
  const reason = (about = server, known = powers, of = fleet) =>
    keptOn(indexFleet(of), about, known, rules)?.reasons[0]

  it('are those that do not operate, whose times nobody knows, or whom nobody could do without', () => {
    expect(reason()).toBeUndefined()
    expect(reason({ ...server, state: 'power off' })).toMatchObject({ ruleId: 'ENERGY-STATE' })
    expect(reason({ ...server, state: null })?.text).toContain('not operating for all that is known')
    expect(reason(server, new Map([[first, aPower(first, { iplS: null })]]))?.text).toContain(
      'for IPL is not known',
    )
    expect(reason(server, new Map())?.text).toContain('for shutdown and IPL is not known')
    expect(keptOn(index, server, powers, [])?.reasons[0]).toMatchObject({ ruleId: 'ENERGY-SPARE' })
    const tight = threeServers(1)
    expect(reason(tight.servers[0], powers, tight)?.text).toContain(
      'There is no N+1 even with every server on',
    )
    const close = threeServers(40)
    expect(reason(close.servers[0], powers, close)?.text).toMatch(
      /^Without server0 .*the partitions of server[12]/,
    )
  })

  it('are told in sentences', () => {
    expect(notWorth(server, 1.25).reasons[0]?.text).toContain('1.3 kWh more than it saves')
    expect(notReached(server).reasons[0]).toMatchObject({ ruleId: 'ENERGY-STOPPED', verdict: 'block' })
  })
})

describe('the choice of servers by the numbers', () => {
  const choose = (of: Fleet, known = powers, candidates = [first, second, third]) => {
    const at = indexFleet(of)
    return chooseServers({
      index: at,
      candidates: new Set(candidates),
      targets: new Set([first, second, third]),
      judgements: new Judgements(at, noAssumptions, [], true),
      rules: [],
      powers: known,
      loadOf: () => 1,
      seed: 1,
      shouldStop: () => false,
    })
  }

  it('takes the one that saves most and leaves room for a failure', () => {
    const costly = new Map(powers).set(second, aPower(second, { idleW: 1000 }))
    expect(choose(fleet, costly)).toEqual([second])
    expect(choose(fleet, costly, [first, third])).toHaveLength(1)
    expect(choose(threeServers(1))).toEqual([])
  })

  it('counts servers where watts are not known', () => {
    const one = new Map(powers).set(second, aPower(second, { idleW: null }))
    expect(choose(fleet, one)).toHaveLength(1)
  })

  it('leaves servers on whose partitions can go nowhere', () => {
    const stuck: Fleet = {
      ...fleet,
      partitions: fleet.partitions.map((one) => ({ ...one, migrationDisabled: true })),
    }
    expect(choose(stuck)).toEqual([])
  })
})

describe('the energy of a band', () => {
  const band = { startMs: firstMs, endMs: firstMs + 10 * hourMs }
  const off: OffStage = {
    kind: 'off',
    id: 's01',
    title: 'off',
    serverIds: [first],
    startMs: band.startMs,
    offMs: band.startMs + hourMs,
    iplMs: band.endMs - hourMs,
    endMs: band.endMs,
  }
  const empty: Fleet = { ...fleet, partitions: fleet.partitions.filter(({ serverId }) => serverId !== first) }
  const question = {
    index: indexFleet(empty),
    band,
    stages: [off],
    hours: weekHours(band.startMs, band.endMs, 'UTC'),
    powers,
  }

  it('of an empty server is idle without, and standby and switching with the plan', () => {
    const { servers, migrationKwh } = bandEnergy(question)
    expect(servers).toHaveLength(1)
    // Ten hours at 800 W; two at 1,100 W and eight at 30 W.
    expect(servers[0]).toMatchObject({ serverId: first, offS: 8 * 3600, withoutKwh: 8 })
    expect(servers[0]?.withKwh).toBeCloseTo(2.44, 10)
    expect(servers[0]?.gainKwh).toBeCloseTo(5.56, 10)
    expect(migrationKwh).toBe(0)
    const own = ownEnergy({ ...question, power: [...powers.values()], zone: 'UTC' })
    expect(own.netKwh).toBeCloseTo(5.56, 10)
  })

  it('is not known without watts, or without the number of processors; the time off is', () => {
    const without = bandEnergy({ ...question, powers: new Map() })
    expect(without.servers).toEqual([
      { serverId: serverIdOf(0), offS: 8 * 3600, withoutKwh: null, withKwh: null, gainKwh: null },
    ])
    expect(plannedEnergy(index, [without])).toBeUndefined()
    const sizeless = {
      ...empty,
      servers: empty.servers.map((one) => ({ ...one, configurableCenti: centi(0) })),
    }
    expect(bandEnergy({ ...question, index: indexFleet(sizeless) }).servers[0]?.withKwh).toBeNull()
  })

  it('adds up over bands, and names who loses', () => {
    const night = bandEnergy(question)
    const both = plannedEnergy(index, [night, night])
    expect(both?.netKwh).toBeCloseTo(11.12, 10)
    expect(both?.servers).toMatchObject([{ serverName: 'server0', offS: 16 * 3600, withoutKwh: 16 }])
    expect(losersOf(night)).toEqual([])
    const dear = new Map([[first, aPower(first, { maxW: 9000 })]])
    expect(losersOf(bandEnergy({ ...question, powers: dear }))).toEqual([first])
  })
})
