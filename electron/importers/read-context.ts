/**
 * What names of files and folders tell: HMC Scanner's cache calls its files "HMC_<file>", "<SYSTEM>_<file>" and
 * "<SYSTEM>_<VIOS>_<file>" (domain.md 1.1), one folder per HMC; people make one folder per HMC or per system.
 */
import type { FleetPatch, ServerRef } from '../../shared/inventory/patch.ts'
import type { FoundFile } from './find-files.ts'
import type { ReadContext } from './importer.ts'

/** Remembers which systems and VIOS the files read so far have named. */
export class NamesReadSoFar {
  private readonly systems = new Map<string, ServerRef>()
  /** HMCs that named a system, by the key in `systems`. */
  private readonly hmcs = new Map<string, Set<string>>()
  private readonly viosBySystem = new Map<string, Set<string>>()

  learn(patch: FleetPatch): void {
    if (patch.entity === 'server') {
      const name = patch.server.name ?? patch.values.name
      const ref = name === undefined ? patch.server : { ...patch.server, name }
      const key = JSON.stringify([ref.typeModel, ref.serial, ref.uuid, ref.name])
      this.systems.set(key, ref)
      const hmcs = this.hmcs.get(key) ?? new Set<string>()
      this.hmcs.set(key, hmcs)
      for (const hmc of patch.values.hmcs ?? []) hmcs.add(hmc)
    } else if (patch.entity === 'partition' && patch.kind !== 'client') {
      const vios = patch.partition.name ?? patch.viosValues?.name
      const system = this.nameOf(patch.server)
      if (vios === undefined || system === null) return
      const names = this.viosBySystem.get(system) ?? new Set<string>()
      this.viosBySystem.set(system, names.add(vios))
    }
  }

  /** Context of one file; `hmcFolders`: folders that hold an HMC's files (`hmcFoldersOf`). */
  contextOf(file: FoundFile, hmcFolders: ReadonlySet<string>): ReadContext {
    const systems = [...this.systems.values()]
    const base = file.name.split('/').at(-1) ?? file.name
    const system = longestMatch(systems, base, file.folders)
    const rest = system?.name === undefined ? null : afterPrefix(base, system.name)
    const hmc = hmcOf(file, hmcFolders)
    const vios = system?.name === undefined ? [] : [...(this.viosBySystem.get(system.name) ?? [])]
    return {
      systems,
      system,
      viosName: longest(vios.filter((name) => rest !== null && afterPrefix(rest, name) !== null)),
      hmc,
      hmcSystems: this.systemsOf(hmc),
    }
  }

  private systemsOf(hmc: string | null): readonly ServerRef[] {
    return [...this.systems].flatMap(([key, ref]) => {
      const hmcs = this.hmcs.get(key)
      const own = hmc === null ? (hmcs?.size ?? 0) === 0 : hmcs?.has(hmc) === true
      return own ? [ref] : []
    })
  }

  private nameOf(ref: ServerRef): string | null {
    if (ref.name !== undefined) return ref.name
    for (const known of this.systems.values()) {
      if (ref.serial !== undefined && known.serial === ref.serial) return known.name ?? null
      if (ref.uuid !== undefined && known.uuid === ref.uuid) return known.name ?? null
    }
    return null
  }
}

/** "hmc", "prod-hmc", "hmc1", "vhmc02", "hmc-a"; not "hmc-output" or "hmcScanner". */
const HMC_NAME = /hmc(?:[-_]?(?:\d+|[a-z]))?$/i

/** Folders (by their path) that hold the files of one HMC: they contain an "HMC_..." file, or are called after an HMC. */
export function hmcFoldersOf(files: readonly FoundFile[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { name, folders: path } of files) {
    if (/^HMC_/i.test(name.split('/').at(-1) ?? '')) folders.add(path.join('/'))
    path.forEach((folder, depth) => {
      if (HMC_NAME.test(folder)) folders.add(path.slice(0, depth + 1).join('/'))
    })
  }
  return folders
}

function hmcOf(file: FoundFile, hmcFolders: ReadonlySet<string>): string | null {
  for (let depth = file.folders.length; depth > 0; depth -= 1) {
    if (hmcFolders.has(file.folders.slice(0, depth).join('/'))) return file.folders[depth - 1] ?? null
  }
  return null
}

/** The system whose name the file name begins with, else that names the file or its nearest folder; the longest wins. */
function longestMatch(
  systems: readonly ServerRef[],
  base: string,
  folders: readonly string[],
): ServerRef | null {
  const named = systems.flatMap((ref) => (ref.name === undefined ? [] : [{ ref, name: ref.name }]))
  const find = (matches: (name: string) => boolean): ServerRef | null => {
    const name = longest(named.map((one) => one.name).filter(matches))
    return named.find((one) => one.name === name)?.ref ?? null
  }
  const byFile = find((name) => afterPrefix(base, name) !== null)
  if (byFile !== null) return byFile
  for (const folder of folders.toReversed()) {
    const byFolder = find((name) => plain(name) === plain(folder))
    if (byFolder !== null) return byFolder
  }
  return null
}

/** What follows "<name>_" or "<name>." in a file name; null where it does not begin so. */
function afterPrefix(base: string, name: string): string | null {
  const prefix = plain(base.slice(0, name.length))
  const next = base.charAt(name.length)
  return prefix === plain(name) && (next === '_' || next === '.') ? base.slice(name.length + 1) : null
}

/** Names as file systems keep them: scripts put "_" where a name has a space or another special character. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '_')
}

function longest(names: readonly string[]): string | null {
  return names.reduce<string | null>(
    (best, name) => (best === null || name.length > best.length ? name : best),
    null,
  )
}
