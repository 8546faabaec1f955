import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import {
  withoutMoveStudy,
  withoutStudy,
  type MoveForecast,
  type PlanForecast,
  type Range,
  type ResourceLoad,
} from '../../../shared/plan/plan-forecast.ts'
import { inventConvergence, inventFans, inventHelp, inventInfluences } from './fake-study.ts'
import { seededRandom } from './invented-fleet.ts'

const linkRate = 1.1e9
const slotsPerMover = 3
const mib = 1_048_576
/** Busy partitions: every byte is sent more than once. */
const resent = 5.8

const spread = (value: number, low: number, high: number): Range => ({
  p10: value * low,
  p50: value,
  p90: value * high,
})

interface Timed {
  readonly move: PlanMove
  readonly forecast: MoveForecast
}

/** Slots one after the other: every mover runs three moves at once, each at a third of the link. */
function timeline(plan: PlanDocument): Timed[] {
  const random = seededRandom(plan.seed + 11)
  const slots = new Map<string, number[]>()
  const ends = new Map<string, number>()
  return plan.moves.map((move) => {
    const key = move.sourceMoverId ?? `inactive ${move.sourceServerId}`
    const free = slots.get(key) ?? Array.from({ length: slotsPerMover }, () => 0)
    slots.set(key, free)
    const at = free.indexOf(Math.min(...free))
    const waits = Math.max(0, ...move.after.map((id) => ends.get(id) ?? 0))
    const startS = Math.max(free[at] ?? 0, waits)
    const inactive = move.type === 'inactive'
    const prepS = 45 + random() * 40
    const raw = inactive ? 0 : move.memoryMib * mib * (0.75 + random() * 0.3) * resent
    const wire = raw * 0.5
    const copyS = inactive ? 12 : wire / (linkRate / slotsPerMover)
    const standstillS = inactive ? 0 : 1.2 + random() * 2 + move.memoryMib / 900_000
    const copyStartS = startS + prepS
    const suspendS = copyStartS + copyS
    const resumeS = suspendS + standstillS
    const postEndS = resumeS + (inactive ? 0 : copyS * 0.01)
    const endS = postEndS + 20 + random() * 25
    free[at] = endS
    ends.set(move.id, endS)
    const later = startS === 0 ? 0 : 1
    return {
      move,
      forecast: {
        ...withoutMoveStudy,
        moveId: move.id,
        queuedS: 0,
        startS,
        copyStartS,
        suspendS,
        resumeS,
        postEndS,
        endS,
        passes: inactive ? 0 : 1 + Math.floor(random() * 6),
        standstillS,
        rawBytes: raw,
        wireBytes: wire,
        stop: inactive ? 'inactive move' : random() > 0.9 ? 'no gain' : 'clean enough',
        limitedBy: inactive ? null : `link ${move.sourceMoverId ?? ''} out`,
        start: spread(startS, 1 - 0.2 * later, 1 + 0.24 * later),
        end: spread(endS, 0.82, 1.23),
        duration: spread(endS - startS, 0.85, 1.3),
        standstill: spread(standstillS, 0.6, 1.7),
        notConverging: inactive ? 0 : doubtOf(random()),
        stallS: inactive ? null : move.memoryMib < 8_192 ? 0 : move.memoryMib / 300_000,
        bindings: inactive ? [] : bindingsOf(move, copyStartS, postEndS),
      },
    }
  })
}

/** One in fourteen moves may not get ahead of the writes, some hardly ever. */
function doubtOf(chance: number): number {
  if (chance < 0.93) return 0
  return chance > 0.97 ? 0.63 : 0.18
}

/** The link at first, later the threads of the move itself. */
function bindingsOf(move: PlanMove, fromS: number, toS: number): MoveForecast['bindings'] {
  const turn = fromS + (toS - fromS) * 0.7
  return [
    { fromS, toS: turn, resource: `link ${move.sourceMoverId ?? ''} out` },
    { fromS: turn, toS, resource: null },
  ]
}

function load(
  timed: readonly Timed[],
  of: (one: Timed) => boolean,
  rate: number,
): { t: number[]; v: number[] } {
  const events = timed
    .filter((one) => one.move.type !== 'inactive' && of(one))
    .flatMap(({ forecast }) => [
      { at: forecast.copyStartS, change: rate },
      { at: forecast.postEndS, change: -rate },
    ])
    .sort((a, b) => a.at - b.at)
  let now = 0
  const t = [0]
  const v = [0]
  for (const { at, change } of events) {
    now = Math.max(0, now + change)
    t.push(at)
    v.push(now < 1e-6 ? 0 : now)
  }
  return { t, v }
}

