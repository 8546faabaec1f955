/** How many moves run at once on a system and on a mover (domain.md 3.3): as imported, else as typed, else as published. */
import type { Server, Vios } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { fromAssumption, imported, type Input } from './input-ledger.ts'
import { activeMovesOf, moverMovesOf, shippedLimits, type PublishedLimits } from './published-limits.ts'
import { resolveAssumption } from './resolve-assumption.ts'

const SLOW_LINK_GBPS = 1

const limitsOf = (assumptions: Assumptions): PublishedLimits => assumptions.limits ?? shippedLimits

/** What the user typed for a server, else the published figure. */
function typedElse(assumptions: Assumptions, key: string, serverId: string, published: number): Input {
  const resolved = resolveAssumption(assumptions, key, { serverId })
  return fromAssumption(resolved.mark === 'typed by you' ? resolved : { ...resolved, value: published })
}

/** Active moves a managed system takes part in at once: its own limit and that of its firmware. */
export function activeLimit(server: Server, assumptions: Assumptions): Input {
  const known = [server.maxActiveMigrations, server.maxFirmwareActiveMigrations].filter((one) => one !== null)
  if (known.length > 0) return imported(Math.min(...known))
  const published = activeMovesOf(limitsOf(assumptions), server.firmwareRelease)
  return typedElse(assumptions, 'slots.systemActive', server.id, published)
}

/** Inactive moves a managed system takes part in at once. */
export function inactiveLimit(server: Server, assumptions: Assumptions): Input {
  if (server.maxInactiveMigrations !== null) return imported(server.maxInactiveMigrations)
  const published = limitsOf(assumptions).inactiveMovesPerServer
  return typedElse(assumptions, 'slots.systemInactive', server.id, published)
}

/** Moves a mover service partition takes part in at once (cfg_msp_lpm_ops). */
export function moverLimit(vios: Vios, assumptions: Assumptions): Input {
  if (vios.moverSlots !== null) return imported(vios.moverSlots)
  const limits = limitsOf(assumptions)
  const slow = vios.linkGbps !== null && vios.linkGbps <= SLOW_LINK_GBPS
  const { moves, old } = moverMovesOf(limits, vios.level)
  const published = slow ? Math.min(moves, limits.movesOnOneGigabit) : moves
  return typedElse(assumptions, slow || old ? 'slots.moverOld' : 'slots.mover', vios.serverId, published)
}

/** Moves of a mover of a server of which nothing else is known. */
export function anyMoverLimit(serverId: string, assumptions: Assumptions): Input {
  return typedElse(assumptions, 'slots.mover', serverId, moverMovesOf(limitsOf(assumptions), null).moves)
}
