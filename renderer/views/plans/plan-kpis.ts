import type { PlanView } from '../../../shared/contract/views.ts'
import type { MoveVerdict } from '../../../shared/mobility/verdict.ts'
import { nextToMeasure, tornadoBars } from '../../charts/tornado.ts'
import type { Kpi } from '../../components/kpi.ts'
import { duration, durationRange, standstill } from '../../format/duration.ts'
import { endClock } from '../../format/instant.ts'
import { bytes, memoryParts } from '../../format/memory.ts'
import { number, range } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import { frequency } from './forecast/forecast-words.ts'

const words = text.plans.kpi

/** How safely the plan ends in its window. */
export function windowVerdict(share: number): MoveVerdict {
  if (share >= 0.9) return 'can'
  return share >= 0.5 ? 'warn' : 'cannot'
}

function movesWhere({ moves }: PlanView['plan'], offNames: string): string {
  if (offNames !== '') return words.movesOff(offNames)
  const servers = new Set(moves.flatMap((move) => [move.sourceServerId, move.targetServerId]))
  return servers.size === 0 ? words.noMoves : words.movesBetween(servers.size)
}

/** Key figures of a plan, ranges first. `offNames` are the servers that are emptied; empty for other goals. */
export function planKpis(view: PlanView, offNames: string): readonly Kpi[] {
  const { plan, forecast } = view
  const mib = plan.moves.reduce((sum, move) => sum + move.memoryMib, 0)
  const size = memoryParts(mib)
  const stays = plan.unplaced.length
  const base: Kpi[] = [
    {
      id: 'moves',
      label: words.moves,
      value: number(plan.moves.length),
      explain: stays > 0 ? words.movesStay(stays) : movesWhere(plan, offNames),
      door: stays > 0,
    },
    {
      id: 'memory',
      label: words.memory,
      value: size.value,
      unit: size.unit,
      explain: forecast === null ? words.wireUnknown : words.wire(bytes(forecast.totalWireBytes)),
    },
  ]
  if (forecast === null || plan.moves.length === 0) return base
  const { makespan, longestStandstill, fitsWindow, standstillLimitS, overStandstillLimit, samples } = forecast
  const until = (seconds: number): string => endClock(plan.startMs + seconds * 1000, plan.zone)
  /** The bound holds for inputs at their medians, so it is compared with the run drawn from them. */
  const medianEnd = forecast.moves.reduce((latest, one) => Math.max(latest, one.endS), 0)
  const slowest = forecast.moves.reduce<(typeof forecast.moves)[number] | null>(
    (most, one) => (most === null || one.standstill.p90 > most.standstill.p90 ? one : most),
    null,
  )
  const slowestName = plan.moves.find((move) => move.id === slowest?.moveId)?.partitionName ?? ''
  const next = nextToMeasure(tornadoBars(forecast.influences, 'end'))
  const ends = forecast.stalled.length === 0
  const drawn = samples > 0
  return [
    ...base,
    {
      id: 'duration',
      label: words.duration,
      value: !ends
        ? words.neverEnds
        : drawn
          ? durationRange(makespan.p10, makespan.p90)
          : duration(makespan.p50),
      ...(ends ? {} : { verdict: 'cannot' as const }),
      explain: !ends
        ? words.neverEnding(forecast.stalled.length)
        : drawn
          ? words.likely(duration(makespan.p50))
          : words.noDraws,
    },
    !ends
      ? { id: 'window', label: words.endsLabel, value: words.never, verdict: 'cannot', explain: words.noEnd }
      : !drawn
        ? { id: 'window', label: words.endsLabel, value: until(makespan.p50), explain: words.noDraws }
        : plan.window === null || fitsWindow === null
          ? {
              id: 'window',
              label: words.endsLabel,
              value: range(until(makespan.p10), until(makespan.p90)),
              explain: `${words.likely(until(makespan.p50))} · ${words.noWindow}`,
            }
          : {
              id: 'window',
              label: words.window(duration((plan.window.endMs - plan.window.startMs) / 1000)),
              value: words.fits(frequency(fitsWindow, samples, 'promise')),
              verdict: windowVerdict(fitsWindow),
              explain: words.ends(until(makespan.p50), until(makespan.p90)),
            },
    {
      id: 'standstill',
      label: words.standstill,
      value: number(longestStandstill.p90, 1),
      unit: words.standstillUnit,
      explain:
        overStandstillLimit === null || standstillLimitS === null
          ? words.standstillOf(standstill(longestStandstill.p50), slowestName)
          : words.standstillOver(
              standstill(standstillLimitS),
              frequency(overStandstillLimit, samples, 'risk'),
            ),
    },
    {
      id: 'gap',
      label: words.gap,
      value: plan.bound === null ? '–' : number((medianEnd / plan.bound.seconds - 1) * 100, 1),
      ...(plan.bound === null ? {} : { unit: '%' }),
      explain: plan.bound === null ? words.noBound : words.bound(duration(plan.bound.seconds)),
      optional: true,
    },
    {
      id: 'assumed',
      label: words.assumed,
      value: number(forecast.assumedInputs),
      unit: words.inputs(number(forecast.totalInputs)),
      explain: next === null ? words.assumedDoor : words.measureFirst(next.title),
      door: true,
      optional: true,
    },
  ]
}
