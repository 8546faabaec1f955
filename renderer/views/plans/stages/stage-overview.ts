/** Servers over the times of a plan in stages: what happens on each server in each window or band. */
import type { ServerId } from '../../../../shared/inventory/fleet.ts'
import type { PlanWindow } from '../../../../shared/plan/plan-document.ts'
import type { Stage, StagedPlan } from '../../../../shared/plan/staged-plan.ts'

export type SegmentKind = 'out' | 'in' | 'both' | 'service' | 'off'

export interface Segment {
  readonly stageId: string
  readonly kind: SegmentKind
  readonly startMs: number
  readonly endMs: number
  /** Of the time it is in, percent. */
  readonly left: number
  readonly width: number
}

export interface OverviewRow {
  readonly serverId: ServerId
  readonly name: string
  /** One for each time, in order. */
  readonly cells: readonly (readonly Segment[])[]
}

export interface Overview {
  /** Windows, bands, or the whole of a plan that has neither; each as long as its stages need at least. */
  readonly times: readonly PlanWindow[]
  /** Servers that are out of use first, then those that give or take partitions. */
  readonly rows: readonly OverviewRow[]
}

function timesOf({ goal, stages }: StagedPlan): readonly PlanWindow[] {
  if (goal.kind === 'maintenance') return goal.windows
  if (goal.kind === 'save-energy') return goal.bands
  const [first, last] = [stages.at(0), stages.at(-1)]
  return first === undefined || last === undefined
    ? []
    : [goal.window ?? { startMs: first.startMs, endMs: last.endMs }]
}

/** What a stage is to each server that it is anything to. */
function kindsOf(stage: Stage): ReadonlyMap<ServerId, SegmentKind> {
  if (stage.kind !== 'moves') {
    const { kind } = stage
    return new Map(stage.serverIds.map((id) => [id, kind]))
  }
  const kinds = new Map<ServerId, SegmentKind>()
  const add = (id: ServerId, kind: SegmentKind): void => {
    const before = kinds.get(id) ?? kind
    kinds.set(id, before === kind ? kind : 'both')
  }
  for (const { sourceServerId, targetServerId } of stage.plan.moves) {
    add(sourceServerId, 'out')
    add(targetServerId, 'in')
  }
  return kinds
}

/** `nameOf` answers null for a server that the inventory does not have any more. */
export function overviewOf(plan: StagedPlan, nameOf: (id: ServerId) => string | null): Overview {
  const wished = timesOf(plan)
  const timeOf = (stage: Stage): number =>
    Math.max(
      0,
      wished.findLastIndex(({ startMs }) => startMs <= stage.startMs),
    )
  const times = wished.map((time, at) => {
    const held = plan.stages.filter((stage) => timeOf(stage) === at)
    return {
      startMs: Math.min(time.startMs, ...held.map(({ startMs }) => startMs)),
      endMs: Math.max(time.endMs, ...held.map(({ endMs }) => endMs)),
    }
  })
  const names = namesIn(plan)
  const segments = plan.stages.flatMap((stage) => {
    const at = timeOf(stage)
    const { startMs, endMs } = times[at] ?? stage
    const share = (ms: number): number => (100 * ms) / (endMs - startMs)
    return [...kindsOf(stage)].map(([serverId, kind]) => ({
      serverId,
      at,
      segment: {
        stageId: stage.id,
        kind,
        startMs: stage.startMs,
        endMs: stage.endMs,
        left: share(stage.startMs - startMs),
        width: share(stage.endMs - stage.startMs),
      },
    }))
  })
  const byServer = Map.groupBy(segments, ({ serverId }) => serverId)
  const isOut = (id: ServerId): boolean =>
    byServer.get(id)?.some(({ segment: { kind } }) => kind === 'service' || kind === 'off') === true
  const rows = [...byServer].map(([serverId, own]) => ({
    serverId,
    name: nameOf(serverId) ?? names.get(serverId) ?? serverId,
    cells: times.map((_, at) => own.filter((one) => one.at === at).map(({ segment }) => segment)),
  }))
  return {
    times,
    rows: rows.toSorted(
      (a, b) => Number(isOut(b.serverId)) - Number(isOut(a.serverId)) || (a.name < b.name ? -1 : 1),
    ),
  }
}

/** Names of servers as the plan itself carries them. */
function namesIn(plan: StagedPlan): ReadonlyMap<ServerId, string> {
  const moves = plan.stages.flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
  return new Map([
    ...moves.flatMap((move) => [
      [move.sourceServerId, move.sourceServerName] as const,
      [move.targetServerId, move.targetServerName] as const,
    ]),
    ...plan.unserviced.map(({ serverId, serverName }) => [serverId, serverName] as const),
  ])
}
