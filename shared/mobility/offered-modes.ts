import type { Server } from '../inventory/fleet.ts'
import { compatModeRow } from './catalogue/look-up.ts'
import type { MobilityCatalogue } from './catalogue/mobility-catalogue.ts'

/** Processor modes a server offers: as imported, else by the catalogue's row for its generation. */
export interface OfferedModes {
  readonly imported: boolean
  readonly modes: readonly string[]
  readonly uncertain: readonly string[]
}

/** The modes of a server as imported; null where its list was not. */
export function importedModes({ compatModes }: Server): OfferedModes | null {
  return compatModes === null ? null : { imported: true, modes: compatModes, uncertain: [] }
}

export function offeredModes(
  { server, modes }: { readonly server: Server; readonly modes: OfferedModes | null },
  catalogue: MobilityCatalogue,
): OfferedModes | null {
  if (modes !== null) return modes
  const row = compatModeRow(catalogue, server)
  return row === null ? null : { imported: false, modes: row.modes, uncertain: row.uncertain }
}

/** Whether a mode is offered; null where the catalogue is not sure of it. "default" always is. */
export function offers(offered: OfferedModes, mode: string): boolean | null {
  if (mode === 'default' || offered.modes.includes(mode)) return true
  return offered.uncertain.includes(mode) ? null : false
}
