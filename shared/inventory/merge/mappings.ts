/** VIOS-side mappings (lsmap, VirtualSCSIMapping) brought to the client adapters they serve. */
import type {
  BackingDevice,
  Partition,
  PartitionId,
  PhysicalVolume,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
} from '../fleet.ts'
import type { FibreChannelMappingPatch, ScsiMappingPatch } from '../patch.ts'

/** A mapping whose VIOS is known. */
export interface PlacedMapping<Patch> {
  readonly patch: Patch
  readonly viosId: PartitionId
  readonly viosLparId: number
  readonly viosName: string | null
  /** Disks of the VIOS, where they are known. */
  readonly volumes: readonly PhysicalVolume[]
}

export type ScsiMapping = PlacedMapping<ScsiMappingPatch>
export type FibreChannelMapping = PlacedMapping<FibreChannelMappingPatch>

/**
 * A partition with the backing devices and ports of its adapters filled in. The adapter is found by VIOS and virtual
 * slot of the server adapter; a mapping row per disk adds up to the list of one adapter.
 */
export function applyMappings(
  partition: Partition,
  scsi: readonly ScsiMapping[],
  fibreChannel: readonly FibreChannelMapping[],
): Partition {
  if (scsi.length === 0 && fibreChannel.length === 0) return partition
  return {
    ...partition,
    virtualScsi: partition.virtualScsi?.map((adapter) => withBacking(adapter, scsi)) ?? null,
    virtualFibreChannel:
      partition.virtualFibreChannel?.map((adapter) => withPort(adapter, fibreChannel)) ?? null,
  }
}

function withBacking(adapter: VirtualScsiAdapter, mappings: readonly ScsiMapping[]): VirtualScsiAdapter {
  const own = mappings.filter((one) => serves(one, adapter) && one.patch.viosSlot === adapter.viosSlot)
  if (own.length === 0) return adapter
  const devices = new Map<string, BackingDevice>()
  for (const { patch, viosId, volumes } of own) {
    for (const device of patch.backing) {
      // lsmap names disks as the VIOS does; only the list of its disks says which LUN that is.
      const volume = device.kind === 'disk' ? volumes.find((one) => one.name === device.name) : undefined
      devices.set(device.name, { ...device, uniqueId: device.uniqueId ?? volume?.uniqueId ?? null, viosId })
    }
  }
  return { ...adapter, backing: [...devices.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

function withPort(
  adapter: VirtualFibreChannelAdapter,
  mappings: readonly FibreChannelMapping[],
): VirtualFibreChannelAdapter {
  let result = adapter
  for (const one of mappings) {
    const { patch } = one
    const bySlots = patch.viosSlot !== null && adapter.viosSlot !== null
    const same = bySlots ? patch.viosSlot === adapter.viosSlot : patch.clientSlot === adapter.slot
    if (!same || !serves(one, adapter)) continue
    result = {
      ...result,
      viosSlot: result.viosSlot ?? patch.viosSlot,
      port: patch.port ?? result.port,
      loggedIn: patch.loggedIn ?? result.loggedIn,
    }
  }
  return result
}

function serves(
  mapping: PlacedMapping<unknown>,
  adapter: { readonly viosLparId: number | null; readonly viosName: string | null },
): boolean {
  if (adapter.viosLparId !== null) return adapter.viosLparId === mapping.viosLparId
  return adapter.viosName !== null && adapter.viosName === mapping.viosName
}
