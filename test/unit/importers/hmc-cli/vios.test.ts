import { describe, expect, it } from 'vitest'
import { parseVirtualLocation } from '../../../../electron/importers/hmc-cli/vios-text.ts'
import type { FleetPatch } from '../../../../shared/inventory/patch.ts'
import {
  codes,
  completeLists,
  inS1,
  nowhere,
  partitionPatches,
  readOutput,
} from '../../../support/command-output.ts'

const mappings = (patches: readonly FleetPatch[], entity: 'scsi-mapping' | 'fc-mapping') =>
  patches.filter((patch) => patch.entity === entity)

describe('virtual location codes', () => {
  it('name system, partition and slot', () => {
    expect(parseVirtualLocation('U9009.42A.7812345-V1-C11')).toEqual({
      typeModel: '9009-42A',
      serial: '7812345',
      lparId: 1,
      slot: 11,
    })
    expect(parseVirtualLocation('U9009.42A.7812345-V12-C105-T1')).toMatchObject({ lparId: 12, slot: 105 })
    for (const text of ['', 'U78AA.001.WZSGXXX-P1-C4-T1', 'U9009.42A.7812345-V1', 'nonsense'])
      expect(parseVirtualLocation(text)).toBeNull()
  })
})

describe('lsmap -all', () => {
  const lines = [
    'vhost0:U9009.42A.7812345-V1-C11:0x00000003:vtscsi0:Available:0x8100000000000000:hdisk5:U78AA.001.X-P1-C1:false:vt1:Available:0x8200000000000000:lv_boot::false',
    'vhost1:U9009.42A.7812345-V1-C12:0x0000002c:vtopt0:Available:0x8100000000000000:/var/vio/VMLibrary/aix.iso::false',
    'vhost2:U9009.42A.7812345-V1-C13:0x00000000: ',
    'vhost3:U9009.42A.7812345-V1-C14:0x00000005:vf:Available:0x8100000000000000:/var/vio/storagepools/p/f::false',
    'vhost4:U9009.42A.7812345-V1-C15:0x00000006:lu:Available:0x8100000000000000:lu1.5c1a2b3c4d5e6f708192a3b4c5d6e7f8:',
    '',
  ].join('\n')

  it('gives the backing devices of each adapter', async () => {
    const { patches, problems } = await readOutput(lines, 'lsmap-all.txt', nowhere)
    expect(problems).toEqual([])
    expect(mappings(patches, 'scsi-mapping')).toMatchObject([
      {
        server: { typeModel: '9009-42A', serial: '7812345' },
        vios: { lparId: 1 },
        viosSlot: 11,
        clientLparId: 3,
        origin: { line: 1 },
        backing: [
          { kind: 'disk', name: 'hdisk5', uniqueId: null },
          { kind: 'logical-volume', name: 'lv_boot' },
        ],
      },
      { viosSlot: 12, clientLparId: 44, backing: [{ kind: 'optical' }] },
      { viosSlot: 13, clientLparId: null, backing: [] },
      { viosSlot: 14, backing: [{ kind: 'file', name: '/var/vio/storagepools/p/f' }] },
      { viosSlot: 15, backing: [{ kind: 'shared-pool-unit' }] },
    ])
  })

  it('belongs to the system of the file where location codes are anonymous', async () => {
    const { patches } = await readOutput(lines.replaceAll('7812345', 'XXXXXXX'), 'S1_vios1_lsmap-all.txt')
    expect(mappings(patches, 'scsi-mapping')[0]).toMatchObject({ server: inS1.system, vios: { lparId: 1 } })
  })

  it('is read from the form, too', async () => {
    const form = `SVSA            Physloc                                      Client Partition ID
--------------- -------------------------------------------- ------------------
vhost0          U9009.42A.7812345-V1-C11                     0x00000003

VTD                   vtscsi0
Status                Available
LUN                   0x8100000000000000
Backing device        hdisk5
Physloc               U789D.001.DQDWWHY-P1-C1-T1
Mirrored              false

VTD                   vtscsi1
Status                Available
LUN                   0x8200000000000000
Backing device        hdisk6
Physloc
Mirrored              false

SVSA            Physloc                                      Client Partition ID
--------------- -------------------------------------------- ------------------
vhost1          U9009.42A.7812345-V1-C12                     0x00000004

VTD                   NO VIRTUAL TARGET DEVICE FOUND
`
    const { patches, problems } = await readOutput(form, 'lsmap.txt', nowhere)
    expect(problems).toEqual([])
    expect(mappings(patches, 'scsi-mapping')).toMatchObject([
      {
        viosSlot: 11,
        clientLparId: 3,
        origin: { line: 3 },
        backing: [{ name: 'hdisk5' }, { name: 'hdisk6' }],
      },
      { viosSlot: 12, clientLparId: 4, backing: [] },
    ])
  })

  it('reports a line that does not fit', async () => {
    const { patches, problems } = await readOutput(
      `${lines}vhost9:U9009.42A.7812345-V1-C19:0x00000007:a:b:c:d\n`,
    )
    expect(mappings(patches, 'scsi-mapping')).toHaveLength(5)
    expect(problems).toMatchObject([{ code: 'unreadable-line', origin: { line: 6 } }])
  })
})

