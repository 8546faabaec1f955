import { describe, expect, it } from 'vitest'
import {
  codes,
  completeLists,
  headerTable,
  partitionPatches,
  readOutput,
} from '../../../support/command-output.ts'

const onlyPatch = async (content: string, name?: string) => {
  const { patches, problems } = await readOutput(content, name)
  expect(problems).toEqual([])
  const found = partitionPatches(patches)
  expect(found).toHaveLength(1)
  return found[0]
}

describe('lssyscfg -r lpar', () => {
  it('gives a client partition', async () => {
    const patch = await onlyPatch(
      'name=p590n22 normal,lpar_id=7,lpar_env=aixlinux,state=Running,resource_config=1,os_version=AIX 7.2 7200-05-03-2136,default_profile=prod,curr_profile=prod,work_group_id=none,redundant_err_path_reporting=0,rmc_state=active,time_ref=0,desired_lpar_proc_compat_mode=default,curr_lpar_proc_compat_mode=POWER9_base,simplified_remote_restart_capable=1,vtpm_enabled=0,migration_disabled=0,uuid=u-1\n',
    )
    expect(patch).toMatchObject({
      kind: 'client',
      partition: { lparId: 7, uuid: 'u-1', name: 'p590n22 normal' },
    })
    expect(patch?.values).toEqual({
      name: 'p590n22 normal',
      uuid: 'u-1',
      state: 'running',
      rmcState: 'active',
      environment: 'aixlinux',
      osVersion: 'AIX 7.2 7200-05-03-2136',
      os: 'aix',
      migrationDisabled: false,
      currentProfile: 'prod',
      defaultProfile: 'prod',
      currentMode: 'POWER9_base',
      desiredMode: 'default',
      timeReference: false,
      redundantErrorPathReporting: false,
      vtpm: false,
      simplifiedRemoteRestart: true,
      workGroupId: 'none',
    })
  })

  it('gives a VIOS with mover flag and level', async () => {
    const patch = await onlyPatch(
      'name=vio1,lpar_id=1,lpar_env=vioserver,state=Running,os_version=VIOS 3.1.4.10,rmc_state=active,msp=1,time_ref=1\n',
    )
    expect(patch).toMatchObject({
      kind: 'vios',
      viosValues: { name: 'vio1', state: 'running', rmcState: 'active', mover: true, level: '3.1.4.10' },
    })
  })

  it.each([
    ['aixlinux', 'Linux/Red Hat 4.18.0-240.el8_3.ppc8.3 (Ootpa)', 'linux'],
    ['aixlinux', 'Linux/SuSE 5.3.18', 'linux'],
    ['aixlinux', 'Unknown', undefined],
    ['aixlinux', 'Nieznane', undefined],
    ['aixlinux', '', undefined],
    ['os400', 'Unknown', 'ibmi'],
    ['os400', 'OS/400 V7R4M0 310 1', 'ibmi'],
  ])('tells the operating system of %s, "%s"', async (environment, version, os) => {
    const patch = await onlyPatch(`name=p,lpar_id=3,lpar_env=${environment},os_version=${version}\n`)
    expect(patch?.values.os).toBe(os)
    expect(patch?.values.osVersion).toBe(/\d/.test(version) ? version : undefined)
  })

  it('takes the default profile where none was activated, spaces and all', async () => {
    const patch = await onlyPatch(
      'name=p,lpar_id=3,lpar_env=aixlinux,default_profile= default_profile,curr_profile=\n',
    )
    expect(patch?.values.currentProfile).toBe(' default_profile')
  })

  it('keeps "none" as a state of RMC and knows IBM i in restricted I/O', async () => {
    const patch = await onlyPatch(
      'name=i1,lpar_id=3,lpar_env=os400,rmc_state=none,os400_restricted_io_mode=1\n',
    )
    expect(patch?.values).toMatchObject({ rmcState: 'none', restrictedIo: true })
  })

  it('does not know the kind where lpar_env is missing, and fills both sides', async () => {
    const patch = await onlyPatch(
      headerTable(['name', 'lpar_id', 'state', 'msp'], [['v', '1', 'Running', '1']]),
    )
    expect(patch).toMatchObject({
      kind: 'either',
      values: { state: 'running' },
      viosValues: { state: 'running', mover: true },
    })
  })

  it('asks for a name or id', async () => {
    const { patches, problems } = await readOutput(
      'lpar_env=aixlinux,lpar_id=,state=Running,rmc_state=active\nname=p,lpar_id=4,state=Running\n',
    )
    expect(partitionPatches(patches)).toHaveLength(1)
    expect(codes(problems)).toEqual(['partition-unknown'])
  })
})

describe('lslparmigr', () => {
  it('-r lpar gives the migration state', async () => {
    const patch = await onlyPatch(
      'name=p,lpar_id=3,migration_state=Migration Starting,migration_type=active,bytes_remaining=5\n',
    )
    expect(patch).toMatchObject({ kind: 'either', values: { migrationState: 'migration starting' } })
  })

  it('-r msp makes the source movers movers', async () => {
    const { patches } = await readOutput(
      '"source_msp_names=v1,v2","source_msp_ids=1,2","dest_msp_names=t1,t2","dest_msp_ids=1,2"\n',
    )
    expect(partitionPatches(patches)).toMatchObject([
      { kind: 'vios', partition: { lparId: 1, name: 'v1' }, viosValues: { mover: true } },
      { kind: 'vios', partition: { lparId: 2, name: 'v2' }, viosValues: { mover: true } },
    ])
  })

  it('-r virtualio is recognised and counted', async () => {
    const { patches, problems } = await readOutput(
      '"suggested_virtual_scsi_mappings=3/v1/1,4/v2/2","possible_virtual_fc_mappings="\n',
    )
    expect(patches).toEqual([])
    expect(problems).toMatchObject([{ code: 'not-used', severity: 'note' }])
  })
})

