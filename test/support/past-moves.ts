/** Fleets whose past moves the engine made, so that their true rates are known. */
import { modelMove } from '../../shared/calibration/past-forecast.ts'
import { matchMoves } from '../../shared/calibration/match-moves.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import { Draws } from '../../shared/forecast/draws.ts'
import { drawPlan } from '../../shared/forecast/plan-draws.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition } from '../../shared/inventory/fleet.ts'
import type { PastMove } from '../../shared/inventory/past-move.ts'
import { epochMs } from '../../shared/inventory/units.ts'

const FIRST_END = Date.UTC(2026, 0, 5, 22)

/** A past move of a partition to another server; a second and a byte until the engine says more. */
export function aPastMove(partition: Partition, number: number, more: Partial<PastMove> = {}): PastMove {
  return {
    id: `move ${String(number).padStart(4, '0')}`,
    streamId: null,
    partitionName: partition.name,
    partitionUuid: null,
    lparId: null,
    sourceServer: null,
    targetServer: null,
    sourceMover: null,
    targetMover: null,
    endedAt: epochMs(FIRST_END + number * 3_600_000),
    seconds: 1,
    bytes: 1,
    origin: { file: 'lpm.log', line: 3 * number + 1 },
    assignedTo: null,
    leftOut: false,
    ...more,
  }
}

export interface Invented {
  readonly moves: number
  /** What the world is like. */
  readonly truth: Assumptions
  /** null: every move as the median run has it; else each under a draw of its own. */
  readonly seed: number | null
}

/** The fleet with moves of its running partitions, in turn, as the engine has them under the truth. */
export function withPastMoves(fleet: Fleet, { moves, truth, seed }: Invented): Fleet {
  const times = Map.groupBy(fleet.partitions, (one) => one.name)
  const running = fleet.partitions.filter(
    (one) => one.state === 'running' && one.memoryMib !== null && times.get(one.name)?.length === 1,
  )
  const placed = Array.from({ length: moves }, (_, i) => {
    const partition = running[i % running.length]
    if (partition === undefined) throw new RangeError('a fleet without running partitions')
    return aPastMove(partition, i)
  })
  const blank = { ...fleet, pastMoves: placed }
  const index = indexFleet(blank)
  const draws = new Draws(moves, seed ?? 0)
  const pastMoves = matchMoves(index).matched.map((matched, i): PastMove => {
    const model = modelMove(index, matched, truth)
    if (model === null) throw new RangeError('a move without a forecast')
    const scenario =
      seed === null
        ? model.scenario.scenario
        : drawPlan(model.scenario, ownDraw(draws.at(i), matched.move.id))
    const part = simulate(scenario).parts['past']
    if (part?.total == null) throw new RangeError('a move without an end')
    return { ...matched.move, seconds: part.total, bytes: Math.round(part.wire) }
  })
  return { ...fleet, pastMoves }
}

type Draw = ReturnType<Draws['at']>

/** Keys of partitions get the move's own luck: a partition that moves twice is not the same draw twice. */
function ownDraw(draw: Draw, id: string): Draw {
  const own = (key: string): string => (/^(write rate|touched) /.test(key) ? `${key} ${id}` : key)
  return {
    ...draw,
    uniform: (key) => draw.uniform(own(key)),
    normal: (key) => draw.normal(own(key)),
    lognormal: (key, median, sigma) => draw.lognormal(own(key), median, sigma),
  }
}
