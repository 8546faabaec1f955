/** What the HMC says about whole systems: lssyscfg -r sys, lshwres --level sys, pools, switches, slots, firmware, limits. */
import { blueprints, type Site } from './blueprints.ts'
import { attributeFile, attributeLine, flag, lines, units, type Attributes } from './grammar.ts'
import { partitionsOf, type Server } from './model.ts'
import { hasTrouble } from './troubles.ts'

/** When the commands ran, as the systems print it. */
export const collectedAt = '03/11/2026 07:30:00'

/** `lshmc -V`: one quoted value holds line breaks. */
export function hmcVersion(site: Site): string {
  return lines([
    attributeLine({
      version: ` ${site.hmcVersion.join('\n')}\n`,
      base_version: `${site.baseVersion}\n`,
    }),
  ])
}

/** `lssyscfg -r sys`. */
export function systems(servers: readonly Server[]): string {
  return attributeFile(servers.map(system))
}

function system(server: Server): Attributes {
  const { blueprint } = server
  const isNew = blueprint.generation === 'Power10' || blueprint.generation === 'Power11'
  return {
    name: blueprint.name,
    type_model: blueprint.typeModel,
    serial_num: blueprint.serial,
    ipaddr: `10.254.0.${blueprints.indexOf(blueprint) + 11}`,
    state: 'Operating',
    detailed_state: 'None',
    sys_time: collectedAt,
    power_off_policy: 0,
    active_lpar_mobility_capable: 1,
    inactive_lpar_mobility_capable: 1,
    active_lpar_share_idle_procs_capable: 1,
    active_mem_expansion_capable: 1,
    hardware_active_mem_expansion_capable: 1,
    active_mem_sharing_capable: isNew ? 0 : 1,
    cod_mem_capable: 1,
    cod_proc_capable: 1,
    dynamic_platform_optimization_capable: 1,
    electronic_err_reporting_capable: 'null',
    hca_capable: 0,
    huge_page_mem_capable: 1,
    lhea_capable: 0,
    lpar_avail_priority_capable: 1,
    lpar_proc_compat_mode_capable: 1,
    lpar_remote_restart_capable: 0,
    powervm_lpar_simplified_remote_restart_capable: 1,
    lpar_suspend_capable: isNew ? 0 : 1,
    micro_lpar_capable: 1,
    os400_capable: 1,
    redundant_err_path_reporting_capable: 1,
    shared_eth_failover_capable: 1,
    sriov_capable: 1,
    vnic_dedicated_sriov_capable: 1,
    virtual_fc_capable: 1,
    virtual_io_server_capable: 1,
    virtual_switch_capable: 1,
    lpar_proc_compat_modes: blueprint.modes,
    max_lpars: blueprint.maxPartitions,
    max_power_ctrl_lpars: 1,
    service_lpar_id: 'none',
    service_lpar_name: 'none',
    curr_sys_keylock: 'norm',
    pend_sys_keylock: 'norm',
    uuid: server.uuid,
  }
}

/** `lshwres -r proc --level sys`. */
export function systemProcessors(server: Server): string {
  const { activeCores, installedCores } = server.blueprint
  return attributeFile([
    {
      configurable_sys_proc_units: units(activeCores * 100),
      curr_avail_sys_proc_units: units(server.availableCenti),
      pend_avail_sys_proc_units: units(server.availableCenti),
      installed_sys_proc_units: units(installedCores * 100),
      deconfig_sys_proc_units: 0,
      min_proc_units_per_virtual_proc: '0.05',
      max_shared_proc_pools: 64,
      max_virtual_procs_per_lpar: 256,
      max_procs_per_lpar: 256,
      max_curr_virtual_procs_per_aixlinux_lpar: 64,
      max_curr_virtual_procs_per_vios_lpar: 64,
      max_curr_virtual_procs_per_os400_lpar: 64,
      max_curr_procs_per_aixlinux_lpar: 64,
      max_curr_procs_per_vios_lpar: 64,
      max_curr_procs_per_os400_lpar: 64,
    },
  ])
}

