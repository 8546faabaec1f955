/**
 * Output of VIOS commands (run through `viosvrcmd`): text tables and forms, not the grammar of the HMC. What all
 * readers of it share: whose output it is, location codes, the row patches are made of.
 */
import type { Origin, PhysicalVolume } from '../../../shared/inventory/fleet.ts'
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { PartitionPatch, PartitionRef, ServerRef, ViosValues } from '../../../shared/inventory/patch.ts'
import type { Reading } from './reading.ts'
import { shorten } from './row.ts'

export interface TextHandler {
  line(text: string, number: number): void
  end?(): void
}

export interface TextKind {
  readonly kind: string
  readonly files: RegExp
  /** Whether these lines (blank ones left out) are the command's output. */
  matches(lines: readonly string[]): boolean
  readonly open: (reading: Reading) => TextHandler
  /** True where the shape alone is not enough and the file name must agree (`a:b:c` could be anything). */
  readonly needsName?: boolean
}

export interface ViosOwner {
  readonly server: ServerRef
  readonly vios: PartitionRef
}

/** Virtual location code: `U9009.42A.7812345-V1-C11` is slot 11 of partition 1 of 9009-42A*7812345. */
export interface VirtualLocation {
  readonly typeModel: string
  readonly serial: string
  readonly lparId: number
  readonly slot: number
}

/** Takes a virtual location code apart; null where the text is none. */
export function parseVirtualLocation(text: string): VirtualLocation | null {
  const found = /^U([0-9A-Z]{4})\.([0-9A-Z]{3})\.([0-9A-Za-z]{5,10})-V(\d{1,5})-C(\d{1,5})\b/.exec(
    text.trim(),
  )
  const [, type, model, serial, lparId, slot] = found ?? []
  if (type === undefined || model === undefined || serial === undefined) return null
  return { typeModel: `${type}-${model}`, serial, lparId: Number(lparId), slot: Number(slot) }
}

/**
 * Whose mapping a location code belongs to. Its type-model and serial count where an imported system has them, or where
 * nothing else names the system; otherwise (an anonymised export) the file's system does. The partition number is good
 * in either case.
 */
export function ownerOfLocation(
  reading: Reading,
  location: VirtualLocation | null,
  line: number,
): ViosOwner | null {
  if (location === null) return viosOwner(reading, line)
  const { context } = reading
  const mtms = parseMtms(`${location.typeModel}*${location.serial}`)
  const known = context.systems.some(
    (one) => one.typeModel === mtms?.typeModel && one.serial === mtms?.serial,
  )
  const server =
    mtms !== null && (known || (context.system === null && context.systems.length === 0))
      ? mtms
      : reading.server(line)
  return server === null ? null : { server, vios: { lparId: location.lparId } }
}

/** The VIOS the file belongs to; null (and a problem) where it cannot be known. */
export function viosOwner(reading: Reading, line: number): ViosOwner | null {
  const server = reading.server(line)
  const vios = reading.vios(line)
  return server === null || vios === null ? null : { server, vios }
}

/** Emits one statement about a VIOS. */
export function emitVios(
  reading: Reading,
  { server, vios }: ViosOwner,
  origin: Origin,
  raw: string,
  viosValues: ViosValues,
  viosLists?: PartitionPatch['viosLists'],
): void {
  reading.emit(
    {
      entity: 'partition',
      server,
      partition: vios,
      kind: 'vios',
      values: {},
      viosValues,
      ...(viosLists === undefined ? {} : { viosLists }),
      origin,
    },
    raw,
  )
}

/** One physical volume with what this command says about it. */
export function emitVolume(
  reading: Reading,
  line: number,
  raw: string,
  volume: Partial<PhysicalVolume> & { readonly name: string },
): void {
  const owner = viosOwner(reading, line)
  if (owner === null) return
  const whole: PhysicalVolume = { uniqueId: null, sizeMib: null, reservePolicy: null, ...volume }
  emitVios(reading, owner, { file: reading.file, line }, raw, {}, { physicalVolumes: [whole] })
}

/** A line that does not fit the command it is in. */
export function reportOddLine(reading: Reading, kind: string, line: number, text: string): void {
  reading.report(
    {
      code: 'unreadable-line',
      severity: 'error',
      origin: { file: reading.file, line },
      column: null,
      found: `"${shorten(text)}" does not look like a line of ${kind}.`,
      remedy: 'Collect the command again; the line was left out.',
    },
    text,
  )
}

/** Declares a list of the file's VIOS complete, unless lines were lost. */
export function declareViosList(
  reading: Reading,
  list: 'fibreChannelPorts' | 'physicalVolumes',
  line: number,
): void {
  if (!reading.complete) return
  const owner = viosOwner(reading, line)
  if (owner === null) return
  reading.emit({
    entity: 'complete',
    server: owner.server,
    partition: owner.vios,
    list,
    origin: { file: reading.file, line: null },
  })
}
