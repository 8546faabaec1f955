/** A partition after its move: where it is, under which number, and how its adapters are connected there. */
import type {
  BackingDevice,
  Partition,
  PartitionId,
  Server,
  VirtualScsiAdapter,
  Vios,
  VnicAdapter,
} from '../../inventory/fleet.ts'
import { centiPercent } from '../../inventory/units.ts'
import type { AdapterKind, AdapterMapping } from '../../plan/connections.ts'
import { sized } from '../../plan/dlpar.ts'
import type { PlanMove } from '../../plan/plan-document.ts'

type ViosById = ReadonlyMap<PartitionId, Vios>

/**
 * The id stays. Only the profile of the last activation goes along (domain.md SRC-PROFILE). An adapter the plan names no
 * place for has one that is not known.
 */
export function partitionAfter(
  before: Partition,
  move: PlanMove,
  target: Server,
  viosById: ViosById,
): Partition {
  const adapters = move.connections?.adapters ?? []
  const placeOf = (kind: AdapterKind, slot: number): AdapterMapping | undefined =>
    adapters.find((one) => one.kind === kind && one.clientSlot === slot)
  return {
    ...sized(before, move.dlpar?.memoryAfterMib),
    serverId: target.id,
    lparId: move.targetLparId ?? before.lparId,
    migrationState: before.migrationState === null ? null : 'Not Migrating',
    ...poolAfter(before, move, target),
    defaultProfile: before.currentProfile,
    profileNames: before.currentProfile === null ? null : [before.currentProfile],
    virtualScsi:
      before.virtualScsi?.map((adapter) =>
        scsiAfter(adapter, placeOf('virtual SCSI', adapter.slot), viosById),
      ) ?? null,
    virtualFibreChannel:
      before.virtualFibreChannel?.map((adapter) => {
        const place = placeOf('virtual Fibre Channel', adapter.slot)
        return { ...adapter, ...servedBy(place), port: place?.port ?? null }
      }) ?? null,
    vnics:
      before.vnics?.map((vnic) =>
        vnicAfter(
          vnic,
          adapters.filter((one) => one.kind === 'vNIC' && one.clientSlot === vnic.slot),
          viosById,
        ),
      ) ?? null,
  }
}

/** The pool the plan names, else the default one. Dedicated processors are in no pool. */
function poolAfter(
  { processorMode, poolId, poolName }: Partition,
  { targetPoolName }: PlanMove,
  target: Server,
): Pick<Partition, 'poolId' | 'poolName'> {
  if (processorMode === 'dedicated') return { poolId, poolName }
  if (targetPoolName !== null) {
    const pool = target.processorPools?.find(({ name }) => name === targetPoolName)
    return { poolId: pool?.id ?? null, poolName: targetPoolName }
  }
  return { poolId: 0, poolName: target.processorPools?.find(({ id }) => id === 0)?.name ?? null }
}

const servedBy = (place: AdapterMapping | undefined) => ({
  viosLparId: place?.targetViosLparId ?? null,
  viosName: place?.targetViosName ?? null,
  viosSlot: place?.targetViosSlot ?? null,
})

/** The same disks, under the names the VIOS that maps them now has for them. */
function scsiAfter(
  adapter: VirtualScsiAdapter,
  place: AdapterMapping | undefined,
  viosById: ViosById,
): VirtualScsiAdapter {
  const vios = place === undefined ? undefined : viosById.get(place.targetViosId)
  const backing =
    vios === undefined ? null : (adapter.backing?.map((device) => mapped(device, vios, viosById)) ?? null)
  return {
    ...adapter,
    ...servedBy(place),
    backing: backing?.every((device) => device !== null) === true ? backing : null,
  }
}

/** Null where the VIOS has no disk of that identifier. Units of a shared storage pool keep their names. */
function mapped(device: BackingDevice, vios: Vios, viosById: ViosById): BackingDevice | null {
  if (device.kind !== 'disk') return { ...device, viosId: vios.id }
  const volumes = viosById.get(device.viosId)?.physicalVolumes
  const uniqueId = device.uniqueId ?? volumes?.find(({ name }) => name === device.name)?.uniqueId ?? null
  if (uniqueId === null) return null
  const volume = vios.physicalVolumes?.find((one) => one.uniqueId === uniqueId)
  return volume === undefined ? null : { ...device, viosId: vios.id, name: volume.name, uniqueId }
}

/** What backs a vNIC is known where every one of its backing devices has its place. */
function vnicAfter(vnic: VnicAdapter, places: readonly AdapterMapping[], viosById: ViosById): VnicAdapter {
  const backing = vnic.backing?.map((_, device) => {
    const place = places.find((one) => one.vnic?.device === device)
    if (place?.vnic === undefined) return null
    const { adapterId, portId, capacity } = place.vnic
    return {
      viosLparId: place.targetViosLparId,
      viosName: place.targetViosName,
      viosUuid: viosById.get(place.targetViosId)?.uuid ?? null,
      adapterId,
      portId,
      capacity: centiPercent(capacity),
    }
  })
  const known = backing?.filter((device) => device !== null)
  return {
    ...vnic,
    backing: known !== undefined && known.length === vnic.backing?.length ? known : null,
  }
}
