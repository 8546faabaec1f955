/**
 * System capability flags by what they are asked for. Names are the HMC command line's; where that name is not
 * confirmed, the REST element in snake case is accepted too (domain.md 1.3 and 2.1).
 */
import type { Server } from '../inventory/fleet.ts'

const names = {
  activeMemoryExpansion: ['active_mem_expansion_capable', 'active_memory_expansion_capable'],
  activeMemorySharing: ['active_mem_sharing_capable', 'active_memory_sharing_capable'],
  shareIdleProcessors: [
    'active_lpar_share_idle_procs_capable',
    'active_logical_partition_shared_ide_processors_capable',
    'active_logical_partition_shared_idle_processors_capable',
  ],
  barrierRegister: ['bsr_capable', 'barrier_synchronization_register_capable'],
  hostChannelAdapter: ['hca_capable', 'host_channel_adapter_capable'],
  hostEthernet: ['lhea_capable', 'logical_host_ethernet_adapter_capable'],
  ibmi: ['os400_capable'],
  ibmiMobility: ['os400_lpar_mobility_capable', 'ibmi_logical_partition_mobility_capable'],
  simplifiedRemoteRestart: [
    'powervm_lpar_simplified_remote_restart_capable',
    'powervm_logical_partition_simplified_remote_restart_capable',
  ],
  sriov: ['sriov_capable'],
  sriovMigration: ['sriov_migration_capable'],
  trustedPlatformModule: ['vtpm_capable', 'virtual_trusted_platform_module_capable'],
  virtualFibreChannel: ['virtual_fc_capable', 'virtual_fiber_channel_capable'],
  vnic: ['vnic_dedicated_sriov_capable', 'virtual_nic_dedicated_sriov_capable'],
} as const satisfies Record<string, readonly string[]>

export type Capability = keyof typeof names

/**
 * Items a partition can only have where its server supports them (`able`): an unknown list is an empty one on a server
 * that is known not to.
 */
export function unlessImpossible<T>(items: readonly T[] | null, able: boolean | null): readonly T[] | null {
  return items ?? (able === false ? [] : null)
}

export type Capabilities = Readonly<Record<Capability, boolean | null>>

/** All of them, looked up once per server because rules ask for every move. */
export function capabilitiesOf(server: Server): Capabilities {
  const all = Object.keys(names) as Capability[]
  return Object.fromEntries(all.map((which) => [which, capability(server, which)])) as Capabilities
}

/** A capability of a server; null where none of its names was imported. */
export function capability(server: Server, which: Capability): boolean | null {
  for (const name of names[which]) {
    const value = server.capabilities[name]
    if (value !== undefined) return value
  }
  return null
}
