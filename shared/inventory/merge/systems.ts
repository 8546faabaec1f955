/** Which managed system a reference means: type-model*serial identifies, uuid and name lead to it. */
import type { Fleet, Origin, Server, ServerId } from '../fleet.ts'
import type { SystemPatch, ServerRef } from '../patch.ts'
import type { ImportProblem } from '../problem.ts'

export interface ManagedSystem {
  readonly id: ServerId
  /** As the inventory has it. */
  before: Server | null
  typeModel: string | null
  serial: string | null
  uuid: string | null
  name: string | null
  /** The first source of this import that names it; null while only the inventory does. */
  origin: Origin | null
}

export type Resolution =
  | { readonly found: 'system'; readonly system: ManagedSystem }
  /** The rows belong to a second system that claims a known serial number. */
  | { readonly found: 'duplicate' }
  /** The name belongs to several systems. */
  | { readonly found: 'ambiguous' }
  | { readonly found: 'nothing' }

export interface Systems {
  readonly all: readonly ManagedSystem[]
  resolve(ref: ServerRef): Resolution
}

type Alias = Map<string, Set<ManagedSystem>>

/**
 * Identifies the systems that patches and the inventory name. Two HMCs that manage one system name one system. Within
 * one import a serial number that appears with another uuid (or, without uuids, another name) is a second system: that
 * is a problem naming both places, and its rows are left out. Between imports it is the same system, renamed.
 */
export function identifySystems(
  patches: readonly SystemPatch[],
  base: Fleet | null,
  problems: ImportProblem[],
): Systems {
  const all: ManagedSystem[] = []
  const bySerial = new Map<string, ManagedSystem>()
  const byUuid: Alias = new Map()
  const byName: Alias = new Map()
  const byFormerName: Alias = new Map()
  const rejected = new Set<string>()
  const resolved = new Map<string, Resolution>()
  const refs = distinctRefs(patches)

  for (const { ref, origin } of refs) if (serialKey(ref) !== null) bySerialNumber(ref, origin)
  for (const server of base?.servers ?? []) fromInventory(server)
  for (const { ref, origin } of refs) {
    if (serialKey(ref) === null && filled(ref.uuid)) byUuidOrName(ref, origin)
  }
  for (const { ref, origin } of refs) {
    if (serialKey(ref) === null && !filled(ref.uuid) && filled(ref.name)) byUuidOrName(ref, origin)
  }

  function bySerialNumber(ref: ServerRef, origin: Origin): void {
    const key = serialKey(ref) ?? ''
    const known = bySerial.get(key)
    if (known === undefined) {
      const system = add({ id: key, before: null, ...described(ref), origin })
      bySerial.set(key, system)
      return
    }
    if (contradicts(known, ref)) {
      rejected.add(refKey(ref))
      for (const part of [ref.uuid, ref.name]) if (filled(part)) rejected.add(part.trim())
      problems.push(duplicateSerial(known, ref, origin))
      return
    }
    learn(known, ref)
  }

  function fromInventory(server: Server): void {
    const key = serialKey({ typeModel: server.typeModel ?? '', serial: server.serial ?? '' })
    const uuidKey = server.uuid?.toLowerCase()
    // Without a serial number the inventory knew the system by its uuid or name only; the import may know better.
    const known =
      key === null
        ? (only(uuidKey === undefined ? undefined : byUuid.get(uuidKey)) ?? only(byName.get(server.name)))
        : bySerial.get(key)
    if (known !== undefined && known.before === null) {
      known.before = server
      known.uuid ??= server.uuid
      if (uuidKey !== undefined) alias(byUuid, uuidKey, known)
      alias(byFormerName, server.name, known)
      return
    }
    const { typeModel, serial, uuid, name } = server
    const system: ManagedSystem = {
      id: server.id,
      before: server,
      typeModel,
      serial,
      uuid,
      name,
      origin: null,
    }
    all.push(system)
    if (key !== null) bySerial.set(key, system)
    if (uuid !== null) alias(byUuid, uuid.toLowerCase(), system)
    alias(byFormerName, name, system)
  }

  function byUuidOrName(ref: ServerRef, origin: Origin): void {
    const resolution = lookUp(ref)
    if (resolution.found === 'system') {
      resolution.system.origin ??= origin
      learn(resolution.system, ref)
    } else if (resolution.found === 'nothing') {
      const id = filled(ref.name)
        ? `name:${ref.name.trim()}`
        : `uuid:${(ref.uuid ?? '').trim().toLowerCase()}`
      add({ id, before: null, ...described(ref), origin })
    }
  }

  function add(system: ManagedSystem): ManagedSystem {
    all.push(system)
    if (system.uuid !== null) alias(byUuid, system.uuid.toLowerCase(), system)
    if (system.name !== null) alias(byName, system.name, system)
    return system
  }

  function learn(system: ManagedSystem, ref: ServerRef): void {
    if (filled(ref.uuid)) {
      system.uuid ??= ref.uuid.trim()
      alias(byUuid, ref.uuid.trim().toLowerCase(), system)
    }
    if (filled(ref.name)) {
      system.name ??= ref.name.trim()
      alias(byName, ref.name.trim(), system)
    }
  }

  function lookUp(ref: ServerRef): Resolution {
    const key = serialKey(ref)
    if (key !== null) {
      if (rejected.has(refKey(ref))) return { found: 'duplicate' }
      const system = bySerial.get(key)
      return system === undefined ? { found: 'nothing' } : { found: 'system', system }
    }
    const uuid = filled(ref.uuid) ? ref.uuid.trim() : null
    const byItsUuid = uuid === null ? undefined : only(byUuid.get(uuid.toLowerCase()))
    if (byItsUuid !== undefined) return { found: 'system', system: byItsUuid }
    const name = filled(ref.name) ? ref.name.trim() : null
    const named = name === null ? undefined : (byName.get(name) ?? byFormerName.get(name))
    if (named !== undefined && named.size > 1) return { found: 'ambiguous' }
    const system = only(named)
    // A uuid that differs from the one known under this name is another system.
    if (system !== undefined && (uuid === null || system.uuid === null)) return { found: 'system', system }
    if ((uuid !== null && rejected.has(uuid)) || (name !== null && rejected.has(name)))
      return { found: 'duplicate' }
    return { found: 'nothing' }
  }

  function resolve(ref: ServerRef): Resolution {
    const key = refKey(ref)
    const known = resolved.get(key)
    if (known !== undefined) return known
    const resolution = lookUp(ref)
    resolved.set(key, resolution)
    return resolution
  }

  return { all, resolve }
}

