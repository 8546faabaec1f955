import { describe, expect, it } from 'vitest'
import { codes, completeLists, partitionPatches, readOutput } from '../../../support/command-output.ts'

describe('virtual Ethernet', () => {
  const rows =
    'lpar_name=v1,lpar_id=1,slot_num=2,state=1,is_required=1,is_trunk=1,trunk_priority=1,ieee_virtual_eth=1,port_vlan_id=3998,vswitch=ETHERNET0(Default),"addl_vlan_ids=110,120",mac_addr=C28DC6F70102\nlpar_name=p,lpar_id=3,slot_num=2,state=1,is_required=0,is_trunk=0,ieee_virtual_eth=0,port_vlan_id=110,vswitch=ETHERNET0,addl_vlan_ids=,mac_addr=c28dc6f70b02\n'

  it('gives adapters, and bridges of the trunk ones', async () => {
    const { patches, problems } = await readOutput(rows)
    expect(problems).toEqual([])
    expect(partitionPatches(patches)).toMatchObject([
      {
        viosLists: {
          networkBridges: [{ name: null, virtualSwitch: 'ETHERNET0', vlanIds: [110, 120, 3998] }],
        },
      },
      {
        kind: 'either',
        partition: { lparId: 3, name: 'p' },
        lists: {
          virtualEthernet: [
            {
              slot: 2,
              virtualSwitch: 'ETHERNET0',
              portVlanId: 110,
              taggedVlanIds: [],
              macAddress: 'c28dc6f70b02',
            },
          ],
        },
      },
    ])
    expect(partitionPatches(patches)[1]?.viosLists).toBeUndefined()
  })

  it('is complete where the file is named as the whole output', async () => {
    expect(completeLists((await readOutput(rows, 'S1_veth.txt')).patches)).toEqual([
      'virtualEthernet',
      'networkBridges',
    ])
    expect(completeLists((await readOutput(rows, 'some.txt')).patches)).toEqual([])
  })

  it('is not complete where something was lost', async () => {
    const lost = `${rows}lpar_name=q,lpar_id=9,is_trunk=0,port_vlan_id=1\n`
    const { patches, problems } = await readOutput(lost, 'S1_veth.txt')
    expect(codes(problems)).toEqual(['adapter-without-slot'])
    expect(completeLists(patches)).toEqual([])
    const failed = await readOutput(`${rows}HSCL2957 The connection was lost.\n`, 'S1_veth.txt')
    expect(codes(failed.problems)).toEqual(['command-failed'])
    expect(completeLists(failed.patches)).toEqual([])
  })

  it.each([
    ['a slot that is no number', 'lpar_name=q,lpar_id=9,slot_num=x,is_trunk=0,port_vlan_id=1\n', 'bad-value'],
    [
      'two rows in one line',
      'lpar_name=q,lpar_id=9,slot_num=2,lpar_name=r,slot_num=3,port_vlan_id=1\n',
      'repeated-attribute',
    ],
    [
      'an open quote',
      'lpar_name=q,lpar_id=9,slot_num=2,port_vlan_id=1,"addl_vlan_ids=1,2\n',
      'unclosed-quote',
    ],
  ])('is not complete after %s', async (_what, row, code) => {
    const { patches, problems } = await readOutput(rows + row, 'S1_veth.txt')
    expect(codes(problems)).toContain(code)
    expect(completeLists(patches)).toEqual([])
  })

  it('reports VLANs that are none', async () => {
    const { patches, problems } = await readOutput(
      'lpar_name=p,lpar_id=3,slot_num=2,is_trunk=0,port_vlan_id=1,"addl_vlan_ids=10,x,5000"\n',
    )
    expect(problems.map((problem) => problem.column)).toEqual(['addl_vlan_ids', 'addl_vlan_ids'])
    expect(partitionPatches(patches)[0]?.lists?.virtualEthernet?.[0]?.taggedVlanIds).toEqual([10])
  })
})

describe('no results', () => {
  it.each(['No results were found.', 'Nie znaleziono wyników.'])(
    '"%s" means none, for the whole system',
    async (text) => {
      const { patches, problems } = await readOutput(`${text}\n`, 'S1_vnic.txt')
      expect(problems).toEqual([])
      expect(completeLists(patches)).toEqual(['vnics'])
    },
  )

  it('of an unknown language is no proof', async () => {
    const { patches, problems } = await readOutput('Inga resultat har hittats alls.\n', 'S1_vscsi.txt')
    expect(codes(problems)).toEqual(['command-failed'])
    expect(problems[0]?.found).toContain('Inga resultat har hittats alls.')
    expect(patches).toEqual([])
  })
})

