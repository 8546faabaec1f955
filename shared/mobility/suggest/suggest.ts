/**
 * How a partition could be connected on another server: VIOS, slots and ports for its adapters, partition id, pool and
 * movers (domain.md 1.6). Deterministic: the order of rows in the inventory changes nothing. Nothing is assumed: what is
 * not known leaves an adapter open.
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server, Vios, VnicAdapter } from '../../inventory/fleet.ts'
import { capability, unlessImpossible } from '../capabilities.ts'
import { fillCommand } from '../command.ts'
import { catalogueOf } from '../catalogue/edits.ts'
import type { MobilityCatalogue } from '../catalogue/mobility-catalogue.ts'
import { commands } from '../inputs.ts'
import { todayOf } from '../judge.ts'
import { moveTypeOf } from '../move-type.ts'
import type { TargetState } from '../target-state.ts'
import type { MoveType } from '../verdict.ts'
import { count, list } from '../words.ts'
import {
  storageWishes,
  targetPlaces,
  type AdapterOption,
  type AdapterWish,
  type ViosPlaces,
} from './adapter-wishes.ts'
import { assign } from './assign.ts'
import { freeLparId } from './lpar-id.ts'
import { attributesOf } from './migrlpar-attributes.ts'
import { modeAdvice } from './mode-advice.ts'
import { addressGaps, moverPairs, redundantRoutes, type PairedMovers } from './mover-pairs.ts'
import { poolOn } from './pool-choice.ts'
import type { AdapterMapping, MappingSuggestion, OpenAdapter } from './suggestion.ts'
import { TakenPlaces } from './taken-places.ts'
import { viosByOrdinal, viosOffers, type ViosOffer } from './vios-offer.ts'
import { placeVnics, type PlacedVnics } from './vnic-places.ts'

export interface SuggestOptions {
  /** What the target holds; today's state where absent. */
  readonly state?: TargetState
  /** Slots and port places that earlier moves of the plan take; none where absent. */
  readonly taken?: TakenPlaces
  /** A partition id that is settled already. */
  readonly lparId?: number
  /** A pair of movers that is chosen already. */
  readonly movers?: PairedMovers | null
  readonly moveType?: MoveType
  readonly catalogue?: MobilityCatalogue
}

/** Suggests; null where the partition's server is not in the index or is the target. */
export function suggestMappings(
  index: FleetIndex,
  partition: Partition,
  target: Server,
  options: SuggestOptions = {},
): MappingSuggestion | null {
  const source = index.serverById.get(partition.serverId)
  if (source === undefined || source.id === target.id) return null
  const taken = options.taken ?? new TakenPlaces()
  const { adapters, open, notes, unread } = connect(index, partition, source, target, taken)
  const id = idOn(partition, target, options.state ?? todayOf(index, target), options.lparId)
  const pool = poolOn(partition, source, target)
  const active = (options.moveType ?? moveTypeOf(partition)) === 'active'
  const pairs = active ? moverPairs(index, source.id, target.id, options.movers ?? null) : []
  const movers = pairs.map((pair) => ({ sourceMover: pair.source.name, targetMover: pair.target.name }))
  const redundantMovers = redundantRoutes(pairs) ?? undefined
  return {
    ...id,
    adapters,
    open,
    complete: open.length === 0 && unread.length === 0,
    pool,
    movers,
    ...(redundantMovers === undefined ? {} : { redundantMovers }),
    migrlparAttributes: attributesOf({ ...id, adapters, open, unread, pool, movers, redundantMovers }),
    notes: [
      ...unread.map((what) => `The list of ${what} adapters of ${partition.name} is not known.`),
      ...notes,
      ...(active ? moverNotes(partition, source, target, pairs) : []),
      ...modeAdvice(partition, source, target, options.catalogue ?? catalogueOf(index), active).sentences,
    ],
  }
}

