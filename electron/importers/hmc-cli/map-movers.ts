/**
 * `lslparmigr -r msp`: which VIOS are movers, and over which addresses (names from memory of the manual page, domain.md
 * 1.5; an item of ipaddr_mappings is SOURCE_ADDRESS//DEST_ID/DEST_NAME/DEST_ADDRESS/).
 */
import type { PartitionRef, ServerRef } from '../../../shared/inventory/patch.ts'
import { parseMtms } from '../../../shared/inventory/generation.ts'
import { emitPartition } from './map-partition.ts'
import type { Reading } from './reading.ts'
import { shorten, type Row } from './row.ts'

/** IPv4, or IPv6 with at least two colons; whether it can be reached is not judged here. */
function isAddress(text: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (parts !== null) return parts.slice(1).every((part) => Number(part) <= 255)
  return /^[0-9a-f:]{2,39}$/i.test(text) && text.split(':').length > 2
}

interface Mapping {
  readonly source: string
  readonly destId: number
  readonly destName: string
  readonly dest: string
}

function mappingOf(item: string): Mapping | null {
  const [source = '', , destId = '', destName = '', dest = '', behind = '', ...more] = item.trim().split('/')
  const isRead =
    isAddress(source) && isAddress(dest) && /^\d{1,5}$/.test(destId) && behind === '' && more.length === 0
  return isRead ? { source, destId: Number(destId), destName, dest } : null
}

interface Mover {
  readonly row: Row
  readonly server: ServerRef
  readonly partition: PartitionRef
  readonly addresses: Set<string>
}

/**
 * The VIOS listed as source movers are movers. The addresses of a VIOS are one value, so they are gathered. The system
 * of the destinations is named by the command alone (`-t`); where that is not echoed, nothing is said about them.
 */
export class MoverGatherer {
  private readonly movers = new Map<string, Mover>()
  private readonly reading: Reading

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    const server = this.reading.server(row.origin.line ?? 0)
    if (server === null) return
    const ids = row.list(row.has('source_msp_ids') ? 'source_msp_ids' : 'source_msp_id') ?? []
    const names = row.list(row.has('source_msp_names') ? 'source_msp_names' : 'source_msp_name') ?? []
    const sources = Array.from({ length: Math.max(ids.length, names.length) }, (_, at) =>
      this.mover(row, server, Number(ids[at]?.trim()), names[at]),
    ).filter((one) => one !== null)
    const target = this.reading.commandAbove?.target ?? null
    const targetServer = target === null ? null : (parseMtms(target) ?? { name: target })
    for (const item of row.list('ipaddr_mappings') ?? []) {
      if (item.trim() === '') continue
      const mapping = mappingOf(item)
      if (mapping === null) {
        row.bad('ipaddr_mappings', `holds "${shorten(item)}", which is no pair of addresses`)
        continue
      }
      // A row names one source mover; of several, nothing says whose address it is.
      if (sources.length === 1) sources[0]?.addresses.add(mapping.source)
      if (targetServer !== null)
        this.mover(row, targetServer, mapping.destId, mapping.destName)?.addresses.add(mapping.dest)
    }
  }

  private mover(row: Row, server: ServerRef, id: number, name: string | undefined): Mover | null {
    const lparId = Number.isSafeInteger(id) && id > 0 ? id : null
    if (lparId === null && (name === undefined || name === '')) return null
    const key = JSON.stringify([server, lparId ?? name])
    const known = this.movers.get(key)
    if (known !== undefined) return known
    const partition: PartitionRef = {
      ...(lparId === null ? {} : { lparId }),
      ...(name === undefined || name === '' ? {} : { name }),
    }
    const mover: Mover = { row, server, partition, addresses: new Set() }
    this.movers.set(key, mover)
    return mover
  }

  end(): void {
    for (const { row, server, partition, addresses } of this.movers.values())
      emitPartition(
        this.reading,
        row,
        { server, partition },
        {
          kind: 'vios',
          viosValues: {
            mover: true,
            ...(addresses.size === 0 ? {} : { moverAddresses: [...addresses].sort() }),
          },
        },
      )
  }
}
