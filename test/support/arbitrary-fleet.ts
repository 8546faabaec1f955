/** Arbitrary fleets for property tests: every attribute known and unknown, lists empty, long and absent, any text. */
import fc from 'fast-check'
import {
  catalogueTables,
  statementSubjects,
  type CatalogueEdit,
  type Fleet,
  type Partition,
  type Server,
  type Statement,
  type Vios,
} from '../../shared/inventory/fleet.ts'

// Lone surrogates are no characters; UTF-8, and so SQLite, cannot hold them.
const text = fc.string({ unit: 'binary', maxLength: 8 })
const whole = fc.integer({ min: 0, max: 4_000_000 })
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 })
const maybeFew = <T>(arbitrary: fc.Arbitrary<T>) => orNull(few(arbitrary))
const words = orNull(text)
const number = orNull(whole)
const flag = orNull(fc.boolean())
const origins = fc.dictionary(text, fc.record({ file: text, line: number }), { maxKeys: 3 })
const mode = orNull(fc.constantFrom('shared' as const, 'dedicated' as const))

/** Values without their branded units: the brands exist in the type checker only. */
type Plain<T> = T extends number
  ? number
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T

const server: fc.Arbitrary<Plain<Server>> = fc.record<Plain<Server>>({
  id: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  name: text,
  uuid: words,
  typeModel: words,
  serial: words,
  hmcs: few(text),
  site: words,
  generation: orNull(fc.constantFrom('POWER8' as const, 'POWER9' as const, 'POWER11' as const)),
  firmware: words,
  firmwareRelease: number,
  state: words,
  installedMemoryMib: number,
  configurableMemoryMib: number,
  availableMemoryMib: number,
  firmwareMemoryMib: number,
  lmbMib: number,
  installedCenti: number,
  configurableCenti: number,
  availableCenti: number,
  minCentiPerVirtualProcessor: number,
  maxVirtualProcessorsPerPartition: number,
  maxProcessorsPerPartition: number,
  hugePagesConfigurable: number,
  hugePagesAvailable: number,
  compatModes: maybeFew(text),
  sriovAdapters: maybeFew(fc.record({ id: whole, location: words, state: words, ports: number })),
  sriovPhysicalPorts: maybeFew(
    fc.record({
      adapterId: whole,
      portId: whole,
      location: words,
      label: words,
      subLabel: words,
      linkUp: flag,
      logicalPorts: number,
      maxLogicalPorts: number,
      capacityStep: number,
      allocatedCapacity: number,
      allocatedOf: number,
    }),
  ),
  maxPartitions: number,
  activeMobilityCapable: flag,
  inactiveMobilityCapable: flag,
  maxActiveMigrations: number,
  maxFirmwareActiveMigrations: number,
  maxInactiveMigrations: number,
  activeMigrationsInProgress: number,
  inactiveMigrationsInProgress: number,
  memoryMirroring: words,
  optimizerRunning: flag,
  hmcLevel: words,
  activatedCores: number,
  enterprisePool: words,
  capabilities: fc.dictionary(text, fc.boolean(), { maxKeys: 3 }),
  virtualSwitches: maybeFew(fc.record({ name: text, mode: words })),
  processorPools: maybeFew(fc.record({ id: whole, name: words, maxCenti: number, reservedCenti: number })),
  origins,
})

const vios = (id: string, serverId: string, lparId: number): fc.Arbitrary<Plain<Vios>> =>
  fc.record<Plain<Vios>>({
    id: fc.constant(id),
    serverId: fc.constant(serverId),
    lparId: fc.constant(lparId),
    name: text,
    uuid: words,
    state: words,
    rmcState: words,
    mover: flag,
    level: words,
    memoryMib: number,
    maxMemoryMib: number,
    processorMode: mode,
    entitledCenti: number,
    virtualProcessors: number,
    maxVirtualSlots: number,
    nextFreeVirtualSlot: number,
    moverSlots: number,
    concurrencyLevel: number,
    linkGbps: orNull(fc.double({ min: 0, max: 400, noNaN: true })),
    moverAddresses: maybeFew(text),
    clusterId: words,
    clusterName: words,
    fibreChannelPorts: maybeFew(
      fc.record({ name: text, wwpn: words, npivReady: flag, totalPorts: number, availablePorts: number }),
    ),
    physicalVolumes: maybeFew(
      fc.record({ name: text, uniqueId: words, sizeMib: number, reservePolicy: words }),
    ),
    networkBridges: maybeFew(fc.record({ name: words, virtualSwitch: words, vlanIds: few(whole) })),
    origins,
  })

