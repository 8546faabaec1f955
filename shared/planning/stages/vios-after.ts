/** What the VIOS and SR-IOV ports of a server have free after moves: never more than is certain. */
import type { FibreChannelPort, Partition, SriovPhysicalPort, Vios } from '../../inventory/fleet.ts'
import { centiPercent } from '../../inventory/units.ts'
import { slotsUsed } from '../../mobility/target-state.ts'
import type { MadeMove, ServerChanges } from './fleet-after.ts'

export function viosAfter(vios: Vios, changes: ServerChanges): Vios {
  return {
    ...vios,
    nextFreeVirtualSlot: nextFreeSlot(vios, changes),
    fibreChannelPorts: vios.fibreChannelPorts?.map((port) => portAfter(vios, port, changes)) ?? null,
  }
}

/**
 * The slots right below the next free one come free where they belonged to partitions that left. Adapters to which the
 * HMC gives a slot take the next ones that are free.
 */
function nextFreeSlot(vios: Vios, { arrived, left, residents }: ServerChanges): number | null {
  if (vios.nextFreeVirtualSlot === null) return null
  const used = slotsUsed(residents, vios)
  const freed = slotsUsed(
    left.map(({ before }) => before),
    vios,
  )
  let next = vios.nextFreeVirtualSlot
  while (freed.has(next - 1) || (freed.size > 0 && used.has(next - 1))) next -= 1
  let unnamed = arrived.reduce((sum, made) => sum + unnamedSlots(made, vios), 0)
  for (; unnamed > 0; next += 1) if (!used.has(next)) unnamed -= 1
  return next
}

/** Server adapters of which nobody knows the slot, and that are on this VIOS or may be. */
function unnamedSlots({ after, move }: MadeMove, vios: Vios): number {
  const storage = [...(after.virtualScsi ?? []), ...(after.virtualFibreChannel ?? [])]
  const named = move.connections?.adapters ?? []
  const devices = (after.vnics ?? []).reduce((sum, { backingDevices }) => sum + backingDevices, 0)
  const placed = named.filter(({ kind }) => kind === 'vNIC')
  return (
    storage.filter(
      ({ viosLparId, viosSlot }) => viosLparId === null || (viosLparId === vios.lparId && viosSlot === null),
    ).length +
    placed.filter(({ targetViosId }) => targetViosId === vios.id).length +
    Math.max(0, devices - placed.length)
  )
}

/** A client without a port that is known may be on this one. */
function portAfter(vios: Vios, port: FibreChannelPort, { arrived, left }: ServerChanges): FibreChannelPort {
  if (port.availablePorts === null) return port
  const clients = (partitions: readonly Partition[]) =>
    partitions.flatMap(({ virtualFibreChannel }) => virtualFibreChannel ?? [])
  const taken = clients(arrived.map(({ after }) => after)).filter(
    (one) =>
      (one.viosLparId === null || one.viosLparId === vios.lparId) &&
      (one.port === null || one.port === port.name),
  )
  const given = clients(left.map(({ before }) => before)).filter(
    (one) => one.viosLparId === vios.lparId && one.port === port.name,
  )
  const free = port.availablePorts - taken.length + given.length
  return { ...port, availablePorts: Math.max(0, Math.min(port.totalPorts ?? Infinity, free)) }
}

/** Logical ports and capacity of SR-IOV ports. What backs an arrived vNIC and is not known may be on any of them. */
export function portsAfter(
  ports: readonly SriovPhysicalPort[] | null,
  { arrived, left }: ServerChanges,
): readonly SriovPhysicalPort[] | null {
  if (ports === null) return null
  const devices = (partitions: readonly Partition[]) =>
    partitions.flatMap(({ vnics }) => vnics ?? []).flatMap(({ backing }) => backing ?? [])
  const come = devices(arrived.map(({ after }) => after))
  const gone = devices(left.map(({ before }) => before))
  if (arrived.some(({ after }) => after.vnics?.some(({ backing }) => backing === null) === true))
    return ports.map((port) => ({ ...port, logicalPorts: null, allocatedCapacity: null, allocatedOf: null }))
  return ports.map((port) => {
    const here = ({ adapterId, portId }: { adapterId: number | null; portId: number | null }): boolean =>
      adapterId === port.adapterId && portId === port.portId
    const [more, fewer] = [come.filter(here), gone.filter(here)]
    if (more.length + fewer.length === 0) return port
    const count = more.length - fewer.length
    const share = (of: readonly { readonly capacity: number | null }[]): number =>
      of.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
    const plus = (figure: number | null, change: number): number | null =>
      figure === null ? null : Math.max(0, figure + change)
    const allocated = plus(port.allocatedCapacity, share(more) - share(fewer))
    return {
      ...port,
      logicalPorts: plus(port.logicalPorts, count),
      allocatedCapacity: allocated === null ? null : centiPercent(allocated),
      allocatedOf: plus(port.allocatedOf, count),
    }
  })
}
