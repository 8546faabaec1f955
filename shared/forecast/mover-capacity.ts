/** What one mover carries: its link, its cores and the rate one move can reach on it (forecast.md sections 2 and 6). */
import { log } from './exact-math.ts'
import { compareLevels } from '../inventory/merge/hmc-level.ts'
import type { Generation, PartitionId, ServerId, Vios } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { goodputSpeeds } from './assumptions-of-movers.ts'
import type { InputOrigin } from '../plan/plan-forecast.ts'
import { fromAssumption, imported, weakestOrigin, type Input, type InputLedger } from './input-ledger.ts'
import { moverCeiling } from './mover-rate.ts'
import { resolveAssumption } from './resolve-assumption.ts'

export interface MoverCapacity {
  /** Payload per direction, bytes/s. */
  readonly linkRate: number
  /** Catalogue key of the goodput it was scaled from. */
  readonly goodputKey: string
  readonly goodputOrigin: InputOrigin
  /** Cores that moving can use. */
  readonly cores: number
  /** Bytes/s one core moves. */
  readonly coreRate: number
  readonly coreRateOrigin: InputOrigin
  /** Mover threads of a single move. */
  readonly threads: number
  /** Bytes/s a single move can reach: one thread's rate times threads^exponent. */
  readonly ceiling: number
  /** The same at concurrency level 1, which gives a move the most threads. */
  readonly mostCeiling: number
  readonly mostThreads: number
}

/** A mover, or the stand-in for the movers of a server of which no VIOS was imported (`vios` null). */
export interface MoverPlace {
  readonly id: PartitionId | ServerId
  readonly serverId: ServerId
  readonly generation: Generation | null
  readonly vios: Vios | null
  /** Level of its HMC; absent or null: not known. */
  readonly hmcLevel?: string | null
}

/** From these on the HMC picks the threads of each move by itself, unless another level was set (domain.md 3.3). */
const AUTOMATIC_VIOS = '3.1.2.0'
const AUTOMATIC_HMC = '9.2.950'
/** The level to leave as it is for that. */
const AUTOMATIC_LEVEL = 4

/** Capacity of a mover; every input is noted in the ledger. */
export function moverCapacity(
  place: MoverPlace,
  assumptions: Assumptions,
  ledger: InputLedger,
): MoverCapacity {
  const assume = (key: string): Input =>
    fromAssumption(resolveAssumption(assumptions, key, { serverId: place.serverId }))
  const take = (name: string, input: Input): number => ledger.take(`${place.id} ${name}`, input)
  const { vios } = place

  const speedInput = known(vios?.linkGbps) ?? assume('link.gbps')
  const gbps = take('link speed', speedInput)
  const speed = nearestSpeed(gbps)
  const goodputInput = assume(`goodput.${speed}`)
  const goodput = take('goodput', goodputInput)
  const coreInput = assume(`coreRate.${place.generation ?? 'unknown'}`)
  const coreRate = take('core rate', coreInput)
  const threads = take('threads', assume(threadsKey(place)))
  const mostThreads = Math.max(threads, assume('threads.level1').value)
  const exponent = take('thread exponent', assume('threads.exponent'))
  return {
    linkRate: (goodput * gbps) / speed,
    goodputKey: `goodput.${speed}`,
    goodputOrigin: weakestOrigin([goodputInput.origin, speedInput.origin]),
    cores: moverCores(vios, assume, take),
    coreRate,
    coreRateOrigin: coreInput.origin,
    threads,
    mostThreads,
    ceiling: moverCeiling(coreRate, threads, exponent),
    mostCeiling: moverCeiling(coreRate, mostThreads, exponent),
  }
}

/** Automatic from VIOS 3.1.2 and HMC 9.2.950 where the level was left alone; else by level; else not known. */
function threadsKey({ vios, hmcLevel = null }: MoverPlace): string {
  const level = vios?.concurrencyLevel ?? null
  const leftAlone = level === null || level === AUTOMATIC_LEVEL
  if (leftAlone && reaches(vios?.level, AUTOMATIC_VIOS) && reaches(hmcLevel, AUTOMATIC_HMC))
    return 'threads.automatic'
  return level !== null && level >= 1 && level <= 5 ? `threads.level${level}` : 'threads.unknown'
}

/** Whether a level is known and at least `wanted`. */
export function reaches(level: string | null | undefined, wanted: string): boolean {
  return level != null && compareLevels(level, wanted) >= 0
}

/** Dedicated cores as they are; a shared VIOS reaches a share of its virtual processors, at least its entitlement. */
function moverCores(
  vios: Vios | null,
  assume: (key: string) => Input,
  take: (name: string, input: Input) => number,
): number {
  if (vios?.entitledCenti == null) return take('cores', assume('mover.cores'))
  const entitled = take('cores', imported(vios.entitledCenti)) / 100
  if (vios.processorMode === 'dedicated' || vios.virtualProcessors === null) return entitled
  return Math.max(entitled, take('uncapped share', assume('mover.uncappedShare')) * vios.virtualProcessors)
}

function known(value: number | null | undefined): Input | null {
  return value == null || value <= 0 ? null : imported(value)
}

/** The catalogue's speed closest by ratio: 50 Gb/s is taken as 1.25 links of 40 Gb/s. */
function nearestSpeed(gbps: number): number {
  const distance = (speed: number): number => Math.abs(log(gbps / speed))
  return goodputSpeeds.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best))
}
