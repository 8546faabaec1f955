/**
 * The fleet as the referee finds it after each stage: moves are booked one after the other, on ledgers of servers, VIOS
 * and ports. Its own account of what the search derives in `stages/fleet-after.ts`; both have to come to the same fleet,
 * figure by figure, or the hash of the next plan does not agree.
 */
import type { Fleet, Partition, Server, Vios, VirtualFibreChannelAdapter } from '../../../inventory/fleet.ts'
import { centi, centiPercent, mib } from '../../../inventory/units.ts'
import { centiNeed, memoryNeed } from '../../../mobility/need.ts'
import type { AdapterMapping } from '../../../plan/connections.ts'
import type { PlanDocument, PlanMove } from '../../../plan/plan-document.ts'
import { Counter, Figure } from './ledger.ts'

/** Running, and so holding memory and processing units for certain. */
const isRunning = ({ state }: Partition): boolean => state === 'running' || state === 'open firmware'
const isStopped = ({ state }: Partition): boolean => state === 'not activated'

/** What a partition holds on a server for certain, and at most; MiB and hundredths. */
interface Holding {
  readonly memory: { readonly least: number; readonly most: number | null; readonly counted: number }
  readonly processing: { readonly least: number; readonly most: number | null; readonly counted: number }
}

function holdingOf(partition: Partition, server: Server): Holding {
  const need = memoryNeed(partition, server)
  const units = centiNeed(partition)
  const bare = partition.memoryMode === 'dedicated' ? (partition.memoryMib ?? 0) : 0
  const runs = isRunning(partition)
  const none = isStopped(partition)
  return {
    memory: {
      least: runs ? (need?.atLeastMib ?? bare) : 0,
      most: none ? 0 : (need?.cautiousMib ?? null),
      counted: need?.cautiousMib ?? partition.memoryMib ?? 0,
    },
    processing: {
      least: runs ? (units ?? 0) : 0,
      most: none ? 0 : units,
      counted: units ?? partition.entitledCenti ?? 0,
    },
  }
}

interface Owed {
  readonly memory: number
  readonly processing: number
}

/** The fleet between stages; `carryOut` goes on to the next. */
export class ReplayedFleet {
  #fleet: Fleet
  /** What a server owes a partition that was there first and left it, should it come back: "server partition". */
  readonly #owed = new Map<string, Owed>()
  /** Those that came with all they may need, and go with it: "server partition". */
  readonly #guests = new Set<string>()

  constructor(fleet: Fleet) {
    this.#fleet = fleet
  }

  get fleet(): Fleet {
    return this.#fleet
  }

  /** The fleet a plan is judged on: one by hand finds what servers that nobody leaves owe to those who come back. */
  before(plan: PlanDocument): Fleet {
    const paid = new Map<string, Owed[]>()
    for (const { partitionId, targetServerId } of plan.moves) {
      const owed = this.#owedTo(plan, partitionId, targetServerId)
      if (owed !== undefined) paid.set(targetServerId, [...(paid.get(targetServerId) ?? []), owed])
    }
    return paying(this.#fleet, paid)
  }

  #owedTo({ goal, moves }: PlanDocument, partitionId: string, serverId: string): Owed | undefined {
    const isLeft = moves.some((move) => move.sourceServerId === serverId)
    return goal.kind === 'by-hand' && !isLeft ? this.#owed.get(`${serverId} ${partitionId}`) : undefined
  }

