import { describe, expect, it } from 'vitest'
import {
  AttributeGrammar,
  headerOf,
  splitList,
} from '../../../../electron/importers/hmc-cli/attribute-rows.ts'
import type { AttributeRow, GrammarItem } from '../../../../electron/importers/hmc-cli/attribute-rows.ts'
import { RecordJoiner } from '../../../../electron/importers/hmc-cli/records.ts'
import type { TextRecord } from '../../../../electron/importers/hmc-cli/records.ts'

function recordsOf(text: string): TextRecord[] {
  const joiner = new RecordJoiner(',')
  const lines = text.split('\n')
  const whole = text.endsWith('\n')
  if (whole) lines.pop()
  return [
    ...lines.flatMap((line, at) =>
      joiner.push({ number: at + 1, text: line, ended: whole || at < lines.length - 1 }),
    ),
    ...joiner.end(),
  ]
}

function itemsOf(text: string): GrammarItem[] {
  const grammar = new AttributeGrammar()
  return recordsOf(text).flatMap((record) => grammar.read(record) ?? [])
}

function rowsOf(text: string): AttributeRow[] {
  return itemsOf(text).filter((item) => item.type === 'row')
}

const valuesOf = (text: string): Record<string, string> => Object.fromEntries(rowsOf(text)[0]?.values ?? [])

describe('attribute rows', () => {
  it('splits pairs at the first equals sign only', () => {
    expect(valuesOf('name=a=b,lpar_id=5,description=x=y=z\n')).toEqual({
      name: 'a=b',
      lpar_id: '5',
      description: 'x=y=z',
    })
  })

  it('keeps an empty value apart from an absent one', () => {
    const values = valuesOf('curr_profile=,rmc_ipaddr=,lpar_id=1\n')
    expect(values['curr_profile']).toBe('')
    expect('addl_vlan_ids' in values).toBe(false)
  })

  it('reads a quoted pair that holds a list', () => {
    const values = valuesOf('name=a,"io_slots=21010002/none/1,21050003/none/1",lpar_id=2\n')
    expect(splitList(values['io_slots'] ?? '')).toEqual(['21010002/none/1', '21050003/none/1'])
    expect(values['lpar_id']).toBe('2')
  })

  it('reads lists inside lists by their doubled quotes', () => {
    const values = valuesOf(
      'name=p,"virtual_fc_adapters=""4/client/1/B1/22/c05076058ba7001c,c05076058ba7001d/1"",""5/client/2/B2/22/c05076058ba7001e,c05076058ba7001f/1"""\n',
    )
    expect(splitList(values['virtual_fc_adapters'] ?? '')).toEqual([
      '4/client/1/B1/22/c05076058ba7001c,c05076058ba7001d/1',
      '5/client/2/B2/22/c05076058ba7001e,c05076058ba7001f/1',
    ])
  })

  it('reads a nested list of one item', () => {
    const values = valuesOf('name=p,"virtual_eth_adapters=""2/1/1/3,4,5/0/1"""\n')
    expect(splitList(values['virtual_eth_adapters'] ?? '')).toEqual(['2/1/1/3,4,5/0/1'])
  })

  it('keeps line breaks inside quotes and counts the line a record starts on', () => {
    const text = 'name=a,lpar_id=1\n"description=first\nsecond\n",name=b,lpar_id=2\nname=c,lpar_id=3\n'
    const rows = rowsOf(text)
    expect(rows.map((row) => [row.line, row.values.get('name')])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [5, 'c'],
    ])
    expect(rows[1]?.values.get('description')).toBe('first\nsecond\n')
  })

  it('drops stray spaces before attribute names and before a quote, never inside values', () => {
    expect(valuesOf('is_required=0, is_trunk=1, "addl_vlan_ids=10,11",lpar_name= nim 1 \n')).toEqual({
      is_required: '0',
      is_trunk: '1',
      addl_vlan_ids: '10,11',
      lpar_name: ' nim 1 ',
    })
  })

  it('drops stray spaces behind a quote', () => {
    expect(valuesOf('"addl_vlan_ids=10,11"  ,is_trunk=1,"name=a, ""b"" " \n')).toEqual({
      addl_vlan_ids: '10,11',
      is_trunk: '1',
      name: 'a, "b" ',
    })
  })

  it('reads a list whose quotes were lost, and says so', () => {
    const [row] = rowsOf('lpar_name=a,addl_vlan_ids=10,11,12,mac_addr=x\n')
    expect(row?.values.get('addl_vlan_ids')).toBe('10,11,12')
    expect(row?.values.get('mac_addr')).toBe('x')
    expect(row?.damage.map((damage) => damage.sort)).toEqual(['unquoted-comma'])
  })

  it('keeps the first of two equal attributes', () => {
    const [row] = rowsOf('name=a,lpar_id=1,lpar_id=2\n')
    expect(row?.values.get('lpar_id')).toBe('1')
    expect(row?.damage).toEqual([{ sort: 'repeated-attribute', column: 'lpar_id', value: '2' }])
  })
})

