/** `lsmap`: which backing devices, Fibre Channel ports and networks a VIOS gives to its clients. */
import type { BackingDevice, BackingKind } from '../../../shared/inventory/fleet.ts'
import type { Reading } from './reading.ts'
import { ownerOfLocation, parseVirtualLocation, reportOddLine } from './vios-text.ts'
import type { TextHandler, TextKind } from './vios-text.ts'

type Backing = Omit<BackingDevice, 'viosId'>

interface Target {
  readonly vtd: string
  readonly device: string
}

interface ScsiMapping {
  readonly line: number
  readonly raw: string
  readonly location: string
  readonly client: string
  readonly targets: Target[]
}

/** Kind of a backing device by the names VIOS gives: `hdisk5`, `/var/vio/...`, `lu1.<id>`, `cd0`, else a logical volume. */
function backingKind({ vtd, device }: Target): BackingKind {
  if (/^vtopt/i.test(vtd) || /^cd\d+$/.test(device)) return 'optical'
  if (device.startsWith('/')) return 'file'
  if (/^(hdisk|hdiskpower|vpath|dlmfdrv|emcpower)\d+$/.test(device)) return 'disk'
  return /\.[0-9a-f]{32}$/i.test(device) ? 'shared-pool-unit' : 'logical-volume'
}

function backingOf(target: Target): Backing {
  return { kind: backingKind(target), name: target.device, uniqueId: null }
}

function emitScsi(reading: Reading, mapping: ScsiMapping): void {
  const location = parseVirtualLocation(mapping.location)
  const owner = ownerOfLocation(reading, location, mapping.line)
  if (owner === null) return
  if (location === null) {
    reportOddLine(reading, 'lsmap -all', mapping.line, mapping.raw)
    return
  }
  const client = Number(mapping.client)
  reading.emit(
    {
      entity: 'scsi-mapping',
      ...owner,
      viosSlot: location.slot,
      clientLparId: Number.isSafeInteger(client) && client > 0 ? client : null,
      backing: mapping.targets.filter(({ device }) => device !== '').map(backingOf),
      origin: { file: reading.file, line: mapping.line },
    },
    mapping.raw,
  )
}

/** Status words of a virtual target device, by which the groups of a `-fmt :` line are found. */
const targetStatus = /^(Available|Defined|Stopped|Unknown)?$/

/**
 * `vhost0:LOCATION:CLIENT` and then, per virtual target device, `VTD:status:LUN:backing:location:mirrored` (older
 * levels: without the last one).
 */
function targetsOf(fields: readonly string[]): Target[] | null {
  const rest = fields.slice(3).map((field) => field.trim())
  if (rest.every((field) => field === '' || /^NO VIRTUAL TARGET/i.test(field))) return []
  for (const width of [6, 5]) {
    if (rest.length % width !== 0) continue
    const groups = Array.from({ length: rest.length / width }, (_, at) =>
      rest.slice(at * width, (at + 1) * width),
    )
    if (
      groups.every((group) => targetStatus.test(group[1] ?? '') && /^(0x[0-9a-f]*)?$/i.test(group[2] ?? ''))
    )
      return groups.map((group) => ({ vtd: group[0] ?? '', device: group[3] ?? '' }))
  }
  return null
}

class ScsiLines implements TextHandler {
  private readonly reading: Reading

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const fields = text.split(':')
    const targets = targetsOf(fields)
    const [adapter = '', location = '', client = ''] = fields
    if (!/^vhost\d+$/.test(adapter.trim()) || targets === null)
      reportOddLine(this.reading, 'lsmap -all', number, text)
    else emitScsi(this.reading, { line: number, raw: text, location, client: client.trim(), targets })
  }
}

/** The form printed without `-fmt`: a table line per adapter, then `VTD`, `Backing device` lines below it. */
class ScsiForm implements TextHandler {
  private readonly reading: Reading
  private mapping: ScsiMapping | null = null
  private vtd = ''

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const adapter = /^(vhost\d+)\s+(\S+)\s+(0x[0-9a-fA-F]+)/.exec(text)
    if (adapter !== null) {
      this.end()
      const [, , location = '', client = ''] = adapter
      this.mapping = { line: number, raw: text, location, client, targets: [] }
      return
    }
    const [, label, value = ''] = /^(VTD|Backing device)\s+(.*)$/.exec(text) ?? []
    if (label === 'VTD') this.vtd = value.trim()
    else if (label !== undefined) this.mapping?.targets.push({ vtd: this.vtd, device: value.trim() })
  }

  end(): void {
    if (this.mapping !== null) emitScsi(this.reading, this.mapping)
    this.mapping = null
  }
}

