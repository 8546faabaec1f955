/**
 * Forecast against what really happened: every past move of the fleet, the values it speaks for, and how far the ranges
 * can be trusted before and after. Coverage "after" is honest: the values a move is judged with are taken from other moves
 * (cross-fitted in groups), and the width of its range from all others (leave one out).
 */
import { STRETCH_KEY, stretchRange } from '../forecast/range-stretch.ts'
import { assumptionDefinition } from '../forecast/assumption-catalogue.ts'
import type { Assumptions, WorkloadClass } from '../forecast/assumption.ts'
import { ForecastCancelled } from '../forecast/forecast.ts'
import { resolveAssumption } from '../forecast/resolve-assumption.ts'
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { Fleet, PartitionId } from '../inventory/fleet.ts'
import type { PastMove } from '../inventory/past-move.ts'
import type { Range } from '../plan/plan-forecast.ts'
import { MOVES_NEEDED, conformalQuantile, scoreOf } from './conformal.ts'
import { matchMoves, type MatchedMove, type UnmatchedMove } from './match-moves.ts'
import { modelMove, rangeOfMove, type ModelledMove } from './past-forecast.ts'
import { proposeValues, reasonOf, type Proposal } from './proposals.ts'
import { median } from './statistics.ts'

/** A past move beside its forecast. Times are the mover's, seconds. */
export interface ComparedMove {
  readonly id: string
  readonly partitionId: PartitionId
  readonly partitionName: string
  readonly matchedBy: MatchedMove['by']
  readonly workloadClass: WorkloadClass
  readonly sourceServer: string
  readonly targetServer: string
  readonly endedAt: number | null
  readonly seconds: number
  readonly bytes: number
  /** With the assumptions in force, and with all proposals accepted. */
  readonly before: Range
  readonly after: Range
  readonly insideBefore: boolean
  readonly insideAfter: boolean
  /** B: bytes/s between the movers; D: bytes written per second; null: cannot be told. */
  readonly wireRate: number | null
  readonly dirty: number | null
  /** Why D cannot be told. */
  readonly why: string | null
  readonly file: string
  readonly line: number | null
}

/** Residual ratios actual / forecast P50 of one class, or of all moves (null). */
export interface ClassResidual {
  readonly workloadClass: WorkloadClass | null
  readonly moves: number
  readonly medianBefore: number
  readonly medianAfter: number
  /** Share of moves inside P10 to P90. */
  readonly coverageBefore: number
  readonly coverageAfter: number
}

export interface CalibrationReport {
  readonly compared: readonly ComparedMove[]
  readonly unmatched: readonly UnmatchedMove[]
  readonly leftOut: readonly PastMove[]
  /** All moves first, then by class; empty where nothing can be compared. */
  readonly residuals: readonly ClassResidual[]
  readonly proposals: readonly Proposal[]
  /** False below `movesNeeded`: the ranges stay those of the model. */
  readonly enough: boolean
  readonly movesNeeded: number
}

export interface CalibrationHooks {
  readonly progress?: (done: number, total: number) => void
  /** True ends the work with `ForecastCancelled`. */
  readonly shouldStop?: () => boolean
}

/** Draws for the range of one past move: fewer where there are many moves, so that the answer stays near. */
const drawsFor = (moves: number): number =>
  Math.round(Math.min(200, Math.max(60, 20_000 / Math.max(1, moves))))
const SEED = 1
/** Groups whose moves are judged by values taken from the other groups. */
const FOLDS = 5
const classes: readonly WorkloadClass[] = ['idle', 'application', 'oltp', 'in-memory']

/**
 * Compares all past moves of a fleet with their forecasts and proposes values.
 * @throws ForecastCancelled
 */
