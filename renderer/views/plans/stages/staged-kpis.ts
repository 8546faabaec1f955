/** Key figures of a plan in stages. */
import type { StagedPlanView } from '../../../../shared/contract/staged-views.ts'
import { movesStagesOf, type StagedPlan } from '../../../../shared/plan/staged-plan.ts'
import type { Kpi } from '../../../components/kpi.ts'
import { clock, date } from '../../../format/instant.ts'
import { memory } from '../../../format/memory.ts'
import { number } from '../../../format/number.ts'
import { text } from '../../../text/en.ts'
import { frequency } from '../forecast/forecast-words.ts'
import { windowVerdict } from '../plan-kpis.ts'

const words = text.plans.stages.kpi

/** Figures, ranges first where they have one. Those with a door lead to who is left out. */
export function stagedKpis(view: StagedPlanView): readonly Kpi[] {
  const { plan } = view
  const moves = movesStagesOf(plan).flatMap((stage) => stage.plan.moves)
  return [
    outOfUse(plan),
    {
      id: 'stages',
      label: words.stages,
      value: number(plan.stages.length),
      explain: words.stagesOf(movesStagesOf(plan).length),
    },
    {
      id: 'moves',
      label: words.moves,
      value: number(moves.length),
      explain: memory(moves.reduce((sum, { memoryMib }) => sum + memoryMib, 0)),
    },
    ...(plan.goal.kind === 'save-energy' ? energy(plan) : []),
    ...times(plan),
    ...ends(view),
    ...standstill(view),
  ]
}

function outOfUse({ goal, stages, unserviced }: StagedPlan): Kpi {
  const out = new Set(stages.flatMap((stage) => (stage.kind === 'moves' ? [] : stage.serverIds)))
  const isEnergy = goal.kind === 'save-energy'
  const left = unserviced.length
  const says = isEnergy ? words.staysOn : words.leftOut
  const verdict = isEnergy || left === 0 ? {} : { verdict: 'warn' as const }
  return {
    id: 'servers',
    label: isEnergy ? words.off : words.serviced,
    value: number(out.size),
    unit: words.ofServers(out.size + left),
    ...(out.size === 0 ? { verdict: 'cannot' as const } : verdict),
    explain: left === 0 ? words.all : says(left),
    door: left > 0,
  }
}

function energy({ stages, energy: planned }: StagedPlan): Kpi[] {
  const offMs = stages.reduce(
    (sum, stage) => (stage.kind === 'off' ? sum + stage.serverIds.length * (stage.iplMs - stage.offMs) : sum),
    0,
  )
  const net = planned?.netKwh ?? null
  if (stages.length === 0) return []
  return [
    { id: 'hours', label: words.hours, value: number(offMs / 3_600_000, 0), explain: words.hoursExplain },
    net === null
      ? { id: 'net', label: words.net, value: words.netUnknown, explain: words.netMissing }
      : {
          id: 'net',
          label: words.net,
          value: number(net, 0),
          unit: 'kWh',
          explain: words.netOf(number(planned?.withoutKwh ?? null, 0)),
        },
  ]
}

/** Windows or bands in which something happens. */
function times({ goal, stages }: StagedPlan): Kpi[] {
  if (goal.kind === 'evacuate-and-return') return []
  const all = goal.kind === 'maintenance' ? goal.windows : goal.bands
  const used = all.filter(({ startMs, endMs }) =>
    stages.some((stage) => stage.startMs >= startMs && stage.startMs < endMs),
  )
  return [
    {
      id: 'times',
      label: goal.kind === 'maintenance' ? words.windows : words.bands,
      value: number(used.length),
      explain: words.ofWindows(all.length),
      optional: true,
    },
  ]
}

function ends({ plan, forecasts }: StagedPlanView): Kpi[] {
  const last = plan.stages.at(-1)
  if (last === undefined) return []
  const fits = forecasts.flatMap(({ forecast }) =>
    forecast.fitsWindow === null || forecast.samples === 0 ? [] : [forecast],
  )
  const worst = fits.reduce<(typeof fits)[number] | null>(
    (least, one) => (least === null || (one.fitsWindow ?? 1) < (least.fitsWindow ?? 1) ? one : least),
    null,
  )
  const share = worst?.fitsWindow ?? null
  return [
    {
      id: 'ends',
      label: words.ends,
      value: clock(last.endMs, plan.zone),
      unit: date(last.endMs, plan.zone),
      ...(share === null ? {} : { verdict: windowVerdict(share) }),
      explain:
        share === null || worst === null
          ? words.noWindow
          : words.late(frequency(share, worst.samples, 'promise')),
    },
  ]
}

function standstill({ forecasts, plan }: StagedPlanView): Kpi[] {
  const all = forecasts.flatMap(({ stageId, forecast }) =>
    forecast.moves.map((move) => ({ stageId, moveId: move.moveId, p90: move.standstill.p90 })),
  )
  const longest = all.reduce<(typeof all)[number] | null>(
    (most, one) => (most === null || one.p90 > most.p90 ? one : most),
    null,
  )
  if (longest === null) return []
  const stage = movesStagesOf(plan).find(({ id }) => id === longest.stageId)
  return [
    {
      id: 'standstill',
      label: words.standstill,
      value: number(longest.p90, 1),
      unit: text.plans.kpi.standstillUnit,
      explain: stage?.plan.moves.find(({ id }) => id === longest.moveId)?.partitionName ?? '',
    },
  ]
}
