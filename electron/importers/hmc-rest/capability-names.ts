/** REST names of system capabilities as the HMC command line calls them (domain.md 1.3 and 2.1). */
const commandLineNames: ReadonlyMap<string, string> = new Map([
  ['ActiveLogicalPartitionSharedIdeProcessorsCapable', 'active_lpar_share_idle_procs_capable'],
  ['ActiveMemoryExpansionCapable', 'active_mem_expansion_capable'],
  ['ActiveMemorySharingCapable', 'active_mem_sharing_capable'],
  ['BarrierSynchronizationRegisterCapable', 'bsr_capable'],
  ['CapacityOnDemandMemoryCapable', 'cod_mem_capable'],
  ['CapacityOnDemandProcessorCapable', 'cod_proc_capable'],
  ['ElectronicErrorReportingCapable', 'electronic_err_reporting_capable'],
  ['HostChannelAdapterCapable', 'hca_capable'],
  ['HugePageMemoryCapable', 'huge_page_mem_capable'],
  ['IBMiCapable', 'os400_capable'],
  ['LogicalHostEthernetAdapterCapable', 'lhea_capable'],
  ['LogicalPartitionAvailabilityPriorityCapable', 'lpar_avail_priority_capable'],
  ['LogicalPartitionProcessorCompatibilityModeCapable', 'lpar_proc_compat_mode_capable'],
  ['LogicalPartitionRemoteRestartCapable', 'lpar_remote_restart_capable'],
  ['LogicalPartitionSuspendCapable', 'lpar_suspend_capable'],
  ['MicroLogicalPartitionCapable', 'micro_lpar_capable'],
  ['PowerVMLogicalPartitionSimplifiedRemoteRestartCapable', 'powervm_lpar_simplified_remote_restart_capable'],
  ['RedundantErrorPathReportingCapable', 'redundant_err_path_reporting_capable'],
  ['SharedEthernetFailoverCapable', 'shared_eth_failover_capable'],
  ['VirtualFiberChannelCapable', 'virtual_fc_capable'],
  ['VirtualIOServerCapable', 'virtual_io_server_capable'],
  ['VirtualNICDedicatedSRIOVCapable', 'vnic_dedicated_sriov_capable'],
  ['VirtualServerNetworkingPhase2Capable', 'vsn_phase2_capable'],
  ['VirtualTrustedPlatformModuleCapable', 'vtpm_capable'],
])

/** The command line's name where it is known, else the REST name in snake case ("sriov_migration_capable"). */
export function capabilityName(rest: string): string {
  return commandLineNames.get(rest) ?? snakeCase(rest)
}

function snakeCase(name: string): string {
  return name
    .replace('IBMi', 'Ibmi')
    .replace('PowerVM', 'Powervm')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}
