/** How many moves run at once on a system and on a mover (domain.md 3.3): as imported, else as assumed. */
import type { Server, Vios } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { fromAssumption, imported, type Input } from './input-ledger.ts'
import { resolveAssumption } from './resolve-assumption.ts'

const SLOW_LINK_GBPS = 1
const EIGHT_SLOTS_SINCE: readonly number[] = [2, 2, 2]

/** Active moves a managed system takes part in at once: its own limit and that of its firmware. */
export function activeLimit(server: Server, assumptions: Assumptions): Input {
  const known = [server.maxActiveMigrations, server.maxFirmwareActiveMigrations].filter((one) => one !== null)
  if (known.length > 0) return imported(Math.min(...known))
  return fromAssumption(resolveAssumption(assumptions, 'slots.systemActive', { serverId: server.id }))
}

/** Inactive moves a managed system takes part in at once. */
export function inactiveLimit(server: Server, assumptions: Assumptions): Input {
  if (server.maxInactiveMigrations !== null) return imported(server.maxInactiveMigrations)
  return fromAssumption(resolveAssumption(assumptions, 'slots.systemInactive', { serverId: server.id }))
}

/** Moves a mover service partition takes part in at once (cfg_msp_lpm_ops). */
export function moverLimit(vios: Vios, assumptions: Assumptions): Input {
  if (vios.moverSlots !== null) return imported(vios.moverSlots)
  const slow = vios.linkGbps !== null && vios.linkGbps <= SLOW_LINK_GBPS
  const key = slow || isBefore(vios.level, EIGHT_SLOTS_SINCE) ? 'slots.moverOld' : 'slots.mover'
  return fromAssumption(resolveAssumption(assumptions, key, { serverId: vios.serverId }))
}

/** True where an ioslevel is known and older than a version; an unknown level is taken as a new one. */
function isBefore(level: string | null, version: readonly number[]): boolean {
  if (level === null) return false
  const parts = level.split('.').map(Number)
  for (const [i, wanted] of version.entries()) {
    const have = parts[i] ?? 0
    if (Number.isNaN(have)) return false
    if (have !== wanted) return have < wanted
  }
  return false
}
