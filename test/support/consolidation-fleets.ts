/**
 * Generated fleets to consolidate: memory lognormal (median 32 GiB, sigma 0.9), entitlement = memory x lognormal 0.6
 * around one core for 48 GiB, use by CPU series of one day. Servers of four types, bought for about twice what is needed, no
 * two measured at quite the same watts.
 */
import { readFileSync } from 'node:fs'
import type { ConsolidationProblem } from '../../shared/planning/consolidate/consolidation-problem.ts'
import { SeededRandom } from '../../shared/planning/random.ts'
import { sharedData } from './shared-data.ts'

const HOURS = 24

/** Memory in GiB, cores, places, watts idle and at full use: sizes as sold, watts made up for the test. */
const types = [
  { memory: 512, cores: 16, slots: 400, idle: 620, full: 730 },
  { memory: 1024, cores: 24, slots: 600, idle: 900, full: 1060 },
  { memory: 1024, cores: 32, slots: 600, idle: 1050, full: 1240 },
  { memory: 2048, cores: 48, slots: 900, idle: 1900, full: 2240 },
] as const

export interface ConsolidationFleet {
  readonly items: number
  readonly servers: number
  readonly seed: number
  /** Every server at the watts of its type exactly. */
  readonly alike?: boolean
  /** Each item may stand on this share of the servers only; all where nothing is said. */
  readonly allowedShare?: number
  readonly spare?: boolean
}

/** The mean of a series in percent by hour; made-up days where the public ones are not there. */
function days(random: SeededRandom): readonly (readonly number[])[] {
  const file = sharedData('workloads/planetlab_20110303_sample105.csv')
  if (file === null) {
    return Array.from({ length: 40 }, () => {
      const level = 2 + random.below(25)
      return Array.from({ length: HOURS }, (_, hour) => level * (hour > 7 && hour < 19 ? 1.6 : 0.7))
    })
  }
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const values = line.split(',').slice(1).map(Number)
      return Array.from({ length: HOURS }, (_, hour) => {
        const part = values.slice(hour * 12, hour * 12 + 12)
        return part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
      })
    })
}

/** Memory and processing units stand first (N+1), then virtual slots, then use in each hour. */
export function consolidationFleet(fleet: ConsolidationFleet): ConsolidationProblem {
  const random = new SeededRandom(fleet.seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.share())) * Math.cos(2 * Math.PI * random.share())
  const series = days(random)
  const resourceCount = 3 + HOURS
  const need = new Float64Array(fleet.items * resourceCount)
  const use = new Float64Array(fleet.items)
  for (let item = 0; item < fleet.items; item += 1) {
    const memory = Math.min(1024, Math.max(1, Math.round(32 * Math.exp(0.9 * normal()))))
    const cores = Math.min(
      16,
      Math.max(0.1, Math.round((memory / 48) * Math.exp(0.6 * normal()) * 100) / 100),
    )
    const day = series[random.below(series.length)]!
    need.set(
      [memory, cores, 4 + random.below(8), ...day.map((percent) => (2 * cores * percent) / 100)],
      item * resourceCount,
    )
    use[item] = (2 * cores * day.reduce((sum, percent) => sum + percent, 0)) / HOURS / 100
  }
  const capacity = new Float64Array(fleet.servers * resourceCount)
  const openCost = new Float64Array(fleet.servers)
  const unitCost = new Float64Array(fleet.servers)
  // As many of each type as are bought: mostly the middle ones.
  const scale = (fleet.items * 48 * 2.2) / (fleet.servers * 1024)
  for (let server = 0; server < fleet.servers; server += 1) {
    const type = types[[0, 1, 1, 2, 2, 3][random.below(6)]!]!
    const measured = fleet.alike === true ? 1 : 0.95 + random.share() / 10
    const memory = Math.round((type.memory * scale) / 64) * 64
    const cores = Math.max(2, Math.round(type.cores * scale))
    capacity.set(
      [memory, cores, type.slots, ...Array.from({ length: HOURS }, () => cores)],
      server * resourceCount,
    )
    openCost[server] = type.idle * measured
    unitCost[server] = ((type.full - type.idle) * measured) / cores
  }
  const allowed = new Uint8Array(fleet.items * fleet.servers).fill(1)
  if (fleet.allowedShare !== undefined) {
    for (const at of allowed.keys()) allowed[at] = random.share() < fleet.allowedShare ? 1 : 0
  }
  return {
    itemCount: fleet.items,
    serverCount: fleet.servers,
    resourceCount,
    kind: new Int32Array(fleet.servers),
    need,
    capacity,
    allowed,
    apart: [],
    staysOn: new Uint8Array(fleet.servers),
    openCost,
    unitCost,
    use,
    reserved: fleet.spare === false ? 0 : 2,
  }
}
