/** What the HMC says about partitions: lssyscfg -r lpar, lshwres proc and mem at partition level. */
import { attributeFile, flag, headerFile, lines, units, type Attributes } from './grammar.ts'
import { partitionsOf, type Client, type Server, type Vios } from './model.ts'
import { isIbmI } from './sizing.ts'
import { hasTrouble } from './troubles.ts'

/** Which of the two print forms a file takes. */
export type Form = 'pairs' | 'header'

function print(form: Form, names: readonly string[], objects: readonly Attributes[]): string {
  return form === 'pairs' ? attributeFile(objects) : headerFile(names, objects)
}

/** lpar_env of a partition. */
export function environmentOf(one: Vios | Client): 'vioserver' | 'os400' | 'aixlinux' {
  if (one.kind === 'vios') return 'vioserver'
  return isIbmI(one.resident.os) ? 'os400' : 'aixlinux'
}

/** `lssyscfg -r lpar`. */
export function partitions(server: Server): string {
  return attributeFile(
    partitionsOf(server).map((one) =>
      one.kind === 'vios' ? viosConfig(one, server) : clientConfig(one, server),
    ),
  )
}

function common(one: Vios | Client, server: Server, profile: string, running: boolean): Attributes {
  return {
    name: one.name,
    lpar_id: one.id,
    lpar_env: environmentOf(one),
    state: running ? 'Running' : 'Not Activated',
    resource_config: flag(running),
    os_version: '',
    logical_serial_num: `${server.blueprint.serial}${one.id.toString(36).toUpperCase()}`,
    default_profile: profile,
    curr_profile: running ? profile : '',
    work_group_id: 'none',
    shared_proc_pool_util_auth: flag(one.kind === 'vios'),
    allow_perf_collection: 1,
    power_ctrl_lpar_ids: 'none',
    boot_mode: running ? 'norm' : 'null',
    lpar_keylock: 'norm',
    auto_start: 1,
  }
}

function viosConfig(one: Vios, server: Server): Attributes {
  return {
    ...common(one, server, 'default_profile', true),
    os_version: `VIOS ${server.blueprint.viosLevel}`,
    redundant_err_path_reporting: 1,
    rmc_state: 'active',
    rmc_ipaddr: one.ipAddress,
    time_ref: 1,
    lpar_avail_priority: 191,
    desired_lpar_proc_compat_mode: 'default',
    curr_lpar_proc_compat_mode: server.blueprint.modes.at(-1),
    sync_curr_profile: 1,
    affinity_group_id: 'none',
    vtpm_enabled: 0,
    migration_disabled: 0,
    msp: flag(one.mover),
    uuid: one.uuid,
  }
}

function clientConfig(one: Client, server: Server): Attributes {
  return {
    ...common(one, server, one.profile, one.running),
    os_version: one.running ? one.osVersion : 'Unknown',
    redundant_err_path_reporting: flag(hasTrouble('redundant error path reporting', one.name)),
    rmc_state: one.rmcState,
    rmc_ipaddr: one.rmcState === 'active' ? one.ipAddress : '',
    time_ref: flag(hasTrouble('time reference partition', one.name)),
    lpar_avail_priority: 127,
    desired_lpar_proc_compat_mode: one.desiredMode,
    curr_lpar_proc_compat_mode: one.currentMode,
    suspend_capable: 0,
    remote_restart_capable: 0,
    simplified_remote_restart_capable: flag(one.resident.workload !== 'dev'),
    sync_curr_profile: flag(!hasTrouble('profile not synchronised', one.name)),
    affinity_group_id: 'none',
    vtpm_enabled: 0,
    os400_restricted_io_mode: isIbmI(one.resident.os)
      ? flag(!hasTrouble('IBM i not in restricted I/O mode', one.name))
      : undefined,
    migration_disabled: flag(hasTrouble('migration disabled', one.name)),
    virtual_serial_num: virtualSerialNumber(one, server),
    ...(server.blueprint.generation === 'Power11'
      ? { min_affinity_score: 0, min_affinity_score_action: 'none' }
      : {}),
    uuid: one.uuid,
  }
}

/** POWER8 knows no virtual serial numbers. IBM i on Power10 has one, so that its licences outlive a move. */
function virtualSerialNumber(one: Client, { blueprint }: Server): string | undefined {
  if (blueprint.generation === 'POWER8') return undefined
  if (blueprint.generation === 'POWER9' || !isIbmI(one.resident.os)) return 'none'
  return `VS${blueprint.serial.slice(-3)}${String(one.id).padStart(2, '0')}`
}

/** What the HMC knows through RMC: partitions of AIX and Linux, and the VIOS. */
const dynamicCapabilities = { all: '0x2c5f', none: '0x0' } as const

/** `lspartition -dlpar`, for all systems of an HMC. */
export function dynamicPartitions(servers: readonly Server[]): string {
  const rows = servers.flatMap((server) =>
    partitionsOf(server)
      .filter((one) => one.kind === 'vios' || (one.running && one.rmcState !== 'none'))
      .map((one) => ({ one, blueprint: server.blueprint })),
  )
  return lines(
    rows.flatMap(({ one, blueprint }, at) => {
      const isActive = one.kind === 'vios' || one.rmcState === 'active'
      const caps = hasTrouble('no dynamic changes', one.name)
        ? dynamicCapabilities.none
        : dynamicCapabilities.all
      const os = one.kind === 'vios' ? `AIX, ${blueprint.viosLevel}` : one.osVersion.replace(' ', ', ')
      return [
        `<#${at}> Partition:<${one.id}*${blueprint.typeModel}*${blueprint.serial}, , ${one.ipAddress}>`,
        `       Active:<${flag(isActive)}>, OS:<${os}>, DCaps:<${caps}>, CmdCaps:<0x4000001b, 0x1b>, PinnedMem:<${isActive ? 1024 + one.id : 0}>`,
      ]
    }),
  )
}

