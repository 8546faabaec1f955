import { useCommands } from '../../commands/registry.ts'
import { useJobs } from '../../stores/jobs.ts'
import { text } from '../../text/en.ts'
import { planningJob } from './plan-form.ts'

interface PlanActions {
  readonly replan: () => void
  readonly export: () => void
  /** Goes from one page of the plan to the other; absent where it has one. */
  readonly turnPage?: () => void
}

/** Shortcuts of one plan as a whole (design language, section 6). */
export function usePlanCommands({ replan, export: exportPlan, turnPage }: PlanActions): void {
  const words = text.plans.commands
  const jobs = useJobs()
  const busy = (): string | null => (planningJob(jobs) === null ? null : words.busy)

  useCommands(() => [
    { id: 'plan.again', title: words.again, group: 'do', shortcut: 'R', unavailable: busy, run: replan },
    { id: 'plan.export', title: words.export, group: 'do', shortcut: 'E', run: exportPlan },
    ...(turnPage === undefined
      ? []
      : [
          {
            id: 'plan.page',
            title: text.forecast.toggle,
            group: 'do' as const,
            shortcut: 'V',
            run: turnPage,
          },
        ]),
  ])
}
