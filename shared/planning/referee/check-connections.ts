/** Checks of how adapters are connected on the targets: VIOS, disks and ports are there; slots and places are free. */
import type { BackingDevice, Partition, Server, Vios, VnicBackingDevice } from '../../inventory/fleet.ts'
import { freeSlots, slotsUsed } from '../../mobility/target-state.ts'
import type { AdapterMapping } from '../../mobility/suggest/suggestion.ts'
import { count, list } from '../../mobility/words.ts'
import { centiPercent, percentText } from '../../inventory/units.ts'
import { portOf, portWords, sriovObstacle, sriovRooms } from '../../mobility/vnic/sriov-ports.ts'
import type { VnicPlace } from '../../plan/connections.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeCheck, type RefereeContext, type ResolvedMove } from './context.ts'
import { worstAmount, type OrderedAmount } from './worst-order.ts'

export const connectionsFit: RefereeCheck = {
  id: 'R-CONNECT',
  title:
    'Adapters go to running VIOS of the target that see their disks and units, and to ports that are ready',
  judge: (context) =>
    context.moves.flatMap((one) => {
      const { move, target } = one
      const at = { moveId: move.id, serverId: target.id }
      const faults = [
        ...wholeFaults(one),
        ...(move.connections?.adapters ?? []).flatMap((adapter) => {
          const fault = viosFault(context, one, adapter) ?? adapterFault(context, one, adapter)
          return fault === null ? [] : [`${keyOf(adapter)}: ${fault}`]
        }),
      ]
      return faults.map((fault) => violation('R-CONNECT', `${move.partitionName}, ${fault}.`, at))
    }),
}

interface Keyed {
  readonly kind: string
  readonly clientSlot: number
  readonly vnic?: Pick<VnicPlace, 'device'> | undefined
}

/** What has one place: an adapter, or a backing device of a vNIC. */
const keyOf = ({ kind, clientSlot, vnic }: Keyed): string =>
  `${kind} slot ${clientSlot}${vnic === undefined ? '' : ` device ${vnic.device}`}`

/** Every adapter is named once; connections that call themselves complete leave none out. */
function wholeFaults({ move, partition }: ResolvedMove): readonly string[] {
  const { connections } = move
  if (connections === undefined) return []
  const named = [...connections.adapters, ...connections.open].map(keyOf)
  const open = new Set(connections.open.map(keyOf))
  const twice = [
    ...named.filter((key, at) => named.indexOf(key) !== at),
    // A vNIC is connected with all its backing devices or open as a whole.
    ...connections.adapters.filter((one) => open.has(`vNIC slot ${one.clientSlot}`)).map(keyOf),
  ]
  const faults = [...new Set(twice)].map((key) => `${key}: it is connected twice`)
  if (!connections.complete) return faults
  if (partition.virtualScsi === null || partition.virtualFibreChannel === null || !hasKnownVnics(partition))
    return [...faults, 'connections: they are called complete, but its adapters are not known']
  const mapped = new Set(connections.adapters.map(keyOf))
  const left = adaptersOf(partition)
    .map(keyOf)
    .filter((key) => !mapped.has(key))
  return left.length === 0
    ? faults
    : [...faults, `connections: they are called complete, but ${list(left)} is open`]
}

/** A missing list is judged by SRC-VNIC; one that is there must say what backs each of them. */
const hasKnownVnics = ({ vnics }: Partition): boolean =>
  (vnics ?? []).every(({ backing, backingDevices }) => backing !== null && backing.length >= backingDevices)

function adaptersOf({ virtualScsi, virtualFibreChannel, vnics }: Partition): readonly Keyed[] {
  return [
    ...(virtualScsi ?? []).map(({ slot }) => ({ kind: 'virtual SCSI', clientSlot: slot })),
    ...(virtualFibreChannel ?? []).map(({ slot }) => ({ kind: 'virtual Fibre Channel', clientSlot: slot })),
    ...(vnics ?? []).flatMap(({ slot, backing }) =>
      (backing ?? []).map((_, device) => ({ kind: 'vNIC', clientSlot: slot, vnic: { device } })),
    ),
  ]
}

function viosFault(
  { index }: RefereeContext,
  { target }: ResolvedMove,
  adapter: AdapterMapping,
): string | null {
  const vios = index.viosById.get(adapter.targetViosId)
  if (vios === undefined) return `the inventory has no VIOS ${adapter.targetViosId}`
  if (vios.serverId !== target.id) return `${vios.name} is not on ${target.name}`
  if (vios.name !== adapter.targetViosName || vios.lparId !== adapter.targetViosLparId)
    return `${adapter.targetViosId} is ${vios.name}, partition id ${vios.lparId}`
  if (vios.state !== 'running') return `${vios.name} is ${vios.state ?? 'in an unknown state'}`
  return vios.rmcState === 'active' ? null : `RMC to ${vios.name} is ${vios.rmcState ?? 'not known'}`
}

