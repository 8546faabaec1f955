/** Rows that speak about a managed system: lssyscfg -r sys, lshwres at system level, lslic, pools, switches, limits. */
import {
  firmwareLevel,
  firmwareReleaseOf,
  generationOf,
  parseMtms,
} from '../../../shared/inventory/generation.ts'
import { normaliseMode } from '../../../shared/inventory/compat-modes.ts'
import type { ServerPatch, ServerRef, ServerValues } from '../../../shared/inventory/patch.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

/** `values` without the attributes that are not known, so that a patch says only what its row says. */
export function knownOnly<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as T
}

/** Emits one statement about a system. */
export function emitServer(
  reading: Reading,
  row: Row,
  server: ServerRef,
  values: ServerValues,
  lists?: ServerPatch['lists'],
): void {
  reading.emit(
    {
      entity: 'server',
      server,
      values: knownOnly(values),
      origin: row.origin,
      ...(lists === undefined ? {} : { lists }),
    },
    row.raw,
  )
}

/** The reference a row gives itself: type-model and serial, uuid and name, as far as they are there. */
function serverRefOf(row: Row): ServerRef | null {
  const mtms = parseMtms(`${row.word('type_model') ?? ''}*${row.word('serial_num') ?? ''}`)
  const name = row.name('name')
  const uuid = row.word('uuid')
  if (mtms === null && name === null && uuid === null) return null
  return {
    ...(mtms ?? {}),
    ...(uuid === null ? {} : { uuid }),
    ...(name === null ? {} : { name }),
  }
}

const mobilityFlags: ReadonlySet<string> = new Set([
  'active_lpar_mobility_capable',
  'inactive_lpar_mobility_capable',
])

/** `lssyscfg -r sys`. The service partition is named here and nowhere else. */
export function readSystem(row: Row, reading: Reading): void {
  const server = serverRefOf(row)
  if (server === null) {
    reading.reportOnce('system-row-without-name', {
      code: 'system-unknown',
      severity: 'error',
      origin: row.origin,
      column: 'name',
      found: 'A row of lssyscfg -r sys names no system.',
      remedy: 'Add name,type_model,serial_num to the -F list.',
    })
    return
  }
  const typeModel = server.typeModel ?? null
  const capabilities: Record<string, boolean> = {}
  for (const column of row.names) {
    if (!column.endsWith('_capable') || mobilityFlags.has(column)) continue
    const capable = row.flag(column)
    if (capable !== null) capabilities[column] = capable
  }
  const modes = row.word('lpar_proc_compat_modes') === null ? null : row.list('lpar_proc_compat_modes')
  const generation = generationOf(typeModel)
  if (typeModel !== null && generation === null)
    reading.report({
      code: 'unknown-model',
      severity: 'note',
      origin: row.origin,
      column: 'type_model',
      found: `The processor generation of "${typeModel}" is not known to this version.`,
      remedy: 'It is taken from the firmware level where lslic output is imported; else enter it by hand.',
    })
  emitServer(reading, row, server, {
    name: row.name('name') ?? undefined,
    uuid: row.word('uuid'),
    typeModel,
    serial: server.serial ?? null,
    hmcs: reading.context.hmc === null ? undefined : [reading.context.hmc],
    generation,
    state: row.word('state')?.toLowerCase() ?? null,
    compatModes: modes === null ? null : modes.map(normaliseMode),
    maxPartitions: row.whole('max_lpars'),
    activeMobilityCapable: row.flag('active_lpar_mobility_capable'),
    inactiveMobilityCapable: row.flag('inactive_lpar_mobility_capable'),
    capabilities: Object.keys(capabilities).length === 0 ? undefined : capabilities,
    memoryMirroring: mirroringMode(row),
  } as ServerValues)
  readServicePartition(row, reading, server)
}

function readServicePartition(row: Row, reading: Reading, server: ServerRef): void {
  const lparId = row.whole('service_lpar_id')
  if (lparId !== null)
    reading.emit({
      entity: 'partition',
      server,
      partition: { lparId },
      kind: 'either',
      values: { servicePartition: true },
      origin: row.origin,
    })
  if (lparId !== null || row.saysNone('service_lpar_id'))
    reading.emit({ entity: 'complete', server, list: 'servicePartition', origin: row.origin })
}

/** `lshwres -r proc --level sys`. */
export function readSystemProcessors(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  if (server === null) return
  emitServer(reading, row, server, {
    installedCenti: row.units('installed_sys_proc_units'),
    configurableCenti: row.units('configurable_sys_proc_units'),
    availableCenti: row.units('curr_avail_sys_proc_units'),
    minCentiPerVirtualProcessor: row.units('min_proc_units_per_virtual_proc'),
    maxVirtualProcessorsPerPartition: row.whole('max_virtual_procs_per_lpar'),
    maxProcessorsPerPartition: row.whole('max_procs_per_lpar'),
  })
}

