/** What rules ask about a server, found once: its running VIOS, disks, VLANs, switches, addresses. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type {
  BackingDevice,
  Partition,
  PartitionId,
  PhysicalVolume,
  Server,
  Vios,
} from '../inventory/fleet.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { importedModes, type OfferedModes } from './offered-modes.ts'
import { statementsOf, type Said } from './statements.ts'
import { isRunning, targetStateOf, type TargetState } from './target-state.ts'
import { viosDoubt, type ViosDoubt } from './vios-list.ts'

/** A disk as the VIOS of one server see it. */
export interface SeenDisk {
  /** Number of running VIOS that see it. */
  readonly vios: number
  /** A policy other than no_reserve wins; null: one of them is not known. */
  readonly reservePolicy: string | null
  /** VIOS and name of the disk that decided `reservePolicy`. */
  readonly decidedBy: { readonly vios: string; readonly disk: string }
}

/** Addresses that must be unique on a server; `complete` is false where a partition's are not known. */
export interface Addresses {
  readonly owners: ReadonlyMap<string, string>
  readonly complete: boolean
}

export interface ServerFacts {
  readonly server: Server
  readonly able: Capabilities
  /** Processor modes as imported; null where the catalogue answers for them. */
  readonly modes: OfferedModes | null
  /** Every VIOS imported; an empty list is "not known", because a server that takes part in moves has one. */
  readonly vios: readonly Vios[]
  /** Why it may have more VIOS than were imported; null where nothing says so. */
  readonly viosDoubt: ViosDoubt | null
  /** VIOS that run or whose state is not known. */
  readonly usable: readonly Vios[]
  readonly running: readonly Vios[]
  /** Running VIOS to which RMC is active, and those to which it is known not to be. */
  readonly connected: readonly Vios[]
  readonly cutOff: readonly Vios[]
  /** Running movers but those known to be without RMC; there may be more where `moversKnown` is false. */
  readonly movers: readonly Vios[]
  readonly moversKnown: boolean
  readonly disks: ReadonlyMap<string, SeenDisk>
  /** The physical volume behind a backing device of one of the VIOS, by identifier, else by name. */
  readonly volume: (device: BackingDevice) => PhysicalVolume | undefined
  /** VIOS whose disks are not known (they may see more). */
  readonly withoutDisks: readonly Vios[]
  /** "<virtual switch>/<VLAN id>" of every bridge of a running VIOS. */
  readonly bridged: ReadonlySet<string>
  /** VLAN ids on bridges of which the switch is not known. */
  readonly bridgedOnUnknownSwitch: ReadonlySet<number>
  /** VLAN ids on any bridge. */
  readonly bridgedOnAny: ReadonlySet<number>
  readonly withoutBridges: readonly Vios[]
  readonly switchModes: ReadonlyMap<string, string | null> | null
  readonly uuids: Addresses
  readonly macs: Addresses
  readonly wwpns: Addresses
  readonly today: TargetState
  /** What the user vouches for: of this server, of the whole fleet, of each partition. */
  readonly said: Said
  readonly saidOfFleet: Said
  readonly saidOfPartition: (id: PartitionId) => Said
}

function seenDisks(running: readonly Vios[]): ReadonlyMap<string, SeenDisk> {
  const disks = new Map<string, SeenDisk>()
  for (const vios of running)
    for (const { uniqueId, reservePolicy, name } of vios.physicalVolumes ?? []) {
      if (uniqueId === null) continue
      const before = disks.get(uniqueId)
      const decidedBy = { vios: vios.name, disk: name }
      if (before === undefined) disks.set(uniqueId, { vios: 1, reservePolicy, decidedBy })
      else {
        const mine = graverPolicy(before.reservePolicy, reservePolicy)
        disks.set(uniqueId, {
          vios: before.vios + 1,
          reservePolicy: mine,
          decidedBy: mine === before.reservePolicy ? before.decidedBy : decidedBy,
        })
      }
    }
  return disks
}

/** A policy that reserves outweighs an unknown one, which outweighs no_reserve. */
function graverPolicy(a: string | null, b: string | null): string | null {
  const reserves = [a, b].find((one) => one !== null && one !== 'no_reserve')
  return reserves ?? (a === null || b === null ? null : a)
}

