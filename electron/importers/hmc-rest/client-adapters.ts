/**
 * Adapters of client partitions, each exported as a feed of its own below LogicalPartition. They name their system only
 * by the location code, "U9009.42A.21F64EV-V5-C44": type, model, serial number, partition and slot.
 */
import type { VnicBackingDevice } from '../../../shared/inventory/fleet.ts'
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { PartitionLists, PartitionRef, ServerRef } from '../../../shared/inventory/patch.ts'
import { owningSystem } from './managed-system.ts'
import { ANY, knownOnly, type ObjectReader } from './object-reader.ts'
import { child, childrenOf, descendants, idInLink, textOf, type UomElement } from './uom-element.ts'
import { wwpnsOf } from './vios-mappings.ts'

type Lists = { readonly [K in keyof PartitionLists]?: readonly PartitionLists[K][] }

export function readVirtualFibreChannelAdapter(reader: ObjectReader): void {
  const slot = reader.whole(['VirtualSlotNumber'])
  if (slot === null) return
  const port =
    textOf(descendants(reader.root, 'PortName')[0] ?? null) ?? reader.text(['ServerAdapter', 'MapPort'])
  emitAdapter(reader, {
    virtualFibreChannel: [
      {
        slot,
        viosLparId: remote(reader, 'ConnectingPartitionID'),
        viosName: null,
        viosSlot: remote(reader, 'ConnectingVirtualSlotNumber'),
        wwpns: wwpnsOf(reader.root),
        port,
        loggedIn: null,
      },
    ],
  })
}

export function readVirtualScsiAdapter(reader: ObjectReader): void {
  const slot = reader.whole(['VirtualSlotNumber'])
  if (slot === null) return
  emitAdapter(reader, {
    virtualScsi: [
      {
        slot,
        viosLparId: remote(reader, 'RemoteLogicalPartitionID'),
        viosName: null,
        viosSlot: remote(reader, 'RemoteSlotNumber'),
        required: reader.flag(['RequiredAdapter']),
        backing: null,
      },
    ],
  })
}

export function readNetworkAdapter(reader: ObjectReader): void {
  const slot = reader.whole(['VirtualSlotNumber'])
  if (slot === null) return
  const tagged =
    reader
      .text(['TaggedVLANIDs'])
      ?.split(/[\s,]+/)
      .map(Number) ?? []
  emitAdapter(reader, {
    virtualEthernet: [
      {
        slot,
        virtualSwitch: reader.text(['VirtualSwitchName']),
        portVlanId: reader.whole(['PortVLANID']),
        taggedVlanIds: tagged.filter((vlan) => Number.isInteger(vlan)).sort((a, b) => a - b),
        macAddress: reader.text(['MACAddress'])?.toLowerCase() ?? null,
      },
    ],
  })
}

export function readVnic(reader: ObjectReader): void {
  const slot = reader.whole(['VirtualSlotNumber'])
  if (slot === null) return
  const portVlanId = reader.whole(['Details', 'PortVLANID'])
  const list = child(reader.root, 'AssociatedBackingDevices')
  // One choice may hold several devices.
  const devices = childrenOf(list, 'VirtualNICBackingDeviceChoice').flatMap((choice) =>
    choice.children.filter((one) => one.name.endsWith('BackingDevice')),
  )
  const known = devices.filter((one) => one.name === 'VirtualNICSRIOVBackingDevice')
  // Port VLAN 0 is the HMC's way to say untagged.
  emitAdapter(reader, {
    vnics: [
      {
        slot,
        portVlanId: portVlanId === 0 ? null : portVlanId,
        macAddress: reader.text(['Details', 'MACAddress'])?.toLowerCase().replaceAll(/[:-]/g, '') ?? null,
        backingDevices: devices.length,
        backing:
          list === null || known.length < devices.length
            ? null
            : known.map((device) => backingDeviceOf(reader, device)),
      },
    ],
  })
}

function backingDeviceOf(reader: ObjectReader, device: UomElement): VnicBackingDevice {
  const share = (name: string) => reader.share([name], device)
  return {
    viosLparId: null,
    viosName: null,
    viosUuid: idInLink(child(device, 'AssociatedVirtualIOServer')?.href ?? null, 'VirtualIOServer'),
    adapterId: reader.whole(['RelatedSRIOVAdapterID'], device),
    portId: reader.whole(['RelatedSRIOVPhysicalPortID'], device),
    capacity: share('DesiredCapacityPercentage') ?? share('CurrentCapacityPercentage'),
  }
}

function emitAdapter(reader: ObjectReader, lists: Lists): void {
  const partition = knownOnly<PartitionRef>({
    lparId: reader.whole(['LocalPartitionID']),
    uuid: reader.idInSelf('LogicalPartition'),
  })
  reader.emit({
    entity: 'partition',
    kind: 'either',
    server: systemOfAdapter(reader),
    partition,
    values: {},
    lists,
    origin: reader.origin(),
  })
}

function systemOfAdapter(reader: ObjectReader): ServerRef {
  const owner = owningSystem(reader)
  if (owner.uuid !== undefined) return owner
  const code = reader.text(['LocationCode']) ?? reader.text(['DynamicReconfigurationConnectorName']) ?? ''
  const [, type, model, serial] = /^U(\w{4})\.(\w{3})\.(\w+)-V\d+/.exec(code) ?? []
  return parseMtms(`${type ?? ''}-${model ?? ''}*${serial ?? ''}`) ?? owner
}

function remote(reader: ObjectReader, name: string): number | null {
  const value = reader.whole([name])
  return value === ANY ? null : value
}
