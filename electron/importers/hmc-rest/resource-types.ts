/** What an HMC REST answer can be about, and who reads it. A new resource is one more line. */
import type { EntityList } from '../../../shared/inventory/patch.ts'
import {
  readNetworkAdapter,
  readVirtualFibreChannelAdapter,
  readVirtualScsiAdapter,
  readVnic,
} from './client-adapters.ts'
import { readCluster } from './cluster.ts'
import { readLogicalPartition } from './logical-partition.ts'
import { readManagedSystem, readProcessorPool, readVirtualSwitch } from './managed-system.ts'
import { readManagementConsole } from './management-console.ts'
import type { ObjectReader } from './object-reader.ts'
import { readVirtualIoServer } from './virtual-io-server.ts'

export interface ResourceType {
  readonly rank: 0 | 1 | 2
  readonly read: (reader: ObjectReader) => void
  /** What a whole feed below one system lists completely. */
  readonly listsAll: EntityList | 'virtualSwitches' | 'processorPools' | null
}

export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ['ManagedSystem', { rank: 0, read: readManagedSystem, listsAll: null }],
  ['LogicalPartition', { rank: 1, read: readLogicalPartition, listsAll: 'partitions' }],
  ['VirtualIOServer', { rank: 1, read: readVirtualIoServer, listsAll: 'vios' }],
  ['VirtualSwitch', { rank: 2, read: readVirtualSwitch, listsAll: 'virtualSwitches' }],
  ['SharedProcessorPool', { rank: 2, read: readProcessorPool, listsAll: 'processorPools' }],
  ['VirtualFibreChannelClientAdapter', { rank: 2, read: readVirtualFibreChannelAdapter, listsAll: null }],
  ['VirtualSCSIClientAdapter', { rank: 2, read: readVirtualScsiAdapter, listsAll: null }],
  ['ClientNetworkAdapter', { rank: 2, read: readNetworkAdapter, listsAll: null }],
  ['ManagementConsole', { rank: 2, read: readManagementConsole, listsAll: null }],
  ['VirtualNICDedicated', { rank: 2, read: readVnic, listsAll: null }],
  ['Cluster', { rank: 2, read: readCluster, listsAll: null }],
])

/** Resources whose answers are known but hold nothing the inventory needs, with what they hold. */
export const otherTypes: ReadonlyMap<string, string> = new Map([
  ['ProcessedMetrics', 'links to performance files, which this version does not read'],
  ['AggregatedMetrics', 'links to performance files, which this version does not read'],
  ['LongTermMonitor', 'links to performance files'],
  ['ManagedSystemPcmPreference', 'settings of the performance collection'],
  ['VirtualSCSIBus', 'mappings that the VirtualIOServer export has too'],
  ['NetworkBridge', 'bridges that the VirtualIOServer export has too'],
  ['VirtualNetwork', 'virtual networks'],
  ['SharedStoragePool', 'units of shared storage pools, which the VirtualIOServer export has too'],
  ['LogicalPartitionProfile', 'partition profiles'],
  ['SharedMemoryPool', 'shared memory pools'],
  ['Event', 'events of the HMC'],
  ['Job', 'jobs of the HMC'],
])
