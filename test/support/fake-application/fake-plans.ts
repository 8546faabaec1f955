import type { Partition, Server, ServerId } from '../../../shared/inventory/fleet.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import { suggestMappings } from '../../../shared/mobility/suggest/suggest.ts'
import type { MoveJudgement } from '../../../shared/mobility/verdict.ts'
import type {
  PlanDocument,
  PlanMove,
  PlanOptions,
  PlanWarning,
  PlanWindow,
  UnplacedPartition,
} from '../../../shared/plan/plan-document.ts'
import { defaultPlanOptions, PLAN_FORMAT, PLAN_VERSION } from '../../../shared/plan/plan-document.ts'
import { RELAXATIONS_VERSION, type PlanRelaxations } from '../../../shared/plan/relaxations.ts'
import type { PlanForecast } from '../../../shared/plan/plan-forecast.ts'
import { forecastInvented } from './fake-forecast.ts'
import { judge } from './fake-mobility.ts'

export interface InventedPlanInput {
  readonly serverIds: readonly ServerId[]
  readonly name?: string
  readonly options?: Partial<PlanOptions>
  readonly zone?: string
  readonly startMs?: number
  readonly window?: PlanWindow | null
  readonly seed?: number
  readonly samples?: number
  readonly createdAtMs?: number
}

const start = Date.UTC(2026, 2, 14, 21, 0)
const short = (name: string): string => name.replace(/^pwr-/, '')

function memoryNeed(partition: Partition): number {
  const memory = partition.memoryMib ?? 0
  return Math.ceil((memory + memory / (partition.hptRatio ?? 128)) / 256) * 256
}

const warningsOf = (judgement: MoveJudgement): PlanWarning[] =>
  judgement.findings.map(({ ruleId, verdict, text, remedy }) => ({ ruleId, verdict, text, remedy }))

/** Free memory of every server, reduced as moves are placed. */
function freeMemory(index: FleetIndex): Map<ServerId, number> {
  return new Map(
    index.fleet.servers.map((server) => [
      server.id,
      (server.configurableMemoryMib ?? 0) -
        (server.firmwareMemoryMib ?? 0) -
        index.partitionsOf(server.id).reduce((sum, one) => sum + (one.memoryMib ?? 0), 0),
    ]),
  )
}

interface Placed {
  readonly partition: Partition
  readonly target: Server
  readonly judgements: readonly MoveJudgement[]
}

function describeMove(index: FleetIndex, one: Placed, at: number, before: readonly PlanMove[]): PlanMove {
  const { partition, target, judgements } = one
  const source = index.serverById.get(partition.serverId)
  const chosen = judgements.find((judgement) => judgement.targetServerId === target.id)
  const active = partition.state === 'running'
  const sourceMover = active ? index.viosOf(partition.serverId)[at % 2] : undefined
  const targetMover = active ? index.viosOf(target.id)[at % 2] : undefined
  const last = before.at(-1)
  const waits = at % 9 === 8 && last !== undefined ? [last.id] : []
  return {
    id: `m${String(at + 1).padStart(3, '0')}`,
    partitionId: partition.id,
    partitionName: partition.name,
    lparId: partition.lparId,
    sourceServerId: partition.serverId,
    sourceServerName: source?.name ?? partition.serverId,
    targetServerId: target.id,
    targetServerName: target.name,
    type: active ? 'active' : 'inactive',
    sourceMoverId: sourceMover?.id ?? null,
    sourceMoverName: sourceMover?.name ?? null,
    targetMoverId: targetMover?.id ?? null,
    targetMoverName: targetMover?.name ?? null,
    targetPoolName: null,
    targetLparId: partition.lparId,
    connections: connectionsOf(index, partition, target),
    after: waits,
    notBeforeS: 0,
    wave: Math.floor(at / 12) + 1,
    memoryMib: partition.memoryMib ?? 0,
    targetNeedMib: memoryNeed(partition),
    entitledCenti: partition.entitledCenti ?? 0,
    verdict: chosen?.verdict ?? 'can',
    warnings: chosen === undefined ? [] : warningsOf(chosen),
    whyMove: `${source?.name ?? 'The server'} is emptied.`,
    whyHere: [
      'Lowest memory use after the plan.',
      'Keeps the compatibility mode and the way back open.',
      'Only server with room left in its group.',
      'Spread over the targets.',
    ][at % 4] as string,
    whyNow:
      waits.length > 0
        ? `Waits for ${last?.partitionName ?? ''} to leave memory on ${target.name}.`
        : `Takes a slot of ${sourceMover?.name ?? 'the server'} as soon as one is free; largest first.`,
    ifNot: `${source?.name ?? 'The server'} keeps ${partition.name} and cannot be switched off.`,
    alternatives: judgements
      .filter((judgement) => judgement.targetServerId !== target.id)
      .map((judgement) => ({
        serverId: judgement.targetServerId,
        serverName: index.serverById.get(judgement.targetServerId)?.name ?? judgement.targetServerId,
        verdict: judgement.verdict,
        ruleId: judgement.findings[0]?.ruleId ?? null,
        text: judgement.findings[0]?.text ?? 'Would be fuller after the plan.',
      })),
  }
}

function connectionsOf(index: FleetIndex, partition: Partition, target: Server): PlanMove['connections'] {
  const suggestion = suggestMappings(index, partition, target)
  if (suggestion === null) return undefined
  const { complete, adapters, open } = suggestion
  return { complete, adapters, open }
}

