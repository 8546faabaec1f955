import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { judgeCapacity, judgeMove, judgeMoves, judgeStatic, todayOf } from '../../../shared/mobility/judge.ts'
import { moveTypeOf } from '../../../shared/mobility/move-type.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import { take } from '../../../shared/mobility/supply.ts'
import {
  aFleet,
  alphaId,
  aPartition,
  aScsiAdapter,
  aServer,
  aVios,
  betaId,
} from '../../support/fleet-builder.ts'
import { changedFleet, judgeChanged } from '../../support/mobility-cases.ts'

describe('judgeMove', () => {
  it('puts the gravest finding first and keeps the order of the catalogue among equals', () => {
    const { verdict, findings } = judgeChanged({
      partition: { rmcState: 'inactive', timeReference: true, vtpm: null, workGroupId: '2' },
      target: { availableMemoryMib: mib(0), state: 'standby' },
    })
    expect(verdict).toBe('cannot')
    expect(findings.map((one) => `${one.verdict} ${one.ruleId}`)).toEqual([
      'block TGT-STATE',
      'block SRC-RMC',
      'block MEM-AVAIL',
      'unknown SRC-VTPM',
      'warn SRC-TIMEREF',
      'warn SRC-WLG',
    ])
  })

  it('calls a move unknown only for an input that could refuse it', () => {
    expect(judgeChanged({ partition: { vtpm: null } }).verdict).toBe('tell')
    expect(judgeChanged({ partition: { workGroupId: null } }).verdict).toBe('warn')
    expect(judgeChanged({ partition: { workGroupId: null, vtpm: null } }).verdict).toBe('tell')
    expect(judgeChanged({ partition: { vtpm: null, migrationDisabled: true } }).verdict).toBe('cannot')
  })

  it('says of an unknown what it could reveal at worst', () => {
    const { findings } = judgeChanged({ partition: { vtpm: null, workGroupId: null, timeReference: true } })
    expect(findings.map((one) => [one.ruleId, one.atWorst])).toEqual([
      ['SRC-VTPM', 'block'],
      ['SRC-TIMEREF', undefined],
      ['SRC-WLG', 'warn'],
    ])
  })

  it.each([
    ['SRC-VADAPT', { partition: { extraSerialAdapters: null } }, 'block'],
    ['SRC-VADAPT', { partition: { virtualScsi: [aScsiAdapter({ required: null })] } }, 'warn'],
    ['CPU-MODE-A', { partition: { currentMode: null } }, 'block'],
    ['CPU-MODE-STAY', { partition: { currentMode: null } }, 'warn'],
    ['CPU-MODE-BACK', { partition: { desiredMode: null } }, 'warn'],
    ['MSP-PAIR', { targetVios: { mover: null } }, 'block'],
    ['MSP-RED', { targetVios: { mover: null } }, 'warn'],
    ['MSP-CONC-SYS', { target: { maxActiveMigrations: null } }, 'warn'],
    ['MSP-SPEED', { targetVios: { linkGbps: null } }, 'warn'],
    ['TGT-VLAN', { targetVios: { networkBridges: null } }, 'warn'],
    ['TGT-VSWITCH', { target: { virtualSwitches: null } }, 'block'],
    ['RR-SRR', { partition: { simplifiedRemoteRestart: null } }, 'warn'],
    ['SRC-VTPM', { partition: { vtpm: null } }, 'block'],
    ['HMC-REMOTE', { target: { hmcs: ['hmc2'] } }, 'block'],
  ] as const)('%s with %j could %s at worst', (ruleId, change, atWorst) => {
    expect(judgeChanged(change).findings.find((one) => one.ruleId === ruleId)?.atWorst).toBe(atWorst)
  })

  it('takes a target of which nothing was listed for unknown, not for empty', () => {
    const index = indexFleet(aFleet({ vios: [aVios(), aVios({ lparId: 2 })] }))
    const bare = { ...index, viosOf: (id: string) => (id === betaId ? [] : index.viosOf(id)) }
    const partition = index.partitionsOf(alphaId)[0] ?? aPartition()
    const unknown = judgeMove(bare, partition, aServer({ id: betaId }))
      .findings.filter((one) => one.verdict === 'unknown')
      .map((one) => one.ruleId)
    for (const id of [
      'TGT-UUID',
      'TGT-LPARS',
      'SRC-VSCSI-VIS',
      'TGT-VSLOTS',
      'TGT-VIOS-RED',
      'TGT-VIOS-RMC',
      'MSP-PAIR',
    ])
      expect(unknown).toContain(id)
  })

  it('counts a note among the passes and lists it last', () => {
    const plain = judgeChanged({})
    const noted = judgeChanged({ source: { generation: 'POWER9', firmwareRelease: 950 } })
    expect(noted.verdict).toBe('can')
    expect(noted.passes).toBe(plain.passes)
    expect(noted.findings.map((one) => [one.ruleId, one.verdict, one.remedy])).toEqual([
      ['CPU-MODE-STAY', 'pass', null],
    ])
  })

  it('says of a refused active move whether an inactive one would work', () => {
    expect(judgeChanged({}).inactiveWouldWork).toBeNull()
    expect(judgeChanged({ partition: { rmcState: 'inactive' } }).inactiveWouldWork).toBe(true)
    expect(judgeChanged({ partition: { migrationDisabled: true } }).inactiveWouldWork).toBe(false)
    expect(judgeChanged({ partition: { rmcState: 'inactive', vtpm: null } }).inactiveWouldWork).toBeNull()
    expect(judgeChanged({ target: { availableMemoryMib: mib(0) } }).inactiveWouldWork).toBe(false)
    expect(
      judgeChanged({ partition: { state: 'not activated', migrationDisabled: true } }).inactiveWouldWork,
    ).toBeNull()
  })

  it('takes the kind of move from the state', () => {
    expect(moveTypeOf(aPartition({ state: 'running' }))).toBe('active')
    expect(moveTypeOf(aPartition({ state: 'not activated' }))).toBe('inactive')
    expect(moveTypeOf(aPartition({ state: 'suspended' }))).toBe('suspended')
    expect(moveTypeOf(aPartition({ state: null }))).toBe('active')
    expect(judgeChanged({ partition: { state: 'not activated' } }).moveType).toBe('inactive')
  })

  it('refuses a move to the own server and a partition from nowhere', () => {
    const index = indexFleet(aFleet())
    expect(() => judgeMove(index, aPartition(), aServer())).toThrow('p10-0001 already is on alpha')
    expect(() => judgeMove(index, aPartition({ serverId: 'gone' }), aServer())).toThrow('no server gone')
  })

  it('judges with the catalogue it is given', () => {
    const levels = {
      ...defaultCatalogue.levels,
      data: { ...defaultCatalogue.levels.data, preferredLinkGbps: 100 },
    }
    const judgement = judgeChanged({}, { catalogue: { ...defaultCatalogue, levels } })
    expect(judgement.findings.map((one) => one.ruleId)).toEqual(['MSP-SPEED'])
    expect(judgeChanged({}).findings).toEqual([])
  })
})