/** `lshwres -r mem --level sys`. */
export function readSystemMemory(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  if (server === null) return
  emitServer(reading, row, server, {
    installedMemoryMib: row.memory('installed_sys_mem'),
    configurableMemoryMib: row.memory('configurable_sys_mem'),
    availableMemoryMib: row.memory('curr_avail_sys_mem'),
    firmwareMemoryMib: row.memory('sys_firmware_mem'),
    lmbMib: row.memory('mem_region_size'),
    hugePagesConfigurable: row.whole('configurable_num_sys_huge_pages'),
    hugePagesAvailable: row.whole('curr_avail_num_sys_huge_pages'),
    memoryMirroring: mirroringMode(row),
  })
}

/** `curr_mem_mirroring_mode`, on some levels `mem_mirroring_mode`; "none" is a mode. */
function mirroringMode(row: Row): string | null {
  for (const column of ['curr_mem_mirroring_mode', 'mem_mirroring_mode']) {
    if (row.saysNone(column)) return 'none'
    const mode = row.word(column)?.toLowerCase() ?? null
    if (mode !== null) return mode
  }
  return null
}

/** `lsmemopt -m SYSTEM`: the newest memory optimization (Dynamic Platform Optimizer), and whether it still runs. */
export function readOptimizer(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  if (server === null) return
  emitServer(reading, row, server, { optimizerRunning: row.flag('in_progress') })
}

/** `lslic`: rows of the managed system; rows of power subsystems and the like hold no system firmware. */
export function readFirmware(row: Row, reading: Reading): void {
  const type = row.word('lic_type')
  if (type !== null && !/managed system/i.test(type)) {
    reading.noteUnused(`lslic (${type})`, row.origin.line ?? 0)
    return
  }
  const ecNumber = row.word('ecnumber') ?? row.word('curr_ecnumber_primary')
  if (ecNumber === null) return
  const mtms = parseMtms(row.word('mtms') ?? '')
  const server = mtms ?? reading.server(row.origin.line ?? 0)
  if (server === null) return
  const release = firmwareReleaseOf(ecNumber)
  if (release === null) row.bad('ecnumber', 'is no firmware release such as 01VL950')
  emitServer(reading, row, server, {
    firmware: firmwareLevel(ecNumber, row.whole('activated_level') ?? row.whole('curr_level_primary')),
    firmwareRelease: release,
    generation: generationOf(server.typeModel ?? null, release),
  })
}

/** `lshwres -r procpool`. The default pool (id 0) has no maximum. */
export function readProcessorPool(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  const id = row.whole('shared_proc_pool_id')
  if (server === null || id === null) return
  emitServer(
    reading,
    row,
    server,
    {},
    {
      processorPools: [
        {
          id,
          name: row.name('name') ?? row.name('shared_proc_pool_name'),
          maxCenti: row.units('max_pool_proc_units'),
          reservedCenti: row.units('curr_reserved_pool_proc_units'),
        },
      ],
    },
  )
}

/** A virtual switch name without the mark the HMC puts behind the default one: `ETHERNET0(Default)`. */
export function switchName(text: string | null): string | null {
  return text === null ? null : text.replace(/\(Default\)$/, '')
}

/** `lshwres -r virtualio --rsubtype vswitch`. */
export function readVirtualSwitch(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  const name = switchName(row.name('vswitch'))
  if (server === null || name === null) return
  const mode = row.word('switch_mode') ?? row.word('vswitch_mode')
  emitServer(
    reading,
    row,
    server,
    {},
    { virtualSwitches: [{ name, mode: mode === null ? null : mode.toUpperCase() }] },
  )
}

/** `lslparmigr -r sys`: what the system may move at once (names from memory of the manual page, domain.md 1.5). */
export function readMigrationLimits(row: Row, reading: Reading): void {
  const server = reading.server(row.origin.line ?? 0)
  if (server === null) return
  emitServer(reading, row, server, {
    activeMobilityCapable: row.flag('active_lpar_mobility_capable'),
    inactiveMobilityCapable: row.flag('inactive_lpar_mobility_capable'),
    maxActiveMigrations: row.whole('num_active_migrations_supported') ?? row.whole('max_active_migrations'),
    maxFirmwareActiveMigrations:
      row.whole('num_firmware_active_migrations_supported') ?? row.whole('max_firmware_active_migrations'),
    maxInactiveMigrations:
      row.whole('num_inactive_migrations_supported') ?? row.whole('max_inactive_migrations'),
    activeMigrationsInProgress: row.whole('num_active_migrations_in_progress'),
    inactiveMigrationsInProgress: row.whole('num_inactive_migrations_in_progress'),
  })
}
