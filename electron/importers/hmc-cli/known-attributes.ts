/**
 * Attribute names the HMC prints, by command (domain.md 1.3 and 1.5). They decide what a header line is, and an
 * attribute outside this list is reported once per file, so that a new HMC level is noticed and not silently ignored.
 */
const names = (text: string): readonly string[] => text.trim().split(/\s+/)

const both = (prefixes: readonly string[], suffixes: string): readonly string[] =>
  names(suffixes).flatMap((suffix) => prefixes.map((prefix) => `${prefix}_${suffix}`))

const system = names(`
  name type_model serial_num ipaddr ipaddr_secondary ipv6addr ipv6addr_secondary state detailed_state sys_time
  power_off_policy max_lpars max_power_ctrl_lpars
  max_vscsi_slots service_lpar_id service_lpar_name max_remote_restart_capable_lpars max_suspend_capable_lpars
  curr_sys_keylock pend_sys_keylock lpar_proc_compat_modes uuid sp_boot_attr sp_boot_major_type sp_boot_minor_type
  sp_version op_panel_value power_control_status assign_5250_cpw_percent pend_power_on_side cod_proc_capable
  location_code_set site assign_phys_io_pools default_description description config_version
  curr_configured_max_lpars pend_configured_max_lpars pend_lpar_config_state service_lpar_state
  vtpm_version sys_trace_level sp_failover_enabled sp_failover_state secondary_sp_state mgmt_partition_id
  manufacturing_plant dynamic_platform_optimization hmc_managed resource_role sync_sys_time ecnumber_primary
  activated_level installed_level_primary permanent_level_primary temp_level_primary
`)
const partition = names(`
  name lpar_id lpar_env state resource_config os_version logical_serial_num default_profile curr_profile work_group_id
  shared_proc_pool_util_auth allow_perf_collection power_ctrl_lpar_ids power_ctrl_lpar_names boot_mode lpar_keylock auto_start
  redundant_err_path_reporting rmc_state rmc_ipaddr rmc_ipaddrs rmc_osshutdown_capable time_ref lpar_avail_priority desired_lpar_proc_compat_mode
  curr_lpar_proc_compat_mode suspend_capable remote_restart_capable simplified_remote_restart_capable
  remote_restart_status sync_curr_profile affinity_group_id vtpm_enabled vtpm_version vtpm_encryption
  migration_disabled migration_state msp description uuid
  os400_restricted_io_mode restricted_io_partition service_lpar dlpar_mem_capable dlpar_proc_capable dlpar_io_capable
  virtual_eth_mac_base_value sys_name last_activated_profile op_panel_value reference_code powervm_mgmt_capable
  keystore_kbytes secure_boot vsn_capable sriov_delivered console_device alt_load_source_attached
  primary_paging_vios_name primary_paging_vios_id secondary_paging_vios_name secondary_paging_vios_id paging_device
  virtual_serial_num linux_kvm_capable ibmi_partition_type progress_state remote_restart_state hibernation_capable
  min_affinity_score min_affinity_score_action
  curr_lpar_keylock pend_secure_boot curr_secure_boot time_ref_capable shutdown_type vnic_only dlpar_capable
`)
const profile = names(`
  name profile_name lpar_name lpar_id lpar_env all_resources mem_mode mem_expansion hpt_ratio proc_mode sharing_mode uncap_weight
  shared_proc_pool_id shared_proc_pool_name affinity_group_id io_slots lpar_io_pool_ids max_virtual_slots
  virtual_serial_adapters virtual_scsi_adapters virtual_eth_adapters virtual_eth_vsi_profiles virtual_fc_adapters
  vtpm_adapters hca_adapters virtual_vasi_adapters virtual_opti_pool_id lhea_logical_ports lhea_capabilities
  sriov_eth_logical_ports sriov_ethc_logical_ports sriov_roce_logical_ports vnic_adapters boot_mode conn_monitoring auto_start work_group_id
  redundant_err_path_reporting bsr_arrays lpar_proc_compat_mode electronic_err_reporting power_ctrl_lpar_ids
  power_ctrl_lpar_names sni_device_ids sni_config_mode alt_restart_device_slot alt_console_slot load_source_slot
  console_slot op_console_slot hsl_pool_id physical_page_table_ratio ppt_ratio secure_boot vtpm_version
  min_mem desired_mem max_mem min_num_huge_pages desired_num_huge_pages max_num_huge_pages min_proc_units
  desired_proc_units max_proc_units min_procs desired_procs max_procs mem_weight desired_io_entitled_mem
  primary_paging_vios_names secondary_paging_vios_names primary_rs_vios_name secondary_rs_vios_name rs_device_name
  shared_proc_pool_util_auth desired_lpar_proc_compat_mode migration_disabled
`)
const capacity = [
  ...both(
    ['configurable', 'curr_avail', 'pend_avail', 'installed', 'deconfig', 'pend_total', 'total'],
    'sys_proc_units sys_mem num_sys_huge_pages',
  ),
  ...both(
    ['curr', 'pend', 'run', 'max', 'requested', 'desired', 'min'],
    `
    shared_proc_pool_id shared_proc_pool_name proc_mode min_proc_units proc_units max_proc_units min_procs procs max_procs
    sharing_mode uncap_weight min_mem mem max_mem min_num_huge_pages num_huge_pages max_num_huge_pages hpt_ratio
    mem_expansion 5250_cpw_percent avail_pool_proc_units reserved_pool_proc_units io_entitled_mem mem_weight
    avail_lpar_share sys_mem_mirroring_mode mirrored_sys_mem lpar_5250_cpw_percent reserve_mem num_sys_huge_pages
    ppt_ratio physical_page_table_ratio mem_mode bsr_arrays mem_mirroring_mode`,
  ),
  ...names(`
    lpar_name lpar_id mem_mode run_io_entitled_mem
    min_proc_units_per_virtual_proc max_virtual_procs_per_lpar max_procs_per_lpar max_shared_proc_pools
    max_curr_procs_per_aixlinux_lpar max_curr_virtual_procs_per_aixlinux_lpar max_curr_procs_per_vios_lpar
    max_curr_virtual_procs_per_vios_lpar max_curr_procs_per_os400_lpar max_curr_virtual_procs_per_os400_lpar
    sys_firmware_mem mem_region_size pend_mem_region_size possible_mem_region_size huge_page_size max_mem_pools
    max_paging_vios_per_mem_pool default_hpt_ratios possible_hpt_ratios default_hpt_ratio requested_num_sys_huge_pages
    pend_sys_firmware_mem mem_mirroring_supported min_mem_to_mirror max_remote_restart_mem curr_sys_mem_mirroring
    pend_avail_sys_5250_cpw_percent configurable_sys_5250_cpw_percent curr_avail_sys_5250_cpw_percent
    virtual_persistent_memory max_curr_sys_mem max_capacity_sys_mem shared_proc_pool_id max_pool_proc_units lpar_names lpar_ids
    max_ppt_ratio hardware_mem_encryption total_dram_mem max_dram_mem permanent_sys_proc_units base_sys_proc_units
    mem_pool_id pool_mem curr_pool_mem max_pool_mem curr_max_pool_mem pend_pool_mem pend_max_pool_mem
    curr_avail_pool_mem pend_avail_pool_mem paging_vios_names paging_vios_ids sys_firmware_pool_mem
    virtual_persistent_memory_capable mirrored_mem curr_mem_mirroring mem_mirroring_mode`),
]
const adapters = names(`
  lpar_name lpar_id slot_num state is_required is_trunk trunk_priority ieee_virtual_eth port_vlan_id vswitch
  addl_vlan_ids mac_addr allowed_os_mac_addrs qos_priority vsi_type_id vsi_manager_id vsi_instance_id vsi_type_version shared_adapter viosname device_name
  priority allowed_vlan_ids pvid_priority allowed_priorities
  adapter_type remote_lpar_id remote_lpar_name remote_slot_num wwpns wwpn topology topology_status
  curr_max_virtual_slots pend_max_virtual_slots next_avail_virtual_slot max_virtual_slots
  desired_mode curr_mode auto_priority_failover backing_devices backing_device_states failover_priority is_active
  switch_mode vlan_ids allowed_switch_mode vswitch_mode vnetworks vnets vnet_name vlan_id tagged lhea_capable
  supports_hmc connect_status drc_index drc_name unit_phys_loc bus_id phys_loc slot_io_pool_id description
  feature_codes pci_vendor_id pci_device_id pci_subs_vendor_id pci_subs_device_id pci_class pci_revision_id
  bus_grouping iop iop_info_stale io_pool_id lpar_assignment parent_slot_drc_index dlpar_capable
  parent wwn wwnn mac_address serial_num part_num fru_num size_in_bytes microcode_version device_type vpd_type sriov_status sriov_assignable
  config_id lpar_state adapter_id logical_port_id logical_port_type phys_port_id functional_state capacity
  desired_capacity max_capacity desired_max_capacity slot_id config_state phys_ports logical_ports adapter_max_logical_ports
  phys_port_type phys_port_loc config_logical_ports phys_port_max_logical_ports curr_eth_logical_ports is_promisc diagnostic
  is_diag is_huge_dma location_code phys_port_label phys_port_sub_label conn_speed config_conn_speed mtu_size
  physical_port_id status type drc_index_list migratable backup_device vnic_adapter client_lpar_id client_lpar_name
  client_slot_num curr_mac_addr huge_dma_window config_max_eth_logical_ports max_eth_logical_ports link_status
  min_eth_capacity_granularity max_recv_packet_size trans_flow_control recv_flow_control veth_mode
`)
const licensed = names(`
  lic_type management_status disabled_reason activated_level activated_spname installed_level installed_spname
  accepted_level accepted_spname ecnumber mtms deferred_level deferred_spname platform_ipl_level platform_spname
  curr_level_primary curr_ecnumber_primary curr_power_on_side_primary pend_power_on_side_primary temp_level_primary
  temp_ecnumber_primary perm_level_primary perm_ecnumber_primary curr_level_secondary curr_ecnumber_secondary curr_power_on_side_secondary
  pend_power_on_side_secondary temp_level_secondary temp_ecnumber_secondary perm_level_secondary perm_ecnumber_secondary update_control_system
  unactivated_deferred_changes retrievable_level retrievable_release update_access_key_exp_date
  service_pack platform_ipl_spname release_level concurrent_level
`)
const mobility = names(`
  num_inactive_migrations_supported num_inactive_migrations_in_progress num_active_migrations_supported
  num_active_migrations_in_progress inactive_prof_policy max_inactive_migrations max_active_migrations
  num_active_migrations_configured num_inactive_migrations_configured num_firmware_active_migrations_supported
  max_firmware_active_migrations affinity_check_capable migration_state migration_type dest_sys_name dest_lpar_id
  dest_lpar_name source_msp_name source_msp_id source_msp_names source_msp_ids dest_msp_name dest_msp_id
  bytes_transmitted bytes_remaining remote_manager remote_user source_sys_name source_lpar_id dest_msp_names
  dest_msp_ids ipaddr_mappings possible_virtual_scsi_mappings suggested_virtual_scsi_mappings
  possible_virtual_fc_mappings suggested_virtual_fc_mappings possible_vnic_mappings suggested_vnic_mappings
  shared_proc_pool_ids shared_proc_pool_names paging_device_names redundant_msps remote_lpar_mobility_capable
  concurr_migration_perf_level predicted_lpar_score curr_lpar_score predicted_sys_score curr_sys_score
  initial_source_msp_name initial_source_msp_id initial_dest_msp_name initial_dest_msp_id num_retries
`)
const utilisation = names(`
  time event_type resource_type sys_time primary_state detailed_state proc_cycles_per_second curr_proc_units curr_procs curr_sharing_mode
  curr_proc_mode curr_uncap_weight curr_5250_cpw_percent mem_mode curr_mem curr_io_entitled_mem mapped_io_entitled_mem
  phys_run_mem run_mem_weight mem_overage_cooperation entitled_cycles capped_cycles uncapped_cycles idle_cycles
  donated_cycles shared_cycles_while_active time_cycles run_latch_instructions run_latch_cycles total_instructions
  total_instructions_execution_time total_pool_cycles utilized_pool_cycles configurable_pool_proc_units
  borrowed_pool_proc_units max_pool_proc_units curr_avail_pool_proc_units shared_proc_pool_name page_faults page_in_delay sample_rate
  configurable_sys_proc_units configurable_sys_mem curr_avail_sys_mem curr_avail_sys_proc_units uptime
`)
const manager = names(`
  version base_version hostname domain gateway bios sys_level ipaddr networkmask locale
`)