  /** Books every move of a plan. Moves of what does not exist change nothing: other checks speak about them. */
  carryOut(plan: PlanDocument): void {
    const fleet = this.before(plan)
    const books = new Books(fleet)
    const returned = new Set(
      plan.moves
        .filter(({ partitionId, targetServerId }) => this.#owedTo(plan, partitionId, targetServerId))
        .map(({ partitionId, targetServerId }) => `${targetServerId} ${partitionId}`),
    )
    const released = new Map<string, Owed[]>()
    for (const move of plan.moves) {
      const partition = fleet.partitions.find(({ id }) => id === move.partitionId)
      const source = fleet.servers.find(({ id }) => id === partition?.serverId)
      const target = fleet.servers.find(({ id }) => id === move.targetServerId)
      if (partition === undefined || source === undefined || target === undefined) continue
      books.book(move, partition, source, target)
      const [there, here] = [`${target.id} ${partition.id}`, `${source.id} ${partition.id}`]
      const { memory, processing } = holdingOf(partition, source)
      const owed: Owed = {
        memory: memory.counted - memory.least,
        processing: processing.counted - processing.least,
      }
      this.#owed.delete(there)
      if (this.#guests.delete(here)) released.set(source.id, [...(released.get(source.id) ?? []), owed])
      else if (isRunning(partition)) this.#owed.set(here, owed)
      if (!returned.has(there) && !isStopped(partition)) this.#guests.add(there)
    }
    this.#fleet = paying(books.close(), released)
  }
}

/** Servers with more room, by their ids. */
function paying(fleet: Fleet, more: ReadonlyMap<string, readonly Owed[]>): Fleet {
  if (more.size === 0) return fleet
  return {
    ...fleet,
    servers: fleet.servers.map((server) => {
      const memory = new Figure(server.availableMemoryMib)
      const processing = new Figure(server.availableCenti)
      for (const owed of more.get(server.id) ?? []) {
        memory.add(owed.memory)
        processing.add(owed.processing)
      }
      return withRoom(server, memory.value, processing.value)
    }),
  }
}

function withRoom(server: Server, memory: number | null, processing: number | null): Server {
  return {
    ...server,
    availableMemoryMib: memory === null ? null : mib(memory),
    availableCenti: processing === null ? null : centi(processing),
  }
}

/** Slots of a VIOS that one partition's adapters hold. */
function slotsOn(vios: Vios, partition: Partition): readonly number[] {
  return [...(partition.virtualScsi ?? []), ...(partition.virtualFibreChannel ?? [])].flatMap((adapter) =>
    adapter.viosLparId === vios.lparId && adapter.viosSlot !== null ? [adapter.viosSlot] : [],
  )
}

class Books {
  readonly #fleet: Fleet
  readonly #moved = new Map<string, Partition>()
  readonly #memory = new Map<string, Figure>()
  readonly #processing = new Map<string, Figure>()
  /** By VIOS: slots that came free; adapters to which the HMC gives a slot. */
  readonly #freed = new Map<string, Set<number>>()
  readonly #unnamed = new Counter()
  /** By "vios port": NPIV clients more (or fewer) on it. */
  readonly #clients = new Counter()
  /** By "server adapter port": logical ports and capacity more (or less). */
  readonly #logical = new Counter()
  readonly #capacity = new Counter()
  readonly #lost = new Set<string>()
  readonly #touched = new Set<string>()

  constructor(fleet: Fleet) {
    this.#fleet = fleet
  }

  book(move: PlanMove, partition: Partition, source: Server, target: Server): void {
    this.#touched.add(source.id).add(target.id)
    const memoryMib = move.dlpar === undefined ? partition.memoryMib : mib(move.dlpar.memoryAfterMib)
    const [gives, takes] = [holdingOf(partition, source), holdingOf({ ...partition, memoryMib }, target)]
    this.#figure(this.#memory, source.id, source.availableMemoryMib).add(gives.memory.least)
    this.#figure(this.#memory, target.id, target.availableMemoryMib).take(takes.memory.most)
    this.#figure(this.#processing, source.id, source.availableCenti).add(gives.processing.least)
    this.#figure(this.#processing, target.id, target.availableCenti).take(takes.processing.most)
    this.#leave(partition, source)
    this.#arrive(move, partition, target)
  }

  #figure(of: Map<string, Figure>, id: string, today: number | null): Figure {
    const figure = of.get(id) ?? new Figure(today)
    of.set(id, figure)
    return figure
  }

  #leave(partition: Partition, source: Server): void {
    for (const vios of this.#viosOf(source)) {
      const freed = this.#freed.get(vios.id) ?? new Set<number>()
      for (const slot of slotsOn(vios, partition)) freed.add(slot)
      this.#freed.set(vios.id, freed)
      for (const { viosLparId, port } of partition.virtualFibreChannel ?? [])
        if (viosLparId === vios.lparId && port !== null) this.#clients.add(`${vios.id} ${port}`, -1)
    }
    for (const { adapterId, portId, capacity } of (partition.vnics ?? []).flatMap(
      ({ backing }) => backing ?? [],
    )) {
      this.#logical.add(`${source.id} ${adapterId} ${portId}`, -1)
      this.#capacity.add(`${source.id} ${adapterId} ${portId}`, -(capacity ?? 0))
    }
  }

