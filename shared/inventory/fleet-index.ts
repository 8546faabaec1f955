import type { Fleet, Partition, PartitionId, Server, ServerId, Vios } from './fleet.ts'

/** Look-ups over one fleet, built once per snapshot. */
export interface FleetIndex {
  readonly fleet: Fleet
  readonly serverById: ReadonlyMap<ServerId, Server>
  readonly partitionById: ReadonlyMap<PartitionId, Partition>
  readonly viosById: ReadonlyMap<PartitionId, Vios>
  readonly partitionsOf: (serverId: ServerId) => readonly Partition[]
  readonly viosOf: (serverId: ServerId) => readonly Vios[]
}

/** Index of a fleet by identity and by server. O(servers + partitions + VIOS). */
export function indexFleet(fleet: Fleet): FleetIndex {
  const partitions = Map.groupBy(fleet.partitions, (partition) => partition.serverId)
  const vios = Map.groupBy(fleet.vios, (one) => one.serverId)
  return {
    fleet,
    serverById: new Map(fleet.servers.map((server) => [server.id, server])),
    partitionById: new Map(fleet.partitions.map((partition) => [partition.id, partition])),
    viosById: new Map(fleet.vios.map((one) => [one.id, one])),
    partitionsOf: (serverId) => partitions.get(serverId) ?? [],
    viosOf: (serverId) => vios.get(serverId) ?? [],
  }
}