/** `lshwres -r mem --level sys`. */
export function systemMemory(server: Server): string {
  const { activeGib, installedGib, lmbMib, mirroring } = server.blueprint
  const hugePages = server.clients.reduce((sum, client) => sum + client.hugePages, 0)
  return attributeFile([
    {
      configurable_sys_mem: activeGib * 1024,
      curr_avail_sys_mem: server.availableMib,
      pend_avail_sys_mem: server.availableMib,
      installed_sys_mem: installedGib * 1024,
      max_capacity_sys_mem: installedGib * 1024,
      deconfig_sys_mem: 0,
      sys_firmware_mem: server.firmwareMib,
      mem_region_size: lmbMib,
      configurable_num_sys_huge_pages: hugePages,
      curr_avail_num_sys_huge_pages: 0,
      pend_avail_num_sys_huge_pages: 0,
      max_num_sys_huge_pages: Math.floor(server.availableMib / 16384) + hugePages,
      requested_num_sys_huge_pages: hugePages,
      huge_page_size: 16384,
      max_mem_pools: 1,
      max_paging_vios_per_mem_pool: 2,
      curr_mem_mirroring_mode: mirroring,
      pend_mem_mirroring_mode: mirroring,
      default_hpt_ratios: '1:128',
      possible_hpt_ratios: ['1:32', '1:64', '1:128', '1:256', '1:512'],
    },
  ])
}

/** `lshwres -r procpool`: the default pool has no maximum of its own. */
export function processorPools(server: Server): string {
  const named = Object.entries(server.blueprint.pools)
  const members = (pool: string | null): Attributes => {
    const inside = partitionsOf(server).filter(
      (one) => !one.sizing.dedicated && (one.kind === 'client' ? one.pool : null) === pool,
    )
    return inside.length === 0
      ? { lpar_names: 'none', lpar_ids: 'none' }
      : { lpar_names: inside.map((one) => one.name), lpar_ids: inside.map((one) => String(one.id)) }
  }
  return attributeFile([
    { name: 'DefaultPool', shared_proc_pool_id: 0, ...members(null) },
    ...named.map(([name, maxCenti], at) => ({
      name,
      shared_proc_pool_id: at + 1,
      max_pool_proc_units: units(maxCenti),
      curr_reserved_pool_proc_units: '0.0',
      pend_reserved_pool_proc_units: '0.0',
      ...members(name),
    })),
  ])
}

/** `lshwres -r virtualio --rsubtype vswitch`. */
export function virtualSwitches(server: Server): string {
  const trunkIds = server.vios.flatMap((one) => one.ethernet.map((adapter) => adapter.pvid))
  const ids = [...new Set([...server.bridgedVlans, ...trunkIds])].toSorted((a, b) => a - b)
  return attributeFile([{ vswitch: 'ETHERNET0', switch_mode: 'VEB', vlan_ids: ids.map(String) }])
}

/** `lshwres -r io --rsubtype slot`: an unassigned slot has no partition name. */
export function physicalSlots(server: Server): string {
  return attributeFile(
    server.ioSlots.map((slot) => ({
      unit_phys_loc: server.unit,
      bus_id: slot.busId,
      phys_loc: slot.place,
      drc_index: slot.drcIndex,
      lpar_name: slot.ownerName ?? undefined,
      lpar_id: slot.ownerId ?? 'none',
      slot_io_pool_id: 'none',
      description: slot.description,
      feature_codes: 'none',
      parent_slot_drc_index: 'none',
      drc_name: `${server.unit}-P1-${slot.place}`,
    })),
  )
}

