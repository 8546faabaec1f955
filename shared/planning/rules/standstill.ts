import { list } from '../../mobility/words.ts'
import type { StandstillRule } from '../../plan/rules/standstill.ts'
import { movesAbout } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

/** The schedule asks it of every run of the engine; who breaks it stays (schedule-moves.ts). */
export const standstill: RuleJudge<StandstillRule> = {
  timed: true,
  judge: ({ partitions, seconds }, outcome) => {
    const long = movesAbout(outcome, partitions).filter(({ standstillS }) => (standstillS ?? 0) > seconds)
    if (long.length === 0) return kept
    return broken(
      list(long.map(({ partition, standstillS }) => `${partition.name} ${(standstillS ?? 0).toFixed(1)} s`)),
      long.map(({ partition }) => partition.id),
      'Move it when it writes less, over faster movers, or shut down.',
    )
  },
}
