/** Rows that speak about a partition or VIOS: lssyscfg -r lpar, lshwres at partition level, lslparmigr -r lpar. */
import { normaliseMode } from '../../../shared/inventory/compat-modes.ts'
import type { OperatingSystem } from '../../../shared/inventory/fleet.ts'
import type {
  PartitionPatch,
  PartitionRef,
  PartitionValues,
  ServerRef,
  ViosValues,
} from '../../../shared/inventory/patch.ts'
import { centi } from '../../../shared/inventory/units.ts'
import type { Centi } from '../../../shared/inventory/units.ts'
import { knownOnly } from './map-server.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

export interface Owner {
  readonly server: ServerRef
  readonly partition: PartitionRef
}

/** System and partition of a row; null (and a problem) where one of them cannot be known. */
export function ownerOf(row: Row, reading: Reading, nameColumn = 'lpar_name'): Owner | null {
  const lparId = row.whole('lpar_id')
  const uuid = nameColumn === 'name' ? row.word('uuid') : null
  const name = row.name(nameColumn)
  if (lparId === null && name === null && uuid === null) {
    reading.report(
      {
        code: 'partition-unknown',
        severity: 'error',
        origin: row.origin,
        column: nameColumn,
        found: 'The row names no partition.',
        remedy: `Collect it again with ${nameColumn},lpar_id in the -F list.`,
      },
      row.raw,
    )
    return null
  }
  const server = reading.server(row.origin.line ?? 0)
  if (server === null) return null
  return {
    server,
    partition: {
      ...(lparId === null ? {} : { lparId }),
      ...(uuid === null ? {} : { uuid }),
      ...(name === null ? {} : { name }),
    },
  }
}

type Parts = Partial<
  Pick<PartitionPatch, 'values' | 'viosValues' | 'lists' | 'viosLists' | 'precedence' | 'profile' | 'kind'>
>

/** Emits one patch of a row, unless it says nothing beyond whose row it is. */
export function emitPartition(reading: Reading, row: Row, owner: Owner, parts: Parts): void {
  const { values = {}, viosValues, kind = 'either', ...rest } = parts
  reading.emit(
    {
      entity: 'partition',
      ...owner,
      kind,
      values: knownOnly(values),
      ...(viosValues === undefined ? {} : { viosValues: knownOnly(viosValues) }),
      ...rest,
      origin: row.origin,
    },
    row.raw,
  )
}

/** Partition kind by `lpar_env`; "either" where the column is missing. */
export function kindOf(row: Row): PartitionPatch['kind'] {
  const environment = row.word('lpar_env')
  if (environment === null) return 'either'
  return environment === 'vioserver' ? 'vios' : 'client'
}

/**
 * AIX and Linux share the environment `aixlinux`; the OS version tells them apart where RMC has reported it. A word
 * without a digit ("Unknown", "Nieznane") is the HMC's translated way to say that it does not know.
 */
function operatingSystem(environment: string | null, osVersion: string | null): OperatingSystem | null {
  if (environment === 'os400') return 'ibmi'
  if (osVersion === null) return null
  if (/^(OS\/?400|IBM ?i)\b/i.test(osVersion)) return 'ibmi'
  if (/^AIX\b/i.test(osVersion)) return 'aix'
  return /linux|red ?hat|rhel|suse|sles|ubuntu|debian|centos|oracle|rocky|alma|fedora|coreos/i.test(osVersion)
    ? 'linux'
    : null
}

