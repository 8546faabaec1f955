import { describe, expect, it } from 'vitest'
import { hmcCliImporter } from '../../../../electron/importers/hmc-cli/hmc-cli-importer.ts'
import { fileOf } from '../../../support/command-output.ts'

const detect = (content: string, name = 'output.txt') => hmcCliImporter.detect(fileOf(content, name))

describe('detection by content', () => {
  it.each([
    ['name=s1,type_model=9009-42A,serial_num=7812345,state=Operating\n', 'lssyscfg -r sys', 0],
    ['name=p1,lpar_id=3,lpar_env=aixlinux,state=Running\n', 'lssyscfg -r lpar', 1],
    [
      'name=default,lpar_name=p1,lpar_id=3,min_mem=1024,desired_mem=2048,max_mem=4096\n',
      'lssyscfg -r prof',
      2,
    ],
    ['configurable_sys_proc_units=20.0,curr_avail_sys_proc_units=2.0\n', 'lshwres -r proc --level sys', 2],
    [
      'configurable_sys_mem=32768,curr_avail_sys_mem=13696,mem_region_size=128\n',
      'lshwres -r mem --level sys',
      2,
    ],
    [
      'lpar_name=nim1,lpar_id=5,curr_proc_mode=shared,curr_proc_units=0.3\n',
      'lshwres -r proc --level lpar',
      2,
    ],
    ['lpar_name=nim1,lpar_id=5,curr_mem=6144,pend_mem=6144\n', 'lshwres -r mem --level lpar', 2],
    ['name=DefaultPool,shared_proc_pool_id=0\n', 'lshwres -r procpool', 2],
    ['curr_pool_mem=1024,curr_max_pool_mem=2048,paging_vios_names=v1\n', 'lshwres -r mempool', 2],
    ['vswitch=ETHERNET0(Default),switch_mode=VEB\n', 'lshwres -r virtualio --rsubtype vswitch', 2],
    [
      'lpar_name=p,lpar_id=3,slot_num=2,is_trunk=0,port_vlan_id=10\n',
      'lshwres -r virtualio --rsubtype eth',
      2,
    ],
    [
      'lpar_name=p,lpar_id=3,slot_num=4,adapter_type=client,remote_slot_num=11\n',
      'lshwres -r virtualio --rsubtype scsi',
      2,
    ],
    [
      'lpar_name=v,lpar_id=1,slot_num=4,adapter_type=server,remote_slot_num=11\nlpar_name=p,lpar_id=3,slot_num=4,adapter_type=client,"wwpns=c0507600000a0000,c0507600000a0001"\n',
      'lshwres -r virtualio --rsubtype fc',
      2,
    ],
    ['lpar_name=p,lpar_id=3,curr_max_virtual_slots=32\n', 'lshwres -r virtualio --rsubtype slot', 2],
    [
      'drc_index=21010010,lpar_name=null,lpar_id=none,slot_io_pool_id=none\n',
      'lshwres -r io --rsubtype slot',
      2,
    ],
    ['lic_type=Managed System,ecnumber=01VL950,activated_level=99\n', 'lslic', 2],
    ['name=p,lpar_id=3,migration_state=Not Migrating\n', 'lslparmigr -r lpar', 1],
    ['num_active_migrations_supported=16,active_lpar_mobility_capable=1\n', 'lslparmigr -r sys', 2],
    ['source_msp_name=v1,source_msp_id=1,"dest_msp_names=v1,v2"\n', 'lslparmigr -r msp', 2],
    ['time=01/05/2026 10:00:00,event_type=sample,resource_type=lpar,lpar_id=3\n', 'lslparutil -r lpar', 2],
    ['"version= Version: 7\n Release: 7.9.0\n","base_version=V7R7.9.0\n"\n', 'lshmc -V', 2],
    ['Version: 10\nRelease: 3\nService Pack: 1060\n', 'lshmc -V (text)', 2],
    ['3.1.4.10\n', 'ioslevel', 2],
    ['vhost0:U9009.42A.7812345-V1-C11:0x00000003: \n', 'lsmap -all', 2],
    [
      'vfchost0:U9117.MMB.xxxxxxx-V1-C1:3:nim1:AIX:LOGGED_IN:fcs0:U78:5:a:fcs0:U9117-V3-C1\n',
      'lsmap -all -npiv',
      2,
    ],
    ['ent5:U9009.42A.7812345-V1-C2-T1:ent8:ent1:Available:\n', 'lsmap -all -net', 2],
    ['name physloc fabric tports aports swwpns awwpns\nfcs0 U78-T1 1 64 62 2048 2039\n', 'lsnports', 2],
    ['#ent5\nETHERNET STATISTICS (ent5) :\nMedia Speed Running: 10000 Mbps Full Duplex\n', 'entstat', 2],
  ])('%j', (content, kind, rank) => {
    expect(detect(content)).toMatchObject({ kind, rank })
    expect(detect(content)?.confidence).toBeGreaterThanOrEqual(0.7)
  })

  it('reads -F tables with a header by the same names', () => {
    expect(detect('lpar_name:lpar_id:curr_mem\np1:3:1024\n')?.kind).toBe('lshwres -r mem --level lpar')
  })

  it('leaves server adapters without clients to the file name', () => {
    const row = 'lpar_name=v,lpar_id=1,slot_num=4,adapter_type=server,remote_lpar_id=3,remote_slot_num=11\n'
    expect(detect(row, 'S1_vfc.txt')?.kind).toMatch(/fc$/)
    expect(detect(row, 'S1_vscsi.txt')?.kind).toMatch(/scsi$/)
  })
})

