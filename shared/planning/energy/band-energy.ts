/**
 * Energy of the servers a band touches, with its stages and without them. A partition's load counts where it was before
 * a stage of moves until the end of that stage; where its week was not measured, it counts with its entitlement.
 */
import { migrationKwh, serverEnergy, totalKwh, type OffTime } from '../../energy/integrate.ts'
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, PartitionId, ServerId } from '../../inventory/fleet.ts'
import { isActiveState } from '../../inventory/partition-state.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { Stage } from '../../plan/staged-plan.ts'
import { figuresOf, type Powers } from './typed-power.ts'
import type { WeekHour } from './week-hours.ts'

/** A MiB in MB, which is what migration energy is counted by. */
const MB_PER_MIB = 1.048576
const MS_PER_HOUR = 3_600_000

export interface BandServer {
  readonly serverId: ServerId
  readonly offS: number
  readonly withoutKwh: number | null
  readonly withKwh: number | null
  /** Of a server that is off: what that saves, less what its partitions cost on the way and elsewhere; at most. */
  readonly gainKwh: number | null
}

export interface BandEnergy {
  readonly servers: readonly BandServer[]
  readonly migrationKwh: number
}

/** Processing units a partition uses in an hour of the week. */
export function loadIn(partition: Partition, hour: number): number {
  if (isActiveState(partition.state) === false) return 0
  return partition.typicalWeek?.[hour] ?? (partition.entitledCenti ?? 0) / 100
}

/** Where partitions are from an instant on, of those that move. */
interface Places {
  readonly fromMs: number
  readonly places: ReadonlyMap<PartitionId, ServerId>
}

export interface BandQuestion {
  /** The fleet when the band begins: everybody is at home. */
  readonly index: FleetIndex
  readonly band: PlanWindow
  /** Those of the band. */
  readonly stages: readonly Stage[]
  readonly hours: readonly WeekHour[]
  readonly powers: Powers
}

/** Servers in the order of the fleet. */
export function bandEnergy(question: BandQuestion): BandEnergy {
  const { index, stages } = question
  const touched = new Set(
    stages.flatMap((stage) =>
      stage.kind === 'moves'
        ? stage.plan.moves.flatMap(({ sourceServerId, targetServerId }) => [sourceServerId, targetServerId])
        : stage.serverIds,
    ),
  )
  const times = placesOver(question)
  const moved = stages.flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
  return {
    servers: index.fleet.servers
      .filter(({ id }) => touched.has(id))
      .map(({ id }) => serverOf(question, times, id)),
    migrationKwh: migrationKwh(moved.reduce((sum, { memoryMib }) => sum + memoryMib * MB_PER_MIB, 0)),
  }
}

function placesOver({ stages, band }: BandQuestion): readonly Places[] {
  const places = new Map<PartitionId, ServerId>()
  const found: Places[] = [{ fromMs: band.startMs, places: new Map() }]
  for (const stage of stages) {
    if (stage.kind !== 'moves') continue
    for (const { partitionId, targetServerId } of stage.plan.moves) places.set(partitionId, targetServerId)
    found.push({ fromMs: stage.endMs, places: new Map(places) })
  }
  return found
}

function serverOf(question: BandQuestion, times: readonly Places[], serverId: ServerId): BandServer {
  const { stages, band, powers } = question
  const offTimes = stages.flatMap((stage): OffTime[] =>
    stage.kind === 'off' && stage.serverIds.includes(serverId) ? [stage] : [],
  )
  const power = figuresOf(powers.get(serverId))
  const kwh = (over: readonly Places[], off: readonly OffTime[]): number | null => {
    const uses = usesOf(question, over, serverId)
    if (uses === null) return null
    const answer = serverEnergy(power, uses, off, band)
    return answer.known ? totalKwh(answer.energy) : null
  }
  const withoutKwh = kwh(times.slice(0, 1), [])
  const withKwh = kwh(times, offTimes)
  const offS = offTimes.reduce((sum, { offMs, iplMs }) => sum + (iplMs - offMs) / 1000, 0)
  const gainKwh =
    offTimes.length === 0 || withoutKwh === null || withKwh === null
      ? null
      : withoutKwh - withKwh - costOfMoves(question, times, serverId)
  return { serverId, offS, withoutKwh, withKwh, gainKwh }
}

/** Share of a server's processors in use, step by step; null where it is not known how many it has. */
function usesOf(
  { index, hours }: BandQuestion,
  times: readonly Places[],
  serverId: ServerId,
): readonly { readonly startMs: number; readonly use: number }[] | null {
  const centi = index.serverById.get(serverId)?.configurableCenti
  if (!centi) return null
  const starts = [
    ...new Set([...hours, ...times.map(({ fromMs }) => ({ startMs: fromMs }))].map((one) => one.startMs)),
  ]
  return starts
    .toSorted((a, b) => a - b)
    .map((startMs) => {
      const places = times.findLast(({ fromMs }) => fromMs <= startMs)?.places
      const hour = hours.findLast((one) => one.startMs <= startMs)?.hour ?? 0
      const guests = [...(places ?? [])].flatMap(([id, at]) => {
        const one = at === serverId ? index.partitionById.get(id) : undefined
        return one === undefined || one.serverId === serverId ? [] : [one]
      })
      const residents = index
        .partitionsOf(serverId)
        .filter(({ id }) => (places?.get(id) ?? serverId) === serverId)
      const busy = [...residents, ...guests].reduce((sum, one) => sum + loadIn(one, hour), 0)
      return { startMs, use: (busy * 100) / centi }
    })
}

/** kWh for moving the partitions of a server and running them elsewhere; at least, as unknown watts count nothing. */
function costOfMoves(
  { index, stages, hours, powers, band }: BandQuestion,
  times: readonly Places[],
  serverId: ServerId,
): number {
  const own = index.partitionsOf(serverId)
  const ids = new Set(own.map(({ id }) => id))
  const copiedMib = stages
    .flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
    .reduce((sum, { partitionId, memoryMib }) => sum + (ids.has(partitionId) ? memoryMib : 0), 0)
  let kwh = migrationKwh(copiedMib * MB_PER_MIB)
  for (const [at, { fromMs, places }] of times.entries()) {
    const toMs = times[at + 1]?.fromMs ?? band.endMs
    for (const one of own) {
      const host = places.get(one.id) ?? serverId
      const centi = index.serverById.get(host)?.configurableCenti
      const { idleW, maxW } = figuresOf(powers.get(host))
      if (host === serverId || !centi || idleW === null || maxW === null) continue
      const unitHours = hours.reduce((sum, { startMs, hour }, next) => {
        const endMs = hours[next + 1]?.startMs ?? band.endMs
        const ms = Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs))
        return sum + (loadIn(one, hour) * ms) / MS_PER_HOUR
      }, 0)
      kwh += (unitHours * (maxW.value - idleW.value)) / (centi / 100) / 1000
    }
  }
  return kwh
}