function resources(timed: readonly Timed[]): ResourceLoad[] {
  const found = new Map<string, ResourceLoad>()
  for (const { move } of timed) {
    const sides = [
      {
        id: move.sourceMoverId,
        name: move.sourceMoverName,
        serverId: move.sourceServerId,
        way: 'out' as const,
      },
      {
        id: move.targetMoverId,
        name: move.targetMoverName,
        serverId: move.targetServerId,
        way: 'in' as const,
      },
    ]
    for (const { id, name, serverId, way } of sides) {
      if (id === null || name === null || found.has(`link ${id} ${way}`)) continue
      const mine = (one: Timed): boolean =>
        (way === 'out' ? one.move.sourceMoverId : one.move.targetMoverId) === id
      const link = load(timed, mine, linkRate / slotsPerMover)
      const cores = load(timed, mine, 0.45)
      const base = { viosId: id, serverId }
      found.set(`link ${id} ${way}`, {
        ...base,
        ...link,
        name: `link ${id} ${way}`,
        label: `Link ${way}, ${name}`,
        kind: 'link',
        capacity: Math.max(linkRate, ...link.v),
        unit: 'bytes/s',
        peak: Math.max(0, ...link.v),
      })
      found.set(`cores ${id}`, {
        ...base,
        ...cores,
        name: `cores ${id}`,
        label: `Mover cores, ${name}`,
        kind: 'mover-cores',
        capacity: Math.max(2, ...cores.v),
        unit: 'core-seconds/s',
        peak: Math.max(0, ...cores.v),
      })
    }
  }
  return [...found.values()]
}

export interface InventedStudy {
  readonly samples: number
  /** More than `samples` where the forecast was stopped and kept. */
  readonly asked?: number
  readonly standstillLimitS?: number | null
}

/** A forecast that hangs together: bars, loads, ranges and the study come from the same timeline. */
export function forecastInvented(
  plan: PlanDocument,
  { samples, asked = samples, standstillLimitS = null }: InventedStudy,
): PlanForecast {
  const timed = timeline(plan)
  const end = timed.reduce((latest, one) => Math.max(latest, one.forecast.endS), 0)
  const makespan = spread(end, 0.82, 1.23)
  const dots = Array.from({ length: 20 }, (_, at) => {
    const z = Math.sqrt(2) * inverseError(2 * ((at + 0.5) / 20) - 1)
    return end * Math.exp(0.16 * z)
  })
  const windowS = plan.window === null ? null : (plan.window.endMs - plan.startMs) / 1000
  const longest = Math.max(0, ...timed.map((one) => one.forecast.standstillS))
  const loads = resources(timed)
  const influences = inventInfluences(timed, end, longest)
  const over = (p50: number): number | null =>
    standstillLimitS === null ? null : Math.round(100 / (1 + (standstillLimitS / p50) ** 4)) / 100
  return {
    ...withoutStudy,
    samples,
    samplesAsked: asked,
    seed: plan.seed,
    moves: timed.map(({ forecast, move }) =>
      move.type === 'inactive'
        ? forecast
        : { ...forecast, standstillLimitS, overStandstillLimit: over(forecast.standstillS) },
    ),
    resources: loads,
    fans: inventFans(loads, end),
    makespan,
    makespanDots: dots,
    fitsWindow: windowS === null ? null : dots.filter((dot) => dot <= windowS).length / 20,
    anyNotConverging: Math.max(0, ...timed.map((one) => one.forecast.notConverging)),
    standstillLimitS,
    overStandstillLimit: over(longest),
    totalRawBytes: timed.reduce((sum, one) => sum + one.forecast.rawBytes, 0),
    totalWireBytes: timed.reduce((sum, one) => sum + one.forecast.wireBytes, 0),
    longestStandstill: spread(longest, 0.7, 1.7),
    assumedInputs: 3 + timed.length,
    totalInputs: 31 + timed.length * 6,
    influences,
    measureNext: influences.find((one) => one.guessed)?.key ?? null,
    convergence: inventConvergence(end, samples),
    help: inventHelp(timed, samples, end),
    stalled: [],
  }
}

/** Inverse error function (Winitzki's approximation): enough for quantile dots. */
function inverseError(x: number): number {
  const a = 0.147
  const log = Math.log(1 - x * x)
  const half = 2 / (Math.PI * a) + log / 2
  return Math.sign(x) * Math.sqrt(Math.sqrt(half * half - log / a) - half)
}
