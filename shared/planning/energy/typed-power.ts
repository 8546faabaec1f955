/** What was typed about the power of servers, as figures with their source. */
import type { Switching } from '../stages/cycle.ts'
import type { PowerFigures } from '../../energy/power-figures.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import type { SaveEnergy, ServerPower } from '../../plan/staged-plan.ts'

export type Powers = ReadonlyMap<ServerId, ServerPower>

export const powersOf = ({ power }: SaveEnergy): Powers => new Map(power.map((one) => [one.serverId, one]))

const typed = (value: number | null | undefined) =>
  value == null ? null : ({ value, source: 'typed' } as const)

export function figuresOf(power: ServerPower | undefined): PowerFigures {
  return {
    idleW: typed(power?.idleW),
    maxW: typed(power?.maxW),
    standbyW: typed(power?.standbyW),
    shutdownS: typed(power?.shutdownS),
    iplS: typed(power?.iplS),
  }
}

/** How long a server takes to stop and to start; null where either is not known. */
export function switchingOf(power: ServerPower | undefined): Switching | null {
  if (power?.shutdownS == null || power.iplS === null) return null
  return { shutdownMs: power.shutdownS * 1000, iplMs: power.iplS * 1000 }
}

/** Of several together: what the slowest takes; servers whose times are not known are left out of it. */
export function slowest(powers: Powers, serverIds: readonly ServerId[]): Switching {
  const all = serverIds.flatMap((id) => switchingOf(powers.get(id)) ?? [])
  return {
    shutdownMs: Math.max(0, ...all.map(({ shutdownMs }) => shutdownMs)),
    iplMs: Math.max(0, ...all.map(({ iplMs }) => iplMs)),
  }
}
