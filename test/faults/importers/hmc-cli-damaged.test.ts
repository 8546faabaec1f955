/** Files as they arrive: cut, re-encoded, mixed with messages, hand-copied. What is readable is read, the rest is named. */
import { describe, expect, it } from 'vitest'
import { importLimits } from '../../../electron/importers/importer.ts'
import type { SourceFile } from '../../../electron/importers/importer.ts'
import { hmcCliImporter } from '../../../electron/importers/hmc-cli/hmc-cli-importer.ts'
import {
  codes,
  completeLists,
  fileOf,
  inS1,
  partitionPatches,
  readOutput,
} from '../../support/command-output.ts'

const memoryRow = (id: number, memory = 1024): string =>
  `lpar_name=p${id},lpar_id=${id},curr_min_mem=256,curr_mem=${memory},curr_max_mem=4096,mem_mode=ded\n`
const rows = memoryRow(3) + memoryRow(4) + memoryRow(5)

const memories = async (content: string | Uint8Array, name?: string) => {
  const { patches, problems } = await readOutput(content, name)
  return {
    found: partitionPatches(patches).map((patch) => [patch.partition.lparId, patch.values.memoryMib]),
    problems,
    patches,
  }
}
const all = [
  [3, 1024],
  [4, 1024],
  [5, 1024],
]

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian)
  return bytes
}

