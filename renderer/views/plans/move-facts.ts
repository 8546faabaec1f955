import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import type { MoveForecast } from '../../../shared/plan/plan-forecast.ts'
import { duration, durationRange, standstill } from '../../format/duration.ts'
import { clock, endClock } from '../../format/instant.ts'
import { bytes, memory } from '../../format/memory.ts'
import { number, range, thin } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import { endOfCopying } from './forecast/risky-moves.ts'

export interface MoveFact {
  readonly label: string
  readonly value: string
  readonly range?: string
}

/** Below this nobody notices. */
const leastStallS = 0.1

/** How pages fetched on demand hold the partition up after it resumed. */
const stallWords = (seconds: number): string =>
  seconds < leastStallS ? text.forecast.move.notSlowed : text.forecast.move.slowed(standstill(seconds))

/** What DLPAR does to the memory of a partition around its move, in words; null: nothing. */
export function memoryStepOf({ dlpar }: PlanMove) {
  if (dlpar === undefined) return null
  const words = text.plans.inspector
  const { memoryBeforeMib: before, memoryDuringMib: during, memoryAfterMib: after } = dlpar
  return {
    tag: during < before ? words.smaller : words.larger,
    sizes: words.dlparSizes(memory(before), memory(during), memory(after)),
    why: dlpar.why,
  }
}

/** When a move happens and what it costs, likely value and range; nothing where there is no forecast. */
export function whenFacts(
  plan: PlanDocument,
  move: PlanMove,
  forecast: MoveForecast | null,
  limitedBy: string | null,
): readonly MoveFact[] {
  const words = text.plans.inspector
  const movers =
    move.sourceMoverName === null || move.targetMoverName === null
      ? []
      : [{ label: words.movers, value: `${move.sourceMoverName} → ${move.targetMoverName}` }]
  const pool = move.targetPoolName === null ? [] : [{ label: words.pool, value: move.targetPoolName }]
  if (forecast === null) return [...movers, ...pool]
  const at = (seconds: number): string => clock(plan.startMs + Math.round(seconds) * 1000, plan.zone)
  const until = (seconds: number): string => endClock(plan.startMs + seconds * 1000, plan.zone)
  const active = move.type !== 'inactive'
  return [
    {
      label: words.starts,
      value: at(forecast.startS),
      range: range(at(forecast.start.p10), at(forecast.start.p90)),
    },
    {
      label: words.ends,
      value: until(forecast.endS),
      range: range(until(forecast.end.p10), until(forecast.end.p90)),
    },
    {
      label: words.takes,
      value: duration(forecast.endS - forecast.startS),
      range: durationRange(forecast.duration.p10, forecast.duration.p90),
    },
    ...(active
      ? [
          {
            label: words.standstill,
            value: standstill(forecast.standstill.p50),
            range: range(number(forecast.standstill.p10, 1), number(forecast.standstill.p90, 1)) + `${thin}s`,
          },
          ...(forecast.stallS === null
            ? []
            : [{ label: text.forecast.move.stall, value: stallWords(forecast.stallS) }]),
          { label: words.sent, value: words.wire(bytes(forecast.wireBytes), bytes(forecast.rawBytes)) },
          {
            label: words.limited,
            value:
              limitedBy ?? forecast.limitedBy ?? (forecast.rawBytes > 0 ? words.ownLimit : words.notLimited),
          },
          { label: words.stopped, value: endOfCopying(forecast.stop) },
        ]
      : []),
    ...movers,
    ...pool,
  ]
}