function addresses(
  partitions: readonly Partition[],
  known: boolean,
  of: (partition: Partition) => readonly string[] | null,
): Addresses {
  const owners = new Map<string, string>()
  let complete = known
  for (const partition of partitions) {
    const own = of(partition)
    if (own === null) complete = false
    for (const address of own ?? []) owners.set(address, partition.name)
  }
  return { owners, complete }
}

/**
 * MAC addresses of a partition, lower case without separators; null where one is not known. A missing list of vNIC
 * adapters counts as none: SRC-VNIC reports it.
 */
export function macsOf(partition: Partition): readonly string[] | null {
  const { virtualEthernet, vnics } = partition
  if (virtualEthernet === null) return null
  const adapters = vnics === null ? virtualEthernet : [...virtualEthernet, ...vnics]
  if (adapters.some((one) => one.macAddress === null)) return null
  return adapters.map((one) => plainAddress(one.macAddress ?? ''))
}

export function wwpnsOf(partition: Partition): readonly string[] | null {
  return partition.virtualFibreChannel?.flatMap((adapter) => adapter.wwpns.map(plainAddress)) ?? null
}

function plainAddress(text: string): string {
  return text.replaceAll(/[:.-]/g, '').toLowerCase()
}

/** Look-up of volumes by VIOS; the maps are made when the first disk of a VIOS is asked for. */
function volumeLookUp(vios: readonly Vios[]): ServerFacts['volume'] {
  const known = new Map<string, ReadonlyMap<string, PhysicalVolume>>()
  const volumesOf = (viosId: string) => {
    const volumes = vios.find((one) => one.id === viosId)?.physicalVolumes ?? []
    return new Map(
      volumes.flatMap((one) => [
        [`name ${one.name}`, one],
        [`id ${one.uniqueId ?? ''}`, one],
      ]),
    )
  }
  return ({ viosId, uniqueId, name }) => {
    const volumes = known.get(viosId) ?? volumesOf(viosId)
    known.set(viosId, volumes)
    return volumes.get(uniqueId === null ? `name ${name}` : `id ${uniqueId}`)
  }
}

/** Facts of one server. O(its partitions, adapters, VIOS and disks). */
export function serverFacts(index: FleetIndex, server: Server): ServerFacts {
  const vios = index.viosOf(server.id)
  const partitions = index.partitionsOf(server.id)
  const usable = vios.filter((one) => isRunning(one) !== false)
  const running = vios.filter((one) => isRunning(one) === true)
  const bridges = running.flatMap((one) => one.networkBridges ?? [])
  const inventoried = vios.length + partitions.length > 0
  const doubt = viosDoubt(server, vios, partitions)
  const statements = statementsOf(index.fleet)
  return {
    server,
    able: capabilitiesOf(server),
    modes: importedModes(server),
    vios,
    viosDoubt: doubt,
    usable,
    running,
    connected: running.filter((one) => one.rmcState === 'active'),
    cutOff: running.filter((one) => one.rmcState !== null && one.rmcState !== 'active'),
    movers: running.filter(
      (one) => one.mover === true && (one.rmcState === null || one.rmcState === 'active'),
    ),
    moversKnown: doubt === null && usable.every((one) => one.state !== null && one.mover !== null),
    disks: seenDisks(running),
    volume: volumeLookUp(vios),
    withoutDisks: usable.filter((one) => one.state === null || one.physicalVolumes === null),
    bridged: new Set(bridges.flatMap((one) => one.vlanIds.map((id) => `${one.virtualSwitch ?? ''}/${id}`))),
    bridgedOnUnknownSwitch: new Set(
      bridges.filter((one) => one.virtualSwitch === null).flatMap((one) => one.vlanIds),
    ),
    bridgedOnAny: new Set(bridges.flatMap((one) => one.vlanIds)),
    withoutBridges: usable.filter((one) => one.state === null || one.networkBridges === null),
    switchModes:
      server.virtualSwitches === null
        ? null
        : new Map(server.virtualSwitches.map((one) => [one.name, one.mode?.toUpperCase() ?? null])),
    uuids: addresses(partitions, inventoried, (one) => (one.uuid === null ? null : [one.uuid.toLowerCase()])),
    macs: addresses(partitions, inventoried, macsOf),
    wwpns: addresses(partitions, inventoried, wwpnsOf),
    today: targetStateOf(index, server),
    said: statements.ofServer(server.id),
    saidOfFleet: statements.fleet,
    saidOfPartition: statements.ofPartition,
  }
}
