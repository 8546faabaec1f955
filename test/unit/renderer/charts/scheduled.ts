import type { ScheduledMove } from '../../../../renderer/charts/schedule.ts'
import type { PlanMove } from '../../../../shared/plan/plan-document.ts'
import { withoutMoveStudy, type MoveForecast } from '../../../../shared/plan/plan-forecast.ts'

interface Choice {
  readonly mover?: string | null
  readonly targetMover?: string | null
  readonly target?: string
  readonly after?: readonly string[]
  readonly wave?: number
}

/** A move with a forecast, only as detailed as charts need it. */
export function scheduled(id: string, startS: number, endS: number, choice: Choice = {}): ScheduledMove {
  const { mover = 'v1', targetMover = null, target = 'a1', after = [], wave = 1 } = choice
  const move: PlanMove = {
    id,
    partitionId: `b1/${id}`,
    partitionName: id,
    lparId: 3,
    sourceServerId: 'b1',
    sourceServerName: 'b1',
    targetServerId: target,
    targetServerName: target,
    type: mover === null ? 'inactive' : 'active',
    sourceMoverId: mover,
    sourceMoverName: mover,
    targetMoverId: targetMover,
    targetMoverName: targetMover,
    targetPoolName: null,
    targetLparId: 3,
    after,
    notBeforeS: 0,
    wave,
    memoryMib: 4_096,
    targetNeedMib: 4_352,
    entitledCenti: 50,
    verdict: 'can',
    warnings: [],
    whyMove: '',
    whyHere: '',
    whyNow: '',
    ifNot: '',
    alternatives: [],
  }
  const range = (p50: number) => ({ p10: p50 * 0.9, p50, p90: p50 * 1.2 })
  const forecast: MoveForecast = {
    ...withoutMoveStudy,
    moveId: id,
    queuedS: startS,
    startS,
    copyStartS: startS,
    suspendS: endS,
    resumeS: endS,
    postEndS: endS,
    endS,
    passes: 3,
    standstillS: 2,
    rawBytes: 1,
    wireBytes: 1,
    stop: 'clean enough',
    limitedBy: null,
    start: range(startS),
    end: range(endS),
    duration: range(endS - startS),
    standstill: range(2),
    notConverging: 0,
  }
  return { number: 1, move, forecast, critical: false }
}
