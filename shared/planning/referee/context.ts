/** What the checks of the referee look at, gathered once; the checks only compute. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import type { Assumptions } from '../../forecast/assumption.ts'
import type { PlanDocument, PlanMove } from '../../plan/plan-document.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'

/** A move whose partition and servers exist. */
export interface ResolvedMove {
  readonly move: PlanMove
  readonly partition: Partition
  readonly source: Server
  readonly target: Server
}

/** When a move holds its slots and its memory on both sides, seconds from the start of the plan. */
export interface MoveSpan {
  readonly startS: number
  readonly endS: number
}

export interface RefereeContext {
  /** Partitions have the memory they arrive with, which is what a target has to have from the start. */
  readonly index: FleetIndex
  /** The fleet as it is before the plan; the same where no memory changes. */
  readonly today: FleetIndex
  readonly plan: PlanDocument
  readonly assumptions: Assumptions
  /** Moves that can be judged further; the others have their violation in R-EXISTS. */
  readonly moves: readonly ResolvedMove[]
  /** By move id; a move that never ends has none. */
  readonly spans: ReadonlyMap<string, MoveSpan>
  /** Standstill of moves in the median run, seconds, by move id; empty for times that were given. */
  readonly standstills: ReadonlyMap<string, number>
  /** Why moves never end, by move id. */
  readonly stalled: ReadonlyMap<string, string>
  /** Moves certain to have ended before a move starts: everything it waits for, directly or not. */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>
}

/** One thing the referee looks at. */
export interface RefereeCheck {
  readonly id: string
  /** What it looks at, in a few words. */
  readonly title: string
  readonly judge: (context: RefereeContext) => readonly PlanViolation[]
}

/** A violation; what is not said is null. */
export function violation(
  ruleId: string,
  text: string,
  where: Partial<Pick<PlanViolation, 'planRule'>> & {
    readonly moveId?: string
    readonly serverId?: string
    readonly atS?: number
  } = {},
): PlanViolation {
  return {
    ruleId,
    moveId: where.moveId ?? null,
    serverId: where.serverId ?? null,
    atS: where.atS ?? null,
    text,
    ...(where.planRule === undefined ? {} : { planRule: where.planRule }),
  }
}

/** Moves with the partition and the servers the fleet knows. */
export function resolveMoves(index: FleetIndex, plan: PlanDocument): readonly ResolvedMove[] {
  return plan.moves.flatMap((move) => {
    const partition = index.partitionById.get(move.partitionId)
    const source = index.serverById.get(move.sourceServerId)
    const target = index.serverById.get(move.targetServerId)
    return partition === undefined || source === undefined || target === undefined
      ? []
      : [{ move, partition, source, target }]
  })
}

/** All moves each move waits for, through any number of others. A cycle ends where it closes. */
export function ancestorsOf(moves: readonly PlanMove[]): ReadonlyMap<string, ReadonlySet<string>> {
  const after = new Map(moves.map((move) => [move.id, move.after]))
  return new Map(
    moves.map((move) => {
      const seen = new Set<string>()
      const open = [...move.after]
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (seen.has(id) || !after.has(id)) continue
        seen.add(id)
        open.push(...(after.get(id) ?? []))
      }
      return [move.id, seen]
    }),
  )
}