describe('lshwres -r proc --level lpar', () => {
  it('gives shared processors', async () => {
    const patch = await onlyPatch(
      'lpar_name=nim1,lpar_id=5,curr_shared_proc_pool_id=1,curr_shared_proc_pool_name=Ora,curr_proc_mode=shared,curr_min_proc_units=0.1,curr_proc_units=0.35,curr_max_proc_units=0.8,curr_min_procs=1,curr_procs=2,curr_max_procs=4,curr_sharing_mode=uncap,curr_uncap_weight=128,pend_proc_units=0.9\n',
    )
    expect(patch).toMatchObject({ kind: 'either', partition: { lparId: 5, name: 'nim1' } })
    expect(patch?.values).toEqual({
      processorMode: 'shared',
      entitledCenti: 35,
      minCenti: 10,
      maxCenti: 80,
      virtualProcessors: 2,
      maxVirtualProcessors: 4,
      sharingMode: 'uncap',
      uncappedWeight: 128,
      poolId: 1,
      poolName: 'Ora',
    })
    expect(patch?.viosValues).toEqual({ processorMode: 'shared', entitledCenti: 35, virtualProcessors: 2 })
  })

  it('counts dedicated cores as hundred hundredths', async () => {
    const patch = await onlyPatch(
      'lpar_name=h,lpar_id=5,curr_proc_mode=ded,curr_min_procs=1,curr_procs=7,curr_max_procs=9,curr_sharing_mode=share_idle_procs,curr_proc_units=null\n',
    )
    expect(patch?.values).toMatchObject({
      processorMode: 'dedicated',
      entitledCenti: 700,
      minCenti: 100,
      maxCenti: 900,
    })
  })

  it('takes pending values where current ones are zero', async () => {
    const patch = await onlyPatch(
      'lpar_name=p,lpar_id=5,curr_proc_mode=shared,curr_proc_units=0.0,curr_procs=0,curr_uncap_weight=0,pend_proc_mode=shared,pend_proc_units=1.5,pend_procs=2,pend_uncap_weight=64\n',
    )
    expect(patch?.values).toMatchObject({ entitledCenti: 150, virtualProcessors: 2, uncappedWeight: 64 })
  })

  it('says nothing where both are zero, so that the profile speaks', async () => {
    const { patches, problems } = await readOutput(
      'lpar_name=p,lpar_id=5,curr_proc_mode=shared,curr_proc_units=0.0,curr_procs=0,curr_shared_proc_pool_id=0,pend_proc_units=0.0,pend_procs=0\n',
    )
    expect(patches).toEqual([])
    expect(problems).toEqual([])
  })

  it('reports a wrong number once', async () => {
    const { patches, problems } = await readOutput(
      'lpar_name=p,lpar_id=5,curr_proc_mode=shared,curr_proc_units=0,3,curr_procs=1\n',
    )
    expect(codes(problems)).toEqual(['unquoted-comma', 'bad-value'])
    expect(partitionPatches(patches)[0]?.values.virtualProcessors).toBe(1)
  })
})

describe('lshwres -r mem --level lpar', () => {
  it('gives memory, table ratio, huge pages and expansion', async () => {
    const patch = await onlyPatch(
      'lpar_name=p,lpar_id=5,curr_min_mem=1024,curr_mem=6144,curr_max_mem=8192,curr_num_huge_pages=2,mem_mode=ded,curr_hpt_ratio=1:64,curr_mem_expansion=1.25\n',
    )
    expect(patch?.values).toEqual({
      memoryMode: 'dedicated',
      memoryMib: 6144,
      minMemoryMib: 1024,
      maxMemoryMib: 8192,
      hptRatio: 64,
      hugePages: 2,
      memoryExpansion: 1.25,
    })
    expect(patch?.viosValues).toEqual({ memoryMib: 6144, maxMemoryMib: 8192 })
  })

  it('lists nothing complete: a partition without a row is not known', async () => {
    const { patches } = await readOutput('lpar_name=p,lpar_id=5,curr_mem=6144\n', 'S1_lpar_mem.txt')
    expect(completeLists(patches)).toEqual([])
  })
})

describe('lshwres --rsubtype slot', () => {
  it('gives virtual slots of partitions and VIOS', async () => {
    const patch = await onlyPatch(
      'lpar_name=v,lpar_id=1,curr_max_virtual_slots=200,pend_max_virtual_slots=200,next_avail_virtual_slot=80\n',
    )
    expect(patch).toMatchObject({
      values: { maxVirtualSlots: 200 },
      viosValues: { maxVirtualSlots: 200, nextFreeVirtualSlot: 80 },
    })
  })
})

describe('the list of VIOS without a header', () => {
  it('says who is a VIOS', async () => {
    const { patches, problems } = await readOutput('vio1,vioserver\nvio2,vioserver\n', 'S1_vios.txt')
    expect(problems).toEqual([])
    expect(partitionPatches(patches)).toMatchObject([
      { kind: 'vios', partition: { name: 'vio1' } },
      { kind: 'vios', partition: { name: 'vio2' } },
    ])
  })
})
