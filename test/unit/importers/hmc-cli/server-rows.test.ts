import { describe, expect, it } from 'vitest'
import {
  codes,
  completeLists,
  inS1,
  nowhere,
  partitionPatches,
  readOutput,
  serverPatches,
} from '../../../support/command-output.ts'

describe('lssyscfg -r sys', () => {
  const line =
    'name=Server 1,type_model=9009-42A,serial_num=7812345,ipaddr=10.0.0.1,state=Operating,detailed_state=None,active_lpar_mobility_capable=1,inactive_lpar_mobility_capable=0,active_mem_expansion_capable=1,hca_capable=0,electronic_err_reporting_capable=null,"lpar_proc_compat_modes=default,POWER9_Base,POWER9",max_lpars=480,service_lpar_id=none,uuid=aa-bb\n'

  it('gives identity, modes and capabilities', async () => {
    const { patches, problems } = await readOutput(line, 'HMC_lssyscfg-r.txt', { ...nowhere, hmc: 'hmc1' })
    expect(problems).toEqual([])
    expect(serverPatches(patches)).toMatchObject([
      {
        server: { name: 'Server 1', typeModel: '9009-42A', serial: '7812345', uuid: 'aa-bb' },
        origin: { file: 'HMC_lssyscfg-r.txt', line: 1 },
        values: {
          generation: 'POWER9',
          state: 'operating',
          hmcs: ['hmc1'],
          maxPartitions: 480,
          activeMobilityCapable: true,
          inactiveMobilityCapable: false,
          compatModes: ['default', 'POWER9_base', 'POWER9'],
          capabilities: { active_mem_expansion_capable: true, hca_capable: false },
        },
      },
    ])
  })

  it('says that nobody is the service partition', async () => {
    expect(completeLists((await readOutput(line, 'x.txt', nowhere)).patches)).toEqual(['servicePartition'])
  })

  it('names the service partition', async () => {
    const { patches } = await readOutput(line.replace('service_lpar_id=none', 'service_lpar_id=4'))
    expect(partitionPatches(patches)).toMatchObject([
      { partition: { lparId: 4 }, values: { servicePartition: true } },
    ])
  })

  it('leaves out what a powered-off system does not know', async () => {
    const off =
      'name=S2,type_model=9105-22A,serial_num=78AAAAA,state=Power Off,active_lpar_mobility_capable=unavailable,max_lpars=unavailable,lpar_proc_compat_modes=unavailable,service_lpar_id=unavailable\n'
    const { patches, problems } = await readOutput(off, 'x.txt', nowhere)
    expect(problems).toEqual([])
    expect(serverPatches(patches)[0]?.values).toEqual({
      name: 'S2',
      typeModel: '9105-22A',
      serial: '78AAAAA',
      generation: 'POWER10',
      state: 'power off',
    })
    expect(completeLists(patches)).toEqual([])
  })

  it('keeps the row of a wrong flag and names the column', async () => {
    const { patches, problems } = await readOutput(line.replace('hca_capable=0', 'hca_capable=maybe'))
    expect(serverPatches(patches)[0]?.values.maxPartitions).toBe(480)
    expect(problems).toMatchObject([
      { code: 'bad-value', column: 'hca_capable', found: '"maybe" is neither 0 nor 1.' },
    ])
  })
})

describe('lshwres at system level', () => {
  it('gives processors in hundredths', async () => {
    const { patches } = await readOutput(
      'configurable_sys_proc_units=20.5,curr_avail_sys_proc_units=2.05,installed_sys_proc_units=24.0,min_proc_units_per_virtual_proc=0.05,max_virtual_procs_per_lpar=64,max_procs_per_lpar=256\n',
    )
    expect(serverPatches(patches)[0]).toMatchObject({
      server: inS1.system,
      values: {
        configurableCenti: 2050,
        availableCenti: 205,
        installedCenti: 2400,
        minCentiPerVirtualProcessor: 5,
        maxVirtualProcessorsPerPartition: 64,
        maxProcessorsPerPartition: 256,
      },
    })
  })

  it('gives memory in MiB and huge pages as a count', async () => {
    const { patches } = await readOutput(
      'configurable_sys_mem=32768,curr_avail_sys_mem=13696,installed_sys_mem=65536,sys_firmware_mem=2048,mem_region_size=128,configurable_num_sys_huge_pages=2,curr_avail_num_sys_huge_pages=1,huge_page_size=16384,"possible_hpt_ratios=1:32,1:64,1:128"\n',
    )
    expect(serverPatches(patches)[0]?.values).toEqual({
      configurableMemoryMib: 32768,
      availableMemoryMib: 13696,
      installedMemoryMib: 65536,
      firmwareMemoryMib: 2048,
      lmbMib: 128,
      hugePagesConfigurable: 2,
      hugePagesAvailable: 1,
    })
  })

  it.each(['6 GB', '6144MB', '-1', '6144.5', '1e5', 'lots', '99999999999999999999'])(
    'reports memory written as "%s" and keeps the rest',
    async (text) => {
      const { patches, problems } = await readOutput(`configurable_sys_mem=${text},mem_region_size=256\n`)
      expect(problems).toMatchObject([
        { code: 'bad-value', column: 'configurable_sys_mem', severity: 'warning' },
      ])
      expect(problems[0]?.found).toContain(text)
      expect(serverPatches(patches)[0]?.values).toEqual({ lmbMib: 256 })
    },
  )

  it('gives pools; the default pool has no maximum', async () => {
    const { patches } = await readOutput(
      'name=DefaultPool,shared_proc_pool_id=0\nname=Ora, "quoted" pool,shared_proc_pool_id=2,max_pool_proc_units=12.50,curr_reserved_pool_proc_units=1.0,pend_reserved_pool_proc_units=1.0\n'.replace(
        'name=Ora, "quoted" pool',
        '"name=Ora, ""quoted"" pool"',
      ),
      'S1_procpool.txt',
    )
    expect(serverPatches(patches).map((patch) => patch.lists?.processorPools)).toEqual([
      [{ id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: null }],
      [{ id: 2, name: 'Ora, "quoted" pool', maxCenti: 1250, reservedCenti: 100 }],
    ])
    expect(completeLists(patches)).toEqual(['processorPools'])
  })

  it('gives switches without the mark of the default one', async () => {
    const { patches } = await readOutput(
      'vswitch=ETHERNET0(Default),switch_mode=VEB\nvswitch=storage,switch_mode=vepa\n',
    )
    expect(serverPatches(patches).map((patch) => patch.lists?.virtualSwitches)).toEqual([
      [{ name: 'ETHERNET0', mode: 'VEB' }],
      [{ name: 'storage', mode: 'VEPA' }],
    ])
  })
})