function distinctRefs(patches: readonly SystemPatch[]): { ref: ServerRef; origin: Origin }[] {
  const seen = new Map<string, { ref: ServerRef; origin: Origin }>()
  for (const { server, origin } of patches) {
    const key = refKey(server)
    if (!seen.has(key)) seen.set(key, { ref: server, origin })
  }
  return [...seen.values()]
}

const SEPARATOR = '\u0000'

function refKey(ref: ServerRef): string {
  return [ref.typeModel, ref.serial, ref.uuid, ref.name].map((part) => part ?? '').join(SEPARATOR)
}

/** "<type-model>*<serial>", or null where one of them is missing. */
function serialKey(ref: ServerRef): string | null {
  if (!filled(ref.typeModel) || !filled(ref.serial)) return null
  return `${ref.typeModel.trim().toUpperCase()}*${ref.serial.trim().toUpperCase()}`
}

function described(ref: ServerRef): Pick<ManagedSystem, 'typeModel' | 'serial' | 'uuid' | 'name'> {
  const text = (part: string | undefined): string | null => (filled(part) ? part.trim() : null)
  return {
    typeModel: text(ref.typeModel),
    serial: text(ref.serial),
    uuid: text(ref.uuid),
    name: text(ref.name),
  }
}

function contradicts(known: ManagedSystem, ref: ServerRef): boolean {
  if (known.uuid !== null && filled(ref.uuid))
    return known.uuid.toLowerCase() !== ref.uuid.trim().toLowerCase()
  return known.name !== null && filled(ref.name) && known.name !== ref.name.trim()
}

function duplicateSerial(known: ManagedSystem, ref: ServerRef, origin: Origin): ImportProblem {
  const first = known.origin
  const where =
    first === null ? 'the inventory' : `${first.file}${first.line === null ? '' : `:${first.line}`}`
  const label = (name: string | null, uuid: string | null): string => name ?? uuid ?? 'unnamed'
  return {
    code: 'duplicate-serial',
    severity: 'error',
    origin,
    column: 'serial',
    found:
      `Two systems have the serial number ${known.id}: "${label(known.name, known.uuid)}" in ${where} and ` +
      `"${label(ref.name ?? null, ref.uuid ?? null)}" here. The rows of the second were left out.`,
    remedy: 'Import only one of the two, or correct the type, model or serial number in the source.',
  }
}

function filled(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}

function alias(aliases: Alias, key: string, system: ManagedSystem): void {
  const systems = aliases.get(key) ?? new Set<ManagedSystem>()
  systems.add(system)
  aliases.set(key, systems)
}

function only(systems: ReadonlySet<ManagedSystem> | undefined): ManagedSystem | undefined {
  return systems?.size === 1 ? systems.values().next().value : undefined
}