function unplaced(partition: Partition, judgements: readonly MoveJudgement[]): UnplacedPartition {
  const seen = new Map<string, PlanWarning>()
  for (const warning of judgements.flatMap(warningsOf)) {
    if (!seen.has(warning.ruleId)) seen.set(warning.ruleId, warning)
  }
  const reasons = [...seen.values()].slice(0, 3)
  return {
    partitionId: partition.id,
    partitionName: partition.name,
    serverId: partition.serverId,
    memoryMib: partition.memoryMib,
    reasons,
    remedy: reasons[0]?.remedy ?? null,
  }
}

/** One answer of each certainty, and somebody who is held. */
function waysOut(left: readonly UnplacedPartition[], placed: number): PlanRelaxations {
  const first = left[0]!
  const { partitionId, partitionName, memoryMib } = first
  const changed = { partitionId, partitionName, memoryMib }
  return {
    version: RELAXATIONS_VERSION,
    answers: [
      {
        changes: [{ kind: 'accept-unknown', ruleId: 'SRC-RMC' }],
        text: `With “cannot tell” accepted for SRC-RMC ${placed + 1} of ${placed + left.length} partitions have a place.`,
        placed: placed + 1,
        proven: true,
      },
      {
        changes: [{ kind: 'shut-down', ...changed }],
        text: `With ${partitionName} shut down for an inactive move ${placed + 1} of ${placed + left.length} partitions have a place.`,
        placed: placed + 1,
        proven: false,
      },
    ],
    held: left.slice(1, 2).map((one) => ({
      partitionId: one.partitionId,
      partitionName: one.partitionName,
      ruleId: one.reasons[0]?.ruleId ?? 'SRC-PHYSIO',
      text: one.reasons[0]?.text ?? '',
      remedy: one.remedy,
    })),
    tries: 12,
    complete: true,
  }
}

/** A plan over an invented fleet: greedy, plausible, with reasons; not a planner. */
export function inventPlan(
  index: FleetIndex,
  input: InventedPlanInput,
): { readonly plan: PlanDocument; readonly forecast: PlanForecast } {
  const options: PlanOptions = { ...defaultPlanOptions, ...input.options }
  const targets =
    options.targetServerIds ??
    index.fleet.servers.map((one) => one.id).filter((id) => !input.serverIds.includes(id))
  const wanted = input.serverIds
    .flatMap((id) => index.partitionsOf(id))
    .filter((one) => !options.excludedPartitionIds.includes(one.id))
    .filter((one) => options.includeInactive || one.state === 'running')
    .sort((a, b) => (b.memoryMib ?? 0) - (a.memoryMib ?? 0))
  const judged = Map.groupBy(
    judge(
      index,
      wanted.map((one) => one.id),
      targets,
    ),
    (one) => one.partitionId,
  )
  const free = freeMemory(index)
  const placed: Placed[] = []
  const left: UnplacedPartition[] = []
  for (const partition of wanted) {
    const judgements = judged.get(partition.id) ?? []
    const best = judgements
      .filter((one) => one.verdict === 'can' || one.verdict === 'warn')
      .filter((one) => (free.get(one.targetServerId) ?? 0) >= memoryNeed(partition))
      .sort((a, b) => (free.get(b.targetServerId) ?? 0) - (free.get(a.targetServerId) ?? 0))[0]
    const target = best === undefined ? undefined : index.serverById.get(best.targetServerId)
    if (target === undefined) {
      left.push(unplaced(partition, judgements))
      continue
    }
    free.set(target.id, (free.get(target.id) ?? 0) - memoryNeed(partition))
    placed.push({ partition, target, judgements })
  }
  const moves = placed.reduce<PlanMove[]>(
    (done, one, at) => [...done, describeMove(index, one, at, done)],
    [],
  )
  const startMs = input.startMs ?? start
  const names = input.serverIds.map((id) => short(index.serverById.get(id)?.name ?? id)).join(', ')
  const plan: PlanDocument = {
    format: PLAN_FORMAT,
    version: PLAN_VERSION,
    name: input.name ?? `Empty ${names}`,
    goal: { kind: 'evacuate', serverIds: input.serverIds },
    options,
    inputHash: 'b1946ac92492d2347c6235b4d2611184',
    appVersion: '0.1.0',
    createdAtMs: input.createdAtMs ?? Date.UTC(2026, 2, 11, 18, 4),
    seed: input.seed ?? 7,
    zone: input.zone ?? 'Europe/Berlin',
    startMs,
    window: input.window === undefined ? { startMs, endMs: startMs + 4 * 3_600_000 } : input.window,
    moves,
    unplaced: left,
    ...(left.length === 0 ? {} : { relaxations: waysOut(left, placed.length) }),
    notes: [
      `Moves at once: 8 on each mover and 16 on each server, ${options.maxConcurrent ?? 'no'} limit for the plan.`,
      'Link speed is not known for 10 movers: 10 Gb/s is assumed.',
      'Workload classes are taken from partition names; measured dirty rates would narrow the range most.',
    ],
    bound: null,
  }
  const forecast = forecastInvented(plan, { samples: input.samples ?? 400 })
  const bound = forecast.makespan.p50 * 0.94
  return {
    plan: { ...plan, bound: { seconds: bound, reason: `movers of ${names}` } },
    forecast,
  }
}
