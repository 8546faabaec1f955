/** What the model says of a move that has happened: alone on its movers, with the assumptions in force. */
import { resolveAssumption } from '../forecast/resolve-assumption.ts'
import type { Assumptions, WorkloadClass } from '../forecast/assumption.ts'
import { planDrawer } from '../forecast/plan-draws.ts'
import { planScenario, type PlanScenario } from '../forecast/plan-scenario.ts'
import { moverCapacity } from '../forecast/mover-capacity.ts'
import { InputLedger } from '../forecast/input-ledger.ts'
import { stretchRange } from '../forecast/range-stretch.ts'
import type { ScenarioPart } from '../forecast/scenario.ts'
import { simulate } from '../forecast/simulate.ts'
import { quantile, runDraws } from '../forecast/uncertainty.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Vios } from '../inventory/fleet.ts'
import type { MiB } from '../inventory/units.ts'
import type { Range } from '../plan/plan-forecast.ts'
import type { MatchedMove } from './match-moves.ts'
import { invertMove, type InvertedMove } from './invert.ts'

const PART = 'past'

/** A past move under one set of assumptions. */
export interface ModelledMove {
  readonly matched: MatchedMove
  readonly scenario: PlanScenario
  readonly part: ScenarioPart
  readonly workloadClass: WorkloadClass
  /** Catalogue keys of the share of touched memory and of the bytes on the wire. */
  readonly usedKey: string
  readonly ratioKey: string
  /** Mover's time of the median run, seconds. */
  readonly seconds: number
  readonly rawBytes: number
  readonly wireBytes: number
  /** Catalogue key of what limits the rate in the model. */
  readonly limitKey: string
  readonly inverted: InvertedMove
}

/** The median run of a past move, and its inversion; null where the model has no end for it. */
export function modelMove(
  index: FleetIndex,
  matched: MatchedMove,
  assumptions: Assumptions,
): ModelledMove | null {
  const { memoryMib } = matched.partition
  if (memoryMib === null) return null
  const scenario = scenarioOf(index, matched, memoryMib, assumptions)
  const part = scenario.scenario.parts[0]
  const sources = scenario.uncertainty[0]
  const forecast = simulate(scenario.scenario).parts[PART]
  if (part === undefined || sources == null || forecast?.total == null || forecast.raw <= 0) return null
  const place = {
    serverId: matched.sourceId,
    partitionId: matched.partition.id,
    workloadClass: sources.workloadClass,
  }
  const { move } = matched
  return {
    matched,
    scenario,
    part,
    workloadClass: sources.workloadClass,
    usedKey: sources.usedKey,
    ratioKey: sources.ratioKey,
    seconds: forecast.total,
    rawBytes: forecast.raw,
    wireBytes: forecast.wire,
    limitKey: limitKeyOf(index, matched, scenario, forecast.limitedBy?.resource ?? null, assumptions),
    inverted: invertMove({
      part,
      seconds: move.seconds,
      wireBytes: move.bytes,
      ratioKnown: resolveAssumption(assumptions, sources.ratioKey, place).mark !== 'assumed',
    }),
  }
}

/** P10, P50 and P90 of the mover's time, stretched as the assumptions say. */
export function rangeOfMove(
  { scenario }: Pick<ModelledMove, 'scenario'>,
  draws: number,
  seed: number,
  withStretch: boolean,
): Range | null {
  const samples = runDraws({ draws, seed, build: planDrawer(scenario) })
  const ascending = samples.parts[0]?.total.toSorted() ?? new Float64Array(0)
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => quantile(ascending, share))
  if (p10 == null || p50 == null || p90 == null) return null
  return stretchRange({ p10, p50, p90 }, withStretch ? (scenario.rangeStretch.parts[0] ?? 1) : 1)
}

/** Preparation and clean-up belong to the HMC: the mover's log does not contain them. */
function scenarioOf(
  index: FleetIndex,
  matched: MatchedMove,
  memoryMib: MiB,
  assumptions: Assumptions,
): PlanScenario {
  const { partition, sourceId, targetId, sourceMover, targetMover } = matched
  const made = planScenario(
    index,
    {
      moves: [
        {
          id: PART,
          partitionId: partition.id,
          sourceServerId: sourceId,
          targetServerId: targetId,
          type: 'active',
          sourceMoverId: sourceMover?.id ?? null,
          targetMoverId: targetMover?.id ?? null,
          after: [],
          notBeforeS: 0,
          memoryMib,
        },
      ],
      options: { maxConcurrent: null },
    },
    assumptions,
  )
  const parts = made.scenario.parts.map((part) => ({ ...part, t_prep: 0, t_clean: 0 }))
  return { ...made, scenario: { ...made.scenario, parts } }
}

/** The figure that holds the model back: a link's goodput or a mover's core rate; also where the threads of one move do. */
function limitKeyOf(
  index: FleetIndex,
  { sourceId, targetId, sourceMover, targetMover }: MatchedMove,
  { resources }: PlanScenario,
  resource: string | null,
  assumptions: Assumptions,
): string {
  const named = resources.find((one) => one.name === resource)
  if (named !== undefined) return named.rangeKey
  const side = (serverId: string, vios: Vios | null) => {
    const generation = index.serverById.get(serverId)?.generation ?? null
    const place = { id: vios?.id ?? serverId, serverId, generation, vios }
    const { ceiling } = moverCapacity(place, assumptions, new InputLedger())
    return { ceiling, key: `coreRate.${generation ?? 'unknown'}` }
  }
  const [source, target] = [side(sourceId, sourceMover), side(targetId, targetMover)]
  return source.ceiling <= target.ceiling ? source.key : target.key
}
