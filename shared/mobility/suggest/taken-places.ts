import type { PartitionId, ServerId } from '../../inventory/fleet.ts'
import type { VnicPlace } from '../../plan/connections.ts'

/** What a mapping takes on the target. */
export interface TakenPlace {
  readonly targetViosId: PartitionId
  readonly targetViosSlot: number | null
  readonly port: string | null
  readonly vnic?: VnicPlace | undefined
}

/** What vNICs take of an SR-IOV port. */
export interface TakenShare {
  readonly logicalPorts: number
  readonly capacity: number
}

const nothing: TakenShare = { logicalPorts: 0, capacity: 0 }

/**
 * Slots and port places that earlier moves of a plan take, so that a later one is not given the same. Nothing is given
 * back: what departures free is not counted.
 */
export class TakenPlaces {
  readonly #slots = new Map<PartitionId, number>()
  readonly #named = new Set<string>()
  readonly #places = new Map<string, number>()

  readonly #shares = new Map<string, TakenShare>()

  take(places: readonly TakenPlace[]): void {
    for (const { targetViosId, targetViosSlot, port, vnic } of places) {
      this.#slots.set(targetViosId, this.slotsOn(targetViosId) + 1)
      if (targetViosSlot !== null) this.#named.add(`${targetViosId} ${targetViosSlot}`)
      if (vnic !== undefined) this.#takeShare(targetViosId, vnic)
      else if (port !== null)
        this.#places.set(`${targetViosId} ${port}`, this.placesOn(targetViosId, port) + 1)
    }
  }

  #takeShare(viosId: PartitionId, { adapterId, portId, capacity }: VnicPlace): void {
    const serverId = viosId.slice(0, viosId.lastIndexOf('/'))
    const before = this.shareOf(serverId, adapterId, portId)
    this.#shares.set(`${serverId} ${adapterId}/${portId}`, {
      logicalPorts: before.logicalPorts + 1,
      capacity: before.capacity + capacity,
    })
  }

  shareOf(serverId: ServerId, adapterId: number, portId: number): TakenShare {
    return this.#shares.get(`${serverId} ${adapterId}/${portId}`) ?? nothing
  }

  /** Slots taken on a VIOS, those included of which the HMC chooses the number. */
  slotsOn(viosId: PartitionId): number {
    return this.#slots.get(viosId) ?? 0
  }

  hasSlot(viosId: PartitionId, slot: number): boolean {
    return this.#named.has(`${viosId} ${slot}`)
  }

  placesOn(viosId: PartitionId, port: string): number {
    return this.#places.get(`${viosId} ${port}`) ?? 0
  }
}