export function calibrate(
  fleet: Fleet,
  inForce: Assumptions,
  hooks: CalibrationHooks = {},
): CalibrationReport {
  const index = indexFleet(fleet)
  const { matched, unmatched, leftOut } = matchMoves(index)
  const work = new Work(hooks, 2 * matched.length)
  const noStretch = withoutStretch(inForce)
  const modelled = matched.flatMap((one) => modelMove(index, one, inForce) ?? [])
  const lost = matched.filter((one) => !modelled.some((move) => move.matched === one))

  const rows = modelled.flatMap((move): readonly Row[] => {
    work.step()
    const range = rangeOfMove(move, drawsFor(modelled.length), SEED, true)
    return range === null ? [] : [{ move, before: range, after: range }]
  })
  const proposed = proposeValues(
    index,
    rows.map(({ move }) => move.matched),
    noStretch,
  )
  const judged = crossFitted(index, rows, noStretch, work)
  const stretched = stretchProposals(judged, inForce)
  const compared = judged.map((row) => comparedMove(index, row, stretched.factorOf))
  return {
    compared: compared.map(({ one }) => one).toSorted(byEnd),
    unmatched: [...unmatched, ...lost.map(({ move }) => ({ move, reason: NO_MODEL }))],
    leftOut,
    residuals: residualsOf(compared),
    proposals: [...proposed.proposals, ...stretched.proposals],
    enough: rows.length >= MOVES_NEEDED,
    movesNeeded: MOVES_NEEDED,
  }
}

/** Oldest first; those without a date last. */
function byEnd(a: ComparedMove, b: ComparedMove): number {
  const at = ({ endedAt }: ComparedMove): number => endedAt ?? Infinity
  return at(a) === at(b) ? 0 : at(a) - at(b)
}

const NO_MODEL = 'The memory of its partition is not known: it cannot be forecast.'

class Work {
  readonly #hooks: CalibrationHooks
  readonly #total: number
  #done = 0

  constructor(hooks: CalibrationHooks, total: number) {
    this.#hooks = hooks
    this.#total = total
  }