const partition = (id: string, serverId: string, lparId: number): fc.Arbitrary<Plain<Partition>> =>
  fc.record<Plain<Partition>>({
    id: fc.constant(id),
    serverId: fc.constant(serverId),
    lparId: fc.constant(lparId),
    name: text,
    uuid: words,
    os: orNull(fc.constantFrom('aix' as const, 'linux' as const, 'ibmi' as const)),
    environment: words,
    osVersion: words,
    state: words,
    rmcState: words,
    migrationState: words,
    migrationDisabled: flag,
    currentProfile: words,
    currentMode: words,
    desiredMode: words,
    memoryMode: orNull(fc.constantFrom('dedicated' as const, 'shared' as const)),
    memoryMib: number,
    minMemoryMib: number,
    maxMemoryMib: number,
    hptRatio: number,
    hugePages: number,
    memoryExpansion: orNull(fc.double({ min: 0, max: 10, noNaN: true })),
    processorMode: mode,
    entitledCenti: number,
    minCenti: number,
    maxCenti: number,
    virtualProcessors: number,
    maxVirtualProcessors: number,
    sharingMode: words,
    uncappedWeight: number,
    poolId: number,
    poolName: words,
    allResources: flag,
    servicePartition: flag,
    timeReference: flag,
    redundantErrorPathReporting: flag,
    restrictedIo: flag,
    vtpm: flag,
    simplifiedRemoteRestart: flag,
    workGroupId: words,
    dlparCapable: flag,
    virtualSerialNumber: words,
    defaultProfile: words,
    profileNames: maybeFew(text),
    profileSynchronised: flag,
    barrierArrays: number,
    minAffinityScore: number,
    minAffinityAction: orNull(fc.constantFrom('warn' as const, 'fail' as const)),
    maxVirtualSlots: number,
    physicalSlots: maybeFew(fc.record({ name: text, description: words, required: flag })),
    hostEthernetPorts: maybeFew(text),
    hostChannelAdapters: maybeFew(text),
    sriovPorts: maybeFew(text),
    vnics: maybeFew(
      fc.record({
        slot: whole,
        portVlanId: number,
        macAddress: words,
        backingDevices: whole,
        backing: maybeFew(
          fc.record({
            viosLparId: number,
            viosName: words,
            viosUuid: words,
            adapterId: number,
            portId: number,
            capacity: number,
          }),
        ),
      }),
    ),
    virtualEthernet: maybeFew(
      fc.record({
        slot: whole,
        virtualSwitch: words,
        portVlanId: number,
        taggedVlanIds: few(whole),
        macAddress: words,
      }),
    ),
    virtualScsi: maybeFew(
      fc.record({
        slot: whole,
        viosLparId: number,
        viosName: words,
        viosSlot: number,
        required: flag,
        backing: maybeFew(
          fc.record({
            viosId: text,
            kind: orNull(fc.constantFrom('disk' as const, 'logical-volume' as const, 'optical' as const)),
            name: text,
            uniqueId: words,
          }),
        ),
      }),
    ),
    virtualFibreChannel: maybeFew(
      fc.record({
        slot: whole,
        viosLparId: number,
        viosName: words,
        viosSlot: number,
        wwpns: few(text),
        port: words,
        loggedIn: flag,
      }),
    ),
    extraSerialAdapters: number,
    typicalWeek: orNull(
      fc.array(orNull(fc.double({ min: 0, max: 64, noNaN: true })), { minLength: 168, maxLength: 168 }),
    ),
    origins,
  })

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Sorted by their key, and each key once, as a fleet has them. */
const byKey =
  <T>(keyOf: (item: T) => readonly string[]) =>
  (items: readonly T[]): readonly T[] =>
    items.toSorted((a, b) => {
      const [left, right] = [keyOf(a), keyOf(b)]
      const place = left.findIndex((part, i) => part !== right[i])
      return place < 0 ? 0 : (left[place] ?? '') < (right[place] ?? '') ? -1 : 1
    })
const statementKey = (one: Statement) => [one.subject, one.scope, one.scopeId ?? '']
const editKey = (one: CatalogueEdit) => [one.table, one.key]
const someId = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 })

/** Also about partitions that are not in the fleet: those left. */
const statements = fc
  .uniqueArray(
    fc
      .record({
        subject: fc.constantFrom(...statementSubjects),
        scope: fc.constantFrom('fleet' as const, 'server' as const, 'partition' as const),
        scopeId: someId,
        holds: fc.boolean(),
        reason: words,
      })
      .map((one): Statement => ({ ...one, scopeId: one.scope === 'fleet' ? null : one.scopeId })),
    { selector: (one) => JSON.stringify(statementKey(one)), maxLength: 4 },
  )
  .map(byKey(statementKey))
const catalogueEdits = fc
  .uniqueArray(
    fc.record({ table: fc.constantFrom(...catalogueTables), key: text, value: text, reason: words }),
    { selector: (one) => JSON.stringify(editKey(one)), maxLength: 4 },
  )
  .map(byKey(editKey))

const pastMoves = fc
  .uniqueArray(
    fc.record({
      id: text,
      streamId: words,
      partitionName: words,
      partitionUuid: words,
      lparId: number,
      sourceServer: words,
      targetServer: words,
      sourceMover: words,
      targetMover: words,
      endedAt: number,
      seconds: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
      bytes: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      origin: fc.record({ file: text, line: number }),
      assignedTo: words,
      leftOut: fc.boolean(),
    }),
    { selector: (one) => one.id, maxLength: 4 },
  )
  .map(byId)

/** Fleets of up to three servers with up to three VIOS and partitions each, sorted by id as every fleet is. */
export const arbitraryFleet: fc.Arbitrary<Fleet> = fc
  .uniqueArray(server, { selector: (one) => one.id, maxLength: 3 })
  .chain((servers) => {
    const members = servers.flatMap((one) => [1, 2, 3].map((lparId) => ({ serverId: one.id, lparId })))
    return fc.record({
      servers: fc.constant(byId(servers)),
      vios: fc
        .subarray(members)
        .chain((chosen) =>
          fc.tuple(...chosen.map((one) => vios(`${one.serverId}/${one.lparId}`, one.serverId, one.lparId))),
        )
        .map(byId),
      partitions: fc
        .subarray(members)
        .chain((chosen) =>
          fc.tuple(
            ...chosen.map((one) =>
              partition(`${one.serverId}/${one.lparId + 10}`, one.serverId, one.lparId + 10),
            ),
          ),
        )
        .map(byId),
      importedAt: number,
      statements,
      catalogueEdits,
      pastMoves,
    })
  })
  .map((fleet) => fleet as unknown as Fleet)