function adapterFault(
  { index }: RefereeContext,
  { partition, source, target }: ResolvedMove,
  adapter: AdapterMapping,
): string | null {
  const vios = index.viosById.get(adapter.targetViosId)
  if (vios === undefined) return null
  const has = adaptersOf(partition).some((one) => keyOf(one) === keyOf(adapter))
  if (!has) return `${partition.name} has no such adapter`
  switch (adapter.kind) {
    case 'virtual Fibre Channel':
      return portFault(vios, adapter.port)
    case 'vNIC':
      return vnicFault(partition, source, target, adapter)
    case 'virtual SCSI':
      return scsiFault(index.viosById, partition, vios, adapter)
  }
}

function scsiFault(
  viosById: ReadonlyMap<string, Vios>,
  partition: Partition,
  vios: Vios,
  { clientSlot }: AdapterMapping,
): string | null {
  const backing = partition.virtualScsi?.find(({ slot }) => slot === clientSlot)?.backing ?? null
  if (backing === null) return 'what backs it is not known'
  const seen = new Set(vios.physicalVolumes?.map((one) => one.uniqueId))
  const isThere = (one: BackingDevice): boolean => {
    if (one.kind !== 'shared-pool-unit') return one.uniqueId !== null && seen.has(one.uniqueId)
    const cluster = viosById.get(one.viosId)?.clusterId ?? null
    return cluster !== null && vios.clusterId === cluster
  }
  const hidden = backing.filter((one) => !isThere(one))
  return hidden.length === 0 ? null : `${vios.name} does not see ${list(hidden.map(({ name }) => name))}`
}

/** The backing device is the one of the inventory, and the port takes logical ports of its capacity at all. */
function vnicFault(
  partition: Partition,
  source: Server,
  target: Server,
  { clientSlot, vnic, port }: AdapterMapping,
): string | null {
  if (vnic === undefined) return 'it has no port'
  const devices: readonly VnicBackingDevice[] =
    partition.vnics?.find(({ slot }) => slot === clientSlot)?.backing ?? []
  const now = devices[vnic.device]
  if (now?.adapterId !== vnic.sourceAdapterId || now.portId !== vnic.sourcePortId)
    return `its backing device is not on ${portWords({ adapterId: vnic.sourceAdapterId, portId: vnic.sourcePortId })} of ${source.name}`
  if (now.capacity !== vnic.capacity) return 'its capacity is not the one it has now'
  if (port !== portWords(vnic)) return `its port is called ${port ?? 'nothing'}`
  const there = portOf(target, vnic)
  const room = sriovRooms(target).rooms.find((one) => one.port === there)
  if (there === undefined || room === undefined) return `${target.name} has no ${portWords(vnic)}`
  const fault = room.unfit ?? room.doubt ?? sriovObstacle(room, centiPercent(vnic.capacity))
  return fault === null ? null : `${portWords(vnic)} of ${target.name} ${fault}`
}

function portFault(vios: Vios, name: string | null): string | null {
  if (name === null) return null
  const port = vios.fibreChannelPorts?.find((one) => one.name === name)
  if (port === undefined) return `${vios.name} has no port ${name}`
  return port.npivReady === true ? null : `port ${name} of ${vios.name} is not ready for NPIV`
}

export const connectionsHaveRoom: RefereeCheck = {
  id: 'R-CONNECT-ROOM',
  title: 'Slots and port places the plan gives to adapters are free and given once',
  judge: (context) => {
    const targets = [...new Set(context.moves.map(({ target }) => target))]
    return targets.flatMap((target) => {
      const members = context.index.partitionsOf(target.id)
      return [
        ...context.index.viosOf(target.id).flatMap((vios) => judgeVios(context, target, vios, members)),
        ...judgeSriovPorts(context, target),
      ]
    })
  },
}

interface Arrival {
  readonly one: ResolvedMove
  readonly adapter: AdapterMapping
}

function judgeVios(
  context: RefereeContext,
  target: Server,
  vios: Vios,
  members: readonly Partition[],
): readonly PlanViolation[] {
  const arrivals = context.moves.flatMap((one): Arrival[] =>
    one.target.id === target.id
      ? (one.move.connections?.adapters ?? [])
          .filter((adapter) => adapter.targetViosId === vios.id)
          .map((adapter) => ({ one, adapter }))
      : [],
  )
  if (arrivals.length === 0) return []
  const used = slotsUsed(members, vios)
  return [
    ...namedSlots(context, target, vios, arrivals),
    ...room(context, target, {
      what: `${vios.name} of ${target.name}`,
      words: (number) => count(number, 'virtual slot'),
      free: freeSlots(vios, used) ?? 0,
      arrivals,
      leaving: (partition) =>
        [...slotsUsed([partition], vios)].filter((slot) => isCounted(vios, slot)).length,
    }),
    ...(vios.fibreChannelPorts ?? []).flatMap((port) =>
      room(context, target, {
        what: `port ${port.name} of ${vios.name}`,
        words: (number) => count(number, 'NPIV place'),
        free: port.availablePorts ?? 0,
        arrivals: arrivals.filter(({ adapter }) => adapter.vnic === undefined && adapter.port === port.name),
        leaving: (partition) =>
          (partition.virtualFibreChannel ?? []).filter(
            (one) => one.viosLparId === vios.lparId && one.port === port.name,
          ).length,
      }),
    ),
  ]
}