describe('lsmap -all -npiv', () => {
  it('gives port and login of each adapter', async () => {
    const { patches, problems } = await readOutput(
      [
        'vfchost0:U9117.MMB.xxxxxxx-V1-C1:3:nim1:AIX:LOGGED_IN:fcs0:U78C0.001.DBJX589-P2-C3-T1:5:a:fcs0:U9117.MMB.xxxxxxx-V3-C7',
        'vfchost1:U9117.MMB.xxxxxxx-V1-C2:4:a:b:Linux:NOT_LOGGED_IN:fcs1:U78C0.001.DBJX589-P2-C3-T2:0:4::',
        'vfchost2:U9117.MMB.xxxxxxx-V1-C3:5: : :NOT_LOGGED_IN: : :0:1: : ',
        '',
      ].join('\n'),
      'npiv.txt',
    )
    expect(problems).toEqual([])
    expect(mappings(patches, 'fc-mapping')).toMatchObject([
      {
        server: inS1.system,
        vios: { lparId: 1 },
        viosSlot: 1,
        clientLparId: 3,
        clientSlot: 7,
        port: 'fcs0',
        loggedIn: true,
      },
      { viosSlot: 2, clientLparId: 4, clientSlot: null, port: 'fcs1', loggedIn: false },
      { viosSlot: 3, clientLparId: 5, port: null, loggedIn: false },
    ])
  })

  it('is read from the form, too', async () => {
    const form = `Name          Physloc                            ClntID ClntName       ClntOS
------------- ---------------------------------- ------ -------------- -------
vfchost0      U8205.E6C.066ABCP-V1-C20                3 lpar3          AIX

Status:LOGGED_IN
FC name:fcs0                    FC loc code:U78AA.001.WZSGXXX-P1-C4-T1
Ports logged in:2
Flags:a<LOGGED_IN,STRIP_MERGE>
VFC client name:fcs0            VFC client DRC:U8205.E6C.066ABCP-V3-C21
`
    const { patches } = await readOutput(form, 'x.txt', nowhere)
    expect(mappings(patches, 'fc-mapping')).toMatchObject([
      {
        server: { typeModel: '8205-E6C', serial: '066ABCP' },
        viosSlot: 20,
        clientLparId: 3,
        clientSlot: 21,
        port: 'fcs0',
        loggedIn: true,
      },
    ])
  })
})

describe('disks of a VIOS', () => {
  it('have sizes (lspv -size, both forms)', async () => {
    for (const text of [
      'hdisk0:00f6db0a6c7d1d4f:140013\nhdisk1:none:51200\n',
      'NAME            PVID                                SIZE(megabytes)\nhdisk0          00f6db0a6c7d1d4f                    140013\nhdisk1          none                                51200\n',
    ]) {
      const { patches, problems } = await readOutput(text, 'S1_vios1_lspv-size.txt')
      expect(problems).toEqual([])
      expect(partitionPatches(patches).map((patch) => patch.viosLists?.physicalVolumes?.[0])).toEqual([
        { name: 'hdisk0', uniqueId: null, sizeMib: 140013, reservePolicy: null },
        { name: 'hdisk1', uniqueId: null, sizeMib: 51200, reservePolicy: null },
      ])
      expect(completeLists(patches)).toEqual(['physicalVolumes'])
    }
  })

  it('are not all in lspv -free', async () => {
    const { patches } = await readOutput('hdisk3:00f6db0a6c7d1d4f:140013\n', 'S1_vios1_lspv-free.txt')
    expect(completeLists(patches)).toEqual([])
  })

  it('have identifiers (chkdev, both forms)', async () => {
    for (const text of [
      'hdisk1:3321360050768018E\nhdisk2:\n',
      'NAME:                 hdisk1\nIDENTIFIER:           3321360050768018E\nPHYS2VIRT_CAPABLE:    YES\n',
    ]) {
      const { patches } = await readOutput(text, 'S1_vios1_lspv-uuid.txt')
      expect(partitionPatches(patches)[0]).toMatchObject({
        kind: 'vios',
        partition: { name: 'vios1' },
        viosLists: { physicalVolumes: [{ name: 'hdisk1', uniqueId: '3321360050768018E' }] },
      })
    }
  })

  it('have reserve policies (lsdev, values or tables, one disk after the other)', async () => {
    const { patches, problems } = await readOutput(
      '#hdisk0\nvalue\n\nsingle_path\n#hdisk1\nattribute value description user_settable\n\nreserve_policy no_reserve Reserve Policy True\n$ lsdev -dev hdisk2 -attr reserve_policy\nvalue\n\npr_shared\n',
      'S1_vios1_lsdev-reserve.txt',
    )
    expect(problems).toEqual([])
    expect(partitionPatches(patches).map((patch) => patch.viosLists?.physicalVolumes?.[0])).toEqual([
      { name: 'hdisk0', uniqueId: null, sizeMib: null, reservePolicy: 'single_path' },
      { name: 'hdisk1', uniqueId: null, sizeMib: null, reservePolicy: 'no_reserve' },
      { name: 'hdisk2', uniqueId: null, sizeMib: null, reservePolicy: 'PR_shared' },
    ])
  })

  it('without a device name are asked for', async () => {
    const { patches, problems } = await readOutput('value\n\nno_reserve\n', 'lsdev.txt')
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['device-unknown'])
  })
})