  step(): void {
    if (this.#hooks.shouldStop?.() === true) throw new ForecastCancelled()
    this.#done += 1
    this.#hooks.progress?.(this.#done, this.#total)
  }
}

interface Row {
  readonly move: ModelledMove
  readonly before: Range
  /** Range of the model with values taken from other moves, not stretched. */
  readonly after: Range
}

const withoutStretch = (assumptions: Assumptions): Assumptions => ({
  ...assumptions,
  overrides: assumptions.overrides.filter(({ key }) => key !== STRETCH_KEY),
})

/** Every row with the range that the values from the moves of the other groups give it. */
function crossFitted(
  index: FleetIndex,
  rows: readonly Row[],
  inForce: Assumptions,
  work: Work,
): readonly Row[] {
  const folds = Math.min(FOLDS, rows.length)
  const valuesOf = Array.from({ length: folds }, (_, fold) => {
    const others = rows.flatMap(({ move }, at) => (at % folds === fold ? [] : [move.matched]))
    return proposeValues(index, others, inForce).assumptions
  })
  return rows.map((row, at) => {
    work.step()
    const again = modelMove(index, row.move.matched, valuesOf[at % folds] ?? inForce)
    const after = again === null ? null : rangeOfMove(again, drawsFor(rows.length), SEED, false)
    return { ...row, after: after ?? row.before }
  })
}

/** Stretch for one row: its class's, the fleet's, or 1; for the row itself from all others. */
type FactorOf = (row: Row) => number

function stretchProposals(
  rows: readonly Row[],
  inForce: Assumptions,
): { readonly proposals: readonly Proposal[]; readonly factorOf: FactorOf } {
  const scored = rows.map((row) => ({ row, score: scoreOf(row.move.matched.move.seconds, row.after) }))
  const byClass = Map.groupBy(scored, ({ row }) => row.move.workloadClass)
  const hasOwn = (one: WorkloadClass): boolean => (byClass.get(one)?.length ?? 0) >= MOVES_NEEDED
  const rest = scored.filter(({ row }) => !hasOwn(row.move.workloadClass))
  // A class that keeps to its forecasts must not lend its narrow range to the others.
  const others = rest.length >= MOVES_NEEDED ? rest : scored
  const groupOf = ({ move: { workloadClass } }: Row) =>
    hasOwn(workloadClass) ? (byClass.get(workloadClass) ?? []) : others
  const factorOf: FactorOf = (row) => {
    const group = groupOf(row)
    if (group.length < MOVES_NEEDED) return 1
    const without = group.filter((one) => one.row !== row)
    return bounded(conformalQuantile(without.map(({ score }) => score)) ?? 1)
  }
  const propose = (mine: typeof scored, workloadClass: WorkloadClass | null): readonly Proposal[] => {
    const quantile = conformalQuantile(mine.map(({ score }) => score))
    if (mine.length < MOVES_NEEDED || quantile === null) return []
    return [
      stretchProposal(
        bounded(quantile),
        quantile,
        mine.map(({ row }) => row.move.matched),
        workloadClass,
        inForce,
      ),
    ]
  }
  const proposals = [
    ...propose(others, null),
    ...classes.flatMap((one) => propose(byClass.get(one) ?? [], one)),
  ].filter(({ before, value }) => Math.abs(value - before.value) > 0.02 * before.value)
  return { proposals, factorOf }
}

function bounded(factor: number): number {
  const { low, high } = stretchDefinition()
  return Math.min(high, Math.max(low, Number(factor.toPrecision(3))))
}

function stretchDefinition() {
  const definition = assumptionDefinition(STRETCH_KEY)
  if (definition === undefined) throw new RangeError(`No assumption is called "${STRETCH_KEY}"`)
  return definition
}

function stretchProposal(
  value: number,
  wanted: number,
  from: readonly MatchedMove[],
  workloadClass: WorkloadClass | null,
  inForce: Assumptions,
): Proposal {
  const { title, unit, low, high } = stretchDefinition()
  const { value: old, mark } = resolveAssumption(
    inForce,
    STRETCH_KEY,
    workloadClass === null ? {} : { workloadClass },
  )
  return {
    key: STRETCH_KEY,
    scope: workloadClass === null ? 'fleet' : 'class',
    scopeId: workloadClass,
    title,
    unit,
    before: { value: old, mark },
    value,
    moves: from.length,
    atBound: wanted < low || wanted > high,
    reason: reasonOf(from),
  }
}

interface Judged {
  readonly one: ComparedMove
  readonly row: Row
}

function comparedMove(index: FleetIndex, row: Row, factorOf: FactorOf): Judged {
  const { move, before } = row
  const { matched, inverted } = move
  const { id, seconds, bytes, endedAt, origin } = matched.move
  const after = stretchRange(row.after, factorOf(row))
  const name = (serverId: string): string => index.serverById.get(serverId)?.name ?? serverId
  const one: ComparedMove = {
    id,
    partitionId: matched.partition.id,
    partitionName: matched.partition.name,
    matchedBy: matched.by,
    workloadClass: move.workloadClass,
    sourceServer: name(matched.sourceId),
    targetServer: name(matched.targetId),
    endedAt,
    seconds,
    bytes,
    before,
    after,
    insideBefore: isInside(seconds, before),
    insideAfter: isInside(seconds, after),
    wireRate: inverted.wireRate,
    dirty: inverted.dirty,
    why: inverted.why,
    file: origin.file,
    line: origin.line,
  }
  return { one, row }
}

const isInside = (seconds: number, { p10, p90 }: Range): boolean =>
  seconds >= p10 * (1 - 1e-9) && seconds <= p90 * (1 + 1e-9)

function residualsOf(judged: readonly Judged[]): readonly ClassResidual[] {
  const of = (workloadClass: WorkloadClass | null): readonly ClassResidual[] => {
    const mine = judged.flatMap(({ one }) =>
      workloadClass === null || one.workloadClass === workloadClass ? [one] : [],
    )
    if (mine.length === 0) return []
    const share = (holds: (one: ComparedMove) => boolean): number => mine.filter(holds).length / mine.length
    return [
      {
        workloadClass,
        moves: mine.length,
        medianBefore: median(mine.map(({ seconds, before }) => seconds / before.p50)) ?? 1,
        medianAfter: median(mine.map(({ seconds, after }) => seconds / after.p50)) ?? 1,
        coverageBefore: share((one) => one.insideBefore),
        coverageAfter: share((one) => one.insideAfter),
      },
    ]
  }
  return [null, ...classes].flatMap(of)
}
