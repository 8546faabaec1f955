/** VIOS commands about levels, disks, ports and attributes: ioslevel, lspv, chkdev, lsdev -attr, lsnports, fcstat, entstat. */
import type { FibreChannelPort } from '../../../shared/inventory/fleet.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { HmcLevelText } from './map-hmc.ts'
import type { Reading } from './reading.ts'
import { declareViosList, emitVios, emitVolume, reportOddLine, viosOwner } from './vios-text.ts'
import type { TextHandler, TextKind } from './vios-text.ts'

/** A handler of independent lines. */
function perLine(
  line: (reading: Reading, text: string, number: number) => void,
  end?: (reading: Reading) => void,
) {
  return (reading: Reading): TextHandler => ({
    line: (text, number) => line(reading, text, number),
    ...(end === undefined ? {} : { end: () => end(reading) }),
  })
}

/** `3.1.4.10`. */
function readLevel(reading: Reading, text: string, number: number): void {
  const level = /^\s*(\d+\.\d+\.\d+\.\d+)\s*$/.exec(text)?.[1]
  const owner = viosOwner(reading, number)
  if (level === undefined) reportOddLine(reading, 'ioslevel', number, text)
  else if (owner !== null) emitVios(reading, owner, { file: reading.file, line: number }, text, { level })
}

/** `hdisk0:PVID:SIZE` in MB, or the table `NAME PVID SIZE(megabytes)`. */
function readVolumeSize(reading: Reading, text: string, number: number): void {
  if (/^\s*NAME\b/.test(text)) return
  const found = /^([^\s:]+)(?::[^:]*:\s*|\s+\S+\s+)(\d+)$/.exec(text.trim())
  const [, name, size] = found ?? []
  if (name === undefined || size === undefined) reportOddLine(reading, 'lspv -size', number, text)
  else emitVolume(reading, number, text, { name, sizeMib: mib(Number(size)) })
}

const wholeVolumes = (reading: Reading): void => declareViosList(reading, 'physicalVolumes', 1)

/** `hdisk0:IDENTIFIER`; the identifier is equal on every VIOS that sees the disk. */
function readIdentifier(reading: Reading, text: string, number: number): void {
  const found = /^\s*([^\s:]+):(.*)$/.exec(text)
  const [, name, identifier = ''] = found ?? []
  if (name === undefined) reportOddLine(reading, 'chkdev', number, text)
  else
    emitVolume(reading, number, text, { name, uniqueId: identifier.trim() === '' ? null : identifier.trim() })
}

/** The form printed without `-fmt`: `NAME:` and `IDENTIFIER:` lines. */
class IdentifierForm implements TextHandler {
  private readonly reading: Reading
  private name: string | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    this.name = /^NAME:\s*(\S+)/.exec(text)?.[1] ?? this.name
    const identifier = /^IDENTIFIER:\s*(\S.*)$/.exec(text)?.[1]?.trim()
    if (identifier === undefined || this.name === null) return
    emitVolume(this.reading, number, text, { name: this.name, uniqueId: identifier })
    this.name = null
  }
}

/** Spellings of reserve_policy values in one form. */
const reservePolicies: ReadonlyMap<string, string> = new Map(
  ['no_reserve', 'single_path', 'PR_shared', 'PR_exclusive'].map((policy) => [policy.toLowerCase(), policy]),
)

/**
 * `lsdev -dev DEVICE -attr [ATTRIBUTE]`, one device after the other with a line `#DEVICE` (or the command) before each;
 * `vioslpm0` is the pseudo device with the mover's settings.
 */
