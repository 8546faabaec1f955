/**
 * SR-IOV adapters, their physical ports and what logical ports take of them: lshwres -r sriov --rsubtype adapter,
 * physport, logport. Attribute names as in captures of HMC V10R3; min_eth_capacity_granularity is printed only where an
 * -F list asks for it, labels where the administrator has set them.
 */
import type { SriovPhysicalPort, VnicBackingDevice } from '../../../shared/inventory/fleet.ts'
import type { ServerRef } from '../../../shared/inventory/patch.ts'
import { centiPercent, centiPercentFromText, type CentiPercent } from '../../../shared/inventory/units.ts'
import { emitPartition, ownerOf, type Owner } from './map-partition.ts'
import { emitServer } from './map-server.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

/** A share of a port in percent; what is none is reported. */
function shareOf(row: Row, column: string): CentiPercent | null {
  const word = row.word(column)
  if (word === null) return null
  return centiPercentFromText(word) ?? row.bad(column, 'is no share between 0 and 100 percent')
}

/** A label as typed; "" where the column says that there is none. */
const labelOf = (row: Row, column: string): string | null =>
  row.has(column) ? (row.word(column) ?? '') : null

/** `--rsubtype adapter`: an adapter in dedicated mode has no adapter id, so it is none of these. */
export function readSriovAdapter(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  const id = row.whole('adapter_id')
  if (server === null) return
  if (id === null) {
    if (row.word('adapter_id') !== null || !row.has('adapter_id'))
      reading.markIncomplete('adapter-without-id')
    return
  }
  const location = row.word('phys_loc')
  const state = row.word('sriov_status')?.toLowerCase() ?? null
  emitServer(
    reading,
    row,
    server,
    {},
    {
      sriovAdapters: [{ id, location, state, ports: row.whole('phys_ports') }],
    },
  )
}

const unknownPort = {
  location: null,
  label: null,
  subLabel: null,
  linkUp: null,
  logicalPorts: null,
  maxLogicalPorts: null,
  capacityStep: null,
  allocatedCapacity: null,
  allocatedOf: null,
} as const satisfies Partial<SriovPhysicalPort>

/** `--rsubtype physport`, of any --level: an adapter may have ports of two of them. */
export function readSriovPhysicalPort(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  const adapterId = row.whole('adapter_id')
  const portId = row.whole('phys_port_id')
  if (server === null) return
  if (adapterId === null || portId === null) {
    reading.report(
      {
        code: 'port-without-id',
        severity: 'error',
        origin: row.origin,
        column: adapterId === null ? 'adapter_id' : 'phys_port_id',
        found: 'The row of an SR-IOV port does not say which port it is.',
        remedy: 'Collect it again with adapter_id,phys_port_id in the -F list.',
      },
      row.raw,
    )
    return
  }
  emitPort(reading, row, server, {
    adapterId,
    portId,
    location: row.word('phys_port_loc'),
    label: labelOf(row, 'phys_port_label'),
    subLabel: labelOf(row, 'phys_port_sub_label'),
    linkUp: row.flag('state'),
    logicalPorts: row.whole('config_logical_ports') ?? row.whole('curr_eth_logical_ports'),
    maxLogicalPorts: row.whole('phys_port_max_logical_ports'),
    capacityStep: shareOf(row, 'min_eth_capacity_granularity'),
  })
}

/** One port with what this command says about it. */
function emitPort(
  reading: Reading,
  row: Row,
  server: ServerRef,
  port: Partial<SriovPhysicalPort> & Pick<SriovPhysicalPort, 'adapterId' | 'portId'>,
): void {
  emitServer(reading, row, server, {}, { sriovPhysicalPorts: [{ ...unknownPort, ...port }] })
}

interface HeldPorts {
  readonly owner: Owner
  readonly row: Row
  readonly ports: Set<string>
}

interface TakenPort {
  readonly server: ServerRef
  readonly row: Row
  readonly adapterId: number
  readonly portId: number
  /** Null: the capacity of one of them cannot be read. */
  sum: number | null
  count: number
}

/**
 * `--rsubtype logport`: `sriovPorts` is one value, and the capacity taken of a physical port is a sum, so the rows are
 * gathered and given at the end of the file, with the origin of the first.
 */
export class LogicalPortGatherer {
  private readonly owners = new Map<string, HeldPorts>()
  private readonly taken = new Map<string, TakenPort>()
  private readonly reading: Reading

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    if (row.word('lpar_id') === null && row.word('lpar_name') === null) return
    const owner = ownerOf(row, this.reading)
    const port = row.word('logical_port_id') ?? row.word('config_id')
    if (owner === null || port === null) return
    const key = JSON.stringify([owner.server, owner.partition.lparId ?? owner.partition.name])
    const known = this.owners.get(key)
    if (known === undefined) this.owners.set(key, { owner, row, ports: new Set([port]) })
    else known.ports.add(port)
    this.take(row, owner.server)
  }

  private take(row: Row, server: ServerRef): void {
    const adapterId = row.whole('adapter_id')
    const portId = row.whole('phys_port_id')
    if (adapterId === null || portId === null) return
    const key = JSON.stringify([server, adapterId, portId])
    const port = this.taken.get(key) ?? { server, row, adapterId, portId, sum: 0, count: 0 }
    const capacity = shareOf(row, 'capacity')
    port.sum = port.sum === null || capacity === null ? null : port.sum + capacity
    port.count += 1
    this.taken.set(key, port)
  }

  end(): void {
    for (const { owner, row, ports } of this.owners.values())
      emitPartition(this.reading, row, owner, { values: { sriovPorts: [...ports].sort() } })
    for (const { server, row, adapterId, portId, sum, count } of this.taken.values())
      emitPort(this.reading, row, server, {
        adapterId,
        portId,
        allocatedCapacity: sum === null ? null : centiPercent(sum),
        allocatedOf: count,
      })
  }
}

const isWhole = (text: string | undefined): boolean => text !== undefined && /^\d{1,9}$/.test(text)

/**
 * One item of `backing_devices`: sriov/VIOS name/VIOS id/adapter/port/logical port/capacity/desired capacity/failover
 * priority and, on newer levels, maximum capacity/desired maximum capacity. A VIOS name may hold a slash, so the fields
 * behind it are counted from the end. Null where the item is not of this form.
 */
export function backingDeviceOf(item: string): VnicBackingDevice | null {
  const fields = item.trim().split('/')
  for (const behind of [9, 7]) {
    const at = fields.length - behind
    const [lparId, adapterId, portId, , capacity, desired, priority] = fields.slice(at)
    if (at < 2 || fields[0] !== 'sriov' || ![lparId, adapterId, portId, priority].every(isWhole)) continue
    const share = centiPercentFromText(desired ?? '') ?? centiPercentFromText(capacity ?? '')
    if (share === null) continue
    return {
      viosLparId: Number(lparId),
      viosName: fields.slice(1, at).join('/') || null,
      viosUuid: null,
      adapterId: Number(adapterId),
      portId: Number(portId),
      capacity: share,
    }
  }
  return null
}
