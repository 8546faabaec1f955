/** SR-IOV adapters of a ManagedSystem and their physical ports (elements as in captures of HMC V1_3_0 answers). */
import type { SriovAdapter, SriovPhysicalPort } from '../../../shared/inventory/fleet.ts'
import type { ObjectReader } from './object-reader.ts'
import { at, child, childrenOf, descendants, textOf, type UomElement } from './uom-element.ts'

const PATH = ['AssociatedSystemIOConfiguration', 'SRIOVAdapters']

interface SriovLists {
  readonly sriovAdapters: readonly SriovAdapter[]
  readonly sriovPhysicalPorts: readonly SriovPhysicalPort[]
}

/** All of them; null where the answer has no list of adapters. Adapters in dedicated mode have no logical ports. */
export function sriovListsOf(reader: ObjectReader): SriovLists | null {
  const list = at(reader.root, ...PATH)
  if (list === null) return null
  const shared = descendants(list, 'SRIOVAdapter').filter(
    (one) => textOf(child(one, 'AdapterMode'))?.toLowerCase() === 'sriov',
  )
  const adapters = shared.map((adapter) => ({
    id: reader.whole(['SRIOVAdapterID'], adapter),
    adapter,
    ports: portElements(adapter),
  }))
  return {
    sriovAdapters: adapters.flatMap(({ id, adapter, ports }) =>
      id === null
        ? []
        : [
            {
              id,
              location: textOf(child(adapter, 'PhysicalLocation')),
              state: reader.known(['AdapterState'], adapter)?.toLowerCase() ?? null,
              ports: ports.length,
            },
          ],
    ),
    sriovPhysicalPorts: adapters.flatMap(({ id, ports }) =>
      id === null ? [] : ports.flatMap((port) => portOf(reader, id, port) ?? []),
    ),
  }
}

/** Line of the lists, for the origin of their rows. */
export function sriovLines(reader: ObjectReader): Record<string, number> {
  const line = at(reader.root, ...PATH)?.line
  return line === undefined ? {} : { sriovAdapters: line, sriovPhysicalPorts: line }
}

/** Converged, Ethernet and RoCE ports stand in lists of their own. */
function portElements(adapter: UomElement): readonly UomElement[] {
  return adapter.children.flatMap((list) =>
    list.name.endsWith('PhysicalPorts')
      ? list.children.filter((one) => one.name.endsWith('PhysicalPort'))
      : [],
  )
}

function portOf(reader: ObjectReader, adapterId: number, port: UomElement): SriovPhysicalPort | null {
  const portId = reader.whole(['PhysicalPortID'], port)
  if (portId === null) return null
  const logicalPorts = reader.whole(['ConfiguredEthernetLogicalPorts'], port)
  const capacityStep = reader.share(['MinimumEthernetCapacityGranularity'], port)
  const allocated = reader.share(['AllocatedCapacity'], port)
  // Seen: two logical ports of at least 2 % each, and 2 % allocated. A sum that cannot be right is not known.
  const isPossible = allocated !== null && allocated >= (logicalPorts ?? 0) * (capacityStep ?? 0)
  const label = (name: string): string | null =>
    childrenOf(port, name).length === 0 ? null : (textOf(child(port, name)) ?? '')
  return {
    adapterId,
    portId,
    location: textOf(child(port, 'LocationCode')),
    label: label('Label'),
    subLabel: label('SubLabel'),
    linkUp: reader.flag(['LinkStatus'], port),
    logicalPorts,
    maxLogicalPorts:
      reader.whole(['ConfiguredMaxEthernetLogicalPorts'], port) ??
      reader.whole(['PortLogicalPortLimit'], port),
    capacityStep,
    allocatedCapacity: isPossible ? allocated : null,
    allocatedOf: null,
  }
}
