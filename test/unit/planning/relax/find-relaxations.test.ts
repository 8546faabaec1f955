import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import type { Fleet, Partition, Server } from '../../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../../shared/mobility/need.ts'
import type { PlanOptions } from '../../../../shared/plan/plan-document.ts'
import { readPlanText } from '../../../../shared/plan/plan-schema.ts'
import type { RelaxationKind } from '../../../../shared/plan/relaxations.ts'
import type { PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import { planEvacuation } from '../../../../shared/planning/evacuate.ts'
import { PlanningAbandoned } from '../../../../shared/planning/hooks.ts'
import { refereePlan } from '../../../../shared/planning/referee/referee.ts'
import { applyChanges } from '../../../../shared/planning/relax/apply-changes.ts'
import { MOST_CHECKS, MOST_TRIES } from '../../../../shared/planning/relax/trials.ts'
import type { EvacuationInput } from '../../../../shared/planning/settle-evacuation.ts'
import { aFleet, aPartition, aServer } from '../../../support/fleet-builder.ts'
import { evacuationOf, serverIdOf } from '../../../support/planning-fleets.ts'

const GIB = 1024

const server = (n: number, parts: Partial<Server> = {}): Server =>
  aServer({ id: serverIdOf(n), name: `server${n}`, ...parts })

const guest = (n: number, parts: Partial<Partition> = {}): Partition =>
  aPartition({ serverId: serverIdOf(0), lparId: 10 + n, name: `app${n}`, ...parts })

const sized = (n: number, gib: number): Partition =>
  guest(n, { memoryMib: mib(gib * GIB), maxMemoryMib: mib(gib * GIB), minMemoryMib: mib(256) })

const guests = (count: number): readonly Partition[] => Array.from({ length: count }, (_, n) => guest(n))

const needMib = memoryNeedMib(guest(0), server(1))!

const named = (...partitions: readonly Partition[]) => partitions.map(({ id, name }) => ({ id, name }))
const servers = (...all: readonly number[]) => all.map((n) => ({ id: serverIdOf(n), name: `server${n}` }))
const common = { hard: true, weight: 1, reason: null } as const

interface Asked {
  readonly fleet: Fleet
  readonly options?: Partial<PlanOptions>
  readonly window?: EvacuationInput['window']
}

const inputOf = ({ fleet, options = {}, window = null }: Asked): EvacuationInput =>
  evacuationOf(fleet, { options, window })

/** Plans, and plans every answer too: all that should move does, and the referee has nothing to say. */
function relaxationsOf(asked: Asked) {
  const input = inputOf(asked)
  const plan = planEvacuation(input)
  expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
  const { relaxations } = plan
  const held = new Set(relaxations?.held.map(({ partitionId }) => partitionId))
  for (const { changes, placed, text } of relaxations?.answers ?? []) {
    const relaxed = applyChanges(input, changes)
    const again = planEvacuation(relaxed)
    const left = new Set(relaxed.options.excludedPartitionIds)
    const stuck = again.unplaced.filter(
      ({ partitionId, reasons }) =>
        !held.has(partitionId) && !left.has(partitionId) && reasons[0]?.ruleId !== 'PLAN-INACTIVE',
    )
    expect(stuck, text).toEqual([])
    expect(again.moves, text).toHaveLength(placed)
    expect(refereePlan(relaxed.fleet, again, noAssumptions).violations, text).toEqual([])
  }
  return relaxations
}

const ofKind = (asked: Asked, kind: RelaxationKind) =>
  relaxationsOf(asked)?.answers.find(({ changes }) => changes.every((one) => one.kind === kind))

describe('room', () => {
  it('is asked for to the block: less memory is proven too little', () => {
    const free = 2 * needMib + 20 * 256
    const fleet = aFleet({
      servers: [server(0), server(1, { availableMemoryMib: mib(free) })],
      partitions: guests(3),
    })
    expect(ofKind({ fleet }, 'more-room')).toEqual({
      changes: [
        {
          kind: 'more-room',
          serverId: serverIdOf(1),
          serverName: 'server1',
          memoryMib: needMib - 20 * 256,
          centi: 0,
        },
      ],
      text: `With ${(needMib - 20 * 256) / GIB} GiB more memory on server1 all 3 partitions have a place.`,
      placed: 3,
      proven: true,
    })
  })

  it('is asked for in hundredths of processing units', () => {
    const fleet = aFleet({
      servers: [server(0), server(1, { availableCenti: centi(263) })],
      partitions: guests(3),
    })
    expect(ofKind({ fleet }, 'more-room')).toMatchObject({
      changes: [{ memoryMib: 0, centi: 37 }],
      text: 'With 0.37 processing units more on server1 all 3 partitions have a place.',
      proven: true,
    })
  })

  it('is asked for on the server that needs least of it', () => {
    const free = [needMib - 30 * 256, needMib - 4 * 256, needMib - 12 * 256]
    const fleet = aFleet({
      servers: [server(0), ...free.map((one, at) => server(at + 1, { availableMemoryMib: mib(one) }))],
      partitions: guests(1),
    })
    expect(ofKind({ fleet }, 'more-room')).toMatchObject({
      changes: [{ serverName: 'server2', memoryMib: 4 * 256 }],
      proven: true,
    })
  })

  it('is asked for on several servers where that is less in all', () => {
    const half = Math.ceil(needMib / 512) * 256
    const fleet = aFleet({
      servers: [server(0), ...[1, 2].map((n) => server(n, { availableMemoryMib: mib(half) }))],
      partitions: guests(2),
    })
    const rooms = relaxationsOf({ fleet })!.answers.filter(({ changes }) => changes[0]?.kind === 'more-room')
    const sizes = rooms.map(({ changes }) =>
      changes.reduce((sum, one) => sum + (one.kind === 'more-room' ? one.memoryMib : 0), 0),
    )
    expect(rooms.map(({ changes }) => changes.length).toSorted()).toEqual([1, 2])
    expect(Math.min(...sizes)).toBeLessThan(needMib * 1.15)
    expect(Math.max(...sizes)).toBe(2 * needMib - half)
  })
})

describe('rules', () => {
  const two = aFleet({ servers: [server(0), server(1)], partitions: guests(2) })

  it('names the one rule that has to give way, among others that need not', () => {
    const rules: readonly PlanRule[] = [
      { ...common, id: 'far', kind: 'never-on', partitions: named(guest(0)), servers: servers(0) },
      { ...common, id: 'apart', kind: 'apart', when: 'end', partitions: named(guest(0), guest(1)) },
      { ...common, id: 'budget', kind: 'budget', moves: 5, memoryGib: null },
    ] as readonly PlanRule[]
    expect(ofKind({ fleet: two, options: { rules } }, 'soft-rule')).toMatchObject({
      changes: [{ kind: 'soft-rule', ruleId: 'apart' }],
      text: expect.stringMatching(
        /^With your rule “.*app0 and app1.*” made a soft one all 2 partitions have a place\.$/,
      ),
      proven: true,
    })
  })

  it('names all rules of a conflict that one alone does not solve', () => {
    const rules = ['first', 'second', 'third'].map((id) => ({
      ...common,
      id,
      kind: 'never-on',
      partitions: named(guest(id === 'third' ? 1 : 0)),
      servers: servers(id === 'third' ? 0 : 1),
    })) as readonly PlanRule[]
    const answer = ofKind({ fleet: two, options: { rules } }, 'soft-rule')
    expect(answer?.changes.map((one) => 'ruleId' in one && one.ruleId)).toEqual(['first', 'second'])
    expect(answer?.proven).toBe(true)
  })

  it('raises a safety level only as far as needed', () => {
    const fleet = aFleet({
      servers: [
        server(0),
        server(1, { availableMemoryMib: mib(500 * GIB), configurableMemoryMib: mib(1_000 * GIB) }),
      ],
      partitions: guests(4),
    })
    const percent = Math.ceil(((500 * GIB + 4 * needMib) / (1_000 * GIB)) * 100)
    const rules: readonly PlanRule[] = [
      {
        ...common,
        id: 'level',
        kind: 'safety',
        servers: [],
        memoryPercent: 55,
        processorPercent: null,
      },
    ]
    const answer = relaxationsOf({ fleet, options: { rules } })?.answers[0]
    expect(answer).toMatchObject({
      changes: [{ kind: 'safety-level', memoryPercent: percent }],
      proven: true,
    })
    expect(answer?.text).toContain(`raised to ${percent} % of memory`)
  })

  it('makes the window of a rule only as long as needed', () => {
    const rules: readonly PlanRule[] = [
      {
        ...common,
        id: 'night',
        kind: 'window',
        zone: 'UTC',
        periods: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to: '22:01' }],
        partitions: [],
        servers: [],
      },
    ]
    const fleet = aFleet({ servers: [server(0), server(1)], partitions: [sized(0, 400)] })
    const asked = { fleet, options: { rules } }
    const answer = relaxationsOf(asked)?.answers[0]
    const [change] = answer?.changes ?? []
    expect(change).toMatchObject({ kind: 'longer-rule-window', ruleId: 'night' })
    expect(answer?.proven).toBe(false)
    if (change?.kind !== 'longer-rule-window') return
    const shorter = applyChanges(inputOf(asked), [{ ...change, minutes: change.minutes - 1 }])
    expect(planEvacuation(shorter).unplaced).toHaveLength(1)
  })
})

