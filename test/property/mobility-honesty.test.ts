/**
 * Less knowledge never makes a rule pass: forgetting an attribute or an answer turns no warning, refusal or unknown into
 * a pass; and what is refused with less knowledge does not pass with more.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import {
  statementSubjects,
  type Fleet,
  type Partition,
  type Server,
  type Statement,
  type Vios,
} from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { judgeMove } from '../../shared/mobility/judge.ts'
import type { MoveType } from '../../shared/mobility/verdict.ts'
import {
  aFibreChannelAdapter,
  alphaId,
  anSriovAdapter,
  anSriovPort,
  aPort,
  aVnic,
  betaId,
  withSriov,
} from '../support/fleet-builder.ts'
import { changedFleet } from '../support/mobility-cases.ts'

/** Each attribute as it is, or one of some values worth a rule's attention. */
function some<T extends object>(values: { readonly [K in keyof T]?: readonly T[K][] }): fc.Arbitrary<
  Partial<T>
> {
  const model = Object.fromEntries(
    Object.entries(values).map(([key, list]) => [key, fc.constantFrom(...(list as readonly unknown[]))]),
  )
  return fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>
}

const yesNo = [true, false]
const memories = [mib(0), mib(1_024), mib(34_047), mib(34_048), mib(500_000)]

const partitionChange = some<Partition>({
  os: ['aix', 'linux', 'ibmi'],
  osVersion: ['IBM i 7.1', 'IBM i 7.4', 'i5/OS 6.1'],
  rmcState: ['active', 'inactive', 'none'],
  migrationState: ['Not_Migrating', 'Migration Failed'],
  migrationDisabled: yesNo,
  currentMode: ['POWER7', 'POWER9', 'POWER10'],
  desiredMode: ['default', 'POWER7', 'POWER9', 'POWER11'],
  memoryMode: ['dedicated', 'shared'],
  memoryMib: memories,
  maxMemoryMib: [mib(65_536), mib(4_000_000)],
  hptRatio: [64, 128],
  hugePages: [0, 2],
  memoryExpansion: [0, 1.5],
  processorMode: ['shared', 'dedicated'],
  entitledCenti: [centi(5), centi(100), centi(9_999)],
  virtualProcessors: [1, 64],
  maxVirtualProcessors: [8, 512],
  maxCenti: [centi(800), centi(20_000)],
  sharingMode: ['uncap', 'share_idle_procs_always'],
  poolId: [0, 3],
  poolName: ['DefaultPool', 'db'],
  allResources: yesNo,
  servicePartition: yesNo,
  timeReference: yesNo,
  redundantErrorPathReporting: yesNo,
  restrictedIo: yesNo,
  vtpm: yesNo,
  simplifiedRemoteRestart: yesNo,
  workGroupId: ['none', '4'],
  physicalSlots: [[], [{ name: '21010003', description: null, required: false }]],
  hostEthernetPorts: [[], ['1']],
  hostChannelAdapters: [[], ['1']],
  sriovPorts: [[], ['27004003']],
  vnics: [[], [aVnic({ slot: 3, backing: null })], [aVnic({ slot: 3 })]],
  virtualFibreChannel: [[], [aFibreChannelAdapter()], [aFibreChannelAdapter({ wwpns: ['c0'] })]],
  extraSerialAdapters: [0, 1],
  dlparCapable: yesNo,
  barrierArrays: [0, 4],
  minAffinityScore: [0, 80],
  minAffinityAction: ['warn', 'fail'],
  currentProfile: ['normal', 'other'],
  defaultProfile: ['normal', 'other'],
  profileNames: [['normal'], ['normal', 'other']],
  profileSynchronised: yesNo,
  virtualSerialNumber: ['', 'VSN1234'],
})

