/**
 * Energy of servers over a horizon, from what is planned for them: how much of their processors is in use, and when
 * they are off. Pure arithmetic; who is where at which time is the caller's.
 */
import { wattsAt, type PowerFigureName, type PowerFigures } from './power-figures.ts'

const JOULES_PER_KWH = 3_600_000
/** Energy that copying memory takes at both sides together; planning.md, "Data". */
const MIGRATION_J_PER_MB = 0.5

/** From `startMs` until the next step, or the end of the horizon: the share of the server's processors in use, 0..1. */
export interface UseStep {
  readonly startMs: number
  readonly use: number
}

/** Shut down from `startMs` on, off at `offMs`, started at `iplMs`, operating at `endMs` (as in an off stage). */
export interface OffTime {
  readonly startMs: number
  readonly offMs: number
  readonly iplMs: number
  readonly endMs: number
}

export interface Horizon {
  readonly startMs: number
  readonly endMs: number
}

export interface ServerEnergy {
  readonly operatingKwh: number
  /** Shutdown and IPL. */
  readonly switchingKwh: number
  readonly standbyKwh: number
}

export type EnergyAnswer =
  | { readonly known: true; readonly energy: ServerEnergy }
  | { readonly known: false; readonly missing: readonly PowerFigureName[] }

const overlapS = (aStart: number, aEnd: number, bStart: number, bEnd: number): number =>
  Math.max(0, Math.min(aEnd, bEnd) - Math.max(aStart, bStart)) / 1000

/**
 * kWh of one server over the horizon. `uses` are in the order of their starts, the first at or before the horizon's;
 * `offTimes` do not overlap. While it shuts down and while it starts, a server is taken to draw its maximum: no
 * sourced figures exist, and the highest draw can only make a saving look smaller. Standby watts are asked for only
 * where the server is off within the horizon.
 */
export function serverEnergy(
  power: PowerFigures,
  uses: readonly UseStep[],
  offTimes: readonly OffTime[],
  horizon: Horizon,
): EnergyAnswer {
  const { idleW, maxW, standbyW } = power
  const { startMs, endMs } = horizon
  const offS = offTimes.reduce((sum, off) => sum + overlapS(off.offMs, off.iplMs, startMs, endMs), 0)
  const missing: PowerFigureName[] = []
  if (idleW === null) missing.push('idleW')
  if (maxW === null) missing.push('maxW')
  if (standbyW === null && offS > 0) missing.push('standbyW')
  if (idleW === null || maxW === null || missing.length > 0) return { known: false, missing }

  const operatingJ = uses.reduce((sum, { startMs: from, use }, index) => {
    const start = Math.max(from, startMs)
    const end = Math.min(uses[index + 1]?.startMs ?? endMs, endMs)
    const outS = offTimes.reduce((out, off) => out + overlapS(off.startMs, off.endMs, start, end), 0)
    return sum + (Math.max(0, end - start) / 1000 - outS) * wattsAt(idleW.value, maxW.value, use)
  }, 0)
  const switchingS = offTimes.reduce(
    (sum, off) =>
      sum + overlapS(off.startMs, off.offMs, startMs, endMs) + overlapS(off.iplMs, off.endMs, startMs, endMs),
    0,
  )
  return {
    known: true,
    energy: {
      operatingKwh: operatingJ / JOULES_PER_KWH,
      switchingKwh: (switchingS * maxW.value) / JOULES_PER_KWH,
      standbyKwh: (offS * (standbyW?.value ?? 0)) / JOULES_PER_KWH,
    },
  }
}

export const totalKwh = ({ operatingKwh, switchingKwh, standbyKwh }: ServerEnergy): number =>
  operatingKwh + switchingKwh + standbyKwh

/** kWh that moving so many MB of memory takes. */
export const migrationKwh = (megabytes: number): number => (megabytes * MIGRATION_J_PER_MB) / JOULES_PER_KWH