describe('other VIOS commands', () => {
  const onlyVios = async (text: string, name = 'x.txt') => {
    const { patches, problems } = await readOutput(text, name)
    expect(problems).toEqual([])
    return partitionPatches(patches).map((patch) => patch.viosValues)
  }

  it('ioslevel gives the level', async () => {
    expect(await onlyVios('3.1.4.10\n')).toEqual([{ level: '3.1.4.10' }])
  })

  it('lsdev -dev vioslpm0 -attr gives the mover settings', async () => {
    const text =
      'attribute       value  description                              user_settable\n\ncfg_msp_lpm_ops 8      Configured number of concurrent operations True\nconcurrency_lvl 4      Concurrency level True\nmax_latency 3 x True\n'
    expect(await onlyVios(text)).toEqual([{ moverSlots: 8 }, { concurrencyLevel: 4 }])
  })

  it.each([
    ['Media Speed Running: 10000 Mbps Full Duplex', 10],
    ['Media Speed Running: 25 Gbps Full Duplex\nMedia Speed Running: 1000 Mbps Full Duplex', 25],
    ['Media Speed Running: 1000 Mbps Full Duplex\nMedia Speed Running: Unknown', 1],
  ])('entstat gives the fastest link: %j', async (text, linkGbps) => {
    expect(await onlyVios(`ETHERNET STATISTICS (ent0) :\n${text}\n`)).toEqual([{ linkGbps }])
  })

  it('lsnports gives ports, as lines or as a table', async () => {
    for (const text of [
      'fcs0:U78C0.001.DBJX589-P2-C3-T1:1:64:62:2048:2039\nfcs1:U78C0.001.DBJX589-P2-C3-T2:0:64:64:2048:2048\n',
      'name             physloc                        fabric tports aports swwpns  awwpns\nfcs0             U78C0.001.DBJX589-P2-C3-T1          1     64     62   2048    2039\nfcs1             U78C0.001.DBJX589-P2-C3-T2          0     64     64   2048    2048\n',
    ]) {
      const { patches, problems } = await readOutput(text)
      expect(problems).toEqual([])
      expect(partitionPatches(patches).map((patch) => patch.viosLists?.fibreChannelPorts?.[0])).toEqual([
        { name: 'fcs0', wwpn: null, npivReady: true, totalPorts: 64, availablePorts: 62 },
        { name: 'fcs1', wwpn: null, npivReady: false, totalPorts: 64, availablePorts: 64 },
      ])
      expect(completeLists(patches)).toEqual(['fibreChannelPorts'])
    }
  })

  it('fcstat gives the WWPN of a port', async () => {
    const { patches } = await readOutput(
      '#fcs0\nFIBRE CHANNEL STATISTICS REPORT: fcs0\nDevice Type: 8Gb PCI Express Dual Port FC Adapter\nWorld Wide Node Name: 0x20000090FA1B2C3D\nWorld Wide Port Name: 0x10000090FA1B2C3D\n',
    )
    expect(partitionPatches(patches)[0]?.viosLists?.fibreChannelPorts).toEqual([
      { name: 'fcs0', wwpn: '10000090fa1b2c3d', npivReady: null, totalPorts: null, availablePorts: null },
    ])
  })

  it('need the VIOS to be named', async () => {
    const { patches, problems } = await readOutput('3.1.4.10\n', 'ioslevel.txt', { ...inS1, viosName: null })
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['vios-unknown'])
  })

  it('fail with a message of the HMC or of the VIOS', async () => {
    for (const text of [
      'HSCL2970 The IOServer command has failed.',
      'VIOSE01000152-0152 Not permitted.',
      '0514-040 Error initializing.',
    ]) {
      const { patches, problems } = await readOutput(`${text}\n`, 'S1_vios1_lsmap-all.txt')
      expect(patches).toEqual([])
      expect(codes(problems)).toEqual(['command-failed'])
    }
  })
})