const optimizer = names(`
  in_progress status type opt_id progress requested_lpar_names requested_lpar_ids protected_lpar_names
  protected_lpar_ids impacted_lpar_names impacted_lpar_ids
`)
const enterprisePools = names(`
  name id state mtms pool_name installed_procs non_mobile_procs mobile_procs inactive_procs unreturned_mobile_procs avail_mobile_procs
  installed_mem non_mobile_mem mobile_mem inactive_mem unreturned_mobile_mem avail_mobile_mem sequence_num
  master_mc_name master_mc_mtms backup_master_mc_name backup_master_mc_mtms compliance_state compliance_hours_left
`)

const known: ReadonlySet<string> = new Set([
  ...system,
  ...partition,
  ...profile,
  ...capacity,
  ...adapters,
  ...licensed,
  ...mobility,
  ...utilisation,
  ...manager,
  ...optimizer,
  ...enterprisePools,
])

/** Families of attributes that nobody needs to list one by one. */
const families =
  /_capable$|^power_on_|^mfg_default_|_lmb_size$|^(curr|pend|max|min)_.*_per_.*lpar$|^cod_|_onoff_|^sp_/

/** Whether this version has met the attribute before, in whatever command. */
export function isKnownAttribute(name: string): boolean {
  return known.has(name) || families.test(name)
}