const serverChange = some<Server>({
  generation: ['POWER7', 'POWER9', 'POWER10', 'POWER11'],
  firmwareRelease: [720, 770, 950, 1050, 1110],
  state: ['operating', 'standby'],
  availableMemoryMib: memories,
  availableCenti: [centi(0), centi(100), centi(3_200)],
  lmbMib: [mib(128), mib(256)],
  minCentiPerVirtualProcessor: [centi(5), centi(60)],
  maxVirtualProcessorsPerPartition: [4, 64],
  maxProcessorsPerPartition: [4, 64],
  compatModes: [
    ['default', 'POWER7', 'POWER8'],
    ['default', 'POWER9', 'POWER10', 'POWER11'],
  ],
  maxPartitions: [2, 1_000],
  memoryMirroring: ['none', 'sys_firmware_only'],
  optimizerRunning: yesNo,
  hmcLevel: ['7.7.9', '9.1.940', '10.3.1060', '11.1.1110'],
  activatedCores: [0, 33, 64],
  enterprisePool: ['', 'P1', 'P2'],
  configurableCenti: [centi(3_200), centi(6_400)],
  activeMobilityCapable: yesNo,
  inactiveMobilityCapable: yesNo,
  maxActiveMigrations: [0, 8],
  maxInactiveMigrations: [0, 4],
  activeMigrationsInProgress: [0, 8],
  inactiveMigrationsInProgress: [0, 4],
  virtualSwitches: [[], [{ name: 'ETHERNET0', mode: 'VEPA' }]],
  sriovAdapters: [[], [anSriovAdapter({ ports: 1 })]],
  sriovPhysicalPorts: [[], [anSriovPort()], withSriov().sriovPhysicalPorts],
  processorPools: [[], [{ id: 3, name: 'db', maxCenti: centi(50), reservedCenti: centi(0) }]],
})

const viosChange = some<Vios>({
  state: ['running', 'not activated'],
  rmcState: ['active', 'inactive'],
  mover: yesNo,
  level: ['2.2.1.0', '3.1.4.10', '4.1.0.0'],
  moverSlots: [4, 8],
  linkGbps: [1, 10, 25],
  maxVirtualSlots: [40, 41, 400],
  fibreChannelPorts: [[], [aPort({ availablePorts: 0 })], [aPort({ availablePorts: 5 })]],
  networkBridges: [[], [{ name: null, virtualSwitch: 'ETHERNET0', vlanIds: [99] }]],
  physicalVolumes: [[], [{ name: 'hdisk0', uniqueId: 'other', sizeMib: null, reservePolicy: 'single_path' }]],
})

/** Answers of the fleet, of a server, of the partition; none, one or two of a subject. */
const statements: fc.Arbitrary<readonly Statement[]> = fc
  .array(
    fc.record({
      subject: fc.constantFrom(...statementSubjects),
      of: fc.constantFrom<readonly [Statement['scope'], string | null]>(
        ['fleet', null],
        ['server', alphaId],
        ['server', betaId],
        ['partition', `${alphaId}/10`],
      ),
      holds: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ subject, of: [scope, scopeId], holds }) => ({ subject, scope, scopeId, holds, reason: null })),
  )

const moveTypes = fc.constantFrom<MoveType>('active', 'inactive', 'suspended')
const changes = fc
  .record({
    partition: partitionChange.map((change) => ({
      ...change,
      environment: change.os === 'ibmi' ? 'os400' : 'aixlinux',
    })),
    source: serverChange,
    target: serverChange,
    sourceVios: viosChange,
    targetVios: viosChange,
    secondTargetVios: viosChange,
    statements,
  })
  .map((change) => {
    // Only servers up to POWER7 have the register, so only there can a partition have arrays of it.
    const old = (change.partition.barrierArrays ?? 0) > 0 ? { generation: 'POWER7' as const } : {}
    return changedFleet({ ...change, source: { ...change.source, ...old } })
  })

