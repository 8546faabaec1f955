/** How a running plan talks to whoever started it; without clock or randomness of its own. */
export interface PlanningProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
  /** The best plan so far in a few words; null before there is one. */
  readonly best: string | null
}

export interface PlanningHooks {
  readonly progress?: (progress: PlanningProgress) => void
  /** 'keep' ends the search with the best plan so far, 'abandon' ends it without one. */
  readonly shouldStop?: () => 'run' | 'keep' | 'abandon'
  /** Share of the time for searching that is spent, from 0; 1 or more ends the search. Absent: steps alone limit it. */
  readonly spent?: () => number
}

/** Thrown when the hooks say 'abandon'; nothing is left behind. */
export class PlanningAbandoned extends Error {
  override readonly name = 'PlanningAbandoned'
  constructor() {
    super('Planning was cancelled.')
  }
}

/** True when the search should end and keep what it has. @throws PlanningAbandoned */
export function isToStop(hooks: PlanningHooks): boolean {
  const wish = hooks.shouldStop?.() ?? 'run'
  if (wish === 'abandon') throw new PlanningAbandoned()
  return wish === 'keep'
}

/** The hooks of work without which there would be nothing to keep. */
export const heedAbandonOnly = ({ shouldStop, ...rest }: PlanningHooks): PlanningHooks =>
  shouldStop === undefined
    ? rest
    : { ...rest, shouldStop: () => (shouldStop() === 'abandon' ? 'abandon' : 'run') }
