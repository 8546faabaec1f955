/** What the VIOS of a target can take: found once per server, because every suggestion for it asks the same. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server, ServerId, Vios } from '../../inventory/fleet.ts'
import { freeSlots, slotsUsed } from '../target-state.ts'
import { list } from '../words.ts'

export interface PortOffer {
  readonly name: string
  /** Free places for NPIV clients. */
  readonly free: number
}

export interface ViosOffer {
  readonly vios: Vios
  /** Place among the VIOS of its server by partition id, from 0. */
  readonly ordinal: number
  /** Why it takes no adapter at all, as the end of a sentence; null where it does. */
  readonly obstacle: string | null
  readonly freeSlots: number
  readonly usedSlots: ReadonlySet<number>
  /** Names of the disks it sees by their identifiers; null: not known. */
  readonly disks: ReadonlyMap<string, string> | null
  /** NPIV-ready ports; null: not known. */
  readonly ports: readonly PortOffer[] | null
}

const known = new WeakMap<FleetIndex, Map<ServerId, readonly ViosOffer[]>>()

/** VIOS of a server by partition id, as they are today. */
export function viosByOrdinal(index: FleetIndex, serverId: ServerId): readonly Vios[] {
  return index.viosOf(serverId).toSorted((a, b) => a.lparId - b.lparId)
}

/** Offers of all VIOS of a server today, by ordinal. O(partitions, adapters and disks of the server), once per index. */
export function viosOffers(index: FleetIndex, server: Server): readonly ViosOffer[] {
  const servers = known.get(index) ?? new Map<ServerId, readonly ViosOffer[]>()
  known.set(index, servers)
  const found = servers.get(server.id)
  if (found !== undefined) return found
  const partitions = index.partitionsOf(server.id)
  const silent = partitions.filter((one) => one.virtualScsi === null || one.virtualFibreChannel === null)
  const offers = viosByOrdinal(index, server.id).map((vios, ordinal) =>
    offerOf(vios, ordinal, slotsUsed(partitions, vios), silent),
  )
  servers.set(server.id, offers)
  return offers
}

function offerOf(
  vios: Vios,
  ordinal: number,
  usedSlots: ReadonlySet<number>,
  silent: readonly Partition[],
): ViosOffer {
  const free = freeSlots(vios, usedSlots)
  return {
    vios,
    ordinal,
    obstacle: obstacleOf(vios, free, silent),
    freeSlots: free ?? 0,
    usedSlots,
    disks:
      vios.physicalVolumes === null
        ? null
        : new Map(
            vios.physicalVolumes
              .flatMap(({ uniqueId, name }) => (uniqueId === null ? [] : [[uniqueId, name] as const]))
              .toSorted(([, a], [, b]) => (a < b ? 1 : -1)),
          ),
    ports:
      vios.fibreChannelPorts
        ?.filter((port) => port.npivReady === true)
        .map((port) => ({ name: port.name, free: port.availablePorts ?? 0 })) ?? null,
  }
}

function obstacleOf(vios: Vios, free: number | null, silent: readonly Partition[]): string | null {
  if (vios.state === null) return 'is in an unknown state'
  if (vios.state !== 'running') return `is ${vios.state}`
  if (vios.rmcState === null) return 'has an RMC state that is not known'
  if (vios.rmcState !== 'active') return 'has no RMC connection'
  if (free === null) return 'has a number of free virtual slots that is not known'
  if (silent.length > 0)
    return `has slots that may be taken by ${list(silent.map(({ name }) => name).toSorted())}, whose adapters are not known`
  return null
}