/** Capacity and logical ports of every SR-IOV port that vNICs arrive on; what leaves gives back what it has. */
function judgeSriovPorts(context: RefereeContext, target: Server): readonly PlanViolation[] {
  const arrivals = context.moves.flatMap((one): Arrival[] =>
    one.target.id === target.id
      ? (one.move.connections?.adapters ?? [])
          .filter(({ vnic }) => vnic !== undefined)
          .map((adapter) => ({ one, adapter }))
      : [],
  )
  if (arrivals.length === 0) return []
  return sriovRooms(target).rooms.flatMap(({ port, capacity, logicalPorts }) => {
    const here = arrivals.filter(
      ({ adapter: { vnic } }) => vnic?.adapterId === port.adapterId && vnic.portId === port.portId,
    )
    if (here.length === 0) return []
    const held = (partition: Partition): readonly VnicBackingDevice[] =>
      (partition.vnics ?? [])
        .flatMap(({ backing }) => backing ?? [])
        .filter((one) => one.adapterId === port.adapterId && one.portId === port.portId)
    const what = `${portWords(port)} of ${target.name}`
    return [
      ...room(context, target, {
        what,
        words: (number) => count(number, 'logical port'),
        free: logicalPorts ?? 0,
        arrivals: here,
        leaving: (partition) => held(partition).length,
      }),
      ...room(context, target, {
        what,
        words: (number) => `${percentText(centiPercent(number))} %`,
        free: capacity ?? 0,
        arrivals: here,
        amountOf: ({ adapter }) => adapter.vnic?.capacity ?? 0,
        leaving: (partition) => held(partition).reduce((sum, one) => sum + (one.capacity ?? 0), 0),
      }),
    ]
  })
}

/** Slots below the next free one are not among the free ones, so leaving them frees nothing that was counted. */
const isCounted = ({ nextFreeVirtualSlot, maxVirtualSlots }: Vios, slot: number): boolean =>
  nextFreeVirtualSlot !== null &&
  maxVirtualSlots !== null &&
  slot >= nextFreeVirtualSlot &&
  slot < maxVirtualSlots

function namedSlots(
  context: RefereeContext,
  target: Server,
  vios: Vios,
  arrivals: readonly Arrival[],
): readonly PlanViolation[] {
  const given = new Map<number, Arrival>()
  return arrivals.flatMap((arrival) => {
    const slot = arrival.adapter.targetViosSlot
    if (slot === null) return []
    const { move } = arrival.one
    const where = { moveId: move.id, serverId: target.id }
    const say = (text: string): PlanViolation[] => [violation('R-CONNECT-ROOM', text, where)]
    const before = given.get(slot)
    given.set(slot, arrival)
    if (before !== undefined)
      return say(
        `Slot ${slot} of ${vios.name} is given to ${before.one.move.partitionName} and to ${move.partitionName}.`,
      )
    const holders = context.index
      .partitionsOf(target.id)
      .filter((partition) => slotsUsed([partition], vios).has(slot))
    const stays = holders.find((partition) => !isGoneBefore(context, target, partition, move.id))
    if (stays !== undefined)
      return say(`Slot ${slot} of ${vios.name} belongs to ${stays.name} when ${move.partitionName} arrives.`)
    return isCounted(vios, slot) || holders.length > 0
      ? []
      : say(`Slot ${slot} of ${vios.name} is not among its free ones.`)
  })
}

function isGoneBefore(
  { moves, ancestors }: RefereeContext,
  server: Server,
  partition: Partition,
  moveId: string,
): boolean {
  return moves.some(
    ({ move, source }) =>
      source.id === server.id &&
      move.partitionId === partition.id &&
      ancestors.get(moveId)?.has(move.id) === true,
  )
}

interface Room {
  readonly what: string
  /** A number with its unit. */
  readonly words: (number: number) => string
  readonly free: number
  readonly arrivals: readonly Arrival[]
  /** What an arrival takes; 1 where absent. */
  readonly amountOf?: (arrival: Arrival) => number
  /** What a partition gives back when it leaves. */
  readonly leaving: (partition: Partition) => number
}

/** The most that is taken at once over every timing the order allows. */
function room(
  { moves, ancestors }: RefereeContext,
  target: Server,
  { what, words, free, arrivals, amountOf = () => 1, leaving }: Room,
): readonly PlanViolation[] {
  const amounts = moves.flatMap(({ move, source, partition }): OrderedAmount[] => {
    const taken = arrivals
      .filter(({ one }) => one.move === move)
      .reduce((sum, arrival) => sum + amountOf(arrival), 0)
    const given = source.id === target.id ? leaving(partition) : 0
    return [
      ...(taken === 0 ? [] : [{ moveId: move.id, amount: taken }]),
      ...(given === 0 ? [] : [{ moveId: move.id, amount: -given }]),
    ]
  })
  const worst = worstAmount(amounts, ancestors)
  if (worst <= free) return []
  const text = `${what} has ${words(free)} free; the plan takes ${words(worst)}.`
  return [violation('R-CONNECT-ROOM', text, { serverId: target.id })]
}
