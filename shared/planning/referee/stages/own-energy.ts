/**
 * What the servers of a plan draw within a band, added up piece by piece: between two neighbouring instants of a
 * quarter of an hour, a stage or an off time nothing changes, so the watts in the middle hold for all of the piece.
 */
import type { FleetIndex } from '../../../inventory/fleet-index.ts'
import { isActiveState } from '../../../inventory/partition-state.ts'
import type { PlanWindow } from '../../../plan/plan-document.ts'
import type { OffStage, ServerPower, Stage } from '../../../plan/staged-plan.ts'

const QUARTER_MS = 900_000
/** planning.md, "Data": about half a joule for each MB; a MiB is 1.048576 MB. */
const KWH_PER_MIB = (0.5 * 1.048576) / 3_600_000

export interface OwnServer {
  withoutKwh: number | null
  withKwh: number | null
  offS: number
}

export interface OwnEnergy {
  readonly servers: ReadonlyMap<string, OwnServer>
  readonly migrationKwh: number
  /** Null where the watts of a server are not known. */
  readonly netKwh: number | null
}

export interface OwnQuestion {
  readonly index: FleetIndex
  readonly band: PlanWindow
  readonly stages: readonly Stage[]
  readonly power: readonly ServerPower[]
  readonly zone: string
}

export function ownEnergy({ index, band, stages, power, zone }: OwnQuestion): OwnEnergy {
  const inBand = stages.filter(({ startMs, endMs }) => startMs >= band.startMs && endMs <= band.endMs)
  const moves = inBand.flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))
  const offs = inBand.filter((stage) => stage.kind === 'off')
  const names = new Set([
    ...offs.flatMap(({ serverIds }) => serverIds),
    ...moves.flatMap(({ sourceServerId, targetServerId }) => [sourceServerId, targetServerId]),
  ])
  const meters = new Map(
    [...names].map((id) => [id, new Meter(power.find(({ serverId }) => serverId === id))]),
  )
  const cuts = cutsOf(band, inBand)
  for (const [at, fromMs] of cuts.entries()) {
    const toMs = cuts[at + 1]
    if (toMs === undefined) break
    const middle = (fromMs + toMs) / 2
    const hour = hourAt(middle, zone)
    const [home, now] = [loads(index, [], hour), loads(index, movedBy(inBand, middle), hour)]
    for (const [id, meter] of meters) {
      const cores = (index.serverById.get(id)?.configurableCenti ?? 0) / 100
      meter.add((toMs - fromMs) / 1000, {
        without: cores > 0 ? (home.get(id) ?? 0) / cores : null,
        with: cores > 0 ? (now.get(id) ?? 0) / cores : null,
        state: stateAt(offs, id, middle),
      })
    }
  }
  const servers = new Map([...meters].map(([id, meter]) => [id, meter.reading]))
  const migrationKwh = moves.reduce((sum, { memoryMib }) => sum + memoryMib * KWH_PER_MIB, 0)
  let netKwh: number | null = -migrationKwh
  for (const { withoutKwh, withKwh } of servers.values())
    netKwh = netKwh === null || withoutKwh === null || withKwh === null ? null : netKwh + withoutKwh - withKwh
  return { servers, migrationKwh, netKwh }
}

type State = 'on' | 'switching' | 'off'

/** The watt-seconds of one server. */
class Meter {
  readonly #power: ServerPower | undefined
  #without: number | null = 0
  #with: number | null = 0
  #offS = 0

  constructor(power: ServerPower | undefined) {
    this.#power = power
  }

  add(
    seconds: number,
    use: { readonly without: number | null; readonly with: number | null; readonly state: State },
  ): void {
    this.#without = sum(this.#without, times(this.#watts(use.without, 'on'), seconds))
    this.#with = sum(this.#with, times(this.#watts(use.with, use.state), seconds))
    if (use.state === 'off') this.#offS += seconds
  }

  get reading(): OwnServer {
    const kwh = (joules: number | null): number | null => (joules === null ? null : joules / 3_600_000)
    return { withoutKwh: kwh(this.#without), withKwh: kwh(this.#with), offS: this.#offS }
  }

  #watts(use: number | null, state: State): number | null {
    const { idleW = null, maxW = null, standbyW = null } = this.#power ?? {}
    // Without the others a figure says nothing about what is saved.
    if (idleW === null || maxW === null || use === null) return null
    if (state === 'off') return standbyW
    return state === 'switching' ? maxW : idleW + (maxW - idleW) * Math.max(0, Math.min(1, use))
  }
}

const times = (a: number | null, b: number): number | null => (a === null ? null : a * b)
const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b)

function cutsOf(band: PlanWindow, stages: readonly Stage[]): readonly number[] {
  const cuts = new Set([band.startMs, band.endMs])
  for (let at = Math.ceil(band.startMs / QUARTER_MS) * QUARTER_MS; at < band.endMs; at += QUARTER_MS)
    cuts.add(at)
  for (const stage of stages) {
    cuts.add(stage.startMs).add(stage.endMs)
    if (stage.kind === 'off') cuts.add(stage.offMs).add(stage.iplMs)
  }
  return [...cuts].toSorted((a, b) => a - b)
}

function stateAt(offs: readonly OffStage[], id: string, at: number): State {
  const stage = offs.find(
    ({ serverIds, startMs, endMs }) => serverIds.includes(id) && startMs <= at && at < endMs,
  )
  if (stage === undefined) return 'on'
  return stage.offMs <= at && at < stage.iplMs ? 'off' : 'switching'
}

/** Moves whose stage is over: until then their load is at the source. */
const movedBy = (stages: readonly Stage[], at: number) =>
  stages
    .filter((stage) => stage.kind === 'moves' && stage.endMs <= at)
    .toSorted((a, b) => a.endMs - b.endMs)
    .flatMap((stage) => (stage.kind === 'moves' ? stage.plan.moves : []))

/** Busy processing units by server; a partition without a measured week counts with its entitlement. */
function loads(
  { fleet }: FleetIndex,
  moves: ReturnType<typeof movedBy>,
  hour: number,
): ReadonlyMap<string, number> {
  const places = new Map(moves.map(({ partitionId, targetServerId }) => [partitionId, targetServerId]))
  const found = new Map<string, number>()
  for (const one of fleet.partitions) {
    if (isActiveState(one.state) === false) continue
    const place = places.get(one.id) ?? one.serverId
    const busy = one.typicalWeek?.[hour] ?? (one.entitledCenti ?? 0) / 100
    found.set(place, (found.get(place) ?? 0) + busy)
  }
  return found
}

/** Hour of the week by the clock of a zone, from Monday 00:00 on. */
function hourAt(ms: number, zone: string): number {
  const shown = new Date(ms).toLocaleString('sv-SE', { timeZone: zone })
  const local = new Date(`${shown.slice(0, 10)}T${shown.slice(11, 19)}Z`)
  return ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours()
}
