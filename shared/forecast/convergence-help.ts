/** What would help moves that may not converge: the same draws once more under one change at a time. */
import type { ConvergenceHelp, ConvergenceRemedy, RemedyKind } from '../plan/plan-forecast.ts'
import type { Forecast } from './forecast.ts'
import { PLAN_GROUP } from './plan-resources.ts'
import type { PlanScenario } from './plan-scenario.ts'
import type { ScenarioPart } from './scenario.ts'
import { quantile, type Samples } from './uncertainty.ts'

/** Rarer than in this share of the draws no move is called out. */
export const CALLED_OUT_FROM = 0.05
/** The least effort first. */
const effort: readonly RemedyKind[] = [
  'more-threads',
  'fewer-at-once',
  'one-at-a-time',
  'quieter-hour',
  'compression',
]
const MOST_MOVES = 5
/** Draws each change is computed with: as many as make about as much work whatever the size of the plan. */
const FEWEST_DRAWS = 40
const MOST_DRAWS = 200
const WORK = 4000
const HALF = 0.5

interface Change {
  readonly kind: RemedyKind
  readonly title: string
  readonly scenario: PlanScenario
}

/** A change, by what it is: small enough to be sent to whoever tries it. */
interface Tried {
  readonly kind: RemedyKind
  /** The part it is made for; null: the whole plan. */
  readonly part: number | null
}

/** What is to be tried, and what there is without it. Travels between threads. */
export interface HelpRequest {
  /** The first draws of the study: before and after meet the same luck. */
  readonly draws: Int32Array
  /** Median end of the plan in them. */
  readonly planEndS: number | null
  readonly moves: readonly {
    readonly part: number
    readonly moveId: string
    readonly notConverging: number
  }[]
  readonly changes: readonly Tried[]
}

/** What one change does. */
export interface HelpAttempt extends Tried {
  readonly title: string
  readonly planEndS: number | null
  /** By move of the request. */
  readonly notConverging: readonly number[]
}

/** Runs the named draws of another scenario of the same plan; null: it was stopped. */
export type SampleAgain = (scenario: PlanScenario, draws: Int32Array) => Samples | null

/**
 * Moves that do not converge in one of twenty draws or more, the likeliest first, at most five, and the changes to try.
 * More threads, less written and compression are tried for one move alone; fewer moves at once is a rule of the whole
 * plan. `samples` as they were drawn, not stretched.
 */
export function helpRequest(base: PlanScenario, median: Forecast, samples: Samples): HelpRequest {
  const wanted = Math.round(WORK / Math.max(1, samples.names.length))
  const draws = samples.draws.slice(0, Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, wanted)))
  const moves = samples.names
    .map((moveId, part) => ({ moveId, part, all: notConverging(samples, part, samples.count) }))
    .filter(({ all, part }) => all >= CALLED_OUT_FROM && base.uncertainty[part] != null)
    .toSorted((a, b) => b.all - a.all)
    .slice(0, MOST_MOVES)
    .map(({ moveId, part }) => ({ moveId, part, notConverging: notConverging(samples, part, draws.length) }))
  const changes =
    moves.length === 0
      ? []
      : [
          ...fewerAtOnce(base, median).map(({ kind }) => ({ kind, part: null })),
          ...moves.flatMap(({ part }) => changesOf(base, part).map(({ kind }) => ({ kind, part }))),
        ]
  return { draws, planEndS: medianEnd(samples, draws.length), moves, changes }
}

/** Tries some of the changes of a request; one that was stopped is left out, and not spoken of. */
export function tryChanges(
  base: PlanScenario,
  median: Forecast,
  { draws, moves }: HelpRequest,
  changes: readonly Tried[],
  sampleAgain: SampleAgain,
): readonly HelpAttempt[] {
  return changes.flatMap(({ kind, part }): readonly HelpAttempt[] => {
    const change = (part === null ? fewerAtOnce(base, median) : changesOf(base, part)).find(
      (one) => one.kind === kind,
    )
    if (change === undefined) throw new RangeError(`no change "${kind}" for part ${part}`)
    const after = sampleAgain(change.scenario, draws)
    if (after === null || after.count < draws.length) return []
    const left = moves.map((move) => notConverging(after, move.part, draws.length))
    return [
      { kind, part, title: change.title, planEndS: medianEnd(after, draws.length), notConverging: left },
    ]
  })
}

/** What would help each of the moves, out of all attempts. */
export function helpFrom(
  { draws, planEndS, moves }: HelpRequest,
  attempts: readonly HelpAttempt[],
): readonly ConvergenceHelp[] {
  return moves
    .map(({ moveId, part, notConverging: now }, move): ConvergenceHelp => ({
      moveId,
      draws: draws.length,
      notConverging: now,
      planEndS,
      remedies: attempts
        .filter((one) => one.part === null || one.part === part)
        .map((one): ConvergenceRemedy => ({
          kind: one.kind,
          title: one.title,
          notConverging: one.notConverging[move] ?? now,
          planEndS: one.planEndS,
        }))
        .toSorted((a, b) => a.notConverging - b.notConverging || byEffort(a, b)),
    }))
    .toSorted((a, b) => b.notConverging - a.notConverging)
}

/**
 * The smallest change after which a move is no longer called out: a setting goes before another order, that before other
 * hours of work for the partition, and those before new firmware. null: none of those tried is enough by itself.
 */