class DeviceAttributes implements TextHandler {
  private readonly reading: Reading
  private device: string | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const device =
      /^#\s*([a-zA-Z]\w*)\s*$/.exec(text)?.[1] ?? /lsdev\b.*-dev\s+(\w+)/.exec(text.slice(0, 400))?.[1]
    if (device !== undefined) {
      this.device = device
      return
    }
    const [first = '', second] = text.trim().split(/\s+/)
    const policy = reservePolicies.get((first === 'reserve_policy' ? (second ?? '') : first).toLowerCase())
    if (policy !== undefined) this.volume(policy, text, number)
    else if (first === 'cfg_msp_lpm_ops')
      this.mover({ moverSlots: this.number(second, text, number) }, text, number)
    else if (first === 'concurrency_lvl')
      this.mover({ concurrencyLevel: this.number(second, text, number) }, text, number)
    else if (first === 'reserve_policy')
      reportOddLine(this.reading, 'lsdev -attr reserve_policy', number, text)
  }

  private volume(reservePolicy: string, text: string, number: number): void {
    if (this.device !== null) {
      emitVolume(this.reading, number, text, { name: this.device, reservePolicy })
      return
    }
    this.reading.reportOnce('device-unknown', {
      code: 'device-unknown',
      severity: 'error',
      origin: { file: this.reading.file, line: number },
      column: 'reserve_policy',
      found: 'The output of lsdev does not say which disk it belongs to.',
      remedy: 'Print a line "#hdiskN" before the output of each disk, as the collector script does.',
    })
  }

  private mover(
    values: { moverSlots?: number | null; concurrencyLevel?: number | null },
    text: string,
    number: number,
  ): void {
    const owner = viosOwner(this.reading, number)
    if (owner !== null) emitVios(this.reading, owner, { file: this.reading.file, line: number }, text, values)
  }

  private number(word: string | undefined, text: string, line: number): number | null {
    if (word !== undefined && /^\d{1,3}$/.test(word)) return Number(word)
    reportOddLine(this.reading, 'lsdev -dev vioslpm0 -attr', line, text)
    return null
  }
}

/** `name:location:fabric:tports:aports:swwpns:awwpns`, or the same as a table. */
function readPort(reading: Reading, text: string, number: number): void {
  if (/^\s*name\b/i.test(text)) return
  const [name, , fabric, total, available] = text.includes(':') ? text.split(':') : text.trim().split(/\s+/)
  const owner = viosOwner(reading, number)
  const count = (word: string | undefined): number | null =>
    word !== undefined && /^\s*\d+\s*$/.test(word) ? Number(word) : null
  if (name === undefined || !/^\s*fcs\d+\s*$/.test(name) || count(fabric) === null) {
    reportOddLine(reading, 'lsnports', number, text)
    return
  }
  if (owner === null) return
  const port: FibreChannelPort = {
    name: name.trim(),
    wwpn: null,
    npivReady: count(fabric) === 1,
    totalPorts: count(total),
    availablePorts: count(available),
  }
  emitVios(reading, owner, { file: reading.file, line: number }, text, {}, { fibreChannelPorts: [port] })
}

const wholePorts = (reading: Reading): void => declareViosList(reading, 'fibreChannelPorts', 1)

/** `fcstat -e fcsN`: the WWPN of a physical port, which `lsnports` does not print. */
class PortStatistics implements TextHandler {
  private readonly reading: Reading
  private port: string | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    this.port =
      /^#\s*(fcs\d+)\s*$/.exec(text)?.[1] ??
      /FIBRE CHANNEL STATISTICS REPORT:\s*(fcs\d+)/i.exec(text)?.[1] ??
      this.port
    const wwpn = /World Wide Port Name:\s*0x([0-9A-Fa-f]{16})/.exec(text)?.[1]?.toLowerCase()
    if (wwpn === undefined || this.port === null) return
    const owner = viosOwner(this.reading, number)
    if (owner === null) return
    const row: FibreChannelPort = {
      name: this.port,
      wwpn,
      npivReady: null,
      totalPorts: null,
      availablePorts: null,
    }
    emitVios(
      this.reading,
      owner,
      { file: this.reading.file, line: number },
      text,
      {},
      { fibreChannelPorts: [row] },
    )
    this.port = null
  }
}

