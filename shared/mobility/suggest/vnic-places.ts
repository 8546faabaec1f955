/**
 * Where the backing devices of vNICs could go: a VIOS that takes adapters, and a port of an SR-IOV adapter with room.
 * Ports with the same labels first (labels name the network behind a port), then those with most capacity left;
 * devices on two adapters or VIOS now stay apart. A vNIC is placed with all its backing devices or left open.
 */
import type { Partition, Server, Vios, VnicAdapter, VnicBackingDevice } from '../../inventory/fleet.ts'
import { centiPercent, percentText, type CentiPercent } from '../../inventory/units.ts'
import { labelOf, portOf, portWords, sriovObstacle, sriovRooms, type SriovRoom } from '../vnic/sriov-ports.ts'
import { count, list } from '../words.ts'
import type { ViosPlaces } from './adapter-wishes.ts'
import { assign, type PlaceOption, type Wish } from './assign.ts'
import type { AdapterMapping, OpenAdapter } from './suggestion.ts'
import type { TakenPlaces } from './taken-places.ts'

export interface VnicInput {
  readonly partition: Partition
  readonly vnics: readonly VnicAdapter[]
  readonly source: Server
  readonly target: Server
  /** VIOS of the source by ordinal. */
  readonly sourceVios: readonly Vios[]
  /** By ordinal, less what the storage adapters of the partition take. */
  readonly places: readonly ViosPlaces[]
  readonly taken: TakenPlaces
}

export interface PlacedVnics {
  /** By client slot, then by backing device. */
  readonly adapters: readonly AdapterMapping[]
  readonly open: readonly OpenAdapter[]
  readonly notes: readonly string[]
}

interface DeviceOption extends PlaceOption {
  readonly room: SriovRoom
  readonly place: ViosPlaces
}

interface DeviceWish extends Wish {
  readonly options: readonly DeviceOption[]
  readonly slot: number
  readonly device: number
  readonly now: VnicBackingDevice
  readonly adapterId: number
  readonly portId: number
  readonly capacity: CentiPercent
  readonly servedBy: Vios | null
  readonly label: string | null
}

/** Distances: a port of another network weighs more than all else about it, a VIOS of another place more than a sub-label. */
const far = { label: 10, vios: 2, subLabel: 1 } as const

/** Places them. Equal input, equal answer, whatever the order of rows. */
export function placeVnics(input: VnicInput): PlacedVnics {
  const rooms = roomsLeft(input)
  const found = input.vnics.toSorted((a, b) => a.slot - b.slot).map((vnic) => wishesOf(input, vnic, rooms))
  const wishes = found.flatMap((one) => ('why' in one ? [] : one))
  const { chosen, isLessRedundant } = assign(
    wishes,
    input.places.map(({ freeSlots }) => freeSlots),
    rooms.map(({ logicalPorts }) => logicalPorts ?? 0),
    rooms.map(({ capacity }) => capacity ?? 0),
  )
  const optionOf = (wish: DeviceWish) => wish.options[chosen[wishes.indexOf(wish)] ?? -1]
  const adapters: AdapterMapping[] = []
  const open: OpenAdapter[] = []
  for (const one of found) {
    if ('why' in one) open.push(one)
    else if (one.every((wish) => optionOf(wish) !== undefined))
      adapters.push(...one.flatMap((wish) => mappingOf(input, wish, optionOf(wish)) ?? []))
    else
      open.push({
        kind: 'vNIC',
        clientSlot: one[0]?.slot ?? 0,
        why: `The SR-IOV ports of ${input.target.name} have no room for all of its ${count(one.length, 'backing device')}.`,
      })
  }
  return { adapters, open, notes: isLessRedundant ? [lessRedundant(input.target)] : [] }
}

const lessRedundant = ({ name }: Server): string =>
  `Backing devices of a vNIC that are apart now share a VIOS or SR-IOV adapter on ${name}: there is no second one for them.`

/** Ports with what earlier moves of the plan leave of them. */
function roomsLeft({ target, taken }: VnicInput): readonly SriovRoom[] {
  return sriovRooms(target).rooms.map((room) => {
    const { adapterId, portId } = room.port
    const share = taken.shareOf(target.id, adapterId, portId)
    if (share.logicalPorts === 0) return room
    const logicalPorts =
      room.logicalPorts === null ? null : Math.max(0, room.logicalPorts - share.logicalPorts)
    return {
      ...room,
      logicalPorts,
      capacity: room.capacity === null ? null : centiPercent(Math.max(0, room.capacity - share.capacity)),
      unfit: room.unfit ?? (logicalPorts === 0 ? 'has no logical port left' : null),
    }
  })
}

