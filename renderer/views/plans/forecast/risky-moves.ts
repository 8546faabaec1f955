import { CALLED_OUT_FROM, smallestEnough } from '../../../../shared/forecast/convergence-help.ts'
import type { PlanDocument, PlanMove } from '../../../../shared/plan/plan-document.ts'
import type {
  ConvergenceHelp,
  ConvergenceRemedy,
  MoveForecast,
  PlanForecast,
} from '../../../../shared/plan/plan-forecast.ts'
import type { GridColumn } from '../../../components/grid-column.ts'
import { duration } from '../../../format/duration.ts'
import { text } from '../../../text/en.ts'
import { frequency, hitsOf, inHundred } from './forecast-words.ts'

const words = text.forecast.risk

/** A move that may not converge, or may stand still beyond its limit. */
export interface RiskyMove {
  readonly move: PlanMove
  readonly forecast: MoveForecast
  readonly help: ConvergenceHelp | null
}

/** Moves at risk, those that converge least often first, then those that miss their limit most often. */
export function riskyMoves(plan: PlanDocument, forecast: PlanForecast): readonly RiskyMove[] {
  const help = new Map(forecast.help.map((one) => [one.moveId, one]))
  const byId = new Map(forecast.moves.map((one) => [one.moveId, one]))
  return plan.moves
    .flatMap((move): RiskyMove[] => {
      const mine = byId.get(move.id)
      if (mine === undefined || (mine.notConverging <= 0 && (mine.overStandstillLimit ?? 0) <= 0)) return []
      return [{ move, forecast: mine, help: help.get(move.id) ?? null }]
    })
    .sort(
      (a, b) =>
        b.forecast.notConverging - a.forecast.notConverging ||
        (b.forecast.overStandstillLimit ?? 0) - (a.forecast.overStandstillLimit ?? 0),
    )
}

/** Remedies after which it converges more often, best first; what makes it worse is no help. */
export const helpful = ({ remedies, notConverging }: ConvergenceHelp): readonly ConvergenceRemedy[] =>
  remedies
    .filter((remedy) => remedy.notConverging < notConverging)
    .sort((a, b) => a.notConverging - b.notConverging)

/** How copying ends at the middle of the inputs, in a few words. */
export const endOfCopying = (stop: string): string => words.ends[stop] ?? stop

/** Why a move does not converge, as a sentence. */
export const whyNot = (stop: string): string => words.why[stop] ?? words.whyUnlikely

/** What a remedy does to a move: "alone: does not converge in 12 of 100 draws instead of 63". */
export function remedyWords(remedy: ConvergenceRemedy, { draws, notConverging }: ConvergenceHelp): string {
  const then = frequency(remedy.notConverging, draws, 'risk')
  return words.remedy(remedy.title, then, hitsOf(notConverging, draws))
}

/** What a remedy does to the plan as a whole. */
export const remedyCost = (remedy: ConvergenceRemedy, help: ConvergenceHelp): string =>
  words.end(
    remedy.planEndS === null ? null : duration(remedy.planEndS),
    help.planEndS === null ? null : duration(help.planEndS),
  )

/** Why nothing was tried for a move, in a few words. */
export function whyNotTried(share: number): string {
  if (share <= 0) return words.converges
  return share < CALLED_OUT_FROM ? words.rare : words.further
}

/** What to do about a move, in a few words: the smallest help that is enough, or the best there is and what is left. */
export function helpShort({ help, forecast }: RiskyMove): string {
  if (help === null) return whyNotTried(forecast.notConverging)
  const enough = smallestEnough(help)
  if (enough !== null) return enough.title
  const [best] = helpful(help)
  return best === undefined
    ? words.nothingShort
    : words.best(best.title, frequency(best.notConverging, help.draws, 'risk'))
}

/** Columns of the list; the limit only where one is set. */
export function riskColumns(withLimit: boolean): readonly GridColumn<RiskyMove>[] {
  const over: GridColumn<RiskyMove> = {
    id: 'over',
    label: words.columns.over,
    width: 92,
    align: 'end',
    value: (row) => row.forecast.overStandstillLimit,
    text: ({ forecast }) =>
      forecast.overStandstillLimit === null ? words.noLimit : inHundred(forecast.overStandstillLimit),
  }
  return [
    {
      id: 'name',
      label: words.columns.name,
      width: 110,
      grow: 0.7,
      value: (row) => row.move.partitionName,
      text: (row) => row.move.partitionName,
    },
    {
      id: 'share',
      label: words.columns.share,
      width: 116,
      align: 'end',
      value: (row) => row.forecast.notConverging,
      text: ({ forecast }) => (forecast.notConverging > 0 ? inHundred(forecast.notConverging) : words.never),
    },
    ...(withLimit ? [over] : []),
    {
      id: 'why',
      label: words.columns.why,
      width: 132,
      grow: 0.6,
      from: 560,
      value: (row) => row.forecast.stop,
      text: (row) => endOfCopying(row.forecast.stop),
    },
    {
      id: 'best',
      label: words.columns.best,
      width: 190,
      grow: 1.8,
      value: helpShort,
      text: helpShort,
    },
  ]
}
