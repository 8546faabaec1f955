import type { PartitionId } from '../../inventory/fleet.ts'

/** What a mapping takes on the target. */
export interface TakenPlace {
  readonly targetViosId: PartitionId
  readonly targetViosSlot: number | null
  readonly port: string | null
}

/**
 * Slots and port places that earlier moves of a plan take, so that a later one is not given the same. Nothing is given
 * back: what departures free is not counted.
 */
export class TakenPlaces {
  readonly #slots = new Map<PartitionId, number>()
  readonly #named = new Set<string>()
  readonly #places = new Map<string, number>()

  take(places: readonly TakenPlace[]): void {
    for (const { targetViosId, targetViosSlot, port } of places) {
      this.#slots.set(targetViosId, this.slotsOn(targetViosId) + 1)
      if (targetViosSlot !== null) this.#named.add(`${targetViosId} ${targetViosSlot}`)
      if (port !== null) this.#places.set(`${targetViosId} ${port}`, this.placesOn(targetViosId, port) + 1)
    }
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