describe('virtual SCSI', () => {
  it('takes client rows; "any" is nobody in particular', async () => {
    const { patches, problems } = await readOutput(
      [
        'lpar_name=v1,lpar_id=1,slot_num=72,adapter_type=server,remote_lpar_id=44,remote_lpar_name=n,remote_slot_num=4',
        'lpar_name=n,lpar_id=44,slot_num=4,state=1,is_required=1,adapter_type=client,remote_lpar_id=1,remote_lpar_name=v1,remote_slot_num=72',
        'lpar_name=n,lpar_id=44,slot_num=5,is_required=0,adapter_type=client,remote_lpar_id=any,remote_lpar_name=any,remote_slot_num=any',
        '',
      ].join('\n'),
    )
    expect(problems).toEqual([])
    expect(partitionPatches(patches).map((patch) => patch.lists?.virtualScsi?.[0])).toEqual([
      { slot: 4, viosLparId: 1, viosName: 'v1', viosSlot: 72, required: true, backing: null },
      { slot: 5, viosLparId: null, viosName: null, viosSlot: null, required: false, backing: null },
    ])
  })
})

describe('virtual Fibre Channel', () => {
  it('gives both WWPNs in one spelling', async () => {
    const { patches, problems } = await readOutput(
      'lpar_name=p,lpar_id=3,slot_num=4,adapter_type=client,remote_lpar_id=1,remote_lpar_name=v1,remote_slot_num=20,"wwpns=C0507600000A0000,c0:50:76:00:00:0a:00:01"\n',
    )
    expect(problems).toEqual([])
    expect(partitionPatches(patches)[0]?.lists?.virtualFibreChannel).toEqual([
      {
        slot: 4,
        viosLparId: 1,
        viosName: 'v1',
        viosSlot: 20,
        wwpns: ['c0507600000a0000', 'c0507600000a0001'],
        port: null,
        loggedIn: null,
      },
    ])
  })

  it('reports what is no WWPN', async () => {
    const { patches, problems } = await readOutput(
      'lpar_name=p,lpar_id=3,slot_num=4,adapter_type=client,"wwpns=c0507600000a0000,xyz"\n',
    )
    expect(problems).toMatchObject([{ code: 'bad-value', column: 'wwpns' }])
    expect(partitionPatches(patches)[0]?.lists?.virtualFibreChannel?.[0]?.wwpns).toEqual(['c0507600000a0000'])
  })

  it('keeps server adapters without WWPNs in their own file', async () => {
    const server =
      'lpar_name=v1,lpar_id=1,slot_num=20,adapter_type=server,remote_lpar_id=3,remote_lpar_name=p,remote_slot_num=4\n'
    const { detection, patches } = await readOutput(server, 'S1_vfc.txt')
    expect(detection.kind).toMatch(/fc$/)
    expect(completeLists(patches)).toEqual(['virtualFibreChannel'])
  })
})

describe('physical slots', () => {
  it('belong to partitions; free ones to nobody', async () => {
    const { patches, problems } = await readOutput(
      'drc_index=21010010,lpar_name=v1,lpar_id=1,slot_io_pool_id=none,description=FC adapter,drc_name=U78-P1-C2\ndrc_index=21010011,lpar_name=null,lpar_id=none,slot_io_pool_id=none,description=Empty slot\n',
      'S1_system.slot.txt',
    )
    expect(problems).toEqual([])
    expect(partitionPatches(patches).map((patch) => patch.lists?.physicalSlots)).toEqual([
      [{ name: '21010010', description: 'FC adapter', required: null }],
    ])
    expect(completeLists(patches)).toEqual(['physicalSlots'])
  })
})

describe('SR-IOV logical ports', () => {
  it('are gathered into one list per partition', async () => {
    const { patches } = await readOutput(
      'config_id=0,lpar_name=p,lpar_id=3,adapter_id=1,logical_port_id=27004002,phys_port_id=0\nconfig_id=1,lpar_name=q,lpar_id=4,adapter_id=1,logical_port_id=27004003,phys_port_id=0\nconfig_id=2,lpar_name=p,lpar_id=3,adapter_id=1,logical_port_id=27004001,phys_port_id=1\nconfig_id=3,lpar_name=null,lpar_id=null,adapter_id=1,logical_port_id=27004009,phys_port_id=1\n',
      'S1_sriov_logport.txt',
    )
    expect(
      partitionPatches(patches).map((patch) => [
        patch.partition.lparId,
        patch.values.sriovPorts,
        patch.origin.line,
      ]),
    ).toEqual([
      [3, ['27004001', '27004002'], 1],
      [4, ['27004003'], 2],
    ])
    expect(completeLists(patches)).toEqual(['sriovPorts'])
  })
})
