import { centi, mib } from '../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from './fleet-builder.ts'
import { planOf, serverIdOf } from './planning-fleets.ts'

/** Two hundred partitions of four workload classes leave one server for nine others. */
export function fleetPlanOf200() {
  const room = { availableMemoryMib: mib(8_000_000), availableCenti: centi(20_000), maxPartitions: 1000 }
  const kinds = ['app', 'ora', 'hana', 'web']
  const fleet = aFleet({
    servers: Array.from({ length: 10 }, (_, n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, ...room }),
    ),
    partitions: Array.from({ length: 200 }, (_, n) =>
      aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name: `${kinds[n % kinds.length]}${n}`,
        memoryMib: mib(8192 * (1 + (n % 8))),
        maxMemoryMib: mib(131_072),
      }),
    ),
  })
  return { fleet, plan: planOf(fleet) }
}
