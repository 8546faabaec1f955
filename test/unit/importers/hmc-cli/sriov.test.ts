import { describe, expect, it } from 'vitest'
import {
  codes,
  completeLists,
  partitionPatches,
  readOutput,
  serverPatches,
} from '../../../support/command-output.ts'

const listsOf = (patches: Parameters<typeof serverPatches>[0]) =>
  serverPatches(patches).map((one) => one.lists)

describe('SR-IOV adapters', () => {
  const header = 'adapter_id,slot_id,config_state,functional_state,phys_loc,phys_ports,sriov_status\n'

  it('are those in shared mode, and all of them', async () => {
    const rows = '1,21010020,sriov,1,U1-C4,2,Running\nnull,21010021,dedicated,1,U1-C5,2,null\n'
    const { patches, problems } = await readOutput(header + rows, 'S1_sriov_adapter.txt')
    expect(problems).toEqual([])
    expect(listsOf(patches)).toEqual([
      { sriovAdapters: [{ id: 1, location: 'U1-C4', state: 'running', ports: 2 }] },
    ])
    expect(completeLists(patches)).toEqual(['sriovAdapters'])
  })

  it('are not all of them after a row without a readable id', async () => {
    const { patches, problems } = await readOutput(
      header + 'x,21010020,sriov,1,U1-C4,2,running\n',
      'S1_sriov_adapter.txt',
    )
    expect(codes(problems)).toEqual(['bad-value'])
    expect(listsOf(patches)).toEqual([])
    expect(completeLists(patches)).toEqual([])
  })

  it('are none where the command says so', async () => {
    const { patches } = await readOutput('No results were found.\n', 'S1_sriov_adapter.txt')
    expect(completeLists(patches)).toEqual(['sriovAdapters'])
  })
})

describe('SR-IOV physical ports', () => {
  const header =
    'adapter_id,phys_port_id,phys_port_loc,phys_port_label,phys_port_sub_label,state,config_logical_ports,phys_port_max_logical_ports,min_eth_capacity_granularity\n'

  it('have labels, a link, room and a granularity', async () => {
    const { patches, problems } = await readOutput(
      `${header}1,0,U1-T1,blue,,1,5,60,2.0\n2,1,U2-T2,null,null,0,0,4,1.0\n`,
    )
    expect(problems).toEqual([])
    expect(listsOf(patches)).toMatchObject([
      {
        sriovPhysicalPorts: [
          {
            adapterId: 1,
            portId: 0,
            location: 'U1-T1',
            label: 'blue',
            subLabel: '',
            linkUp: true,
            logicalPorts: 5,
            maxLogicalPorts: 60,
            capacityStep: 200,
            allocatedCapacity: null,
          },
        ],
      },
      { sriovPhysicalPorts: [{ adapterId: 2, portId: 1, label: '', linkUp: false, capacityStep: 100 }] },
    ])
    // One --level never shows all of them.
    expect(completeLists(patches)).toEqual([])
  })

  it.each([
    ['a share above 100', '1,0,U1-T1,blue,,1,5,60,200\n', 'bad-value', 1],
    ['a link that is no flag', '1,0,U1-T1,blue,,up,5,60,2.0\n', 'bad-value', 1],
    ['a port without an id', '1,,U1-T1,blue,,1,5,60,2.0\n', 'port-without-id', 0],
  ])('report %s', async (_what, row, code, rows) => {
    const { patches, problems } = await readOutput(header + row)
    expect(codes(problems)).toEqual([code])
    expect(listsOf(patches)).toHaveLength(rows)
  })
})

describe('logical ports', () => {
  const row = (lpar: string, id: string, port: number, capacity: string) =>
    `lpar_name=${lpar},lpar_id=3,adapter_id=1,logical_port_id=${id},phys_port_id=${port},capacity=${capacity}\n`

  it('add up on their physical port', async () => {
    const { patches, problems } = await readOutput(
      row('p', '27004001', 0, '2.0') + row('p', '27004002', 0, '10.25') + row('p', '27004003', 1, '1.0'),
    )
    expect(problems).toEqual([])
    expect(listsOf(patches)).toMatchObject([
      { sriovPhysicalPorts: [{ portId: 0, allocatedCapacity: 1_225, allocatedOf: 2 }] },
      { sriovPhysicalPorts: [{ portId: 1, allocatedCapacity: 100, allocatedOf: 1 }] },
    ])
  })

  it('leave the sum open where one cannot be read', async () => {
    const { patches, problems } = await readOutput(
      row('p', '27004001', 0, '2.0') + row('p', '27004002', 0, 'much'),
    )
    expect(codes(problems)).toEqual(['bad-value'])
    expect(listsOf(patches)).toMatchObject([
      { sriovPhysicalPorts: [{ portId: 0, allocatedCapacity: null, allocatedOf: 2 }] },
    ])
  })
})

describe('vNIC adapters', () => {
  const read = async (backing: string) => {
    const text = `lpar_name=p,lpar_id=3,slot_num=7,port_vlan_id=10,mac_addr=EE:00:00:00:00:07,${backing}\n`
    const { patches, problems } = await readOutput(text)
    return { problems, vnic: partitionPatches(patches)[0]?.lists?.vnics?.[0] }
  }

  it('have the backing devices of newer and of older levels', async () => {
    const { problems, vnic } = await read(
      '"backing_devices=sriov/v/1/1/1/0/27004003/2.0/4.0/50/100.0/100.0,sriov/v2/2/2/1/27004004/2.0/2.5/60"',
    )
    expect(problems).toEqual([])
    expect(vnic).toEqual({
      slot: 7,
      portVlanId: 10,
      macAddress: 'ee0000000007',
      backingDevices: 2,
      backing: [
        // A VIOS may be called "v/1".
        { viosLparId: 1, viosName: 'v/1', viosUuid: null, adapterId: 1, portId: 0, capacity: 400 },
        { viosLparId: 2, viosName: 'v2', viosUuid: null, adapterId: 2, portId: 1, capacity: 250 },
      ],
    })
  })

  it.each([
    ['half a device', 'backing_devices=sriov/v1/1/1'],
    ['another kind', 'backing_devices=veth/v1/1/1/0/27004003/2.0/2.0/50'],
    ['an adapter that is no number', 'backing_devices=sriov/v1/1/a/0/27004003/2.0/2.0/50'],
    ['a capacity above 100 %', 'backing_devices=sriov/v1/1/1/0/27004003/200/200/50'],
  ])('do not say what backs them with %s', async (_what, backing) => {
    const { problems, vnic } = await read(backing)
    expect(codes(problems)).toEqual(['bad-value'])
    expect(vnic).toMatchObject({ slot: 7, backingDevices: 1, backing: null })
  })

  it('do not say what backs them without the column', async () => {
    const { vnic } = await read('auto_priority_failover=1')
    expect(vnic).toMatchObject({ slot: 7, backing: null })
  })
})