describe('judgeStatic and judgeCapacity', () => {
  const index = indexFleet(
    changedFleet({
      partition: { timeReference: true },
      target: { availableMemoryMib: mib(0), lmbMib: mib(128) },
    }),
  )
  const partition = index.partitionsOf(alphaId)[0] ?? aPartition()
  const target = index.serverById.get(betaId) ?? aServer()

  it('split the judgement without a rest', () => {
    const fixed = judgeStatic(index, partition, target)
    const capacity = judgeCapacity(index, partition, target)
    const whole = judgeMove(index, partition, target)
    expect(fixed.passes + capacity.passes).toBe(whole.passes)
    expect([...fixed.findings, ...capacity.findings].map((one) => one.ruleId).toSorted()).toEqual(
      whole.findings.map((one) => one.ruleId).toSorted(),
    )
    expect(capacity.findings.map((one) => one.ruleId)).toEqual(['MEM-AVAIL'])
    const ofCapacity = rules.filter((rule) => rule.scope === 'capacity').map((rule) => rule.id)
    expect(fixed.findings.some((one) => ofCapacity.includes(one.ruleId))).toBe(false)
  })

  it('judges the state it is given, not the one of today', () => {
    const today = todayOf(index, target)
    const roomy = { ...today, freeMemoryMib: mib(100_000) }
    expect(judgeCapacity(index, partition, target, { state: roomy }).verdict).toBe('can')
    expect(judgeCapacity(index, partition, target).verdict).toBe('cannot')
    const changes = [
      { ...roomy, freeCenti: centi(50) },
      { ...roomy, names: new Set([partition.name]) },
      { ...roomy, partitionCount: 1_000 },
      { ...roomy, freeVirtualSlots: take(today.freeVirtualSlots, today.freeVirtualSlots.atLeast - 1) },
    ]
    const refused = changes.map((state) =>
      judgeCapacity(index, partition, target, { state }).findings.map((one) => one.ruleId),
    )
    // Without activations to spare, what does not fit is also more than is activated.
    expect(refused).toEqual([['CPU-AVAIL', 'LIC-PEP'], ['TGT-LPARS'], ['TGT-LPARS'], ['TGT-VSLOTS']])
  })
})

describe('judgeMoves', () => {
  const gamma = '9080-HEX*78A0003'
  const fleet = aFleet({
    servers: [aServer(), aServer({ id: betaId }), aServer({ id: gamma, name: 'gamma' })],
    partitions: [
      aPartition(),
      aPartition({ lparId: 11, state: 'not activated' }),
      aPartition({ serverId: betaId, lparId: 12 }),
    ],
  })
  const pairs = (...of: Parameters<typeof judgeMoves>) =>
    judgeMoves(...of).map((one) => `${one.partitionId.slice(-7)} to ${one.targetServerId.slice(-1)}`)

  it('judges every partition on every server but its own', () => {
    expect(pairs(fleet, null, null)).toEqual([
      '0001/10 to 2',
      '0001/10 to 3',
      '0001/11 to 2',
      '0001/11 to 3',
      '0002/12 to 1',
      '0002/12 to 3',
    ])
    expect(judgeMoves(fleet, null, null).map((one) => one.verdict)).toEqual(Array(6).fill('can'))
  })

  it('keeps to the ids asked for and leaves unknown ones out', () => {
    expect(pairs(fleet, [`${alphaId}/11`, 'gone'], [gamma, 'gone'])).toEqual(['0001/11 to 3'])
    expect(pairs(fleet, [], null)).toEqual([])
  })

  it('says what judgeMove says', () => {
    const index = indexFleet(fleet)
    const one = index.partitionById.get(`${betaId}/12`) ?? aPartition()
    const there = index.serverById.get(gamma) ?? aServer()
    expect(judgeMoves(fleet, [one.id], [gamma])).toEqual([judgeMove(index, one, there)])
  })
})