/** Every adapter, with what stays open, and the lists that were not imported. */
function connect(
  index: FleetIndex,
  partition: Partition,
  source: Server,
  target: Server,
  taken: TakenPlaces,
) {
  const places = targetPlaces(viosOffers(index, target), taken)
  const sourceVios = viosByOrdinal(index, partition.serverId)
  const storage = connectStorage(partition, target, sourceVios, places, taken)
  const vnics = unlessImpossible(partition.vnics, capability(source, 'vnic'))
  const left = places.map((place) => ({
    ...place,
    freeSlots:
      place.freeSlots -
      storage.adapters.filter(({ targetViosId }) => targetViosId === place.offer.vios.id).length,
  }))
  const network =
    capability(target, 'vnic') === false && vnics !== null && vnics.length > 0
      ? noVnics(vnics, target)
      : placeVnics({ partition, vnics: vnics ?? [], source, target, sourceVios, places: left, taken })
  return {
    adapters: [...storage.adapters, ...network.adapters],
    open: [...storage.open, ...network.open],
    notes: [...storage.notes, ...network.notes],
    unread: unreadLists(partition, vnics === null),
  }
}

function noVnics(vnics: readonly VnicAdapter[], { name }: Server): PlacedVnics {
  const open = vnics
    .toSorted((a, b) => a.slot - b.slot)
    .map(({ slot }): OpenAdapter => ({ kind: 'vNIC', clientSlot: slot, why: `${name} supports no vNIC.` }))
  return { adapters: [], open, notes: [] }
}

/** Storage adapters over VIOS and ports, with what is lost on the way. */
function connectStorage(
  partition: Partition,
  target: Server,
  sourceVios: readonly Vios[],
  places: readonly ViosPlaces[],
  taken: TakenPlaces,
) {
  const { wishes, open } = storageWishes({ partition, target, sourceVios, places })
  const { chosen, isLessRedundant } = assign(
    wishes,
    places.map(({ freeSlots }) => freeSlots),
    places.flatMap(({ ports }) => (ports ?? []).map(({ free }) => free)),
  )
  const adapters: AdapterMapping[] = []
  const left: OpenAdapter[] = [...open]
  const slots = new Set<string>()
  for (const [at, wish] of wishes.entries()) {
    const option = wish.options[chosen[at] ?? -1]
    if (option === undefined) {
      left.push({
        kind: wish.kind,
        clientSlot: wish.clientSlot,
        why: `The free places on ${target.name} go to the other adapters of ${partition.name}.`,
      })
      continue
    }
    const { offer, portOffer } = option
    const slot = slotKept(wish, offer, taken, slots)
    adapters.push({
      kind: wish.kind,
      clientSlot: wish.clientSlot,
      sourceViosName: wish.servedByName,
      targetViosId: offer.vios.id,
      targetViosName: offer.vios.name,
      targetViosLparId: offer.vios.lparId,
      targetViosSlot: slot,
      port: portOffer?.name ?? null,
      why: whyThere(wish, option),
    })
  }
  const hasFibreChannel = adapters.some((one) => one.kind === 'virtual Fibre Channel')
  return {
    adapters,
    open: left.toSorted((a, b) => kindOrder[a.kind] - kindOrder[b.kind] || a.clientSlot - b.clientSlot),
    notes: [
      ...(isLessRedundant
        ? [
            `Adapters that two VIOS or ports serve now share one on ${target.name}: there is no second one for them. ` +
              'The HMC asks for --redundantvios 2 or --mpio 2 then.',
          ]
        : []),
      ...(hasFibreChannel
        ? [
            'Fabrics are not in HMC output: Fibre Channel ports are chosen by name, then by free places. Check the zoning.',
          ]
        : []),
    ],
  }
}

const kindOrder = { 'virtual SCSI': 0, 'virtual Fibre Channel': 1, vNIC: 2 } as const