  #arrive(move: PlanMove, partition: Partition, target: Server): void {
    const mappings = new Map<string, AdapterMapping>()
    for (const one of move.connections?.adapters ?? [])
      mappings.set(`${one.kind} ${one.clientSlot} ${one.vnic?.device ?? ''}`, one)
    const servers = this.#viosOf(target)
    const scsi = partition.virtualScsi?.map((adapter) => {
      const place = mappings.get(`virtual SCSI ${adapter.slot} `)
      this.#takeSlot(servers, place)
      const held = place === undefined ? null : this.#disks(adapter.backing, place)
      return { ...adapter, ...hostOf(place), backing: held }
    })
    const fibreChannel = partition.virtualFibreChannel?.map((adapter): VirtualFibreChannelAdapter => {
      const place = mappings.get(`virtual Fibre Channel ${adapter.slot} `)
      this.#takeSlot(servers, place)
      for (const vios of servers) {
        if (place !== undefined && place.targetViosLparId !== vios.lparId) continue
        for (const port of vios.fibreChannelPorts ?? [])
          if (place?.port == null || place.port === port.name) this.#clients.add(`${vios.id} ${port.name}`, 1)
      }
      return { ...adapter, ...hostOf(place), port: place === undefined ? null : place.port }
    })
    const vnics = partition.vnics?.map((vnic) => {
      const placed = [...mappings.values()].filter(
        (one) => one.kind === 'vNIC' && one.clientSlot === vnic.slot,
      )
      for (const place of placed) this.#unnamed.add(place.targetViosId, 1)
      for (let open = placed.length; open < vnic.backingDevices; open += 1)
        for (const vios of servers) this.#unnamed.add(vios.id, 1)
      const backing = (vnic.backing ?? []).flatMap((_, device) => {
        const place = mappings.get(`vNIC ${vnic.slot} ${device}`)
        if (place?.vnic === undefined) return []
        const { adapterId, portId, capacity } = place.vnic
        const vios = servers.find(({ id }) => id === place.targetViosId)
        return [
          {
            viosLparId: place.targetViosLparId,
            viosName: place.targetViosName,
            viosUuid: vios?.uuid ?? null,
            adapterId,
            portId,
            capacity: centiPercent(capacity),
          },
        ]
      })
      if (vnic.backing === null || backing.length < vnic.backing.length) {
        this.#lost.add(target.id)
        return { ...vnic, backing: null }
      }
      for (const { adapterId, portId, capacity } of backing) {
        this.#logical.add(`${target.id} ${adapterId} ${portId}`, 1)
        this.#capacity.add(`${target.id} ${adapterId} ${portId}`, capacity)
      }
      return { ...vnic, backing }
    })
    this.#moved.set(partition.id, {
      ...partition,
      memoryMib: move.dlpar === undefined ? partition.memoryMib : mib(move.dlpar.memoryAfterMib),
      serverId: target.id,
      lparId: move.targetLparId ?? partition.lparId,
      migrationState: partition.migrationState === null ? null : 'Not Migrating',
      ...(partition.processorMode === 'dedicated' ? {} : poolOn(target, move.targetPoolName)),
      defaultProfile: partition.currentProfile,
      profileNames: partition.currentProfile === null ? null : [partition.currentProfile],
      virtualScsi: scsi ?? null,
      virtualFibreChannel: fibreChannel ?? null,
      vnics: vnics ?? null,
    })
  }

  /** A server adapter without a number takes a slot that the HMC chooses; without a VIOS, it may be on any. */
  #takeSlot(servers: readonly Vios[], place: AdapterMapping | undefined): void {
    if (place === undefined) for (const vios of servers) this.#unnamed.add(vios.id, 1)
    else if (place.targetViosSlot === null)
      for (const vios of servers) if (vios.lparId === place.targetViosLparId) this.#unnamed.add(vios.id, 1)
  }

  #disks(
    backing: NonNullable<Partition['virtualScsi']>[number]['backing'],
    { targetViosId }: AdapterMapping,
  ): typeof backing {
    const vios = this.#fleet.vios.find(({ id }) => id === targetViosId)
    if (vios === undefined || backing === null) return null
    const mapped = []
    for (const device of backing) {
      if (device.kind !== 'disk') {
        mapped.push({ ...device, viosId: vios.id })
        continue
      }
      const holder = this.#fleet.vios.find(({ id }) => id === device.viosId)
      const own = holder?.physicalVolumes?.find(({ name }) => name === device.name)
      const uniqueId = device.uniqueId ?? own?.uniqueId ?? null
      const there = vios.physicalVolumes?.find((one) => uniqueId !== null && one.uniqueId === uniqueId)
      if (there === undefined) return null
      mapped.push({ ...device, viosId: vios.id, name: there.name, uniqueId })
    }
    return mapped
  }

  #viosOf(server: Server): readonly Vios[] {
    return this.#fleet.vios.filter(({ serverId }) => serverId === server.id)
  }

  /** The fleet with everything booked. */
  close(): Fleet {
    const partitions = this.#fleet.partitions.map((partition) => this.#moved.get(partition.id) ?? partition)
    return {
      ...this.#fleet,
      partitions,
      servers: this.#fleet.servers.map((server) =>
        this.#touched.has(server.id) ? this.#settle(server) : server,
      ),
      vios: this.#fleet.vios.map((vios) =>
        this.#touched.has(vios.serverId)
          ? this.#settleVios(
              vios,
              partitions.filter(({ serverId }) => serverId === vios.serverId),
            )
          : vios,
      ),
    }
  }

  #settle(server: Server): Server {
    const roomy = withRoom(
      server,
      this.#figure(this.#memory, server.id, server.availableMemoryMib).value,
      this.#figure(this.#processing, server.id, server.availableCenti).value,
    )
    const ports = server.sriovPhysicalPorts?.map((port) => {
      if (this.#lost.has(server.id))
        return { ...port, logicalPorts: null, allocatedCapacity: null, allocatedOf: null }
      const key = `${server.id} ${port.adapterId} ${port.portId}`
      const more = (figure: number | null, counter: Counter): number | null =>
        figure === null ? null : Math.max(0, figure + counter.of(key))
      const capacity = more(port.allocatedCapacity, this.#capacity)
      return {
        ...port,
        logicalPorts: more(port.logicalPorts, this.#logical),
        allocatedCapacity: capacity === null ? null : centiPercent(capacity),
        allocatedOf: more(port.allocatedOf, this.#logical),
      }
    })
    return { ...roomy, sriovPhysicalPorts: ports ?? null }
  }

  #settleVios(vios: Vios, residents: readonly Partition[]): Vios {
    const ports = vios.fibreChannelPorts?.map((port) => {
      if (port.availablePorts === null) return port
      const free = port.availablePorts - this.#clients.of(`${vios.id} ${port.name}`)
      const most = port.totalPorts ?? Infinity
      return { ...port, availablePorts: free < 0 ? 0 : free > most ? most : free }
    })
    return {
      ...vios,
      fibreChannelPorts: ports ?? null,
      nextFreeVirtualSlot: this.#nextSlot(vios, new Set(residents.flatMap((one) => slotsOn(vios, one)))),
    }
  }

  /** Down over slots of which all is known, if any of them came free; then up over those the HMC gives away. */
  #nextSlot({ id, nextFreeVirtualSlot }: Vios, held: ReadonlySet<number>): number | null {
    if (nextFreeVirtualSlot === null) return null
    const freed = this.#freed.get(id) ?? new Set<number>()
    let next = nextFreeVirtualSlot
    if (freed.size > 0) while (freed.has(next - 1) || held.has(next - 1)) next -= 1
    for (let given = 0; given < this.#unnamed.of(id); next += 1) if (!held.has(next)) given += 1
    return next
  }
}

const hostOf = (place: AdapterMapping | undefined) =>
  place === undefined
    ? { viosLparId: null, viosName: null, viosSlot: null }
    : {
        viosLparId: place.targetViosLparId,
        viosName: place.targetViosName,
        viosSlot: place.targetViosSlot,
      }

function poolOn({ processorPools }: Server, name: string | null): Pick<Partition, 'poolId' | 'poolName'> {
  const pool = processorPools?.find((one) => (name === null ? one.id === 0 : one.name === name))
  return name === null
    ? { poolId: 0, poolName: pool?.name ?? null }
    : { poolId: pool?.id ?? null, poolName: name }
}