/** `lshwres -r virtualio --rsubtype slot --level lpar`. */
export function virtualSlots(server: Server): string {
  return attributeFile(
    partitionsOf(server).map((one) => {
      const used =
        one.kind === 'vios'
          ? Math.max(
              19,
              ...server.clients.flatMap((client) =>
                [...client.scsi, ...client.fibreChannel]
                  .filter((adapter) => adapter.viosId === one.id)
                  .map((adapter) => adapter.viosSlot),
              ),
            )
          : Math.max(...[...one.ethernet, ...one.scsi, ...one.fibreChannel].map((adapter) => adapter.slot))
      const slots = one.kind === 'vios' ? one.maxVirtualSlots : 32
      return {
        lpar_name: one.name,
        lpar_id: one.id,
        curr_max_virtual_slots: slots,
        pend_max_virtual_slots: slots,
        next_avail_virtual_slot: used + 1,
      }
    }),
  )
}

/** `lslic -m SYSTEM`. */
export function firmware(server: Server): string {
  const { ecNumber, level, typeModel, serial } = server.blueprint
  return attributeFile([
    {
      lic_type: 'Managed System',
      management_status: 'Enabled',
      disabled_reason: '',
      activated_level: level,
      installed_level: level,
      accepted_level: level,
      ecnumber: ecNumber,
      mtms: `${typeModel}*${serial}`,
      deferred_level: 'None',
      platform_ipl_level: level,
      curr_level_primary: level,
    },
  ])
}

/** `lsmemopt -m SYSTEM`: the newest run of the optimizer, long finished on all systems but one. */
export function optimizer(server: Server): string {
  const isRunning = hasTrouble('optimizer running', server.blueprint.name)
  return attributeFile([
    {
      in_progress: flag(isRunning),
      status: isRunning ? 'In Progress' : 'Finished',
      type: 'affinity',
      opt_id: 1,
      progress: isRunning ? 37 : 100,
      requested_lpar_ids: 'none',
      protected_lpar_ids: 'none',
      impacted_lpar_ids: partitionsOf(server)
        .slice(0, 4)
        .map((one) => String(one.id)),
    },
  ])
}

/** `lscodpool --level pool`, and `lscodpool -p POOL --level sys` of the pool of the site, if it has one. */
export function enterprisePools(site: Site, servers: readonly Server[]): string {
  const { enterprisePool } = site
  const listing = 'lscodpool --level pool'
  if (enterprisePool === null) return lines([listing]) + attributeFile([])
  const members = servers.filter((server) => server.blueprint.mobileCores > 0)
  const mobile = members.reduce((sum, server) => sum + server.blueprint.mobileCores, 0)
  return [
    lines([listing]),
    attributeFile([{ name: enterprisePool, id: '0316', mobile_procs: mobile, avail_mobile_procs: 0 }]),
    lines([`lscodpool -p ${enterprisePool} --level sys`]),
    attributeFile(
      members.map(({ blueprint }) => ({
        name: blueprint.name,
        mtms: `${blueprint.typeModel}*${blueprint.serial}`,
        installed_procs: blueprint.installedCores,
        non_mobile_procs: blueprint.activeCores - blueprint.mobileCores,
        mobile_procs: blueprint.mobileCores,
        inactive_procs: blueprint.installedCores - blueprint.activeCores,
      })),
    ),
  ].join('')
}

/** `lslparmigr -r sys`: eight moves at once by each mover, sixteen by firmware. */
export function migrationLimits(server: Server): string {
  const movers = server.vios.filter((one) => one.mover).length
  return attributeFile([
    {
      inactive_lpar_mobility_capable: 1,
      num_inactive_migrations_supported: 16,
      num_inactive_migrations_in_progress: 0,
      active_lpar_mobility_capable: 1,
      num_active_migrations_supported: movers * 8,
      num_active_migrations_in_progress: 0,
      num_firmware_active_migrations_supported: 16,
    },
  ])
}

/** `lslparmigr -r lpar`. */
export function migrationStates(server: Server): string {
  return attributeFile(
    partitionsOf(server).map((one) => ({
      name: one.name,
      lpar_id: one.id,
      migration_state: 'Not Migrating',
    })),
  )
}
