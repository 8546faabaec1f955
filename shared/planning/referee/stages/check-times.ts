/** Checks of the times of stages: one after the other, long enough, within their windows. */
import type { PlanWindow } from '../../../plan/plan-document.ts'
import type { StagedGoal } from '../../../plan/staged-plan.ts'
import { minutesOf, stageViolation, type StageCheck } from './stage-context.ts'

export const stagesFollowEachOther: StageCheck = {
  id: 'R-STAGE-ORDER',
  title: 'Each stage starts when the former one has ended, and ends after it starts',
  judge: ({ stages }) =>
    stages.flatMap(({ stage, former }) => {
      const at = { stageId: stage.id }
      const faults: string[] = []
      if (stage.endMs <= stage.startMs && !isEmptyService(stage))
        faults.push(`${stage.title}: it has no time.`)
      if (former !== null && stage.startMs < former.endMs)
        faults.push(
          `${stage.title}: it starts ${minutesOf(former.endMs - stage.startMs)} before the end of the former stage (${former.title}).`,
        )
      if (
        stage.kind === 'off' &&
        !(stage.startMs <= stage.offMs && stage.offMs <= stage.iplMs && stage.iplMs <= stage.endMs)
      )
        faults.push(`${stage.title}: shutting down, being off and starting are not in this order.`)
      return faults.map((fault) => stageViolation('R-STAGE-ORDER', fault, at))
    }),
}

/** A service may be asked for that takes no time of its own. */
const isEmptyService = ({
  kind,
  startMs,
  endMs,
}: {
  kind: string
  startMs: number
  endMs: number
}): boolean => kind === 'service' && startMs === endMs

export const movesFitTheirTime: StageCheck = {
  id: 'R-STAGE-TIME',
  title: 'Moves start with their stage and, in the median run, end in the time given to it',
  judge: ({ stages }) =>
    stages.flatMap(({ stage, endS }) => {
      if (stage.kind !== 'moves') return []
      const at = { stageId: stage.id }
      if (stage.plan.startMs !== stage.startMs)
        return [stageViolation('R-STAGE-TIME', `${stage.title}: its plan starts at another time.`, at)]
      if (endS === null) return [stageViolation('R-STAGE-TIME', `${stage.title}: its moves never end.`, at)]
      const lateMs = stage.startMs + endS * 1000 - stage.endMs
      return lateMs <= 0
        ? []
        : [
            stageViolation(
              'R-STAGE-TIME',
              `${stage.title}: its moves end ${minutesOf(lateMs)} after the time given to them.`,
              at,
            ),
          ]
    }),
}

export const stagesAreInWindows: StageCheck = {
  id: 'R-STAGE-WINDOW',
  title: 'Every stage is within one of the windows',
  judge: ({ plan, stages }) => {
    const windows = windowsOf(plan.goal)
    if (windows === null) return []
    return stages.flatMap(({ stage }) => {
      const at = { stageId: stage.id }
      const window = windows.find((one) => one.startMs <= stage.startMs && stage.endMs <= one.endMs)
      if (window === undefined)
        return [stageViolation('R-STAGE-WINDOW', `${stage.title}: it is not within a window.`, at)]
      if (stage.kind !== 'moves' || [stage.window, stage.plan.window].every((one) => isSame(one, window)))
        return []
      return [stageViolation('R-STAGE-WINDOW', `${stage.title}: it names another window.`, at)]
    })
  },
}

function windowsOf(goal: StagedGoal): readonly PlanWindow[] | null {
  switch (goal.kind) {
    case 'maintenance':
      return goal.windows
    case 'evacuate-and-return':
      return goal.window === null ? null : [goal.window]
    case 'save-energy':
      return goal.bands
  }
}

const isSame = (a: PlanWindow | null, b: PlanWindow): boolean =>
  a !== null && a.startMs === b.startMs && a.endMs === b.endMs
