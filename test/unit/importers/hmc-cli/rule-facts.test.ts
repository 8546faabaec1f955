/** What the rules beyond sizes and adapters need: levels, optimizer, profiles, pools, serial numbers, affinity. */
import { describe, expect, it } from 'vitest'
import type { PartitionValues, ServerValues } from '../../../../shared/inventory/patch.ts'
import {
  codes,
  completeLists,
  inS1,
  nowhere,
  partitionPatches,
  readOutput,
  serverPatches,
} from '../../../support/command-output.ts'

const serverValues = async (text: string, name?: string): Promise<ServerValues | undefined> =>
  serverPatches((await readOutput(text, name)).patches)[0]?.values
const partitionValues = async (text: string, name?: string): Promise<PartitionValues | undefined> =>
  partitionPatches((await readOutput(text, name)).patches)[0]?.values

describe('lshmc -V', () => {
  const row =
    '"version= Version: 10\n Release: 3\n Service Pack: 1060\nHMC Build level 2408210051\n","base_version=V10R3\n"\n'

  it('gives its level to every system of the HMC, and to no other', async () => {
    const systems = [{ name: 'A' }, { name: 'B' }, { name: 'elsewhere' }]
    const context = { ...nowhere, systems, hmc: 'hmc1', hmcSystems: [{ name: 'A' }, { name: 'B' }] }
    const { patches, problems } = await readOutput(row, 'hmc1/HMC_lshmc_V.txt', context)
    expect(problems).toEqual([])
    expect(serverPatches(patches).map((one) => [one.server, one.values])).toEqual([
      [{ name: 'A' }, { hmcLevel: '10.3.1060', hmcs: ['hmc1'] }],
      [{ name: 'B' }, { hmcLevel: '10.3.1060', hmcs: ['hmc1'] }],
    ])
  })

  it.each([
    ['Version: 10\nRelease: 3\nService Pack: 1060\nBuild level: 2408210051\n', '10.3.1060'],
    ['"version= Version: 7\n Release: 7.9.0\n Service Pack: 3\n","base_version=V7R7.9.0\n"\n', '7.7.9.0.3'],
    ['"version= Version: 9\n Release: 1\n Service Pack: 0\n","base_version=V9R1\n"\n', '9.1'],
  ])('%j has level %s', async (text, level) => {
    expect(await serverValues(text, 'HMC_lshmc_V.txt')).toMatchObject({ hmcLevel: level })
  })

  it('says that a level without systems stands alone', async () => {
    const { patches, problems } = await readOutput(row, 'HMC_lshmc_V.txt', nowhere)
    expect(patches).toEqual([])
    expect(problems).toMatchObject([{ code: 'hmc-without-systems', severity: 'note' }])
  })

  it('says nothing where version or release is missing', async () => {
    const { patches, problems } = await readOutput('"version= Version: ten\n","base_version=V10R3\n"\n')
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['unreadable-line'])
  })
})

describe('lsmemopt', () => {
  const status = (inProgress: string): string =>
    `in_progress=${inProgress},status=Finished,type=affinity,opt_id=1,progress=100,requested_lpar_ids=none,protected_lpar_ids=none,"impacted_lpar_ids=3,4"\n`

  it.each([
    ['1', true],
    ['0', false],
  ])('in_progress=%s', async (flag, running) => {
    expect(await serverValues(status(flag))).toEqual({ optimizerRunning: running })
  })

  it('reads a table', async () => {
    expect(await serverValues('in_progress,status,progress\n1,In Progress,40\n')).toEqual({
      optimizerRunning: true,
    })
  })

  it('of scores says nothing about it', async () => {
    const { patches, problems } = await readOutput('lpar_name=a,lpar_id=3,curr_lpar_score=100\n')
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['not-used'])
  })

  it('is not taken for not running where the system cannot tell', async () => {
    const { patches } = await readOutput('HSCLA012 The operation is not supported.\n', 'S1_lsmemopt.txt')
    expect(patches).toEqual([])
  })
})

describe('memory mirroring', () => {
  it.each([
    ['curr_mem_mirroring_mode=none', 'none'],
    ['curr_mem_mirroring_mode=sys_firmware_only,pend_mem_mirroring_mode=none', 'sys_firmware_only'],
    ['mem_mirroring_mode=none', 'none'],
    ['curr_mem_mirroring_mode=unavailable', undefined],
    ['sys_firmware_mem=2048', undefined],
  ])('%s', async (text, mode) => {
    const { patches, problems } = await readOutput(`mem_region_size=256,${text}\n`)
    expect(problems).toEqual([])
    expect(serverPatches(patches)[0]?.values.memoryMirroring).toBe(mode)
  })
})

