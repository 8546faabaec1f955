/** Nothing that can stand in a file makes the importer throw, hang, or forget which file and line it was in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmcCliImporter } from '../../../electron/importers/hmc-cli/hmc-cli-importer.ts'
import { rowKinds } from '../../../electron/importers/hmc-cli/kinds.ts'
import { textKinds } from '../../../electron/importers/hmc-cli/detect.ts'
import type { Detection, ImportItem } from '../../../electron/importers/importer.ts'
import { fileOf, inS1, nowhere } from '../../support/command-output.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** One or two good lines of every command. */
const seeds: readonly string[] = [
  'name=S1,type_model=9009-42A,serial_num=7812345,state=Operating,"lpar_proc_compat_modes=default,POWER9",service_lpar_id=1\n',
  'name=p,lpar_id=3,lpar_env=aixlinux,state=Running,os_version=AIX 7.2,curr_profile=a,rmc_state=active\n',
  'name=a,lpar_name=p,lpar_id=3,desired_mem=1024,proc_mode=shared,desired_proc_units=0.5,"virtual_eth_adapters=""2/1/1/3,4,5/0/1/E/aa/all/none""","virtual_fc_adapters=""4/client/1/B/22/c05076058ba7001c,c05076058ba7001d/1""","virtual_scsi_adapters=2/client/1/v/5/1,3/client/1/v/6/1"\n',
  'lpar_name=p,lpar_id=3,curr_proc_mode=shared,curr_proc_units=0.3,curr_procs=1\nlpar_name=q,lpar_id=4,curr_proc_mode=ded,curr_procs=1\n',
  'lpar_name,lpar_id,curr_mem,mem_mode\np,3,1024,ded\n"q,r",4,2048,ded\n',
  'lpar_name=p,lpar_id=3,slot_num=2,is_trunk=1,port_vlan_id=10,"addl_vlan_ids=11,12",vswitch=ETHERNET0\n',
  'time,event_type,resource_type,lpar_name,lpar_id,capped_cycles,time_cycles\n01/05/2026 00:00:00,sample,lpar,p,3,0,0\n01/05/2026 01:00:00,sample,lpar,p,3,5,10\n',
  '"version= Version: 7\n Release: 7.9.0\n","base_version=V7R7.9.0\n"\n',
  'vhost0:U9009.42A.7812345-V1-C11:0x00000003:vt:Available:0x8100000000000000:hdisk5:U78:false\n',
  'vfchost0:U9009.42A.7812345-V1-C1:3:p:AIX:LOGGED_IN:fcs0:U78:5:a:fcs0:U9009.42A.7812345-V3-C7\n',
  '#hdisk0\nvalue\n\nno_reserve\n',
  'hdisk0:00f6db0a6c7d1d4f:140013\n',
  'fcs0:U78C0.001.DBJX589-P2-C3-T1:1:64:62:2048:2039\n',
  'ETHERNET STATISTICS (ent0) :\nMedia Speed Running: 10000 Mbps Full Duplex\n',
  '3.1.4.10\n',
  'No results were found.\n',
  'HSCL1234 An error.\n',
]

const names = [
  'x.txt',
  'S1_vscsi.txt',
  'S1_profiles.txt',
  'S1_vios1_lsmap-all.txt',
  'S1_vios1_lspv-size.txt',
  'S1_vios.txt',
]

async function readAll(
  bytes: Uint8Array,
  name: string,
  detection: Detection,
  known: boolean,
  piece: number,
): Promise<ImportItem[]> {
  const items: ImportItem[] = []
  for await (const item of hmcCliImporter.read(fileOf(bytes, name, piece), detection, known ? inS1 : nowhere))
    items.push(item)
  return items
}

function checkOrigins(items: readonly ImportItem[], name: string, bytes: Uint8Array): void {
  // UTF-16 has its line feeds in pairs of bytes; counting bytes is an upper bound in any encoding.
  const most = bytes.filter((byte) => byte === 10).length + 1
  for (const item of items) {
    const { origin } =
      item.type === 'patch' ? item.patch : item.type === 'answer' ? item.answer : item.problem
    expect(origin.file).toBe(name)
    if (origin.line !== null) {
      expect(origin.line).toBeGreaterThanOrEqual(1)
      expect(origin.line).toBeLessThanOrEqual(most)
    }
    if (item.type === 'problem') {
      expect(item.problem.found).not.toBe('')
      expect(item.problem.remedy).not.toBe('')
    }
  }
}