export function smallestEnough({ remedies }: ConvergenceHelp): ConvergenceRemedy | null {
  const enough = remedies.filter((one) => one.notConverging < CALLED_OUT_FROM)
  const [first] = enough.toSorted(byEffort)
  return first ?? null
}

const byEffort = (a: ConvergenceRemedy, b: ConvergenceRemedy): number =>
  effort.indexOf(a.kind) - effort.indexOf(b.kind)

/** What can be changed for one move alone. */
function changesOf(base: PlanScenario, part: number): readonly Change[] {
  const alone = new Set([part])
  return [moreThreads(base, alone), lessWritten(base, alone), compression(base, alone)].filter(
    (change) => change !== null,
  )
}

function changed(
  base: PlanScenario,
  parts: ReadonlySet<number>,
  change: (part: ScenarioPart, index: number) => ScenarioPart,
): PlanScenario['scenario'] {
  return {
    ...base.scenario,
    parts: base.scenario.parts.map((part, index) => (parts.has(index) ? change(part, index) : part)),
  }
}

/** Concurrency level 1, where a mover does not give that many threads already. */
function moreThreads(base: PlanScenario, parts: ReadonlySet<number>): Change | null {
  const gaining = [...parts].flatMap((index) => {
    const sources = base.uncertainty[index]
    return sources != null && sources.threadGain > 1 ? [sources] : []
  })
  if (gaining.length === 0) return null
  const most = Math.max(...gaining.map((one) => one.mostThreads))
  const now = Math.min(...gaining.map((one) => one.threads))
  const scenario = changed(base, parts, (part, index) => {
    const gain = base.uncertainty[index]?.threadGain ?? 1
    const faster = (cap: number | null | undefined): number | null => (cap == null ? null : cap * gain)
    return {
      ...part,
      cap: faster(part.cap),
      ...(part.paths === undefined
        ? {}
        : { paths: part.paths.map((one) => ({ ...one, cap: faster(one.cap) })) }),
    }
  })
  return {
    kind: 'more-threads',
    title: `concurrency level 1: ${most} mover threads instead of ${now}`,
    scenario: { ...base, scenario },
  }
}

/** Half as many moves at once as the median run has at its busiest, and one after the other. */
function fewerAtOnce(base: PlanScenario, median: Forecast): readonly Change[] {
  const busiest = mostAtOnce(median)
  if (busiest < 2) return []
  const half = Math.ceil(busiest / 2)
  const limited = (slots: number): PlanScenario => ({
    ...base,
    scenario: {
      ...base.scenario,
      limits: { ...base.scenario.limits, [PLAN_GROUP]: slots },
      parts: base.scenario.parts.map((part) => ({
        ...part,
        groups: [...new Set([...(part.groups ?? []), PLAN_GROUP])],
      })),
    },
  })
  const oneByOne: Change = {
    kind: 'one-at-a-time',
    title: `one at a time instead of ${words(busiest)}`,
    scenario: limited(1),
  }
  if (half < 2) return [oneByOne]
  const title = `${words(half)} at a time instead of ${words(busiest)}`
  return [{ kind: 'fewer-at-once', title, scenario: limited(half) }, oneByOne]
}

/** Half as much written: an assumption about the partition, no forecast of any hour. */
function lessWritten(base: PlanScenario, parts: ReadonlySet<number>): Change {
  const scenario = changed(base, parts, (part) => ({ ...part, dirty: (part.dirty ?? 0) * HALF }))
  return {
    kind: 'quieter-hour',
    title: 'if it wrote half as much memory',
    scenario: { ...base, scenario },
  }
}

function compression(base: PlanScenario, parts: ReadonlySet<number>): Change | null {
  const plain = new Set([...parts].filter((index) => base.uncertainty[index]?.compressedRatio != null))
  if (plain.size === 0) return null
  const scenario = changed(base, plain, (part, index) => ({
    ...part,
    ratio: base.uncertainty[index]?.compressedRatio ?? part.ratio ?? 1,
  }))
  const uncertainty = base.uncertainty.map((one, index) =>
    one !== null && plain.has(index) ? { ...one, ratioKey: 'rho.from920' } : one,
  )
  return {
    kind: 'compression',
    title: 'compression: firmware FW920 and HMC V9R1.920 or later on both sides',
    scenario: { ...base, scenario, uncertainty },
  }
}

/** Most moves between admission and end at one instant. */
function mostAtOnce(forecast: Forecast): number {
  const instants = Object.values(forecast.parts).flatMap(({ t0, t1 }) =>
    t0 === null || t1 === null
      ? []
      : [
          { at: t0, change: 1 },
          { at: t1, change: -1 },
        ],
  )
  // A slot that is given back is taken again in the same instant: ends first.
  instants.sort((a, b) => a.at - b.at || a.change - b.change)
  let now = 0
  let most = 0
  for (const { change } of instants) {
    now += change
    most = Math.max(most, now)
  }
  return most
}

const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const words = (count: number): string => small[count] ?? String(count)

function notConverging(samples: Samples, part: number, draws: number): number {
  const converged = samples.parts[part]?.converged.subarray(0, draws) ?? new Uint8Array(0)
  return draws === 0 ? 0 : 1 - converged.reduce((sum, one) => sum + one, 0) / draws
}

function medianEnd(samples: Samples, draws: number): number | null {
  return quantile(samples.makespan.slice(0, draws).sort(), 0.5)
}
