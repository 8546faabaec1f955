/** Physical adapter slots of a server and who owns them. */
import type { Blueprint } from './blueprints.ts'
import type { Client, IoSlot, Vios } from './model.ts'
import { hasTrouble } from './troubles.ts'

const cards = {
  fibreChannel: 'PCIe3 x8 2-port Fibre Channel (16 Gb/s)',
  network10: 'PCIe3 2-port 10GbE SFP+ Adapter',
  network25: 'PCIe3 2-port 25/10 NIC&ROCE SFP28 Adapter',
  disks: 'RAID Controller',
  tape: 'PCIe2 8Gb 2-port Fibre Channel Adapter',
  empty: 'Empty slot',
} as const

/** Slots of both VIOS, of a partition with an adapter of its own, and two empty ones. */
export function ioSlotsFor(
  blueprint: Blueprint,
  vios: readonly Vios[],
  clients: readonly Client[],
): readonly IoSlot[] {
  const network = blueprint.linkGbps === 25 ? cards.network25 : cards.network10
  const viosCards = [...Array<string>(blueprint.fcPorts / 2).fill(cards.fibreChannel), network, cards.disks]
  const wanted = [
    ...vios.flatMap((one) => viosCards.map((description) => ({ description, owner: one }))),
    ...clients
      .filter((client) => hasTrouble('physical adapter', client.name))
      .map((owner) => ({ description: cards.tape, owner })),
    ...[1, 2].map(() => ({ description: cards.empty, owner: null })),
  ]
  return wanted.map(({ description, owner }, at) => ({
    drcIndex: `2101${(0x0010 + at).toString(16).padStart(4, '0')}`,
    busId: 16 + at,
    place: `C${at + 2}`,
    description,
    ownerId: owner?.id ?? null,
    ownerName: owner?.name ?? null,
  }))
}

/** Slots a partition owns. */
export function slotsOwnedBy(slots: readonly IoSlot[], lparId: number): readonly IoSlot[] {
  return slots.filter((slot) => slot.ownerId === lparId)
}