/** Attributes whose absence is an answer of its own: without a firmware maximum the limit of the HMC holds. */
const optional: ReadonlySet<string> = new Set(['maxFirmwareActiveMigrations'])
const always: ReadonlySet<string> = new Set([
  'id',
  'serverId',
  'lparId',
  'name',
  'hmcs',
  'capabilities',
  'origins',
])

type Side = 'partition' | 'source' | 'target' | 'source vios' | 'target vios'
const sides: readonly Side[] = ['partition', 'source', 'target', 'source vios', 'target vios']

function entitiesOf(fleet: Fleet, side: Side): readonly object[] {
  if (side === 'partition') return fleet.partitions
  return side.endsWith('vios') ? fleet.vios : fleet.servers
}

function forgetful(fleet: Fleet, side: Side, attribute: string): Fleet {
  const serverId = side.startsWith('source') ? alphaId : betaId
  const forget = <T extends object>(entity: T, owner: string): T =>
    owner === serverId ? { ...entity, [attribute]: null } : entity
  if (side === 'partition')
    return { ...fleet, partitions: fleet.partitions.map((one) => forget(one, betaId)) }
  return side.endsWith('vios')
    ? { ...fleet, vios: fleet.vios.map((one) => forget(one, one.serverId)) }
    : { ...fleet, servers: fleet.servers.map((one) => forget(one, one.id)) }
}

/** What each rule says that does not pass (a note passes). */
function notPassing(fleet: Fleet, moveType: MoveType): ReadonlyMap<string, string> {
  const index = indexFleet(fleet)
  const partition = index.partitionsOf(alphaId)[0]
  const target = index.serverById.get(betaId)
  if (partition === undefined || target === undefined) throw new Error('the fleet lost its partition')
  const { findings } = judgeMove(index, partition, target, { moveType })
  return new Map(
    findings.filter((one) => one.verdict !== 'pass').map((one) => [one.ruleId, one.verdict] as const),
  )
}

const forgotten = fc.constantFrom(
  ...sides.flatMap((side) =>
    Object.keys(entitiesOf(changedFleet({}), side)[0] ?? {})
      .filter((attribute) => !always.has(attribute) && !optional.has(attribute))
      .map((attribute) => ({ side, attribute })),
  ),
)

/** Without a server's own list the catalogue answers for its modes, and the list may then say better. */
const byCatalogue: ReadonlySet<string> = new Set(['CPU-MODE-A', 'CPU-MODE-I'])

describe('honesty of the mobility rules', () => {
  it('a rule that does not pass does not pass with less knowledge either', () => {
    fc.assert(
      fc.property(changes, forgotten, moveTypes, (fleet, { side, attribute }, moveType) => {
        const before = notPassing(fleet, moveType)
        const after = notPassing(forgetful(fleet, side, attribute), moveType)
        expect([...before.keys()].filter((rule) => !after.has(rule))).toEqual([])
      }),
      { numRuns: 1_000, seed: 20_261_123 },
    )
  })

  it('nor without any answer to a question', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...statementSubjects), moveTypes, (fleet, subject, moveType) => {
        const silent = { ...fleet, statements: fleet.statements.filter((one) => one.subject !== subject) }
        const [before, after] = [notPassing(fleet, moveType), notPassing(silent, moveType)]
        expect([...before.keys()].filter((rule) => !after.has(rule))).toEqual([])
      }),
      { numRuns: 1_000, seed: 20_261_123 },
    )
  })

  it('what is refused with less knowledge does not pass with more', () => {
    fc.assert(
      fc.property(changes, forgotten, moveTypes, (fleet, { side, attribute }, moveType) => {
        const less = notPassing(forgetful(fleet, side, attribute), moveType)
        const more = notPassing(fleet, moveType)
        const exempt = attribute === 'compatModes' ? byCatalogue : new Set<string>()
        expect(
          [...less].filter(([rule, verdict]) => verdict === 'block' && !more.has(rule) && !exempt.has(rule)),
        ).toEqual([])
      }),
      { numRuns: 1_000, seed: 20_261_124 },
    )
  })
})