/** `entstat -all`: `Media Speed Running: 10000 Mbps Full Duplex` or `25 Gbps ...`; the fastest link counts. */
class MediaSpeed implements TextHandler {
  private readonly reading: Reading
  private best: { gbps: number; line: number; raw: string } | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const [, amount, unit] = /Media Speed Running:\s*(\d+(?:\.\d+)?)\s*(Mbps|Gbps)/i.exec(text) ?? []
    if (amount === undefined) return
    const gbps = unit?.toLowerCase() === 'mbps' ? Number(amount) / 1000 : Number(amount)
    if (gbps > 0 && gbps > (this.best?.gbps ?? 0)) this.best = { gbps, line: number, raw: text }
  }

  end(): void {
    if (this.best === null) return
    const { gbps, line, raw } = this.best
    const owner = viosOwner(this.reading, line)
    if (owner !== null)
      emitVios(this.reading, owner, { file: this.reading.file, line }, raw, { linkGbps: gbps })
  }
}

const most = (lines: readonly string[], pattern: RegExp): boolean =>
  lines.length > 0 && lines.filter((line) => pattern.test(line)).length >= lines.length * 0.6

export const deviceKinds: readonly TextKind[] = [
  {
    kind: 'ioslevel',
    files: /(^|_)ioslevel$/,
    matches: (lines) => lines.length <= 3 && most(lines, /^\s*\d+\.\d+\.\d+\.\d+\s*$/),
    open: perLine(readLevel),
  },
  {
    kind: 'lspv -size',
    files: /(^|_)lspv(_size)?$/,
    needsName: true,
    matches: (lines) => most(lines, /^\s*[a-zA-Z]\w*(:[^:]*:\s*|\s+\S+\s+)\d+\s*$/),
    open: perLine(readVolumeSize, wholeVolumes),
  },
  {
    kind: 'lspv -free',
    files: /(^|_)lspv_free$/,
    needsName: true,
    matches: (lines) => most(lines, /^\s*[a-zA-Z]\w*(:[^:]*:\s*|\s+\S+\s+)\d+\s*$/),
    open: perLine(readVolumeSize),
  },
  {
    kind: 'chkdev -field name identifier',
    files: /(^|_)(chkdev(_.*)?|lspv_uuid|disk_?uuid)$/,
    needsName: true,
    matches: (lines) =>
      most(lines, /^\s*[a-zA-Z]\w*:[^:]*$/) && !lines.some((line) => /^(NAME|Version|Release):/.test(line)),
    open: perLine(readIdentifier),
  },
  {
    kind: 'chkdev (form)',
    files: /(?!)/,
    matches: (lines) => lines.some((line) => /^IDENTIFIER:\s/.test(line)),
    open: (reading) => new IdentifierForm(reading),
  },
  {
    kind: 'lsdev -attr',
    files: /(^|_)lsdev(_.*)?$/,
    matches: (lines) =>
      lines.some((line) => /^(cfg_msp_lpm_ops|concurrency_lvl|reserve_policy)\s/.test(line)) ||
      lines.some((line) => reservePolicies.has(line.trim().toLowerCase())),
    open: (reading) => new DeviceAttributes(reading),
  },
  {
    kind: 'lsnports',
    files: /(^|_)lsnports$/,
    matches: (lines) => most(lines, /^\s*(fcs\d+[:\s]+U\S*[:\s]+[01][:\s]+\d+[:\s]|name\b.*\bfabric\b)/),
    open: perLine(readPort, wholePorts),
  },
  {
    kind: 'fcstat',
    files: /(^|_)fcstat(_.*)?$/,
    matches: (lines) => lines.some((line) => /World Wide Port Name:/.test(line)),
    open: (reading) => new PortStatistics(reading),
  },
  {
    kind: 'entstat',
    files: /(^|_)entstat(_.*)?$/,
    matches: (lines) => lines.some((line) => /^ETHERNET STATISTICS \(|^Media Speed Running:/.test(line)),
    open: (reading) => new MediaSpeed(reading),
  },
  {
    kind: 'lshmc -V (text)',
    files: /(?!)/,
    matches: (lines) =>
      lines.some((line) => /^\s*Version:\s*\d/.test(line)) &&
      lines.some((line) => /^\s*Release:\s*\d/.test(line)),
    open: (reading) => new HmcLevelText(reading),
  },
]