/** `lssyscfg -r lpar` (and `lslparmigr -r lpar`, which has the same names and only adds the migration state). */
export function readPartition(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading, row.has('name') ? 'name' : 'lpar_name')
  if (owner === null) return
  const version = row.word('os_version')
  const osVersion = version !== null && /\d/.test(version) ? version : null
  const environment = row.word('lpar_env')
  const kind = kindOf(row)
  const shared = {
    name: owner.partition.name,
    uuid: owner.partition.uuid,
    state: row.word('state')?.toLowerCase() ?? null,
    rmcState: rmcState(row),
  }
  const viosValues = {
    ...shared,
    mover: row.flag('msp'),
    level: /^VIOS\s+(\d[\d.]*)/i.exec(osVersion ?? '')?.[1] ?? null,
  } as ViosValues
  const currentProfile = row.name('curr_profile') ?? row.name('default_profile')
  if (kind === 'vios') {
    // A VIOS has no attribute for it in the fleet; the merge needs it to pick the profile that counts.
    emitPartition(reading, row, owner, { kind, values: { currentProfile }, viosValues })
    return
  }
  const values = {
    ...shared,
    environment,
    osVersion,
    os: operatingSystem(environment, osVersion),
    migrationState: row.word('migration_state')?.toLowerCase() ?? null,
    migrationDisabled: row.flag('migration_disabled'),
    currentProfile,
    defaultProfile: row.name('default_profile'),
    profileSynchronised: synchronised(row),
    currentMode: mode(row, 'curr_lpar_proc_compat_mode'),
    desiredMode: mode(row, 'desired_lpar_proc_compat_mode'),
    timeReference: row.flag('time_ref'),
    redundantErrorPathReporting: row.flag('redundant_err_path_reporting'),
    restrictedIo: row.flag('os400_restricted_io_mode') ?? row.flag('restricted_io_partition'),
    vtpm: row.flag('vtpm_enabled'),
    simplifiedRemoteRestart: row.flag('simplified_remote_restart_capable'),
    workGroupId: row.saysNone('work_group_id') ? 'none' : row.word('work_group_id'),
    dlparCapable: dlparCapable(row),
    virtualSerialNumber: virtualSerialNumber(row),
    ...minimumAffinity(row),
  } as PartitionValues
  emitPartition(reading, row, owner, kind === 'either' ? { kind, values, viosValues } : { kind, values })
}

/** `none` is a state here (no RMC connection configured), not a missing value. */
function rmcState(row: Row): string | null {
  return row.saysNone('rmc_state') ? 'none' : (row.word('rmc_state')?.toLowerCase() ?? null)
}

function mode(row: Row, column: string): string | null {
  const word = row.word(column)
  return word === null ? null : normaliseMode(word)
}

/** Whether dynamic changes work: memory and processors, as RMC reports them. */
function dlparCapable(row: Row): boolean | null {
  const flags = ['dlpar_mem_capable', 'dlpar_proc_capable'].map((column) => row.flag(column))
  if (flags.includes(false)) return false
  return flags.every((flag) => flag === true) ? true : null
}

/** `sync_curr_profile`: 0 off, 1 on, 2 suspended until the next activation. */
function synchronised(row: Row): boolean | null {
  const word = row.word('sync_curr_profile')
  if (word === null) return null
  if (word === '1') return true
  return word === '0' || word === '2' ? false : row.bad('sync_curr_profile', 'is none of 0, 1 and 2')
}

/** `virtual_serial_num`; "none" and an empty value say that it has none. `logical_serial_num` is not one: every partition has that. */
function virtualSerialNumber(row: Row): string | null {
  if (!row.has('virtual_serial_num')) return null
  if (row.saysNone('virtual_serial_num') || row.name('virtual_serial_num') === null) return ''
  return row.word('virtual_serial_num')
}

/**
 * `min_affinity_score` (0 to 100) and `min_affinity_score_action` (none, warn, fail): attributes of `mksyscfg` and
 * `lssyscfg -r lpar -F` on systems that offer POWER11 modes. Without an action no score matters.
 */
function minimumAffinity(row: Row): Pick<PartitionValues, 'minAffinityScore' | 'minAffinityAction'> {
  const action = row.word('min_affinity_score_action')?.toLowerCase() ?? null
  if (row.saysNone('min_affinity_score_action') || row.saysNone('min_affinity_score'))
    return { minAffinityScore: 0 }
  const score = row.whole('min_affinity_score')
  if (score !== null && score > 100) row.bad('min_affinity_score', 'is no score from 0 to 100')
  if (action !== null && action !== 'warn' && action !== 'fail')
    row.bad('min_affinity_score_action', 'is none of none, warn and fail')
  return {
    minAffinityScore: score !== null && score <= 100 ? score : null,
    minAffinityAction: action === 'warn' || action === 'fail' ? action : null,
  }
}

/** `ded` or `shared`. */
export function sharedOrDedicated(row: Row, column: string): 'shared' | 'dedicated' | null {
  const word = row.word(column)?.toLowerCase()
  if (word === undefined) return null
  if (word === 'shared') return 'shared'
  if (word === 'ded' || word === 'dedicated') return 'dedicated'
  return row.bad(column, 'is neither "ded" nor "shared"')
}

type Prefix = 'curr' | 'pend'

/**
 * Which of the current and pending values count: a partition that is not activated shows zeros as current ones. Null
 * where both are zero: then its mode and pool beside the zeros mean nothing either, and the profile speaks.
 */
