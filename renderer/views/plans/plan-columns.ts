import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { dateClock } from '../../format/instant.ts'
import { memory } from '../../format/memory.ts'
import { number } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import type { PlanRow } from './plan-rows.ts'

const words = text.plans.list

/** What is said about a plan in one word or two, the gravest first. */
function planStates(plan: PlanRow): readonly string[] {
  return [plan.valid ? words.valid : words.refused, ...(plan.stale ? [words.stale] : [])]
}

/** Columns of the list of plans. `zone` is the zone of this computer: a list mixes plans of several zones. */
export function planColumns(zone: string): readonly GridColumn<PlanRow>[] {
  return [
    textColumn({ id: 'name', label: words.columns.name, width: 220, grow: 2 }, (plan) => plan.name),
    textColumn({ id: 'state', label: words.columns.state, width: 190 }, (plan) =>
      planStates(plan).join(', '),
    ),
    {
      id: 'goal',
      label: words.columns.goal,
      width: 190,
      grow: 1,
      from: 1000,
      value: (plan) => plan.goal,
      text: (plan) => plan.goal,
    },
    figureColumn({ id: 'moves', label: words.columns.moves, width: 72 }, (plan) => plan.moves, number),
    figureColumn({ id: 'stays', label: words.columns.stays, width: 60 }, (plan) => plan.stays, number),
    {
      id: 'memory',
      label: words.columns.memory,
      width: 96,
      align: 'end',
      value: (plan) => plan.memoryMib,
      // The list does not know it of plans in stages; their screen does.
      text: ({ memoryMib }) => (memoryMib === null ? '' : memory(memoryMib)),
    },
    {
      id: 'end',
      label: words.columns.end,
      width: 150,
      align: 'end',
      value: (plan) => plan.endS,
      text: (plan) => plan.end,
    },
    figureColumn(
      { id: 'created', label: words.columns.created, width: 140 },
      (plan) => plan.createdAtMs,
      (figure) => dateClock(figure, zone),
    ),
    { id: 'actions', label: words.columns.actions, width: 116, text: () => '' },
  ]
}
