import type { PlanListing } from '../../../shared/contract/views.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { durationRange } from '../../format/duration.ts'
import { dateClock } from '../../format/instant.ts'
import { memory } from '../../format/memory.ts'
import { number } from '../../format/number.ts'
import { text } from '../../text/en.ts'

const words = text.plans.list

/** What is said about a plan in one word or two, the gravest first. */
export function planStates(plan: PlanListing): readonly string[] {
  return [plan.valid ? words.valid : words.refused, ...(plan.stale ? [words.stale] : [])]
}

/** Columns of the list of plans. `zone` is the zone of this computer: a list mixes plans of several zones. */
export function planColumns(zone: string): readonly GridColumn<PlanListing>[] {
  return [
    {
      id: 'name',
      label: words.columns.name,
      width: 220,
      grow: 2,
      value: (plan) => plan.name,
      text: (plan) => plan.name,
    },
    {
      id: 'state',
      label: words.columns.state,
      width: 190,
      value: (plan) => planStates(plan).join(', '),
      text: (plan) => planStates(plan).join(', '),
    },
    {
      id: 'goal',
      label: words.columns.goal,
      width: 120,
      from: 1000,
      value: (plan) => plan.goal,
      text: (plan) => words.goals[plan.goal] ?? plan.goal,
    },
    {
      id: 'moves',
      label: words.columns.moves,
      width: 72,
      align: 'end',
      value: (plan) => plan.moves,
      text: (plan) => number(plan.moves),
    },
    {
      id: 'stays',
      label: words.columns.stays,
      width: 60,
      align: 'end',
      value: (plan) => plan.unplaced,
      text: (plan) => number(plan.unplaced),
    },
    {
      id: 'memory',
      label: words.columns.memory,
      width: 96,
      align: 'end',
      value: (plan) => plan.memoryMib,
      text: (plan) => memory(plan.memoryMib),
    },
    {
      id: 'end',
      label: words.columns.end,
      width: 150,
      align: 'end',
      value: (plan) => plan.endP90S,
      text: (plan) => (plan.endP50S === null ? words.noForecast : durationRange(plan.endP50S, plan.endP90S)),
    },
    {
      id: 'created',
      label: words.columns.created,
      width: 140,
      align: 'end',
      value: (plan) => plan.createdAtMs,
      text: (plan) => dateClock(plan.createdAtMs, zone),
    },
    { id: 'actions', label: words.columns.actions, width: 116, text: () => '' },
  ]
}