describe('the request', () => {
  it('names the “cannot tell” that would have to be accepted, and no other', () => {
    const fleet = aFleet({
      servers: [server(0), server(1)],
      partitions: [guest(0, { rmcState: null }), guest(1)],
    })
    expect(ofKind({ fleet }, 'accept-unknown')).toMatchObject({
      changes: [{ kind: 'accept-unknown', ruleId: 'SRC-RMC' }],
      proven: true,
    })
  })

  it('names the target that would have to be allowed', () => {
    const fleet = aFleet({
      servers: [
        server(0),
        server(1, { availableMemoryMib: mib(0) }),
        server(2, { availableMemoryMib: mib(needMib) }),
        server(3),
      ],
      partitions: guests(3),
    })
    const answer = relaxationsOf({ fleet, options: { targetServerIds: [serverIdOf(1)] } })?.answers[0]
    expect(answer).toMatchObject({
      changes: [{ kind: 'allow-target', serverName: 'server3' }],
      text: 'With server3 allowed as a target all 3 partitions have a place.',
      proven: true,
    })
  })

  it('says by how much the window is too short', () => {
    const fleet = aFleet({ servers: [server(0), server(1)], partitions: guests(2) })
    const startMs = 1_800_000_000_000
    const asked = { fleet, window: { startMs, endMs: startMs + 1_000 } }
    const answer = relaxationsOf(asked)?.answers[0]
    expect(answer?.changes).toMatchObject([{ kind: 'longer-window' }])
    expect(answer?.text).toMatch(
      /^With a window that is \d+ minutes? longer all 2 partitions have a place and/,
    )
    const [change] = answer?.changes ?? []
    if (change?.kind !== 'longer-window' || change.minutes === 1) return
    const less = applyChanges(inputOf(asked), [{ ...change, minutes: change.minutes - 1 }])
    expect(refereePlan(less.fleet, planEvacuation(less), noAssumptions).valid).toBe(false)
  })

  it('leaves the smallest partition that makes way', () => {
    const partitions = [sized(0, 100), sized(1, 40), sized(2, 30), sized(3, 8)]
    const all = partitions.reduce((sum, one) => sum + memoryNeedMib(one, server(1))!, 0)
    const fleet = aFleet({
      servers: [server(0), server(1, { availableMemoryMib: mib(all - 20 * GIB) })],
      partitions,
    })
    // Somebody stays in the plan itself: the smallest that is enough, so that nothing smaller can be offered.
    expect(planEvacuation(inputOf({ fleet })).unplaced.map((one) => one.partitionName)).toEqual(['app2'])
    expect(ofKind({ fleet }, 'leave')).toBeUndefined()
  })

  it('offers the partitions that are not activated where they take the room', () => {
    const idle = guest(1, { state: 'not activated', rmcState: 'inactive' })
    const fleet = aFleet({
      servers: [server(0), server(1, { availableMemoryMib: mib(needMib) })],
      partitions: [guest(0, { minMemoryMib: mib(256) }), idle],
    })
    expect(ofKind({ fleet }, 'inactive')).toMatchObject({
      changes: [{ moved: false }],
      text: 'With partitions that are not activated left where they are 1 of 2 partitions has a place.',
    })
  })

  it('shuts down who cannot move while it runs', () => {
    const fleet = aFleet({
      servers: [server(0), server(1)],
      partitions: [guest(0), guest(1, { rmcState: 'inactive' })],
    })
    expect(relaxationsOf({ fleet })).toMatchObject({
      answers: [
        {
          changes: [{ kind: 'shut-down', partitionName: 'app1' }],
          text: 'With app1 (32 GiB) shut down for an inactive move all 2 partitions have a place.',
          proven: true,
        },
      ],
      held: [],
      complete: true,
    })
  })

  it('takes back wishes where nothing else keeps anybody', () => {
    const [one, other, idle] = [
      guest(0),
      guest(1),
      guest(2, { state: 'not activated', rmcState: 'inactive' }),
    ]
    const fleet = aFleet({ servers: [server(0), server(1)], partitions: [one, other, idle] })
    const pin = { ...common, id: 'pin', kind: 'pin', partitions: named(other) } as PlanRule
    const options = { excludedPartitionIds: [one.id], includeInactive: false, rules: [pin] }
    expect(relaxationsOf({ fleet, options })?.answers).toMatchObject([{ placed: 3 }])
    const kinds = relaxationsOf({ fleet, options })?.answers[0]?.changes.map(({ kind }) => kind)
    expect(kinds?.toSorted()).toEqual(['inactive', 'include', 'soft-rule'])
  })
})