function wishesOf(
  input: VnicInput,
  vnic: VnicAdapter,
  rooms: readonly SriovRoom[],
): readonly DeviceWish[] | OpenAdapter {
  const open = (why: string): OpenAdapter => ({ kind: 'vNIC', clientSlot: vnic.slot, why })
  const { target, places } = input
  const { backing } = vnic
  if (backing === null || backing.length === 0 || backing.length < vnic.backingDevices)
    return open('What backs it is not known.')
  if (target.sriovPhysicalPorts === null && target.sriovAdapters?.length !== 0)
    return open(`The SR-IOV ports of ${target.name} are not known.`)
  if (rooms.length === 0) return open(`${target.name} has no SR-IOV port in shared mode.`)
  if (places.length === 0) return open(`The VIOS of ${target.name} are not known.`)
  const usable = places.flatMap((place, at) =>
    place.offer.obstacle === null && place.freeSlots > 0 ? [{ place, at }] : [],
  )
  if (usable.length === 0) {
    const reasons = places.map(
      ({ offer }) => `${offer.vios.name} ${offer.obstacle ?? 'has no free virtual slot'}`,
    )
    return open(`${list(reasons, 4)}.`)
  }
  const wishes: DeviceWish[] = []
  for (const [device, now] of backing.entries()) {
    const { adapterId, portId, capacity } = now
    if (adapterId === null || portId === null || capacity === null) return open('What backs it is not known.')
    const obstacles = rooms.map((room) => room.unfit ?? room.doubt ?? sriovObstacle(room, capacity))
    if (!obstacles.includes(null)) {
      const reasons = rooms.map(({ port }, at) => `${portWords(port)} ${obstacles[at] ?? ''}`)
      return open(`On ${target.name}, ${list(reasons, 4)}.`)
    }
    const servedBy = holderOf(input, now)
    const here = portOf(input.source, now)
    const fitting = rooms.flatMap((room, port) => (obstacles[port] === null ? [{ room, port }] : []))
    wishes.push({
      kind: `vNIC ${vnic.slot}`,
      slot: vnic.slot,
      device,
      now,
      adapterId,
      portId,
      capacity,
      amount: capacity,
      servedBy,
      label: labelOf(here),
      sourceVios: servedBy?.id ?? now.viosName ?? now.viosUuid,
      sourcePort: null,
      sourceUnit: adapterId,
      options: fitting
        .flatMap(({ room, port }) =>
          usable.map(({ place, at }): DeviceOption => ({
            vios: at,
            port,
            unit: room.port.adapterId,
            distance:
              (labelOf(here) === null || room.port.label === here?.label ? 0 : far.label) +
              (here?.subLabel == null || room.port.subLabel === here.subLabel ? 0 : far.subLabel) +
              (servedBy === null || input.sourceVios.indexOf(servedBy) === at ? 0 : far.vios),
            room,
            place,
          })),
        )
        .toSorted(
          (a, b) =>
            a.distance - b.distance ||
            (b.room.capacity ?? 0) - (a.room.capacity ?? 0) ||
            (a.port ?? 0) - (b.port ?? 0) ||
            a.vios - b.vios,
        ),
    })
  }
  return wishes
}

function holderOf(
  { sourceVios }: VnicInput,
  { viosLparId, viosUuid, viosName }: VnicBackingDevice,
): Vios | null {
  return (
    sourceVios.find((one) =>
      viosLparId !== null
        ? one.lparId === viosLparId
        : viosUuid !== null
          ? one.uuid?.toLowerCase() === viosUuid.toLowerCase()
          : one.name === viosName,
    ) ?? null
  )
}

function mappingOf(
  { source }: VnicInput,
  wish: DeviceWish,
  option: DeviceOption | undefined,
): AdapterMapping | null {
  if (option === undefined) return null
  const { room, place } = option
  const { vios } = place.offer
  return {
    kind: 'vNIC',
    clientSlot: wish.slot,
    sourceViosName: wish.servedBy?.name ?? wish.now.viosName,
    targetViosId: vios.id,
    targetViosName: vios.name,
    targetViosLparId: vios.lparId,
    targetViosSlot: null,
    port: portWords(room.port),
    vnic: {
      device: wish.device,
      capacity: wish.capacity,
      adapterId: room.port.adapterId,
      portId: room.port.portId,
      sourceAdapterId: wish.adapterId,
      sourcePortId: wish.portId,
    },
    why: `${networkWords(source, wish, room)}; it has ${percentText(room.capacity ?? centiPercent(0))} % and ${count(room.logicalPorts ?? 0, 'logical port')} left, ${percentText(wish.capacity)} % are taken.`,
  }
}

function networkWords(source: Server, { label, now }: DeviceWish, { port }: SriovRoom): string {
  if (label === null)
    return portOf(source, now) === undefined
      ? 'The label of its port now is not known: check that this one reaches the same network'
      : 'Its port has no label now: check that this one reaches the same network'
  return port.label === label
    ? `The port is labelled "${label}" as the one now`
    : `The port is labelled "${port.label ?? ''}", not "${label}": check that it reaches the same network`
}
