import type { Timeline } from '../../charts/use-timeline.ts'
import { useCommands } from '../../commands/registry.ts'
import { useJobs } from '../../stores/jobs.ts'
import { usePlan } from '../../stores/plan.ts'
import { text } from '../../text/en.ts'
import { planningJob } from './plan-form.ts'

interface PlanActions {
  readonly timeline: Timeline
  readonly replan: () => void
  readonly export: () => void
  readonly toggleTable: () => void
  readonly step: (by: 1 | -1) => void
  readonly filter: () => void
  readonly closeDrawer: () => void
  readonly turnPage: () => void
}

/** Shortcuts of one plan (design language, section 6). */
export function usePlanCommands(actions: PlanActions): void {
  const words = text.plans.commands
  const plan = usePlan()
  const jobs = useJobs()
  const { timeline } = actions

  /** Previous or next move of the critical chain; from elsewhere the chain is entered at its end. */
  function stepChain(by: 1 | -1): void {
    const chain = plan.schedule?.chain ?? []
    const at = chain.indexOf(plan.selected ?? '')
    const next = at < 0 ? chain.length - 1 : Math.min(chain.length - 1, Math.max(0, at + by))
    plan.selected = chain[next] ?? plan.selected
  }
  const busy = (): string | null => (planningJob(jobs) === null ? null : words.busy)

  useCommands(() => [
    {
      id: 'plan.again',
      title: words.again,
      group: 'do',
      shortcut: 'R',
      unavailable: busy,
      run: actions.replan,
    },
    { id: 'plan.export', title: words.export, group: 'do', shortcut: 'E', run: actions.export },
    { id: 'plan.table', title: words.table, group: 'do', shortcut: 'T', run: actions.toggleTable },
    { id: 'plan.zoom-in', title: words.zoomIn, group: 'do', shortcut: '+', run: () => timeline.zoom(0.5) },
    { id: 'plan.zoom-out', title: words.zoomOut, group: 'do', shortcut: '-', run: () => timeline.zoom(2) },
    { id: 'plan.whole', title: words.whole, group: 'do', shortcut: '0', run: timeline.whole },
    { id: 'plan.next', title: words.next, group: 'do', shortcut: 'J', run: () => actions.step(1) },
    { id: 'plan.previous', title: words.previous, group: 'do', shortcut: 'K', run: () => actions.step(-1) },
    { id: 'plan.chain-next', title: words.chainNext, group: 'do', shortcut: ']', run: () => stepChain(1) },
    {
      id: 'plan.chain-previous',
      title: words.chainPrevious,
      group: 'do',
      shortcut: '[',
      run: () => stepChain(-1),
    },
    { id: 'plan.page', title: text.forecast.toggle, group: 'do', shortcut: 'V', run: actions.turnPage },
    { id: 'plan.filter', title: words.filter, group: 'do', shortcut: 'F', run: actions.filter },
    {
      id: 'plan.close',
      title: words.close,
      group: 'do',
      shortcut: 'Escape',
      hidden: true,
      run: actions.closeDrawer,
    },
  ])
}