const processorNames = [
  'lpar_name',
  'lpar_id',
  'curr_shared_proc_pool_id',
  'curr_shared_proc_pool_name',
  'curr_proc_mode',
  'curr_min_proc_units',
  'curr_proc_units',
  'curr_max_proc_units',
  'curr_min_procs',
  'curr_procs',
  'curr_max_procs',
  'curr_sharing_mode',
  'curr_uncap_weight',
  'pend_shared_proc_pool_id',
  'pend_shared_proc_pool_name',
  'pend_proc_mode',
  'pend_min_proc_units',
  'pend_proc_units',
  'pend_max_proc_units',
  'pend_min_procs',
  'pend_procs',
  'pend_max_procs',
  'pend_sharing_mode',
  'pend_uncap_weight',
  'run_proc_units',
  'run_procs',
  'run_uncap_weight',
]

/** `lshwres -r proc --level lpar`; partitions on dedicated processors have no processing units, pool or weight. */
export function partitionProcessors(server: Server, form: Form): string {
  return print(
    form,
    processorNames,
    partitionsOf(server).map((one) => processors(one, server)),
  )
}

function processors(one: Vios | Client, server: Server): Attributes {
  const { sizing } = one
  const running = one.kind === 'vios' || one.running
  const poolName = one.kind === 'client' ? one.pool : null
  const poolId = poolName === null ? 0 : Object.keys(server.blueprint.pools).indexOf(poolName) + 1
  const count = (value: number): number => (running ? value : 0)
  const state = (prefix: 'curr' | 'pend'): Attributes => ({
    ...(sizing.dedicated
      ? { [`${prefix}_proc_mode`]: 'ded' }
      : {
          [`${prefix}_shared_proc_pool_id`]: poolId,
          [`${prefix}_shared_proc_pool_name`]: poolName ?? 'DefaultPool',
          [`${prefix}_proc_mode`]: 'shared',
          [`${prefix}_min_proc_units`]: units(count(sizing.minCenti)),
          [`${prefix}_proc_units`]: units(count(sizing.centi)),
          [`${prefix}_max_proc_units`]: units(count(sizing.maxCenti)),
        }),
    [`${prefix}_min_procs`]: count(sizing.minProcs),
    [`${prefix}_procs`]: count(sizing.procs),
    [`${prefix}_max_procs`]: count(sizing.maxProcs),
    [`${prefix}_sharing_mode`]: sizing.sharing,
    ...(sizing.dedicated ? {} : { [`${prefix}_uncap_weight`]: count(sizing.weight) }),
  })
  return {
    lpar_name: one.name,
    lpar_id: one.id,
    ...state('curr'),
    ...state('pend'),
    ...(sizing.dedicated ? {} : { run_proc_units: units(count(sizing.centi)) }),
    run_procs: count(sizing.procs),
    ...(sizing.dedicated ? {} : { run_uncap_weight: count(sizing.weight) }),
  }
}

const memoryNames = [
  'lpar_name',
  'lpar_id',
  'curr_min_mem',
  'curr_mem',
  'curr_max_mem',
  'pend_min_mem',
  'pend_mem',
  'pend_max_mem',
  'run_min_mem',
  'run_mem',
  'curr_min_num_huge_pages',
  'curr_num_huge_pages',
  'curr_max_num_huge_pages',
  'pend_min_num_huge_pages',
  'pend_num_huge_pages',
  'pend_max_num_huge_pages',
  'curr_bsr_arrays',
  'mem_mode',
  'curr_hpt_ratio',
  'curr_mem_expansion',
]

/** `lshwres -r mem --level lpar`; a partition that is not activated has zeros, a VIOS has no huge page attributes. */
export function partitionMemory(server: Server, form: Form): string {
  return print(form, memoryNames, partitionsOf(server).map(memory))
}

function memory(one: Vios | Client): Attributes {
  const { sizing } = one
  const running = one.kind === 'vios' || one.running
  const count = (value: number): number => (running ? value : 0)
  const pages = one.kind === 'vios' ? undefined : one.hugePages
  return {
    lpar_name: one.name,
    lpar_id: one.id,
    curr_min_mem: count(sizing.minMib),
    curr_mem: count(sizing.memoryMib),
    curr_max_mem: count(sizing.maxMib),
    pend_min_mem: count(sizing.minMib),
    pend_mem: count(sizing.memoryMib),
    pend_max_mem: count(sizing.maxMib),
    run_min_mem: running && one.kind === 'client' ? 1024 : 0,
    run_mem: count(sizing.memoryMib),
    curr_min_num_huge_pages: pages,
    curr_num_huge_pages: pages,
    curr_max_num_huge_pages: pages,
    pend_min_num_huge_pages: pages,
    pend_num_huge_pages: pages,
    pend_max_num_huge_pages: pages,
    curr_bsr_arrays: one.kind === 'vios' ? undefined : 0,
    mem_mode: 'ded',
    curr_hpt_ratio: `1:${sizing.hptRatio}`,
    curr_mem_expansion: '0.0',
  }
}