/** The number the server adapter has now, where the target VIOS has it free. */
function slotKept(wish: AdapterWish, offer: ViosOffer, taken: TakenPlaces, own: Set<string>): number | null {
  const slot = wish.serverSlot
  const { nextFreeVirtualSlot, maxVirtualSlots, id } = offer.vios
  if (slot === null || nextFreeVirtualSlot === null || maxVirtualSlots === null) return null
  const isFree =
    slot >= nextFreeVirtualSlot &&
    slot < maxVirtualSlots &&
    !offer.usedSlots.has(slot) &&
    !taken.hasSlot(id, slot) &&
    !own.has(`${id} ${slot}`)
  if (!isFree) return null
  own.add(`${id} ${slot}`)
  return slot
}

function whyThere(wish: AdapterWish, { offer, portOffer, distance }: AdapterOption): string {
  const now = wish.servedByName
  const place =
    now === null
      ? 'It has room'
      : wish.servedBy !== null && distance < 2
        ? `It has the place that ${now} has now`
        : `It serves what ${now} serves now`
  if (portOffer !== null)
    return `${place}; ${portOffer.name} has ${count(portOffer.free, 'NPIV place')} free.`
  const disks = wish.disks.map((id) => offer.disks?.get(id) ?? id).toSorted()
  const seen =
    disks.length === 0 ? '' : ` and sees the ${disks.length === 1 ? 'disk' : 'disks'} as ${list(disks)}`
  const pool = wish.units.length === 0 ? '' : ` and is in the cluster of ${list(wish.units)}`
  return `${place}${seen}${pool}.`
}

function idOn(partition: Partition, target: Server, state: TargetState, settled: number | undefined) {
  const kept = (lparId: number) => lparId === partition.lparId
  if (settled !== undefined)
    return { lparId: settled, lparIdKept: kept(settled), lparIdWhy: idWords(partition, settled, target) }
  if (state.partitionCount === null)
    return {
      lparId: null,
      lparIdKept: false,
      lparIdWhy: `The partition ids in use on ${target.name} are not known.`,
    }
  const lparId = freeLparId(partition.lparId, state, target)
  if (lparId === null)
    return { lparId, lparIdKept: false, lparIdWhy: `Every partition id of ${target.name} is taken.` }
  return { lparId, lparIdKept: kept(lparId), lparIdWhy: idWords(partition, lparId, target) }
}

function idWords({ lparId: own }: Partition, lparId: number, target: Server): string {
  return lparId === own
    ? `Partition id ${own} is free on ${target.name}.`
    : `Partition id ${own} is taken on ${target.name}; ${lparId} is free.`
}

/** Lists of adapters that were not imported. */
function unreadLists(partition: Partition, vnicsUnread: boolean): readonly AdapterMapping['kind'][] {
  return [
    ...(partition.virtualScsi === null ? (['virtual SCSI'] as const) : []),
    ...(partition.virtualFibreChannel === null ? (['virtual Fibre Channel'] as const) : []),
    ...(vnicsUnread ? (['vNIC'] as const) : []),
  ]
}

function moverNotes(
  partition: Partition,
  source: Server,
  target: Server,
  pairs: readonly PairedMovers[],
): readonly string[] {
  if (pairs.length === 0)
    return [
      `No movers are suggested: ${source.name} and ${target.name} need one each that runs and answers over RMC.`,
    ]
  if (pairs.length < 2) return []
  if (redundantRoutes(pairs) !== null)
    return [
      'Redundant movers: --redundantmsps 2 beside redundant_msps lets the HMC use the second pair when the first one fails.',
    ]
  const { unknown, several } = addressGaps(pairs)
  const names = (movers: readonly Vios[]) => list(movers.map(({ name }) => name))
  const command = fillCommand(commands.moverAddresses, {
    source: source.name,
    target: target.name,
    partition: partition.name,
  })
  return [
    'Redundant movers are possible: --redundantmsps 2 lets the HMC use the second pair when the first one fails.',
    unknown.length > 0
      ? `The pairs are left to the HMC: the address of ${names(unknown)} is not known. Import the output of: ${command}`
      : `The pairs are left to the HMC: ${names(several)} has several addresses, and which one to use is not known.`,
  ]
}