describe('detection by name', () => {
  it.each([
    ['S1_vfc.txt', 'lshwres -r virtualio --rsubtype fc'],
    ['S1_vscsi.txt', 'lshwres -r virtualio --rsubtype scsi'],
    ['north/My Server 1_lpar_conf.txt', 'lssyscfg -r lpar'],
    ['S1_system.slot.txt', 'lshwres -r io --rsubtype slot'],
    ['S1_vnic_lpar.txt', 'lshwres -r virtualio --rsubtype vnic'],
    ['lshwres -r virtualio --rsubtype eth --level lpar -m S1.txt', 'lshwres -r virtualio --rsubtype eth'],
    ['S1_sriov_logport.txt', 'lshwres -r sriov --rsubtype logport'],
    ['S1_vios1_lsmap-all.txt', 'lsmap -all'],
  ])('%s, of which only a message is there', (name, kind) => {
    expect(detect('No results were found.\n', name)?.kind).toBe(kind)
    expect(detect('HSCL1234 The command failed.\n', name)?.kind).toBe(kind)
  })

  it('takes the list of VIOS that HMC Scanner stores without a header', () => {
    expect(detect('vio1,vioserver\nvio2,vioserver\n', 'S1_vios.txt')?.kind).toBe(
      'lssyscfg -r lpar -F name,lpar_env',
    )
  })

  it('takes an error of the HMC under any name', () => {
    expect(detect('HSCL350B The user does not have the appropriate authority.\n', 'x.txt')?.kind).toBe(
      'HMC messages',
    )
  })
})

describe('files of others', () => {
  it.each([
    ['<feed xmlns="http://www.w3.org/2005/Atom"/>', 'systems.xml'],
    ['{"name":"a","lpar_id":1}', 'a.json'],
    ['PK\u0003\u0004aaaa', 'a.xlsx'],
    ['server;cores;memory\nA;24;1024\n', 'servers.csv'],
    ['A plain letter. It has two sentences, and no data at all.\n', 'readme.txt'],
    ['key=value\nother=thing\n', 'app.properties'],
    ['', 'empty.txt'],
    ['\n\n\n', 'blank.txt'],
  ])('%j are left alone', (content, name) => {
    expect(detect(content, name)).toBeNull()
  })
})
