import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'

/** Moves that the script starts together and waits for together. */
export interface ScriptGroup {
  readonly title: string
  readonly moves: readonly PlanMove[]
}

/** Published floor for a mover without a known limit: 4 at once (domain.md 3.3, one 1 GbE link or VIOS before 2.2.2). */
const safeSlots = 4

/**
 * A shell script has no scheduler, so the plan's waves become groups with a barrier: in the plan's order, a group ends
 * where the wave changes, where a move needs an earlier one of the group, or where a mover or a system would be over its
 * limit. Never more at once than the plan allows, therefore never faster than forecast.
 */
export function scriptGroups(
  moves: readonly PlanMove[],
  fleet: Fleet,
  maxConcurrent: number | null,
): ScriptGroup[] {
  const limits = slotLimits(fleet)
  const groups: { wave: number; moves: PlanMove[] }[] = []
  let used = new Map<string, number>()
  for (const move of moves) {
    const current = groups.at(-1)
    const places = slotsOf(move)
    const fits =
      current !== undefined &&
      current.wave === move.wave &&
      !current.moves.some((earlier) => move.after.includes(earlier.id)) &&
      (maxConcurrent === null || current.moves.length < maxConcurrent) &&
      places.every((place) => (used.get(place) ?? 0) < (limits.get(place) ?? safeSlots))
    if (fits) current.moves.push(move)
    else {
      groups.push({ wave: move.wave, moves: [move] })
      used = new Map()
    }
    for (const place of places) used.set(place, (used.get(place) ?? 0) + 1)
  }
  return groups.map((group, index) => {
    const sameWave = groups.filter((one) => one.wave === group.wave)
    const part =
      sameWave.length > 1
        ? `, part ${groups.slice(0, index + 1).filter((one) => one.wave === group.wave).length} of ${sameWave.length}`
        : ''
    return { title: `Wave ${group.wave}${part}`, moves: group.moves }
  })
}

function slotsOf(move: PlanMove): string[] {
  const kind = move.type === 'inactive' ? 'inactive' : 'active'
  return [
    `${kind} ${move.sourceServerId}`,
    `${kind} ${move.targetServerId}`,
    ...[move.sourceMoverId, move.targetMoverId]
      .filter((mover) => mover !== null)
      .map((mover) => `mover ${mover}`),
  ]
}

function slotLimits(fleet: Fleet): Map<string, number> {
  const limits = new Map<string, number>()
  for (const server of fleet.servers) {
    const active = [server.maxActiveMigrations, server.maxFirmwareActiveMigrations].filter(
      (value) => value !== null && value > 0,
    )
    if (active.length > 0) limits.set(`active ${server.id}`, Math.min(...active.map(Number)))
    if (server.maxInactiveMigrations !== null)
      limits.set(`inactive ${server.id}`, server.maxInactiveMigrations)
  }
  for (const vios of fleet.vios) if (vios.moverSlots !== null) limits.set(`mover ${vios.id}`, vios.moverSlots)
  return limits
}
