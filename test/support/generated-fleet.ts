/**
 * Large fleets as the planner's targets name them (planning model, "Data"): memory lognormal with a median of 32 GiB and
 * sigma 0.9, entitlement that follows the memory with a scatter of 0.6. Same seed, same fleet.
 */
import { exp } from '../../shared/forecast/exact-math.ts'
import { inverseNormal, randomStream } from '../../shared/forecast/random.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from './fleet-builder.ts'
import { serverIdOf } from './planning-fleets.ts'

const MEDIAN_MIB = 32 * 1024
const MEMORY_SIGMA = 0.9
const ENTITLEMENT_SIGMA = 0.6
/** Entitlement, in hundredths of a processor, of a partition with the median of memory. */
const MEDIAN_CENTI = 80
const BLOCK_MIB = 256
/** Partitions take this share of the memory of an average server. */
const FILLED = 0.6
/** Servers that see the same disks. */
const SERVERS_IN_ZONE = 50
const kinds = ['app', 'ora', 'hana', 'web', 'sap', 'mq'] as const

export interface GeneratedFleetSize {
  readonly servers: number
  readonly partitions: number
  readonly seed?: number
}

/** Servers with two movers each, in storage zones of fifty, and partitions spread over them at random. */
export function generatedFleet({ servers, partitions, seed = 1 }: GeneratedFleetSize): Fleet {
  const random = randomStream(seed)
  const normal = (): number => inverseNormal(random())
  const guests = Array.from({ length: partitions }, (_, n) => {
    const memory = exp(MEMORY_SIGMA * normal())
    const entitled = Math.max(5, Math.round(MEDIAN_CENTI * memory * exp(ENTITLEMENT_SIGMA * normal())))
    const memoryMib = Math.max(1, Math.round((MEDIAN_MIB * memory) / BLOCK_MIB)) * BLOCK_MIB
    return {
      server: Math.floor(random() * servers),
      memoryMib,
      entitled,
      name: `${kinds[n % kinds.length]!}${n}`,
    }
  })
  const usedMib = new Float64Array(servers)
  const usedCenti = new Float64Array(servers)
  for (const { server, memoryMib, entitled } of guests) {
    usedMib[server] = usedMib[server]! + memoryMib
    usedCenti[server] = usedCenti[server]! + entitled
  }
  const roundUp = (value: number): number => Math.ceil(value / BLOCK_MIB) * BLOCK_MIB
  const usualMib = guests.reduce((sum, one) => sum + one.memoryMib, 0) / servers / FILLED
  const usualCenti = guests.reduce((sum, one) => sum + one.entitled, 0) / servers / FILLED
  const hosts = Array.from(usedMib, (used, n) => {
    const memory = roundUp(Math.max(usualMib, used * 1.05))
    const processors = Math.ceil(Math.max(usualCenti, usedCenti[n]! * 1.05))
    return aServer({
      id: serverIdOf(n),
      name: `server${n}`,
      configurableMemoryMib: mib(memory),
      availableMemoryMib: mib(memory - used),
      configurableCenti: centi(processors),
      availableCenti: centi(Math.floor(processors - usedCenti[n]!)),
    })
  })
  const zones = Array.from({ length: Math.ceil(servers / SERVERS_IN_ZONE) }, (_, zone) =>
    aFleet({
      servers: hosts.filter((_host, n) => Math.floor(n / SERVERS_IN_ZONE) === zone),
      partitions: guests.flatMap(({ server, memoryMib, entitled, name }, n) =>
        Math.floor(server / SERVERS_IN_ZONE) === zone
          ? [
              aPartition({
                serverId: serverIdOf(server),
                lparId: 10 + n,
                name,
                memoryMib: mib(memoryMib),
                maxMemoryMib: mib(2 * memoryMib),
                entitledCenti: centi(entitled),
              }),
            ]
          : [],
      ),
    }),
  )
  return {
    ...zones[0]!,
    servers: zones.flatMap((zone) => zone.servers),
    vios: zones.flatMap((zone) => zone.vios),
    partitions: zones.flatMap((zone) => zone.partitions),
  }
}