describe('an unclosed quote', () => {
  it('costs its own line from the quote on, and nothing below', () => {
    const rows = rowsOf('name=a,"io_slots=1,2\nname=b,"io_slots=3,4"\nname=c,lpar_id=3\n')
    expect(rows.map((row) => [row.line, row.values.get('name'), row.damage[0]?.sort])).toEqual([
      [1, 'a', 'unclosed-quote'],
      [2, 'b', undefined],
      [3, 'c', undefined],
    ])
  })

  it('at the end of the file leaves the lines above intact', () => {
    const rows = rowsOf('name=a,lpar_id=1\nname=b,"io_slots=1,2')
    expect(rows.map((row) => row.values.get('name'))).toEqual(['a', 'b'])
    expect(rows[1]?.damage[0]?.sort).toBe('unclosed-quote')
  })

  it('is given up after 100 lines', () => {
    const below = Array.from({ length: 500 }, (_, at) => `name=p${at},lpar_id=${at}`).join('\n')
    const rows = rowsOf(`name=a,"description=open\n${below}\n`)
    expect(rows).toHaveLength(501)
  })

  it('inside a value is an ordinary character', () => {
    expect(valuesOf('description=a 5" drive,lpar_id=2\n')).toEqual({
      description: 'a 5" drive',
      lpar_id: '2',
    })
  })
})

describe('tables with a header', () => {
  it.each([',', ':', ';', '|', '\t'])('are read with delimiter "%s"', (delimiter) => {
    const lines = [
      ['name', 'lpar_id', 'state'],
      ['p1', '3', 'Not Activated'],
    ]
    const [row] = rowsOf(lines.map((fields) => `${fields.join(delimiter)}\n`).join(''))
    expect(Object.fromEntries(row?.values ?? [])).toEqual({
      name: 'p1',
      lpar_id: '3',
      state: 'Not Activated',
    })
    expect(row?.line).toBe(2)
  })

  it('keep spaces of a name', () => {
    const [row] = rowsOf('lpar_name,lpar_id,name,state\np 1,3, default_profile,x\n')
    expect(row?.values.get('name')).toBe(' default_profile')
  })

  it('report a row with another number of values', () => {
    const items = itemsOf('name,lpar_id,state\np1,3\np2,4,Running\n')
    expect(items[1]).toMatchObject({ type: 'misfit', line: 2, found: 2, expected: 3 })
    expect(items[2]).toMatchObject({ type: 'row', line: 3 })
  })

  it('end where attribute rows begin', () => {
    const items = itemsOf('name,lpar_id,state\np1,3,Running\nlpar_name=p2,lpar_id=4,curr_mem=1024\n')
    expect(items.map((item) => item.type)).toEqual(['header', 'row', 'row'])
    expect(items[2]).toMatchObject({ table: false })
  })

  it('may hold values with an equals sign', () => {
    const [row] = rowsOf('name,lpar_id,state,description\nname=x,3,Running,a=b\n')
    expect(row?.values.get('name')).toBe('name=x')
  })

  it('need known attribute names', () => {
    expect(headerOf('name,lpar_id,rmc_state')?.delimiter).toBe(',')
    expect(headerOf('alpha,beta,gamma')).toBeNull()
    expect(headerOf('Name,LPAR ID')).toBeNull()
  })
})

describe('messages in place of data', () => {
  it.each([
    ['No results were found.', 'no-results'],
    ['Nie znaleziono wyników.', 'no-results'],
    ['HSCL8012 The partition named x was not found.', 'error'],
    ['HSCLA4C0 System zarządzany nie obsługuje wirtualnego kanału światłowodowego.', 'error'],
    ['HSCL127D: HSCL1293 total capacity would exceed 100.0; current capacity is 100.0.', 'error'],
    ['An unknown attribute was entered, check your entry and retry.', 'sentence'],
    ['Der eingegebene Name des verwalteten Systems ist ungültig', 'sentence'],
  ])('"%s" is %s', (text, sort) => {
    expect(itemsOf(`${text}\n`)).toEqual([{ type: 'message', line: 1, text, sort }])
  })

  it('end the table they interrupt', () => {
    const items = itemsOf('name,lpar_id,state\np1,3,Running\nHSCL1234 An error, with commas, in it.\n')
    expect(items.at(-1)).toMatchObject({ type: 'message', sort: 'error' })
  })

  it('are told from rows without names', () => {
    expect(itemsOf('p1,3,Running\n')).toMatchObject([{ type: 'nameless', fields: ['p1', '3', 'Running'] }])
  })

  it('are not the comments of a script', () => {
    expect(itemsOf('# collected on Monday, by cron\nname=a,lpar_id=1\n').map((item) => item.type)).toEqual([
      'row',
    ])
  })

  it('include the command of a terminal log', () => {
    expect(itemsOf('hscroot@hmc1:~> lshwres -r mem --level lpar -m "Server 1"\n')).toEqual([
      {
        type: 'command',
        line: 1,
        command: { command: 'lshwres', system: 'Server 1', partition: null, target: null, pool: null },
      },
    ])
    expect(itemsOf("viosvrcmd -m S1 -p vios1 -c 'ioslevel'\n")).toMatchObject([
      { command: { system: 'S1', partition: 'vios1' } },
    ])
  })
})
