/** Virtual SCSI and Fibre Channel mappings of a VIOS, and the client adapters they show the other end of. */
import type {
  BackingDevice,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
} from '../../../shared/inventory/fleet.ts'
import { seenFromViosPrecedence, type PartitionRef, type ServerRef } from '../../../shared/inventory/patch.ts'
import { ANY, type ObjectReader } from './object-reader.ts'
import { child, childrenOf, idInLink, textOf, type UomElement } from './uom-element.ts'

/** Emits a mapping per server adapter, and the client adapter it serves as far as the VIOS knows it. */
export function readMappings(reader: ObjectReader, server: ServerRef, vios: PartitionRef): void {
  for (const mapping of childrenOf(child(reader.root, 'VirtualSCSIMappings'), 'VirtualSCSIMapping')) {
    readScsiMapping(reader, mapping, server, vios)
  }
  const fibreChannel = child(reader.root, 'VirtualFibreChannelMappings')
  for (const mapping of childrenOf(fibreChannel, 'VirtualFibreChannelMapping')) {
    readFibreChannelMapping(reader, mapping, server, vios)
  }
}

/** Ends of a virtual adapter pair, from the client's side where the answer has it, else from the server's. */
interface Ends {
  readonly clientLparId: number | null
  readonly clientSlot: number | null
  readonly viosSlot: number | null
  readonly required: boolean | null
}

interface EndNames {
  readonly remotePartition: string
  readonly remoteSlot: string
}

const scsiNames: EndNames = { remotePartition: 'RemoteLogicalPartitionID', remoteSlot: 'RemoteSlotNumber' }
const fibreChannelNames: EndNames = {
  remotePartition: 'ConnectingPartitionID',
  remoteSlot: 'ConnectingVirtualSlotNumber',
}

function endsOf(reader: ObjectReader, mapping: UomElement, names: EndNames): Ends {
  const client = child(mapping, 'ClientAdapter')
  const own = child(mapping, 'ServerAdapter')
  const number = (element: UomElement | null, name: string): number | null => {
    const value = element === null ? null : reader.whole([name], element)
    return value === ANY ? null : value
  }
  return {
    clientLparId: number(client, 'LocalPartitionID') ?? number(own, names.remotePartition),
    clientSlot: number(client, 'VirtualSlotNumber') ?? number(own, names.remoteSlot),
    viosSlot: number(own, 'VirtualSlotNumber') ?? number(client, names.remoteSlot),
    required: client === null ? null : reader.flag(['RequiredAdapter'], client),
  }
}

function readScsiMapping(
  reader: ObjectReader,
  mapping: UomElement,
  server: ServerRef,
  vios: PartitionRef,
): void {
  const ends = endsOf(reader, mapping, scsiNames)
  const origin = reader.origin(mapping)
  if (ends.viosSlot === null) return
  const { clientLparId, clientSlot, viosSlot, required } = ends
  if (clientLparId !== null && clientSlot !== null) {
    const adapter: VirtualScsiAdapter = {
      slot: clientSlot,
      viosLparId: vios.lparId ?? null,
      viosName: vios.name ?? null,
      viosSlot,
      required,
      backing: null,
    }
    emitClientAdapter(reader, mapping, server, clientLparId, { virtualScsi: [adapter] })
  }
  reader.emit({
    entity: 'scsi-mapping',
    server,
    vios,
    viosSlot,
    clientLparId,
    backing: backingOf(mapping),
    origin,
  })
}

function readFibreChannelMapping(
  reader: ObjectReader,
  mapping: UomElement,
  server: ServerRef,
  vios: PartitionRef,
): void {
  const { clientLparId, clientSlot, viosSlot } = endsOf(reader, mapping, fibreChannelNames)
  const port =
    textOf(child(child(mapping, 'Port'), 'PortName')) ??
    textOf(child(child(mapping, 'ServerAdapter'), 'MapPort'))
  if (clientLparId !== null && clientSlot !== null) {
    const adapter: VirtualFibreChannelAdapter = {
      slot: clientSlot,
      viosLparId: vios.lparId ?? null,
      viosName: vios.name ?? null,
      viosSlot,
      wwpns: wwpnsOf(child(mapping, 'ClientAdapter')),
      port: null,
      loggedIn: null,
    }
    emitClientAdapter(reader, mapping, server, clientLparId, { virtualFibreChannel: [adapter] })
  }
  const origin = reader.origin(mapping)
  reader.emit({
    entity: 'fc-mapping',
    server,
    vios,
    viosSlot,
    clientLparId,
    clientSlot,
    port,
    loggedIn: null,
    origin,
  })
}

/**
 * A client adapter as its VIOS sees it. It shows only the adapters of this VIOS, so it must not displace a list of the
 * partition's own: hence the lower precedence.
 */
function emitClientAdapter(
  reader: ObjectReader,
  mapping: UomElement,
  server: ServerRef,
  lparId: number,
  lists: {
    readonly virtualScsi?: readonly VirtualScsiAdapter[]
    readonly virtualFibreChannel?: readonly VirtualFibreChannelAdapter[]
  },
): void {
  const uuid = idInLink(child(mapping, 'AssociatedLogicalPartition')?.href ?? null, 'LogicalPartition')
  reader.emit({
    entity: 'partition',
    kind: 'either',
    server,
    partition: uuid === null ? { lparId } : { lparId, uuid },
    values: {},
    lists,
    precedence: seenFromViosPrecedence,
    origin: reader.origin(mapping),
  })
}

/** WWPNs of an adapter: lower case, separated by spaces in the answer. */
export function wwpnsOf(adapter: UomElement | null): readonly string[] {
  const text = textOf(child(adapter, 'WWPNs'))
  return text === null ? [] : text.toLowerCase().split(/[\s,]+/)
}

type Backing = Omit<BackingDevice, 'viosId'>

const storageKinds: readonly {
  readonly element: string
  readonly kind: Backing['kind']
  readonly name: string
  readonly uniqueId: string
}[] = [
  { element: 'PhysicalVolume', kind: 'disk', name: 'VolumeName', uniqueId: 'VolumeUniqueID' },
  { element: 'VirtualDisk', kind: 'logical-volume', name: 'DiskName', uniqueId: 'UniqueDeviceID' },
  { element: 'LogicalUnit', kind: 'shared-pool-unit', name: 'UnitName', uniqueId: 'UniqueDeviceID' },
  { element: 'VirtualOpticalMedia', kind: 'optical', name: 'MediaName', uniqueId: 'MediaUDID' },
]

function backingOf(mapping: UomElement): readonly Backing[] {
  const storage = child(mapping, 'Storage')
  return storageKinds.flatMap(({ element, kind, name, uniqueId }) =>
    childrenOf(storage, element).flatMap((device) => {
      const found = textOf(child(device, name))
      return found === null ? [] : [{ kind, name: found, uniqueId: textOf(child(device, uniqueId)) }]
    }),
  )
}