describe('several kinds', () => {
  const unknown = guest(0, { rmcState: null })
  const fleet = aFleet({
    servers: [server(0), server(1, { availableMemoryMib: mib(needMib) })],
    partitions: [unknown, guest(1)],
  })

  it('are put together where none does alone', () => {
    const first = relaxationsOf({ fleet })?.answers[0]
    expect(first?.changes).toMatchObject([
      { kind: 'accept-unknown', ruleId: 'SRC-RMC' },
      { kind: 'more-room', memoryMib: needMib, centi: 0 },
    ])
    expect(first?.text).toMatch(
      /^With “cannot tell” accepted for SRC-RMC, plus .* more memory on server1, all 2/,
    )
    expect(first?.proven).toBe(true)
  })

  it('say nothing about whom a rule holds, and name that rule', () => {
    const physical = guest(5, {
      physicalSlots: [{ name: '21010002', description: 'adapter', required: true }],
      migrationDisabled: true,
    })
    const relaxations = relaxationsOf({
      fleet: aFleet({
        servers: [server(0), server(1, { availableMemoryMib: mib(needMib) })],
        partitions: [guest(0), guest(1), physical],
      }),
    })
    expect(relaxations?.held).toMatchObject([{ partitionName: 'app5', remedy: expect.stringMatching(/./) }])
    expect(relaxations?.answers[0]).toMatchObject({
      changes: [{ kind: 'more-room', memoryMib: needMib }],
      text: expect.stringContaining('2 of 3 partitions have a place'),
    })
  })

  it('are not looked for where everybody has a place', () => {
    const fine = aFleet({ servers: [server(0), server(1)], partitions: guests(3) })
    expect(planEvacuation(inputOf({ fleet: fine }))).not.toHaveProperty('relaxations')
  })
})

