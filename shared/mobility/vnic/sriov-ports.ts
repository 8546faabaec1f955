/**
 * What the SR-IOV ports of a server can take: capacity and logical ports left, and why a port takes no logical port at
 * all. The sum of the capacities on a port is at most 100 %, each a multiple of the port's granularity (answers of
 * the HMC in captures).
 */
import type { Server, SriovPhysicalPort } from '../../inventory/fleet.ts'
import { centiPercent, percentText, type CentiPercent } from '../../inventory/units.ts'

const wholePort = centiPercent(10_000)

export interface SriovRoom {
  readonly port: SriovPhysicalPort
  /** Why it certainly takes nothing, or what about it is not known, as the end of a sentence; null: neither. */
  readonly unfit: string | null
  readonly doubt: string | null
  /** Left on it; null: not known. */
  readonly capacity: CentiPercent | null
  readonly logicalPorts: number | null
}

export interface SriovRooms {
  readonly rooms: readonly SriovRoom[]
  /** Every port of every adapter in shared mode is among them. */
  readonly complete: boolean
}

/** "adapter 1 port 0" */
export const portWords = ({ adapterId, portId }: Pick<SriovPhysicalPort, 'adapterId' | 'portId'>): string =>
  `adapter ${adapterId} port ${portId}`

const known = new WeakMap<Server, SriovRooms>()

/** Ports of a server today, by adapter and port. O(ports), once per server. */
export function sriovRooms(server: Server): SriovRooms {
  const found = known.get(server) ?? roomsOf(server)
  known.set(server, found)
  return found
}

function roomsOf(server: Server): SriovRooms {
  const adapters = new Map(server.sriovAdapters?.map((one) => [one.id, one]))
  const ports = server.sriovPhysicalPorts ?? []
  const rooms = ports
    .toSorted((a, b) => a.adapterId - b.adapterId || a.portId - b.portId)
    .map((port): SriovRoom => {
      const capacity = capacityLeft(port)
      const logicalPorts =
        port.logicalPorts === null || port.maxLogicalPorts === null
          ? null
          : Math.max(0, port.maxLogicalPorts - port.logicalPorts)
      const adapter = adapters.get(port.adapterId)
      const state = adapter?.state ?? null
      const isGone = server.sriovAdapters !== null && adapter === undefined
      return {
        port,
        unfit: isGone
          ? 'is on an adapter that is not in shared mode'
          : state !== null && state !== 'running'
            ? `is on an adapter that is ${state}`
            : port.linkUp === false
              ? 'has no link'
              : logicalPorts === 0
                ? 'has no logical port left'
                : capacity === 0
                  ? 'has no capacity left'
                  : null,
        doubt:
          state === null
            ? 'is on an adapter of which the state is not known'
            : port.linkUp === null
              ? 'has a link that is not known'
              : logicalPorts === null
                ? 'has a number of logical ports that is not known'
                : capacity === null
                  ? 'has a capacity left that is not known'
                  : port.capacityStep === null
                    ? 'has a capacity granularity that is not known'
                    : null,
        capacity,
        logicalPorts,
      }
    })
  const complete =
    server.sriovAdapters !== null &&
    server.sriovAdapters.every(
      (adapter) =>
        adapter.ports !== null && ports.filter((one) => one.adapterId === adapter.id).length >= adapter.ports,
    )
  return { rooms, complete }
}

/** A sum over fewer logical ports than the port has is not the capacity that is taken. */
function capacityLeft(port: SriovPhysicalPort): CentiPercent | null {
  const { allocatedCapacity, allocatedOf, logicalPorts } = port
  if (logicalPorts === 0) return wholePort
  if (allocatedCapacity === null) return null
  if (allocatedOf !== null && allocatedOf !== logicalPorts) return null
  return centiPercent(Math.max(0, wholePort - allocatedCapacity))
}

/** Why the port takes no logical port of this capacity; null: it does, as far as is known. */
export function sriovObstacle({ port, unfit, capacity }: SriovRoom, wanted: CentiPercent): string | null {
  if (unfit !== null) return unfit
  if (capacity !== null && capacity < wanted)
    return `has ${percentText(capacity)} % left where ${percentText(wanted)} % are needed`
  return port.capacityStep !== null && port.capacityStep > 0 && wanted % port.capacityStep !== 0
    ? `gives capacity in steps of ${percentText(port.capacityStep)} %, not ${percentText(wanted)} %`
    : null
}

/** A label that may be compared: null where none was imported or the administrator has given none. */
export const labelOf = (port: SriovPhysicalPort | undefined): string | null => port?.label || null

/** The port a backing device is on now; undefined where it is not in the inventory. */
export function portOf(
  server: Server,
  device: { readonly adapterId: number | null; readonly portId: number | null },
): SriovPhysicalPort | undefined {
  return server.sriovPhysicalPorts?.find(
    (one) => one.adapterId === device.adapterId && one.portId === device.portId,
  )
}
