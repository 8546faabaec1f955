/**
 * How many moves run at once by published tables, where neither an import nor the user says it (domain.md 3.3). The
 * shipped values are those of `resources/catalogue/mobility-levels.json`; a fleet whose user changed that table brings
 * its own in `Assumptions.limits`. This room does not read the catalogue itself; a test keeps the two equal.
 */
import type { AssumptionDefinition } from './assumption.ts'

export interface PublishedLimits {
  /** Ascending by VIOS level. */
  readonly movesPerMover: readonly { readonly fromLevel: string; readonly moves: number }[]
  readonly movesOnOneGigabit: number
  /** Ascending by firmware release. */
  readonly activeMovesPerServer: readonly { readonly fromRelease: number; readonly moves: number }[]
  readonly inactiveMovesPerServer: number
}

export const shippedLimits: PublishedLimits = {
  movesPerMover: [
    { fromLevel: '0', moves: 4 },
    { fromLevel: '2.2.2.0', moves: 8 },
  ],
  movesOnOneGigabit: 4,
  activeMovesPerServer: [
    { fromRelease: 0, moves: 8 },
    { fromRelease: 760, moves: 16 },
  ],
  inactiveMovesPerServer: 4,
}

/** Active moves of a server by its firmware; one of an unknown release is taken as a new one. */
export function activeMovesOf(
  { activeMovesPerServer: rows }: PublishedLimits,
  release: number | null,
): number {
  const row = rows.findLast((one) => release === null || release >= one.fromRelease) ?? rows[0]
  return row?.moves ?? 1
}

/** Moves of a mover by its ioslevel, and whether that is less than the newest take; an unknown level is taken as a new one. */
export function moverMovesOf(
  { movesPerMover: rows }: PublishedLimits,
  level: string | null,
): { readonly moves: number; readonly old: boolean } {
  const newest = rows.at(-1)
  const row = rows.findLast((one) => !isBefore(level, one.fromLevel)) ?? rows[0]
  return { moves: row?.moves ?? 1, old: row !== newest }
}

/** True where an ioslevel is known and older than another; an unknown level is taken as a new one. */
function isBefore(level: string | null, other: string): boolean {
  if (level === null) return false
  const parts = level.split('.').map(Number)
  for (const [i, wanted] of other.split('.').map(Number).entries()) {
    const have = parts[i] ?? 0
    if (Number.isNaN(have)) return false
    if (have !== wanted) return have < wanted
  }
  return false
}

/** Definitions with the defaults these limits give, so that the list of parameters shows what is in force. */
export function withLimits(
  definitions: readonly AssumptionDefinition[],
  limits: PublishedLimits,
): readonly AssumptionDefinition[] {
  const defaults: Readonly<Record<string, number | undefined>> = {
    'slots.mover': limits.movesPerMover.at(-1)?.moves,
    'slots.moverOld': limits.movesPerMover[0]?.moves,
    'slots.systemActive': limits.activeMovesPerServer.at(-1)?.moves,
    'slots.systemInactive': limits.inactiveMovesPerServer,
  }
  return definitions.map((one) => ({ ...one, defaultValue: defaults[one.key] ?? one.defaultValue }))
}