describe('encodings', () => {
  it.each([
    ['CRLF', rows.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${rows}`],
    ['blank lines and rules between', rows.replaceAll('\n', '\n\n-----------\n')],
    ['UTF-16 little endian', utf16(`\uFEFF${rows}`, false)],
    ['UTF-16 big endian', utf16(`\uFEFF${rows}`, true)],
    ['UTF-16 without a mark', utf16(rows, false)],
  ])('%s make no difference', async (_what, content) => {
    const { found, problems } = await memories(content)
    expect(found).toEqual(all)
    expect(problems).toEqual([])
  })

  it('Latin-1 bytes of a translated message do not spoil the file', async () => {
    const message = Uint8Array.from('HSCLA4C0 Systeme ge\xe4ndert.\n', (letter) => letter.charCodeAt(0))
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode(`${rows}lpar_name=ż,lpar_id=6,curr_mem=1024\n`),
      ...message,
    ])
    const { found, problems } = await memories(bytes)
    expect(found).toEqual([...all, [6, 1024]])
    expect(problems[0]?.found).toContain('Systeme geändert.')
  })

  it('NUL bytes are dropped and counted once', async () => {
    const { found, problems } = await memories(rows.replace('p4', 'p\0\u00004').replace('p5', 'p5\0'))
    expect(found).toEqual(all)
    expect(problems).toMatchObject([{ code: 'nul-bytes', severity: 'warning', origin: { line: 2 } }])
    expect(problems[0]?.found).toContain('3 NUL bytes')
  })
})

describe('cut files', () => {
  it('lose the half value at the end, and say so', async () => {
    const cut = rows.slice(0, rows.lastIndexOf('1024') + 2)
    const { found, problems } = await memories(cut)
    expect(found).toEqual([
      [3, 1024],
      [4, 1024],
      [5, undefined],
    ])
    expect(problems).toMatchObject([{ code: 'truncated', origin: { line: 3 } }])
  })

  it('keep what stands before the half value', async () => {
    const cut = rows.slice(0, rows.lastIndexOf('4096') + 1)
    const { found, problems } = await memories(cut)
    expect(found).toEqual(all)
    expect(codes(problems)).toEqual(['truncated'])
  })

  it('cut at every byte never give a wrong figure', async () => {
    const text = memoryRow(3, 1024) + memoryRow(4, 123_456)
    for (let length = memoryRow(3).length + 1; length < text.length; length++) {
      const { patches } = await readOutput(text.slice(0, length), 'S1_lpar_mem.txt')
      for (const patch of partitionPatches(patches)) {
        if (patch.partition.lparId !== undefined) expect([3, 4]).toContain(patch.partition.lparId)
        expect([1024, 123_456, undefined]).toContain(patch.values.memoryMib)
        expect([4096, undefined]).toContain(patch.values.maxMemoryMib)
      }
    }
  })

  it('with a table are noticed by the missing columns', async () => {
    const { found, problems } = await memories('lpar_name,lpar_id,curr_mem,mem_mode\np3,3,1024,ded\np4,4,10')
    expect(found).toEqual([[3, 1024]])
    expect(codes(problems)).toEqual(['truncated'])
  })

  it('are not complete', async () => {
    const eth = 'lpar_name=p,lpar_id=3,slot_num=2,is_trunk=0,port_vlan_id=10,vswitch=ETHERNET0\n'
    const { patches } = await readOutput(eth + eth.slice(0, -15), 'S1_veth.txt')
    expect(completeLists(patches)).toEqual([])
    expect(completeLists((await readOutput(eth, 'S1_veth.txt')).patches)).toHaveLength(2)
  })

  it('that only lack the last line feed are whole', async () => {
    const { found, problems } = await memories(rows.trimEnd())
    expect(found).toEqual(all)
    expect(problems).toEqual([])
  })
})

describe('rows that do not fit', () => {
  it('an unclosed quote costs its row from there on', async () => {
    const { found, problems } = await memories(
      rows.replace('lpar_name=p4,lpar_id=4,', 'lpar_id=4,curr_mem=512,"lpar_name=p4,'),
    )
    expect(found).toEqual([
      [3, 1024],
      [4, 512],
      [5, 1024],
    ])
    expect(problems).toMatchObject([{ code: 'unclosed-quote', origin: { line: 2 } }])
  })

  it('a table row with a value too many or too few is left out alone', async () => {
    const { found, problems } = await memories(
      'lpar_name,lpar_id,curr_mem,mem_mode\np3,3,1024,ded\np4,4,1024\np5,5,1024,ded,x\np6,6,1024,ded\n',
    )
    expect(found).toEqual([
      [3, 1024],
      [6, 1024],
    ])
    expect(problems.map((problem) => [problem.code, problem.origin.line])).toEqual([
      ['column-count', 3],
      ['column-count', 4],
    ])
  })

  it('messages among rows are problems, not rows', async () => {
    const { found, problems } = await memories(
      `${memoryRow(3)}HSCL8012 The partition named x was not found.\nPołączenie zostało przerwane przez serwer.\n${memoryRow(4)}`,
    )
    expect(found).toEqual(all.slice(0, 2))
    expect(problems.map((problem) => [problem.code, problem.origin.line])).toEqual([
      ['command-failed', 2],
      ['command-failed', 3],
    ])
  })

  it('rows without names are refused with the remedy', async () => {
    const { patches, problems } = await readOutput('p3,3,1024\np4,4,2048\n', 'S1_lpar_mem.txt')
    expect(patches).toEqual([])
    expect(problems).toMatchObject([{ code: 'no-header', severity: 'error', origin: { line: 1 } }])
    expect(problems[0]?.remedy).toContain('--header')
    expect(problems[0]?.found).toContain('2 rows')
  })

  it('unknown attributes are one note per file', async () => {
    const odd = rows.replaceAll('mem_mode=ded', 'mem_mode=ded,quantum_mem=1,warp_factor=9')
    const { found, problems } = await memories(odd)
    expect(found).toEqual(all)
    expect(problems).toMatchObject([{ code: 'unknown-attribute', severity: 'note', origin: { line: 1 } }])
    expect(problems[0]?.found).toContain('quantum_mem, warp_factor')
  })

  it('outputs of several commands in one file go to their readers', async () => {
    const { patches } = await readOutput(
      `${rows}lpar_name=p3,lpar_id=3,curr_proc_mode=shared,curr_proc_units=1.5,curr_procs=2\nconfigurable_sys_mem=9999,mem_region_size=256\n`,
    )
    expect(partitionPatches(patches).at(-1)?.values.entitledCenti).toBe(150)
    expect(patches.at(-1)).toMatchObject({ entity: 'server', values: { configurableMemoryMib: 9999 } })
  })
})

describe('limits', () => {
  it('problems are listed up to the limit and counted beyond it', async () => {
    const many = importLimits.problemsPerFile + 500
    const text = Array.from(
      { length: many },
      (_, at) => `lpar_name=p${at},lpar_id=${at},curr_mem=x${at}\n`,
    ).join('')
    const { problems } = await readOutput(text)
    expect(problems).toHaveLength(importLimits.problemsPerFile + 1)
    expect(problems.at(-1)).toMatchObject({ code: 'too-many-problems' })
    expect(problems.at(-1)?.found).toContain('500')
  })

  it('an over-long line is left out, and its neighbours are read', async () => {
    const long = 'x'.repeat(importLimits.lineCharacters + 1)
    const { found, problems } = await memories(
      `${memoryRow(3)}lpar_name=${long},lpar_id=9,curr_mem=1\n${memoryRow(4)}`,
    )
    expect(found).toEqual(all.slice(0, 2))
    expect(problems).toMatchObject([{ code: 'line-too-long', origin: { line: 2 } }])
  })

  it('rows beyond the limit are refused with a sentence', async () => {
    const blank = new TextEncoder().encode('\n'.repeat(100_000))
    const head = new TextEncoder().encode(rows)
    const file: SourceFile = {
      ...fileOf(head),
      async *chunks() {
        await Promise.resolve()
        yield head
        for (let at = 0; at < importLimits.rowsPerFile; at += 100_000) yield blank
        yield new TextEncoder().encode(memoryRow(9))
      },
    }
    const detection = hmcCliImporter.detect(file)
    const items = []
    if (detection !== null)
      for await (const item of hmcCliImporter.read(file, detection, inS1)) items.push(item)
    expect(items.filter((item) => item.type === 'patch')).toHaveLength(3)
    expect(items.at(-1)).toMatchObject({ type: 'problem', problem: { code: 'too-many-rows' } })
  })
})
