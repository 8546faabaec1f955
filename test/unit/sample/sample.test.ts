import { describe, expect, it } from 'vitest'
import { sampleFiles } from '../../../resources/sample/generator/files.ts'
import {
  committedFiles,
  listOf,
  numberOf,
  rowOf,
  systems,
  type Row,
  type SystemFiles,
} from './read-sample.ts'

const files = committedFiles()
const all = systems(files)
const byName = all.map((system) => [system.name, system] as const)
const isVios = (row: Row): boolean => row['lpar_env'] === 'vioserver'
const viosOf = (system: SystemFiles): string[] =>
  system
    .rows('lpar_conf.txt')
    .filter(isVios)
    .map((row) => row['name'] ?? '')
const duplicates = (values: readonly (string | undefined)[]): (string | undefined)[] =>
  values.filter((value, at) => values.indexOf(value) !== at)

describe('the committed sample', () => {
  it('is what the generator writes', () => {
    const fresh = sampleFiles()
    expect([...files.keys()]).toEqual([...fresh.keys()].toSorted())
    const changed = [...fresh].filter(([path, text]) => files.get(path) !== text).map(([path]) => path)
    expect(changed).toEqual([])
  })

  it('is the same in every run', () => {
    expect([...sampleFiles()]).toEqual([...sampleFiles()])
  })

  it('stays below 8 MB', () => {
    const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(bytes).toBeLessThan(8e6)
  })

  it('has ten servers of four generations, twenty VIOS and two hundred partitions', () => {
    expect(all.length).toBe(10)
    const partitions = all.flatMap((system) => system.rows('lpar_conf.txt'))
    expect(partitions.filter(isVios).length).toBe(20)
    expect(partitions.filter((row) => !isVios(row)).length).toBe(200)
    expect(new Set(all.map((system) => system.about['type_model']))).toEqual(
      new Set(['8286-42A', '9119-MHE', '9009-42A', '9080-M9S', '9105-42A', '9080-HEX', '9824-22A']),
    )
  })

  it('gives every name, serial number, UUID, MAC address and WWPN once', () => {
    const partitions = all.flatMap((system) => system.rows('lpar_conf.txt'))
    const ethernet = all.flatMap((system) => system.rows('veth.txt'))
    const wwpns = all.flatMap((system) => system.rows('vfc.txt')).flatMap((row) => listOf(row['wwpns']))
    expect(wwpns.length).toBeGreaterThan(900)
    expect(duplicates(partitions.map((row) => row['name']))).toEqual([])
    expect(duplicates(partitions.map((row) => row['uuid']))).toEqual([])
    expect(duplicates(partitions.map((row) => row['logical_serial_num']))).toEqual([])
    expect(duplicates(all.map((system) => system.about['serial_num']))).toEqual([])
    expect(duplicates(ethernet.map((row) => row['mac_addr']))).toEqual([])
    expect(duplicates(wwpns)).toEqual([])
    expect(wwpns.filter((wwpn) => !/^c05076[0-9a-f]{10}$/.test(wwpn))).toEqual([])
  })
})