interface NpivMapping {
  readonly line: number
  readonly raw: string
  readonly location: string
  readonly client: string
  status: string
  port: string
  clientLocation: string
}

function emitNpiv(reading: Reading, mapping: NpivMapping): void {
  const location = parseVirtualLocation(mapping.location)
  const owner = ownerOfLocation(reading, location, mapping.line)
  if (owner === null) return
  const client = Number(mapping.client)
  const status = mapping.status.trim().toUpperCase()
  reading.emit(
    {
      entity: 'fc-mapping',
      ...owner,
      viosSlot: location?.slot ?? null,
      clientLparId: Number.isSafeInteger(client) && client > 0 ? client : null,
      clientSlot: parseVirtualLocation(mapping.clientLocation)?.slot ?? null,
      port: mapping.port.trim() === '' ? null : mapping.port.trim(),
      loggedIn: status === 'LOGGED_IN' ? true : status === 'NOT_LOGGED_IN' ? false : null,
      origin: { file: reading.file, line: mapping.line },
    },
    mapping.raw,
  )
}

/** `name:location:client id:client name:OS:status:port:port location:ports logged in:flags:client adapter:client location`. */
class NpivLines implements TextHandler {
  private readonly reading: Reading

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const fields = text.split(':')
    // A client name may hold a colon: the fields behind it are counted from the end.
    const extra = fields.length - 12
    const [adapter = '', location = '', client = ''] = fields
    if (!/^vfchost\d+$/.test(adapter.trim()) || extra < 0) {
      reportOddLine(this.reading, 'lsmap -all -npiv', number, text)
      return
    }
    const behind = fields.slice(4 + extra)
    emitNpiv(this.reading, {
      line: number,
      raw: text,
      location,
      client: client.trim(),
      status: behind[1] ?? '',
      port: behind[2] ?? '',
      clientLocation: behind[7] ?? '',
    })
  }
}

/** The form printed without `-fmt`: a table line per adapter, then `Status:`, `FC name:` and `VFC client DRC:` below. */
class NpivForm implements TextHandler {
  private readonly reading: Reading
  private mapping: NpivMapping | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const adapter = /^(vfchost\d+)\s+(\S+)\s+(\d+)?/.exec(text)
    if (adapter !== null) {
      this.end()
      const [, , location = '', client = ''] = adapter
      this.mapping = { line: number, raw: text, location, client, status: '', port: '', clientLocation: '' }
      return
    }
    if (this.mapping === null) return
    this.mapping.status ||= /^Status:\s*(\S*)/.exec(text)?.[1] ?? ''
    this.mapping.port ||= /^FC name:\s*(fcs\d+)/.exec(text)?.[1] ?? ''
    this.mapping.clientLocation ||= /VFC client DRC:\s*(\S+)/.exec(text)?.[1] ?? ''
  }

  end(): void {
    if (this.mapping !== null) emitNpiv(this.reading, this.mapping)
    this.mapping = null
  }
}

/**
 * `lsmap -all -net` names the physical side of a bridge; its VLANs come from the trunk adapters of `lshwres --rsubtype
 * eth`, which is all a plan needs.
 */
const networkLines: TextHandler = { line: () => undefined }

export const mappingKinds: readonly TextKind[] = [
  {
    kind: 'lsmap -all -npiv',
    files: /(^|_)(lsmap_(all_)?npiv|npiv)(_|$)/,
    matches: (lines) => lines.some((line) => /^vfchost\d+:U?/.test(line)),
    open: (reading) => new NpivLines(reading),
  },
  {
    kind: 'lsmap -all -npiv (form)',
    files: /(?!)/,
    matches: (lines) => lines.some((line) => /^vfchost\d+\s+\S/.test(line)),
    open: (reading) => new NpivForm(reading),
  },
  {
    kind: 'lsmap -all',
    files: /(^|_)lsmap(_all)?$/,
    matches: (lines) => lines.some((line) => /^vhost\d+:/.test(line)),
    open: (reading) => new ScsiLines(reading),
  },
  {
    kind: 'lsmap -all (form)',
    files: /(?!)/,
    matches: (lines) => lines.some((line) => /^vhost\d+\s+U/.test(line)),
    open: (reading) => new ScsiForm(reading),
  },
  {
    kind: 'lsmap -all -net',
    files: /(^|_)lsmap_(all_)?net(_|$)/,
    matches: (lines) => lines.some((line) => /^ent\d+[:\s]+U\w{4}\.\w{3}\.\w+-V\d+-C\d+-T\d+/.test(line)),
    open: () => networkLines,
  },
]