function prefixOf(read: (column: string) => (number | null)[], suffixes: readonly string[]): Prefix | null {
  const values = (prefix: Prefix): (number | null)[] =>
    suffixes.flatMap((suffix) => read(`${prefix}_${suffix}`))
  if (values('curr').some((value) => value !== null && value > 0)) return 'curr'
  if (values('pend').some((value) => value !== null && value > 0)) return 'pend'
  const zeros = [...values('curr'), ...values('pend')].includes(0)
  return zeros ? null : 'curr'
}

const coresInCenti = (cores: number | null): Centi | null => (cores === null ? null : centi(cores * 100))

/** `lshwres -r proc --level lpar`. */
export function readPartitionProcessors(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading)
  const prefix = prefixOf(
    (column) => [column.endsWith('units') ? row.units(column) : row.whole(column)],
    ['procs', 'proc_units'],
  )
  if (owner === null || prefix === null) return
  const processorMode = sharedOrDedicated(row, `${prefix}_proc_mode`)
  const processors = row.whole(`${prefix}_procs`)
  const capacity = (limit: '' | 'min_' | 'max_'): Centi | null =>
    processorMode === 'dedicated'
      ? coresInCenti(row.whole(`${prefix}_${limit}procs`))
      : row.units(`${prefix}_${limit}proc_units`)
  const shared = { processorMode, entitledCenti: capacity(''), virtualProcessors: processors }
  const values = {
    ...shared,
    minCenti: capacity('min_'),
    maxCenti: capacity('max_'),
    maxVirtualProcessors: row.whole(`${prefix}_max_procs`),
    sharingMode: row.word(`${prefix}_sharing_mode`),
    uncappedWeight: row.whole(`${prefix}_uncap_weight`),
    poolId: row.whole(`${prefix}_shared_proc_pool_id`),
    poolName: row.word(`${prefix}_shared_proc_pool_name`),
  }
  emitPartition(reading, row, owner, { values, viosValues: shared })
}

/** `lshwres -r mem --level lpar`. */
export function readPartitionMemory(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading)
  const prefix = prefixOf((column) => [row.memory(column)], ['mem'])
  if (owner === null || prefix === null) return
  const memoryMib = row.memory(`${prefix}_mem`)
  const maxMemoryMib = row.memory(`${prefix}_max_mem`)
  const values = {
    memoryMode: sharedOrDedicated(row, 'mem_mode') ?? sharedOrDedicated(row, `${prefix}_mem_mode`),
    memoryMib,
    minMemoryMib: row.memory(`${prefix}_min_mem`),
    maxMemoryMib,
    hptRatio: ratio(row, `${prefix}_hpt_ratio`) ?? ratio(row, 'curr_hpt_ratio'),
    hugePages: row.whole(`${prefix}_num_huge_pages`),
    barrierArrays: prefix === 'curr' ? row.whole('curr_bsr_arrays') : null,
    memoryExpansion: row.decimal(`${prefix}_mem_expansion`) ?? row.decimal('curr_mem_expansion'),
  }
  emitPartition(reading, row, owner, { values, viosValues: { memoryMib, maxMemoryMib } })
}

/** The n of a hardware page table ratio `1:n`. */
export function ratio(row: Row, column: string): number | null {
  const word = row.word(column)
  if (word === null) return null
  const n = /^1:(\d{1,5})$/.exec(word)?.[1]
  return n === undefined ? row.bad(column, 'is no ratio such as 1:64') : Number(n)
}

/** `lshwres -r virtualio --rsubtype slot`. */
export function readVirtualSlots(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading)
  if (owner === null) return
  const prefix = prefixOf((column) => [row.whole(column)], ['max_virtual_slots'])
  if (prefix === null) return
  const maxVirtualSlots = row.whole(`${prefix}_max_virtual_slots`)
  emitPartition(reading, row, owner, {
    values: { maxVirtualSlots },
    viosValues: { maxVirtualSlots, nextFreeVirtualSlot: row.whole('next_avail_virtual_slot') },
  })
}

/** Rows `name,vioserver` of `lssyscfg -r lpar -F name,lpar_env`, which HMC Scanner stores without a header. */
export function readViosList(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading, 'name')
  if (owner === null || owner.partition.name === undefined) return
  emitPartition(reading, row, owner, { kind: kindOf(row), viosValues: { name: owner.partition.name } })
}