describe('profiles', () => {
  const profiles =
    'name=normal,lpar_name=db,lpar_id=3,lpar_env=aixlinux,desired_mem=1024,bsr_arrays=16\nname=small,lpar_name=db,lpar_id=3,lpar_env=aixlinux,desired_mem=512\nname=default,lpar_name=vio1,lpar_id=1,lpar_env=vioserver,desired_mem=4096\n'
  const namesOf = (patches: Awaited<ReturnType<typeof readOutput>>['patches']): unknown =>
    partitionPatches(patches).flatMap((one) => {
      const names = one.values.profileNames ?? null
      return names === null ? [] : [[one.partition.lparId, names]]
    })

  it('are named where the whole listing was read', async () => {
    const { patches, problems } = await readOutput(profiles, 'S1_profiles.txt')
    expect(problems).toEqual([])
    expect(namesOf(patches)).toEqual([[3, ['normal', 'small']]])
    expect(completeLists(patches)).toEqual(['profileNames'])
  })

  it.each([
    ['a file that may have been filtered', profiles, 'some.txt'],
    ['a file that was cut off', `${profiles}name=x,lpar_name=ap`, 'S1_profiles.txt'],
    ['a file with an error in it', `${profiles}HSCL8012 The partition was not found.\n`, 'S1_profiles.txt'],
  ])('are not named by %s', async (_, text, name) => {
    const { patches } = await readOutput(text, name)
    expect(namesOf(patches)).toEqual([])
    expect(completeLists(patches)).toEqual([])
  })

  it('give barrier arrays', async () => {
    expect(await partitionValues(profiles)).toMatchObject({ barrierArrays: 16 })
  })

  it('are called by lssyscfg -r lpar', async () => {
    const row = (more: string): string => `name=db,lpar_id=3,lpar_env=aixlinux,${more}\n`
    expect(await partitionValues(row('default_profile=normal,curr_profile=small'))).toMatchObject({
      defaultProfile: 'normal',
      currentProfile: 'small',
    })
    expect(await partitionValues(row('state=Running'))).not.toHaveProperty('defaultProfile')
  })

  it.each([
    ['1', true],
    ['0', false],
    ['2', false],
    ['unavailable', undefined],
  ])('are synchronised: %s', async (value, synchronised) => {
    const values = await partitionValues(`name=db,lpar_id=3,lpar_env=aixlinux,sync_curr_profile=${value}\n`)
    expect(values?.profileSynchronised).toBe(synchronised)
  })
})

describe('barrier arrays in use', () => {
  it('are those of an active partition', async () => {
    const row = 'lpar_name=db,lpar_id=3,curr_mem=1024,curr_bsr_arrays=8\n'
    expect(await partitionValues(row)).toMatchObject({ barrierArrays: 8 })
    expect(await partitionValues(row.replace('=8', '=0'))).toMatchObject({ barrierArrays: 0 })
  })

  it('are not known of one that shows its pending values', async () => {
    const values = await partitionValues(
      'lpar_name=db,lpar_id=3,curr_mem=0,pend_mem=1024,curr_bsr_arrays=0\n',
    )
    expect(values).toMatchObject({ memoryMib: 1024 })
    expect(values).not.toHaveProperty('barrierArrays')
  })
})

describe('serial number and affinity of a partition', () => {
  const values = (more: string): Promise<PartitionValues | undefined> =>
    partitionValues(`name=db,lpar_id=3,lpar_env=os400,${more}\n`)

  it.each([
    ['virtual_serial_num=VS0A1B2', 'VS0A1B2'],
    ['virtual_serial_num=none', ''],
    ['virtual_serial_num=', ''],
    ['virtual_serial_num=unavailable', undefined],
    ['logical_serial_num=78A1C203', undefined],
  ])('%s', async (text, serial) => {
    expect((await values(text))?.virtualSerialNumber).toBe(serial)
  })

  it.each([
    ['min_affinity_score=80,min_affinity_score_action=fail', 80, 'fail'],
    ['min_affinity_score=100,min_affinity_score_action=warn', 100, 'warn'],
    ['min_affinity_score=0,min_affinity_score_action=none', 0, undefined],
    ['min_affinity_score=70,min_affinity_score_action=none', 0, undefined],
    ['state=Running', undefined, undefined],
  ])('%s', async (text, score, action) => {
    const found = await values(text)
    expect([found?.minAffinityScore, found?.minAffinityAction]).toEqual([score, action])
  })

  it('reports a score beyond 100 and an action nobody knows', async () => {
    const { patches, problems } = await readOutput(
      'name=db,lpar_id=3,lpar_env=os400,min_affinity_score=101,min_affinity_score_action=stop\n',
    )
    expect(problems.map((one) => one.column)).toEqual(['min_affinity_score', 'min_affinity_score_action'])
    expect(partitionPatches(patches)[0]?.values).not.toHaveProperty('minAffinityScore')
  })
})

