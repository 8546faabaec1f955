import type { Result } from '../../../shared/contract/result.ts'
import type { useJobs } from '../../stores/jobs.ts'
import type { PlanCommand } from './plan-form.ts'

/** Makes a plan, and answers the path of its screen. */
export async function runCommand(
  jobs: ReturnType<typeof useJobs>,
  made: PlanCommand,
): Promise<Result<string>> {
  switch (made.command) {
    case 'plan.evacuate':
      return planPath(await jobs.run(made.command, made.input))
    case 'plan.balance':
      return planPath(await jobs.run(made.command, made.input))
    case 'staged.evacuate-and-return':
      return stagedPath(await jobs.run(made.command, made.input))
    case 'staged.maintenance':
      return stagedPath(await jobs.run(made.command, made.input))
    case 'staged.save-energy':
      return stagedPath(await jobs.run(made.command, made.input))
  }
}

const planPath = (made: Result<{ readonly planId: number }>): Result<string> =>
  made.ok ? { ok: true, value: `/plans/${made.value.planId}` } : made

const stagedPath = (made: Result<{ readonly stagedPlanId: number }>): Result<string> =>
  made.ok ? { ok: true, value: `/plans/stages/${made.value.stagedPlanId}` } : made