describe('lslic', () => {
  it('gives firmware level and release of the system its mtms names', async () => {
    const { patches, problems } = await readOutput(
      'lic_type=Managed System,management_status=Enabled,disabled_reason=,activated_level=99,installed_level=99,ecnumber=01VL950,mtms=9009-42A*7812345\nlic_type=Power,ecnumber=01VL000\n',
      'lslic.txt',
      nowhere,
    )
    expect(serverPatches(patches)).toMatchObject([
      {
        server: { typeModel: '9009-42A', serial: '7812345' },
        values: { firmware: 'VL950_099', firmwareRelease: 950, generation: 'POWER9' },
      },
    ])
    expect(codes(problems)).toEqual(['not-used'])
  })

  it('gives the generation of a model nobody knows', async () => {
    const { patches } = await readOutput(
      'lic_type=Managed System,ecnumber=01ZZ1110,activated_level=1,mtms=9999-11X*ABCDE12\n',
    )
    expect(serverPatches(patches)[0]?.values.generation).toBe('POWER11')
  })
})

describe('lslparmigr -r sys', () => {
  it('gives the limits', async () => {
    const { patches } = await readOutput(
      'inactive_lpar_mobility_capable=1,num_inactive_migrations_supported=16,num_inactive_migrations_in_progress=0,active_lpar_mobility_capable=1,num_active_migrations_supported=8,num_active_migrations_in_progress=1\n',
    )
    expect(serverPatches(patches)[0]?.values).toEqual({
      activeMobilityCapable: true,
      inactiveMobilityCapable: true,
      maxActiveMigrations: 8,
      maxInactiveMigrations: 16,
      activeMigrationsInProgress: 1,
      inactiveMigrationsInProgress: 0,
    })
  })
})

describe('the system of rows that do not name it', () => {
  const row = 'configurable_sys_mem=1024,mem_region_size=128\n'

  it('is the only one known', async () => {
    const { patches } = await readOutput(row, 'x.txt', { ...nowhere, systems: [{ name: 'A' }] })
    expect(serverPatches(patches)[0]?.server).toEqual({ name: 'A' })
  })

  it('cannot be told among several, and is asked for once', async () => {
    const { patches, problems } = await readOutput(row + row, 'x.txt', {
      ...nowhere,
      systems: [{ name: 'A' }, { name: 'B' }],
    })
    expect(patches).toEqual([])
    expect(problems).toMatchObject([
      { code: 'system-unknown', severity: 'error', origin: { file: 'x.txt', line: 1 } },
    ])
    expect(problems[0]?.remedy).toContain('SYSTEM_vscsi.txt')
  })

  it('may stand in the command above the output', async () => {
    const { patches } = await readOutput(
      `hscroot@hmc:~> lshwres -r mem --level sys -m "Server B"\n${row}`,
      'log.txt',
      nowhere,
    )
    expect(serverPatches(patches)[0]?.server).toEqual({ name: 'Server B' })
  })

  it('may be named by type-model and serial there', async () => {
    const { patches } = await readOutput(
      `lshwres -r mem --level sys -m 9009-42A*7812345\n${row}`,
      'log.txt',
      nowhere,
    )
    expect(serverPatches(patches)[0]?.server).toEqual({ typeModel: '9009-42A', serial: '7812345' })
  })
})