describe('stopping', () => {
  const fleet = aFleet({
    servers: [
      server(0),
      server(1, { availableMemoryMib: mib(0) }),
      server(2, { availableMemoryMib: mib(0) }),
    ],
    partitions: guests(4),
  })
  /** Stops when the search for ways out has taken so many steps. */
  const stopAt = (step: number, wish: 'keep' | 'abandon') => {
    let steps = 0
    return planEvacuation(inputOf({ fleet }), {
      progress: ({ phase }) => {
        if (phase === 'Looking for what would make it possible') steps += 1
      },
      shouldStop: () => (steps >= step ? wish : 'run'),
    })
  }

  it('keeps what was found, and says that it is not all', () => {
    const whole = planEvacuation(inputOf({ fleet }))
    expect(whole.relaxations).toMatchObject({ complete: true })
    const kept = stopAt(30, 'keep')
    expect(kept.unplaced).toEqual(whole.unplaced)
    expect(kept.relaxations?.complete).toBe(false)
    expect(kept.relaxations!.tries).toBeLessThan(whole.relaxations!.tries)
    expect(() => stopAt(3, 'abandon')).toThrow(PlanningAbandoned)
  })

  it('ends by itself, with the best that was found', () => {
    const many = Array.from({ length: 40 }, (_, n) => guest(n))
    const full = Array.from({ length: 12 }, (_, n) => server(n + 1, { availableMemoryMib: mib(0) }))
    const plan = planEvacuation(
      inputOf({ fleet: aFleet({ servers: [server(0), ...full], partitions: many }) }),
    )
    expect(plan.unplaced).toHaveLength(40)
    expect(plan.relaxations!.tries).toBeLessThanOrEqual(MOST_TRIES + MOST_CHECKS)
    expect(plan.relaxations!.answers.length).toBeGreaterThan(0)
  })
})
