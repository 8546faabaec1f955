/** What rules ask about a partition, found once: the VIOS that serve it, its disks, its networks, its addresses. */
import type { BackingDevice, Partition, Vios } from '../inventory/fleet.ts'
import { macsOf, wwpnsOf, type ServerFacts } from './server-facts.ts'
import type { Said } from './statements.ts'

export interface NeededNetwork {
  readonly virtualSwitch: string | null
  readonly vlanId: number
  /** As `ServerFacts.bridged` names it; null where the switch is not known. */
  readonly bridgeKey: string | null
}

/** A disk as one VIOS of the source holds it for the partition. */
export interface HeldDisk {
  readonly vios: string
  readonly disk: string
  /** Reserve policy; null: not known. */
  readonly policy: string | null
}

export interface PartitionFacts {
  /** VIOS of the source that serve its storage; null where adapters or their VIOS are not known. */
  readonly serving: readonly Vios[] | null
  /** Backing devices of its virtual SCSI adapters; `mappingsKnown` is false where some adapter's are not known. */
  readonly backing: readonly BackingDevice[]
  readonly mappingsKnown: boolean
  /** Identifiers of its whole disks; a disk without one is counted in `unnamedDisks`. */
  readonly disks: readonly string[]
  readonly unnamedDisks: readonly BackingDevice[]
  /** All that backs it is known, and none of it but whole disks with identifiers needs to be seen by the target. */
  readonly seenByIdentifier: boolean
  /** Each whole disk on each VIOS of the source that maps it. */
  readonly held: readonly HeldDisk[]
  /** Every PVID and tagged VLAN; null where its Ethernet adapters or a PVID are not known. */
  readonly networks: readonly NeededNetwork[] | null
  /** Virtual switches of its Ethernet adapters, each once. */
  readonly switches: readonly (string | null)[]
  readonly uuids: readonly string[] | null
  readonly macs: readonly string[] | null
  readonly wwpns: readonly string[] | null
  /** What the user vouches for of this partition. */
  readonly said: Said
}

function servingVios(partition: Partition, source: ServerFacts): readonly Vios[] | null {
  const { virtualScsi, virtualFibreChannel } = partition
  if (virtualScsi === null || virtualFibreChannel === null) return null
  const found = new Set<Vios>()
  for (const adapter of [...virtualScsi, ...virtualFibreChannel]) {
    const vios = source.vios.find(
      (one) =>
        one.lparId === adapter.viosLparId || (adapter.viosLparId === null && one.name === adapter.viosName),
    )
    if (vios === undefined) return null
    found.add(vios)
  }
  return [...found]
}

/** A mapping seldom carries the disk's identifier; the VIOS's own list of disks does. */
function identified(device: BackingDevice, source: ServerFacts): BackingDevice {
  if (device.uniqueId !== null || device.kind !== 'disk') return device
  const uniqueId = source.volume(device)?.uniqueId ?? null
  return uniqueId === null ? device : { ...device, uniqueId }
}

function heldDisk(device: BackingDevice, source: ServerFacts): HeldDisk {
  const vios = source.vios.find((one) => one.id === device.viosId)
  const volume = source.volume(device)
  return {
    vios: vios?.name ?? 'VIOS',
    disk: volume?.name ?? device.name,
    policy: volume?.reservePolicy ?? null,
  }
}

/** Facts of one partition on its source server. */
export function partitionFacts(partition: Partition, source: ServerFacts): PartitionFacts {
  const devices = partition.virtualScsi?.flatMap((adapter) => adapter.backing ?? []) ?? []
  const backing = devices.map((device) => identified(device, source))
  const disks = backing.filter((one) => one.kind === 'disk')
  const mappingsKnown = partition.virtualScsi?.every((adapter) => adapter.backing !== null) ?? false
  const adapters = partition.virtualEthernet
  const networks = adapters?.flatMap((one) =>
    [one.portVlanId, ...one.taggedVlanIds].map((vlanId) => ({
      virtualSwitch: one.virtualSwitch,
      vlanId,
      bridgeKey: one.virtualSwitch === null ? null : `${one.virtualSwitch}/${vlanId}`,
    })),
  )
  const known = networks?.filter((one): one is NeededNetwork => one.vlanId !== null)
  return {
    serving: servingVios(partition, source),
    backing,
    mappingsKnown,
    disks: [...new Set(disks.flatMap((one) => (one.uniqueId === null ? [] : [one.uniqueId])))],
    unnamedDisks: disks.filter((one) => one.uniqueId === null),
    seenByIdentifier:
      mappingsKnown &&
      backing.every((one) => one.kind !== 'shared-pool-unit') &&
      disks.every((one) => one.uniqueId !== null),
    held: disks.map((device) => heldDisk(device, source)),
    networks: known !== undefined && known.length === networks?.length ? known : null,
    switches: [...new Set(adapters?.map((one) => one.virtualSwitch))],
    uuids: partition.uuid === null ? null : [partition.uuid.toLowerCase()],
    macs: macsOf(partition),
    wwpns: wwpnsOf(partition),
    said: source.saidOfPartition(partition.id),
  }
}
