import { describe, expect, it } from 'vitest'
import { pairsLine, partitionPatches, readOutput } from '../../../support/command-output.ts'

const client = {
  name: 'prod',
  lpar_name: 'p1',
  lpar_id: '3',
  lpar_env: 'aixlinux',
  all_resources: '0',
  min_mem: '1024',
  desired_mem: '4096',
  max_mem: '8192',
  desired_num_huge_pages: 'null',
  mem_mode: 'ded',
  mem_expansion: '0.0',
  hpt_ratio: '1:64',
  proc_mode: 'shared',
  min_proc_units: '0.1',
  desired_proc_units: '0.5',
  max_proc_units: '2.0',
  min_procs: '1',
  desired_procs: '2',
  max_procs: '8',
  sharing_mode: 'uncap',
  uncap_weight: '64',
  shared_proc_pool_id: '1',
  shared_proc_pool_name: 'Ora',
  io_slots: ['21010002/none/1', '21050003/none/0'],
  max_virtual_slots: '32',
  virtual_serial_adapters: ['0/server/1/any//any/1', '1/server/1/any//any/1', '5/client/0/1/v1/9/0'],
  virtual_scsi_adapters: '2/client/1/v1/5/1',
  virtual_eth_adapters: ['2/1/1/3,4,5/0/1/ETHERNET0/C28DC6F70B02/all/none', '3/0/7//0/0/ETHERNET0//all/none'],
  virtual_fc_adapters: [
    '4/client/1/B8/001/22/c05076058ba7001c,c05076058ba7001d/1',
    '5/client/2/B8002/22/c05076058ba7001e,c05076058ba7001f/0',
  ],
  hca_adapters: 'none',
  lhea_logical_ports: 'none',
  sriov_eth_logical_ports: 'none',
  vtpm_adapters: 'none',
  work_group_id: 'none',
  redundant_err_path_reporting: '1',
  lpar_proc_compat_mode: 'POWER9_Base',
}

const read = async (attributes: Parameters<typeof pairsLine>[0]) => {
  const { patches, problems } = await readOutput(`${pairsLine(attributes)}\n`)
  return { patch: partitionPatches(patches)[0], problems }
}

describe('lssyscfg -r prof', () => {
  it('gives values below live output, for that profile only', async () => {
    const { patch, problems } = await read(client)
    expect(problems).toEqual([])
    expect(patch).toMatchObject({
      kind: 'client',
      profile: 'prod',
      precedence: 5,
      partition: { lparId: 3, name: 'p1' },
    })
    expect(patch?.values).toEqual({
      memoryMode: 'dedicated',
      memoryMib: 4096,
      minMemoryMib: 1024,
      maxMemoryMib: 8192,
      hptRatio: 64,
      memoryExpansion: 0,
      processorMode: 'shared',
      entitledCenti: 50,
      minCenti: 10,
      maxCenti: 200,
      virtualProcessors: 2,
      maxVirtualProcessors: 8,
      sharingMode: 'uncap',
      uncappedWeight: 64,
      poolId: 1,
      poolName: 'Ora',
      allResources: false,
      redundantErrorPathReporting: true,
      workGroupId: 'none',
      desiredMode: 'POWER9_base',
      maxVirtualSlots: 32,
      hostEthernetPorts: [],
      hostChannelAdapters: [],
      sriovPorts: [],
      vtpm: false,
      extraSerialAdapters: 1,
    })
  })

  it('gives whole lists of adapters, with a slash in a name', async () => {
    const { patch } = await read(client)
    expect(patch?.lists).toEqual({
      physicalSlots: [
        { name: '21010002', description: null, required: true },
        { name: '21050003', description: null, required: false },
      ],
      virtualScsi: [{ slot: 2, viosLparId: 1, viosName: 'v1', viosSlot: 5, required: true, backing: null }],
      virtualEthernet: [
        {
          slot: 2,
          virtualSwitch: 'ETHERNET0',
          portVlanId: 1,
          taggedVlanIds: [3, 4, 5],
          macAddress: 'c28dc6f70b02',
        },
        { slot: 3, virtualSwitch: 'ETHERNET0', portVlanId: 7, taggedVlanIds: [], macAddress: null },
      ],
      virtualFibreChannel: [
        {
          slot: 4,
          viosLparId: 1,
          viosName: 'B8/001',
          viosSlot: 22,
          wwpns: ['c05076058ba7001c', 'c05076058ba7001d'],
          port: null,
          loggedIn: null,
        },
        {
          slot: 5,
          viosLparId: 2,
          viosName: 'B8002',
          viosSlot: 22,
          wwpns: ['c05076058ba7001e', 'c05076058ba7001f'],
          port: null,
          loggedIn: null,
        },
      ],
    })
  })

  it('knows "none" from a column that is absent', async () => {
    const { patch } = await read({
      name: 'a',
      lpar_name: 'p',
      lpar_id: '3',
      desired_mem: '1024',
      io_slots: 'none',
    })
    expect(patch?.lists).toEqual({ physicalSlots: [] })
    expect(patch?.values).toEqual({ memoryMib: 1024 })
  })

  it('leaves a list out of which one item cannot be read', async () => {
    const { patch, problems } = await read({
      ...client,
      virtual_scsi_adapters: ['2/client/1/v1/5/1', 'nonsense'],
    })
    expect(patch?.lists).not.toHaveProperty('virtualScsi')
    expect(patch?.lists).toHaveProperty('virtualEthernet')
    expect(problems).toMatchObject([{ code: 'bad-value', column: 'virtual_scsi_adapters' }])
  })

  it('counts dedicated processors in cores', async () => {
    const { patch } = await read({
      ...client,
      proc_mode: 'ded',
      desired_procs: '4',
      min_procs: '1',
      max_procs: '6',
      desired_proc_units: 'null',
    })
    expect(patch?.values).toMatchObject({
      processorMode: 'dedicated',
      entitledCenti: 400,
      minCenti: 100,
      maxCenti: 600,
    })
  })

  it('gives bridges and sizes of a VIOS', async () => {
    const { patch } = await read({
      ...client,
      lpar_env: 'vioserver',
      virtual_eth_adapters: ['2/1/3998/110,120/1/1/ETHERNET0/C28DC6F70102/all/none'],
    })
    expect(patch).toMatchObject({
      kind: 'vios',
      values: {},
      viosValues: {
        memoryMib: 4096,
        maxMemoryMib: 8192,
        entitledCenti: 50,
        virtualProcessors: 2,
        maxVirtualSlots: 32,
      },
      viosLists: { networkBridges: [{ name: null, virtualSwitch: 'ETHERNET0', vlanIds: [110, 120, 3998] }] },
    })
    expect(patch?.lists).toBeUndefined()
  })

  it('keeps a leading space of a profile name', async () => {
    const { patch } = await read({ ...client, name: ' default_profile' })
    expect(patch?.profile).toBe(' default_profile')
  })
})
