/**
 * The commands this importer reads: how to recognise a row by its attribute names, what the file is called in HMC
 * Scanner's cache and in common scripts, and who reads it. A new command is one more entry. The first entry that fits
 * wins, so the specific ones come first.
 */
import { readEthernet, readFibreChannel, readPhysicalSlot, readScsi, readVnic } from './map-adapters.ts'
import {
  readPartition,
  readPartitionMemory,
  readPartitionProcessors,
  readViosList,
  readVirtualSlots,
} from './map-partition.ts'
import { EnterprisePoolGatherer } from './map-enterprise-pool.ts'
import { readHmcLevel } from './map-hmc.ts'
import { MoverGatherer } from './map-movers.ts'
import {
  readFirmware,
  readMigrationLimits,
  readOptimizer,
  readProcessorPool,
  readSystem,
  readSystemMemory,
  readSystemProcessors,
  readVirtualSwitch,
} from './map-server.ts'
import { LogicalPortGatherer, readSriovAdapter, readSriovPhysicalPort } from './map-sriov.ts'
import { ProfileGatherer } from './profile-names.ts'
import { any, each, has, named, ofPartition, plainName, type RowKind } from './row-kind.ts'
import { UtilisationGatherer } from './utilisation.ts'

export const rowKinds: readonly RowKind[] = [
  {
    kind: 'lslparutil -r lpar',
    rank: 2,
    matches: (names) =>
      any('event_type', 'time_cycles')(names) ||
      has('time', 'resource_type')(names) ||
      names.has('sample_rate'),
    files: named('lslparutil(_.*)?|lparutil'),
    open: (reading) => new UtilisationGatherer(reading),
  },
  {
    kind: 'lslic',
    rank: 2,
    matches: any('ecnumber', 'lic_type', 'curr_ecnumber_primary'),
    files: named('lslic(_.*)?'),
    open: each(readFirmware),
  },
  {
    kind: 'lshwres -r virtualio --rsubtype vnicbkdev',
    rank: 2,
    matches: has('failover_priority', 'is_active'),
    files: named('vnicbkdev'),
    open: null,
  },
  {
    kind: 'lshwres -r virtualio --rsubtype vnic',
    rank: 2,
    matches: any('backing_devices', 'auto_priority_failover'),
    files: named('vnic|vnic_lpar'),
    open: each(readVnic),
    completes: ['vnics'],
  },
  {
    kind: 'lshwres -r sriov --rsubtype logport',
    rank: 2,
    matches: any('logical_port_id', 'config_id'),
    files: named('sriov_(.*_)?log(ical)?_?ports?(_.*)?|sriov_logport.*'),
    open: (reading) => new LogicalPortGatherer(reading),
    completes: ['sriovPorts'],
  },
  {
    kind: 'lshwres -r sriov --rsubtype physport',
    rank: 2,
    matches: any('phys_port_loc', 'phys_port_max_logical_ports', 'phys_port_type'),
    files: named('sriov_(.*_)?phys(ical)?_?ports?(_.*)?'),
    open: each(readSriovPhysicalPort),
  },
  {
    kind: 'lshwres -r sriov --rsubtype adapter',
    rank: 2,
    matches: any('adapter_max_logical_ports', 'config_state', 'sriov_status'),
    files: named('sriov_(.*_)?adapters?'),
    open: each(readSriovAdapter),
    completes: ['sriovAdapters'],
  },
  {
    kind: 'lshwres -r virtualio --rsubtype fc',
    rank: 2,
    matches: has('slot_num', 'wwpns'),
    files: named('vfc|virtual_fc|(.*_)?rsubtype_fc(_level_lpar)?|virtualio_fc'),
    open: each(readFibreChannel),
    completes: ['virtualFibreChannel'],
  },
  {
    kind: 'lshwres -r virtualio --rsubtype eth',
    rank: 2,
    matches: (names) => any('port_vlan_id', 'ieee_virtual_eth', 'is_trunk')(names) && ofPartition(names),
    files: named('veth|virtual_eth|(.*_)?rsubtype_eth(_level_lpar)?|virtualio_eth'),
    open: each(readEthernet),
    completes: ['virtualEthernet', 'networkBridges'],
  },
  {
    kind: 'lshwres -r virtualio --rsubtype serial',
    rank: 2,
    matches: any('supports_hmc', 'connect_status'),
    files: named('vserial|virtualio_serial'),
    open: null,
  },
  {
    kind: 'lshwres -r virtualio --rsubtype scsi',
    rank: 2,
    matches: has('slot_num', 'adapter_type'),
    files: named('vscsi|virtual_scsi|(.*_)?rsubtype_scsi(_level_lpar)?|virtualio_scsi'),
    open: each(readScsi),
    completes: ['virtualScsi'],
  },
  {
    kind: 'lshwres -r virtualio --rsubtype slot',
    rank: 2,
    matches: any('curr_max_virtual_slots', 'next_avail_virtual_slot', 'pend_max_virtual_slots'),
    files: named('virtual_slots?|vslots?|virtualio_slot'),
    open: each(readVirtualSlots),
  },
  {
    kind: 'lshwres -r io --rsubtype slotchildren',
    rank: 2,
    matches: has('parent', 'phys_loc'),
    files: named('(lshwres_)?slotchil?dr?en'),
    open: null,
  },
  {
    kind: 'lshwres -r io --rsubtype slot',
    rank: 2,
    matches: any('drc_index', 'slot_io_pool_id'),
    files: named('system_slot|io_slots?|(.*_)?r_io_rsubtype_slot'),
    open: each(readPhysicalSlot),
    completes: ['physicalSlots'],
  },
  {
    kind: 'lshwres -r mem --level sys',
    rank: 2,
    matches: any('mem_region_size', 'configurable_sys_mem', 'installed_sys_mem', 'sys_firmware_mem'),
    files: named('system_mem|(.*_)?r_mem_level_sys'),
    open: each(readSystemMemory),
  },
  {
    kind: 'lshwres -r proc --level sys',
    rank: 2,
    matches: any(
      'configurable_sys_proc_units',
      'installed_sys_proc_units',
      'curr_avail_sys_proc_units',
      'min_proc_units_per_virtual_proc',
    ),
    files: named('system_proc|(.*_)?r_proc_level_sys'),
    open: each(readSystemProcessors),
  },
  {
    kind: 'lshwres -r mempool',
    rank: 2,
    matches: any('max_pool_mem', 'curr_pool_mem', 'pool_mem', 'paging_vios_names', 'curr_max_pool_mem'),
    files: named('mempool|(.*_)?r_mempool'),
    open: null,
  },
  {
    kind: 'lshwres -r procpool',
    rank: 2,
    matches: (names) =>
      any('max_pool_proc_units', 'curr_reserved_pool_proc_units')(names) ||
      (has('name', 'shared_proc_pool_id')(names) && !ofPartition(names) && !names.has('desired_mem')),
    files: named('procpool|(.*_)?r_procpool'),
    open: each(readProcessorPool),
    completes: ['processorPools'],
  },
  {
    kind: 'lshwres -r proc --level lpar',
    rank: 2,
    matches: (names) =>
      ofPartition(names) &&
      any(
        'curr_proc_mode',
        'curr_proc_units',
        'curr_procs',
        'run_proc_units',
        'run_procs',
        'pend_proc_mode',
        'pend_procs',
        'curr_sharing_mode',
        'curr_shared_proc_pool_id',
      )(names),
    files: named('lpar_proc|(.*_)?r_proc_level_lpar'),
    open: each(readPartitionProcessors),
  },
  {
    kind: 'lshwres -r mem --level lpar',
    rank: 2,
    matches: (names) =>
      ofPartition(names) &&
      any('curr_mem', 'pend_mem', 'run_mem', 'curr_min_mem', 'curr_max_mem', 'curr_hpt_ratio')(names),
    files: named('lpar_mem|(.*_)?r_mem_level_lpar'),
    open: each(readPartitionMemory),
  },
  {
    kind: 'lsmemopt',
    rank: 2,
    matches: (names) => names.has('in_progress') && any('opt_id', 'status', 'progress')(names),
    files: named('lsmemopt(_(r_)?sys)?'),
    open: each(readOptimizer),
  },
  {
    kind: 'lsmemopt -o currscore',
    rank: 2,
    matches: (names) =>
      any('curr_lpar_score', 'curr_sys_score', 'predicted_lpar_score')(names) &&
      !names.has('migration_state'),
    files: named('lsmemopt_.*score'),
    open: null,
  },
  {
    kind: 'lslparmigr -r virtualio',
    rank: 2,
    matches: any(
      'suggested_virtual_scsi_mappings',
      'possible_virtual_scsi_mappings',
      'suggested_virtual_fc_mappings',
      'possible_virtual_fc_mappings',
      'possible_vnic_mappings',
    ),
    files: named('lslparmigr_r_virtualio(_.*)?'),
    open: null,
  },
  {
    kind: 'lslparmigr -r msp',
    rank: 2,
    matches: (names) =>
      any('source_msp_name', 'source_msp_id', 'source_msp_names')(names) && !names.has('migration_state'),
    files: named('lslparmigr_r_msp(_.*)?'),
    open: (reading) => new MoverGatherer(reading),
  },
  {
    kind: 'lslparmigr -r sys',
    rank: 2,
    matches: any(
      'num_active_migrations_supported',
      'num_active_migrations_in_progress',
      'num_inactive_migrations_supported',
    ),
    files: named('lslparmigr_r_sys'),
    open: each(readMigrationLimits),
  },
  {
    kind: 'lslparmigr -r lpar',
    rank: 1,
    matches: (names) => names.has('migration_state') && !any('state', 'lpar_env')(names),
    files: named('lslparmigr_r_lpar'),
    open: each(readPartition),
  },
  {
    kind: 'lssyscfg -r prof',
    rank: 2,
    matches: (names) =>
      any(
        'desired_mem',
        'desired_procs',
        'desired_proc_units',
        'all_resources',
        'virtual_eth_adapters',
        'virtual_scsi_adapters',
        'virtual_fc_adapters',
        'sriov_eth_logical_ports',
        'io_slots',
        'virtual_serial_adapters',
      )(names) || has('name', 'lpar_name')(names),
    files: named('profiles?|prof|lssyscfg_r_prof'),
    open: (reading) => new ProfileGatherer(reading),
    completes: ['profileNames'],
  },
  {
    kind: 'lssyscfg -r sys',
    rank: 0,
    matches: (names) =>
      any('type_model', 'serial_num')(names) ||
      (any('active_lpar_mobility_capable', 'max_lpars', 'detailed_state', 'lpar_proc_compat_modes')(names) &&
        !ofPartition(names)),
    files: named('lssyscfg_r(_sys)?|systems?'),
    open: each(readSystem),
  },
  {
    kind: 'lssyscfg -r lpar',
    rank: 1,
    matches: (names) =>
      has('name', 'lpar_id')(names) ||
      has('name', 'lpar_env')(names) ||
      (ofPartition(names) &&
        any('rmc_state', 'msp', 'os_version', 'curr_profile', 'migration_disabled')(names)),
    files: named('lpar_conf|lpars?|lssyscfg_r_lpar'),
    open: each(readPartition),
    completes: ['partitions', 'vios'],
  },
  {
    kind: 'lshwres -r virtualio --rsubtype vswitch',
    rank: 2,
    matches: (names) => names.has('vswitch') && !names.has('slot_num'),
    files: named('vswitch|(.*_)?rsubtype_vswitch'),
    open: each(readVirtualSwitch),
    completes: ['virtualSwitches'],
  },
  {
    kind: 'lshmc -V',
    rank: 2,
    matches: any('base_version'),
    files: named('lshmc(_.*)?'),
    open: each(readHmcLevel),
  },
  {
    kind: 'lscodpool',
    rank: 2,
    matches: any('non_mobile_procs', 'mobile_procs', 'avail_mobile_procs', 'non_mobile_mem'),
    files: named('lscodpool(_.*)?'),
    open: (reading) => new EnterprisePoolGatherer(reading),
  },
  {
    kind: 'lscod',
    rank: 2,
    matches: (names) =>
      [...names].some((name) => /^cod_|onoff|^(perm|activated|unreturned|mobile)_/.test(name)),
    files: named('lscod(_.*)?'),
    open: null,
  },
  {
    kind: 'lssyscfg -r lpar -F name,lpar_env',
    rank: 1,
    matches: () => false,
    files: named('vios|vios_?list'),
    open: each(readViosList),
    columns: ['name', 'lpar_env'],
  },
]

const byKind = new Map(rowKinds.map((one) => [one.kind, one]))

/** The entry of a command as named in a `Detection`. */
export function rowKind(kind: string): RowKind | null {
  return byKind.get(kind) ?? null
}

/** The command that prints rows with these attributes, or null. */
export function kindOfNames(names: ReadonlySet<string>): RowKind | null {
  return rowKinds.find((one) => one.matches(names)) ?? null
}

/** The command a file of this name should hold, or null. */
export function kindOfFileName(path: string): RowKind | null {
  const name = plainName(path)
  return rowKinds.find((one) => one.files.test(name)) ?? null
}
