import type { Server } from '../inventory/fleet.ts'
import { compatModeRow } from './catalogue/look-up.ts'
import type { MobilityCatalogue } from './catalogue/mobility-catalogue.ts'

/** Processor modes a server offers: as imported, else by the catalogue's row for its generation; null: neither. */
export interface OfferedModes {
  readonly imported: boolean
  readonly modes: readonly string[]
  readonly uncertain: readonly string[]
}

export function offeredModes(server: Server, catalogue: MobilityCatalogue): OfferedModes | null {
  if (server.compatModes !== null) return { imported: true, modes: server.compatModes, uncertain: [] }
  const row = compatModeRow(catalogue, server)
  return row === null ? null : { imported: false, modes: row.modes, uncertain: row.uncertain }
}

/** Whether a mode is offered; null where the catalogue is not sure of it. "default" always is. */
export function offers(offered: OfferedModes, mode: string): boolean | null {
  if (mode === 'default' || offered.modes.includes(mode)) return true
  return offered.uncertain.includes(mode) ? null : false
}