describe.each(byName)('%s', (_name, system) => {
  const partitions = system.rows('lpar_conf.txt')
  const clients = partitions.filter((row) => !isVios(row))

  it('has no memory twice: installed = hypervisor + partitions + free', () => {
    const memory = system.row('system_mem.txt')
    const used = system.rows('lpar_mem.txt').map((row) => numberOf(row, 'curr_mem'))
    const total = used.reduce((sum, one) => sum + one, 0)
    const free = numberOf(memory, 'curr_avail_sys_mem')
    expect(total + numberOf(memory, 'sys_firmware_mem') + free).toBe(numberOf(memory, 'configurable_sys_mem'))
    expect(free).toBeGreaterThanOrEqual(0)
    expect(numberOf(memory, 'configurable_sys_mem')).toBeLessThanOrEqual(
      numberOf(memory, 'installed_sys_mem'),
    )
    expect(used.filter((one) => one % numberOf(memory, 'mem_region_size') !== 0)).toEqual([])
    for (const row of system.rows('lpar_mem.txt')) {
      expect(numberOf(row, 'curr_min_mem')).toBeLessThanOrEqual(numberOf(row, 'curr_mem'))
      expect(numberOf(row, 'curr_mem')).toBeLessThanOrEqual(numberOf(row, 'curr_max_mem'))
    }
  })

  it('has no processor twice: configurable = entitlements + dedicated cores + free', () => {
    const system_ = system.row('system_proc.txt')
    const rows = system.rows('lpar_proc.txt')
    const used = rows.map((row) =>
      row['curr_proc_mode'] === 'ded' ? numberOf(row, 'curr_procs') : numberOf(row, 'curr_proc_units'),
    )
    const total = used.reduce((sum, one) => sum + one, 0) + numberOf(system_, 'curr_avail_sys_proc_units')
    expect(total).toBeCloseTo(numberOf(system_, 'configurable_sys_proc_units'), 6)
    for (const row of rows.filter((one) => one['curr_proc_mode'] === 'shared')) {
      const least = numberOf(row, 'curr_procs') * numberOf(system_, 'min_proc_units_per_virtual_proc')
      expect(numberOf(row, 'curr_proc_units')).toBeGreaterThanOrEqual(least)
      expect(numberOf(row, 'curr_proc_units')).toBeLessThanOrEqual(numberOf(row, 'curr_procs'))
    }
  })

  it('keeps its pools within their maximum and names their members', () => {
    const processors = system.rows('lpar_proc.txt').filter((row) => row['curr_proc_mode'] === 'shared')
    for (const pool of system.rows('procpool.txt')) {
      const members = processors.filter((row) => row['curr_shared_proc_pool_name'] === pool['name'])
      expect(listOf(pool['lpar_names'])).toEqual(members.map((row) => row['lpar_name']))
      if (pool['max_pool_proc_units'] === undefined) continue
      const entitled = members.reduce((sum, row) => sum + numberOf(row, 'curr_proc_units'), 0)
      expect(entitled).toBeLessThanOrEqual(numberOf(pool, 'max_pool_proc_units'))
    }
  })

  it('numbers partitions once and lists them in every file', () => {
    expect(duplicates(partitions.map((row) => row['lpar_id']))).toEqual([])
    const names = partitions.map((row) => row['name'])
    for (const file of ['lpar_proc.txt', 'lpar_mem.txt', 'virtual_slots.txt', 'lslparmigr-r-lpar.txt'])
      expect(system.rows(file).map((row) => row['lpar_name'] ?? row['name'])).toEqual(names)
    expect(new Set(system.rows('profiles.txt').map((row) => row['lpar_name']))).toEqual(new Set(names))
  })

  it('says the same in profiles as in current values', () => {
    const profiles = system.rows('profiles.txt')
    for (const row of clients) {
      const profile = profiles.find(
        (one) => one['lpar_name'] === row['name'] && one['name'] === row['default_profile'],
      )
      expect(profile, row['name']).toBeDefined()
      expect(profile?.['lpar_proc_compat_mode']).toBe(row['desired_lpar_proc_compat_mode'])
      const memory = rowOf(system.rows('lpar_mem.txt'), row['name'] ?? '')
      const isRunning = row['state'] === 'Running'
      expect(memory['curr_mem']).toBe(isRunning ? profile?.['desired_mem'] : '0')
      const wwpns = listOf(profile?.['virtual_fc_adapters']).flatMap((item) =>
        (item.split('/')[5] ?? '').split(','),
      )
      const current = system.rows('vfc.txt').filter((one) => one['lpar_name'] === row['name'])
      expect(wwpns).toEqual(current.flatMap((one) => listOf(one['wwpns'])))
    }
  })

  it('runs every partition in a mode it offers', () => {
    const modes = listOf(system.about['lpar_proc_compat_modes'])
    for (const row of partitions) {
      expect(modes).toContain(row['curr_lpar_proc_compat_mode'])
      expect(modes).toContain(row['desired_lpar_proc_compat_mode'])
    }
  })

  it('bridges every VLAN of its clients on both VIOS', () => {
    const adapters = system.rows('veth.txt')
    const clientVlans = adapters
      .filter((row) => row['is_trunk'] === '0')
      .flatMap((row) => [row['port_vlan_id'], ...listOf(row['addl_vlan_ids'])])
    for (const vios of viosOf(system)) {
      const trunks = adapters.filter((row) => row['is_trunk'] === '1' && row['lpar_name'] === vios)
      const bridged = trunks.flatMap((row) => listOf(row['addl_vlan_ids']))
      expect(clientVlans.filter((vlan) => !bridged.includes(vlan ?? ''))).toEqual([])
      const seen = system
        .viosLines(vios, 'entstat.txt')
        .flatMap((line) => /^ {4}ent\d+: (.*)/.exec(line)?.[1]?.split(' ') ?? [])
      expect(seen).toEqual(trunks.flatMap((row) => [row['port_vlan_id'], ...listOf(row['addl_vlan_ids'])]))
      expect(system.viosLines(vios, 'lsmap-all-net.txt').length).toBe(trunks.length)
    }
  })

  it.each(['vfc.txt', 'vscsi.txt'])('pairs every client adapter with a server adapter in %s', (file) => {
    const rows = system.rows(file)
    const key = (row: Row): string => `${row['lpar_name']}/${row['slot_num']}`
    const remoteKey = (row: Row): string => `${row['remote_lpar_name']}/${row['remote_slot_num']}`
    const servers = new Map(
      rows.filter((row) => row['adapter_type'] === 'server').map((row) => [key(row), row]),
    )
    const clientRows = rows.filter((row) => row['adapter_type'] === 'client')
    expect(servers.size).toBe(clientRows.length)
    for (const row of clientRows) {
      const server = servers.get(remoteKey(row))
      expect(server, key(row)).toBeDefined()
      expect(server && remoteKey(server)).toBe(key(row))
    }
  })

  it('uses every virtual slot once and leaves some free', () => {
    const used = ['veth.txt', 'vfc.txt', 'vscsi.txt'].flatMap((file) => system.rows(file))
    expect(duplicates(used.map((row) => `${row['lpar_name']}/${row['slot_num']}`))).toEqual([])
    for (const row of system.rows('virtual_slots.txt'))
      expect(numberOf(row, 'next_avail_virtual_slot')).toBeLessThan(numberOf(row, 'curr_max_virtual_slots'))
  })

  it('maps on each VIOS what the HMC shows', () => {
    for (const vios of viosOf(system)) {
      const npiv = system.viosLines(vios, 'lsmap-all-npiv.txt').map((line) => line.split(':'))
      const fc = system.rows('vfc.txt').filter((row) => row['lpar_name'] === vios)
      expect(npiv.map((fields) => fields[2])).toEqual(fc.map((row) => row['remote_lpar_id']))
      expect(npiv.every((fields) => fields.length === 12)).toBe(true)
      for (const line of system.viosLines(vios, 'lsnports.txt')) {
        const [port, , fabric, total, free] = line.split(':')
        expect([fabric, total]).toEqual(['1', '64'])
        expect(Number(free)).toBe(64 - npiv.filter((fields) => fields[6] === port).length)
      }
      const disks = system.viosLines(vios, 'lspv-size.txt').map((line) => line.split(':')[0])
      expect(system.viosLines(vios, 'lspv-uuid.txt').map((line) => line.split(':')[0])).toEqual(disks)
      const mapped = system.viosLines(vios, 'lsmap-all.txt').flatMap((line) => line.match(/hdisk\d+/g) ?? [])
      expect(mapped.filter((disk) => !disks.includes(disk))).toEqual([])
      expect(duplicates(mapped)).toEqual([])
      const identifiers = system.viosLines(vios, 'lspv-uuid.txt').map((line) => line.split(':')[1])
      expect(duplicates(identifiers)).toEqual([])
      expect(system.viosLines(vios, 'ioslevel.txt')[0]).toMatch(/^\d\.\d\.\d\.\d+$/)
      expect(system.viosLines(vios, 'lsdev-vioslpm0.txt').join('\n')).toMatch(/^cfg_msp_lpm_ops +8 /m)
      expect(system.viosLines(vios, 'entstat.txt').join('\n')).toMatch(
        /^Media Speed Running: (10|25) Gbps Full Duplex$/m,
      )
    }
  })

  it('has a week of hourly samples of every running partition, with counters that only grow', () => {
    const rows = system.rows('lslparutil-r-lpar.txt')
    const running = partitions.filter((row) => row['state'] === 'Running').map((row) => row['name'] ?? '')
    const samplesOf = Map.groupBy(rows, (row) => row['lpar_name'] ?? '')
    expect([...samplesOf.keys()]).toEqual(running)
    for (const [name, samples] of samplesOf) {
      expect(samples.length, name).toBe(169)
      const ceiling = numberOf(rowOf(system.rows('lpar_proc.txt'), name), 'curr_procs')
      for (const [at, newer] of samples.slice(0, -1).entries()) {
        const older = samples[at + 1] ?? {}
        const grown = (field: string): number =>
          Number(BigInt(newer[field] ?? '') - BigInt(older[field] ?? ''))
        const used = (grown('capped_cycles') + grown('uncapped_cycles')) / grown('time_cycles')
        expect(grown('time_cycles')).toBe(512e6 * 3600)
        expect(used).toBeGreaterThan(0)
        expect(used).toBeLessThanOrEqual(ceiling)
        expect(grown('capped_cycles')).toBeLessThanOrEqual(grown('entitled_cycles'))
        expect(grown('uncapped_cycles')).toBeGreaterThanOrEqual(0)
      }
    }
  })
})
