/** How many moves run at once: facts for schedules (domain.md 3.3). */
import type { Server, Vios } from '../inventory/fleet.ts'
import type { MobilityCatalogue } from './catalogue/mobility-catalogue.ts'
import { movesPerMover } from './catalogue/look-up.ts'
import { isLevel } from './levels.ts'

/** Moves a VIOS is set to accept at once: its cfg_msp_lpm_ops, else the default of its level; null where neither is known. */
export function configuredMoves(vios: Vios, catalogue: MobilityCatalogue): number | null {
  if (vios.moverSlots !== null) return vios.moverSlots
  return vios.level === null || !isLevel(vios.level) ? null : movesPerMover(catalogue, vios.level)
}

/** Moves a server takes part in at once, now: limits of HMC and firmware less what runs; null where not imported. */
export function serverSlotsOf(
  server: Server,
  moveType: 'active' | 'inactive',
): {
  readonly limit: number | null
  readonly inProgress: number | null
} {
  if (moveType === 'inactive')
    return { limit: server.maxInactiveMigrations, inProgress: server.inactiveMigrationsInProgress }
  const { maxActiveMigrations: most, maxFirmwareActiveMigrations: firmware } = server
  return {
    limit: most === null ? null : Math.min(most, firmware ?? most),
    inProgress: server.activeMigrationsInProgress,
  }
}