const damaged = fc
  .record({
    parts: fc.array(fc.constantFrom(...seeds), { minLength: 1, maxLength: 5 }),
    flips: fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), { maxLength: 12 }),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ parts, flips, keep }) => {
    const bytes = bytesOf(parts.join(''))
    for (const { at, byte } of flips) bytes[at % bytes.length] = byte
    return bytes.subarray(0, Math.ceil(bytes.length * keep))
  })

describe('damaged bytes', () => {
  it('never make it throw, and every item says where it is from', async () => {
    await fc.assert(
      fc.asyncProperty(
        damaged,
        fc.constantFrom(...names),
        fc.boolean(),
        fc.integer({ min: 1, max: 200 }),
        async (bytes, name, known, piece) => {
          const detection = hmcCliImporter.detect(fileOf(bytes, name))
          if (detection === null) return
          checkOrigins(await readAll(bytes, name, detection, known, piece), name, bytes)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('never make any reader throw, even one that was chosen wrongly', async () => {
    const kinds = [...rowKinds, ...textKinds].map((one) => one.kind)
    await fc.assert(
      fc.asyncProperty(damaged, fc.constantFrom(...kinds), async (bytes, kind) => {
        const items = await readAll(bytes, 'x.txt', { kind, confidence: 1, rank: 2 }, true, 64)
        checkOrigins(items, 'x.txt', bytes)
      }),
      { numRuns: 2_000 },
    )
  })

  it('give the same items however they are cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 50 }), async (bytes, piece) => {
        const detection = hmcCliImporter.detect(fileOf(bytes, 'x.txt'))
        if (detection === null) return
        const whole = await readAll(bytes, 'x.txt', detection, true, 1_000_000)
        expect(await readAll(bytes, 'x.txt', detection, true, piece)).toEqual(whole)
      }),
      { numRuns: 300 },
    )
  })

  it('of no kind at all are refused or read without a throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...names), async (bytes, name) => {
        const detection = hmcCliImporter.detect(fileOf(bytes, name))
        if (detection !== null) await readAll(bytes, name, detection, true, 100)
      }),
      { numRuns: 1_000 },
    )
  })
})

/** Texts that make careless patterns and quadratic loops stand still; half a megabyte of each must pass in the test's time. */
const FLOOD = 500_000
const floods: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(FLOOD),
  words: 'ab '.repeat(FLOOD / 3),
  'full stops': `${'.'.repeat(FLOOD)}x`,
  spaces: `hdisk0 a${' '.repeat(FLOOD)}x`,
  'at signs': '@'.repeat(FLOOD),
  quotes: '"'.repeat(FLOOD),
  'lines of a quote': '"\n'.repeat(FLOOD / 2),
  'opened quotes': 'name=a,"b=1\n'.repeat(FLOOD / 12),
  'doubled quotes on every line': `"${'a""b\n'.repeat(FLOOD / 5)}`,
  commas: `name=a${','.repeat(FLOOD)}`,
  'equals signs': `name${'='.repeat(FLOOD)}`,
  pairs: 'a=1,'.repeat(FLOOD / 4),
  'different pairs': Array.from({ length: FLOOD / 10 }, (_, at) => `a${at}=1`).join(','),
  'rows of different shapes': Array.from({ length: FLOOD / 20 }, (_, at) => `name=a,lpar_id=1,b${at}=1`).join(
    '\n',
  ),
  'colons behind an adapter': `vhost0${':'.repeat(FLOOD)}`,
  'slashes in a profile': `name=a,lpar_name=b,lpar_id=1,virtual_fc_adapters=4/client/1/${'/'.repeat(FLOOD)}x,io_slots=${'/'.repeat(FLOOD / 2)}`,
  'lists in a row': `lpar_name=p,lpar_id=3,slot_num=2,port_vlan_id=1,"addl_vlan_ids=${'1,'.repeat(FLOOD / 2)}"`,
  'lsdev again and again': 'lsdev '.repeat(FLOOD / 6),
  'header words': 'name lpar_id '.repeat(FLOOD / 13),
}

describe('floods', () => {
  it.each(Object.keys(floods))('of %s pass', async (what) => {
    const bytes = bytesOf(`name=p,lpar_id=3,lpar_env=aixlinux\n${floods[what] ?? ''}\n`)
    for (const kind of [
      'lssyscfg -r lpar',
      'lsmap -all',
      'lspv -size',
      'lsdev -attr',
      'chkdev -field name identifier',
    ])
      await readAll(bytes, 'x.txt', { kind, confidence: 1, rank: 2 }, true, 65_536)
    for (const name of names) hmcCliImporter.detect(fileOf(bytesOf(floods[what] ?? ''), name))
  })
})