describe('lspartition -dlpar', () => {
  const listing = `<#0> Partition:<5*9009-42A*7812345, db.example.com, 192.0.2.5>
       Active:<1>, OS:<AIX, 7.2, 7200-05-03-2136>, DCaps:<0x2c5f>, CmdCaps:<0x4000001b, 0x1b>, PinnedMem:<1981>
<#1> Partition:<6*9009-42A*7812345, , 192.0.2.6>
       Active:<1>, OS:<Linux/Red Hat, 8.6>, DCaps:<0x0>, CmdCaps:<0x1b, 0x1b>, Pi
nnedMem:<645>
<#2> Partition:<7*9105-42A*78AAAAA, , 192.0.2.7>
       Active:<0>, OS:< , , >, DCaps:<0x2f>, CmdCaps:<0x0b, 0x0b>, PinnedMem:<0>
`

  it('tells by DCaps which partitions take dynamic changes, and nothing of inactive ones', async () => {
    const { detection, patches, problems } = await readOutput(listing, 'lspartition.txt', nowhere)
    expect([detection.kind, detection.rank]).toEqual(['lspartition -dlpar', 2])
    expect(problems).toEqual([])
    const system = { typeModel: '9009-42A', serial: '7812345' }
    expect(partitionPatches(patches)).toMatchObject([
      { server: system, partition: { lparId: 5 }, values: { dlparCapable: true }, origin: { line: 1 } },
      { server: system, partition: { lparId: 6 }, values: { dlparCapable: false }, origin: { line: 3 } },
    ])
  })

  it('leaves out what it cannot read', async () => {
    const { patches } = await readOutput(
      '<#0> Partition:<x*unknown, a, b>\nActive:<1>, OS:<AIX>, DCaps:<0x2f>\n<#1> Partition:<5*9009-42A*7812345, a, b>\nActive:<1>, OS:<AIX>, DCaps:<none>\n',
      'lspartition.txt',
      nowhere,
    )
    expect(patches).toEqual([])
  })
})

describe('lscodpool', () => {
  const rows =
    'name=S1,mtms=9009-42A*7812345,installed_procs=24,non_mobile_procs=8,mobile_procs=4,inactive_procs=12\nname=S2,installed_procs=24,non_mobile_procs=24,mobile_procs=0,inactive_procs=0\n'

  it('gives the activated cores of members, and their pool by the command above them', async () => {
    const { detection, patches, problems } = await readOutput(
      `hscroot@hmc1:~> lscodpool -p "Prod pool" --level sys\n${rows}`,
      'HMC_lscodpool.txt',
      nowhere,
    )
    expect(detection.kind).toBe('lscodpool')
    expect(problems).toEqual([])
    expect(serverPatches(patches).map((one) => [one.server, one.values])).toEqual([
      [
        { typeModel: '9009-42A', serial: '7812345' },
        { activatedCores: 12, enterprisePool: 'Prod pool' },
      ],
      [{ name: 'S2' }, { activatedCores: 24, enterprisePool: 'Prod pool' }],
    ])
  })

  it('names the pool by its own row, where there is one only', async () => {
    const pool = (name: string): string => `name=${name},id=0316,mobile_procs=12,avail_mobile_procs=8\n`
    const poolOf = async (text: string): Promise<unknown> =>
      serverPatches((await readOutput(text, 'lscodpool.txt')).patches)[0]?.values.enterprisePool
    expect(await poolOf(pool('P1') + rows)).toBe('P1')
    expect(await poolOf(pool('P1') + pool('P2') + rows)).toBeUndefined()
    expect(await poolOf(rows)).toBeUndefined()
  })

  it('of an HMC without pools says that its systems are in none', async () => {
    const { patches, problems } = await readOutput('No results were found.\n', 'HMC_lscodpool.txt', {
      ...inS1,
      hmcSystems: [{ name: 'S1' }, { name: 'S2' }],
    })
    expect(problems).toEqual([])
    expect(serverPatches(patches).map((one) => [one.server.name, one.values])).toEqual([
      ['S1', { enterprisePool: '' }],
      ['S2', { enterprisePool: '' }],
    ])
  })

  it.each([
    [
      'all pools and the members of each',
      `lscodpool --level pool\nname=P1,id=0316,mobile_procs=12\nlscodpool -p P1 --level sys\n${rows}`,
      ['S3'],
    ],
    [
      'a pool without members',
      'lscodpool --level pool\nname=P1,id=0316,mobile_procs=0\nlscodpool -p P1 --level sys\nNo results were found.\n',
      ['S1', 'S2', 'S3'],
    ],
    [
      'all pools, and the members of one',
      `lscodpool --level pool\nname=P1,id=0316,mobile_procs=12\nname=P2,id=0317,mobile_procs=1\nlscodpool -p P1 --level sys\n${rows}`,
      [],
    ],
    ['one pool', `lscodpool -p P1 --level sys\n${rows}`, []],
    ['one pool without members', 'lscodpool -p P1 --level sys\nNo results were found.\n', []],
  ])('of %s tells who is in none', async (_, text, outside) => {
    const { patches } = await readOutput(text, 'HMC_lscodpool.txt', {
      ...inS1,
      hmcSystems: [{ name: 'S1', typeModel: '9009-42A', serial: '7812345' }, { name: 'S2' }, { name: 'S3' }],
    })
    const none = serverPatches(patches).filter((one) => one.values.enterprisePool === '')
    expect(none.map((one) => one.server.name)).toEqual(outside)
  })

  it('that failed says nothing', async () => {
    const { patches, problems } = await readOutput('HSCL9018 The command failed.\n', 'HMC_lscodpool.txt')
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['command-failed'])
  })
})
