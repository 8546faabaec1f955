import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import type { MoveForecast, Range } from '../../../shared/plan/plan-forecast.ts'
import { duration, durationRange, standstill } from '../../format/duration.ts'
import { clock } from '../../format/instant.ts'
import { bytes } from '../../format/memory.ts'
import { number, range, thin } from '../../format/number.ts'
import { text } from '../../text/en.ts'

export interface MoveFact {
  readonly label: string
  readonly value: string
  readonly range?: string
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
  const clocks = (of: Range): string => range(at(of.p10), at(of.p90))
  const active = move.type !== 'inactive'
  return [
    { label: words.starts, value: at(forecast.startS), range: clocks(forecast.start) },
    { label: words.ends, value: at(forecast.endS), range: clocks(forecast.end) },
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
          { label: words.sent, value: words.wire(bytes(forecast.wireBytes), bytes(forecast.rawBytes)) },
          { label: words.limited, value: limitedBy ?? forecast.limitedBy ?? words.notLimited },
          { label: words.stopped, value: forecast.stop },
        ]
      : []),
    ...movers,
    ...pool,
  ]
}
