/** What one mover carries: its link, its cores and the rate one move can reach on it (forecast.md sections 2 and 6). */
import type { Generation, PartitionId, ServerId, Vios } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { goodputSpeeds } from './assumptions-of-movers.ts'
import { fromAssumption, imported, type Input, type InputLedger } from './input-ledger.ts'
import { resolveAssumption } from './resolve-assumption.ts'

export interface MoverCapacity {
  /** Payload per direction, bytes/s. */
  readonly linkRate: number
  /** Catalogue key of the goodput it was scaled from. */
  readonly goodputKey: string
  /** Cores that moving can use. */
  readonly cores: number
  /** Bytes/s one core moves. */
  readonly coreRate: number
  /** Bytes/s a single move can reach: one thread's rate times threads^exponent. */
  readonly ceiling: number
}

/** A mover, or the stand-in for the movers of a server of which no VIOS was imported (`vios` null). */
export interface MoverPlace {
  readonly id: PartitionId | ServerId
  readonly serverId: ServerId
  readonly generation: Generation | null
  readonly vios: Vios | null
}

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

  const gbps = take('link speed', known(vios?.linkGbps) ?? assume('link.gbps'))
  const speed = nearestSpeed(gbps)
  const goodput = take('goodput', assume(`goodput.${speed}`))
  const coreRate = take('core rate', assume(`coreRate.${place.generation ?? 'unknown'}`))
  const level = vios?.concurrencyLevel ?? null
  const threads = take(
    'threads',
    level !== null && level >= 1 && level <= 5 ? assume(`threads.level${level}`) : assume('threads.unknown'),
  )
  const exponent = take('thread exponent', assume('threads.exponent'))
  return {
    linkRate: (goodput * gbps) / speed,
    goodputKey: `goodput.${speed}`,
    cores: moverCores(vios, assume, take),
    coreRate,
    ceiling: coreRate * threads ** exponent,
  }
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
  const distance = (speed: number): number => Math.abs(Math.log(gbps / speed))
  return goodputSpeeds.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best))
}
