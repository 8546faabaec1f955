/** Broken and hostile XML: read what is whole, say where it breaks, never crash, expand or hang. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hmcRestImporter } from '../../electron/importers/hmc-rest/hmc-rest-importer.ts'
import { mergePatches } from '../../shared/inventory/merge.ts'
import type { FleetPatch } from '../../shared/inventory/patch.ts'
import { feed, partitionEntry, systemEntry } from '../support/rest-xml.ts'
import { sharedData } from '../support/shared-data.ts'
import { readWith, sourceFile, type ReadResult } from '../support/source-file.ts'

const read = (content: string | Uint8Array): Promise<ReadResult> =>
  readWith(hmcRestImporter, sourceFile('hostile.xml', content))
const codes = (result: ReadResult): string[] => result.problems.map((one) => one.code)
const rows = (patches: readonly FleetPatch[]): number =>
  patches.filter((one) => one.entity === 'partition').length

describe('truncation', () => {
  const whole = feed(
    'LogicalPartition',
    Array.from({ length: 10 }, (_, i) => partitionEntry(i + 1)),
  )

  it('keeps every partition before the break and names the line, at every fiftieth of the file', async () => {
    for (let part = 1; part < 50; part += 1) {
      const text = whole.slice(0, Math.floor((whole.length * part) / 50))
      if (hmcRestImporter.detect(sourceFile('hostile.xml', text)) === null) throw new Error(`part ${part}`)
      const result = await read(text)
      expect(codes(result), `part ${part}`).toEqual(['xml-broken'])
      expect(result.problems[0]?.origin.line).toBe(text.split('\n').length)
      expect(rows(result.patches)).toBe(text.split('</X:LogicalPartition>').length - 1)
      expect(result.patches.some((patch) => patch.entity === 'complete')).toBe(false)
    }
  })

  const capture = sharedData('captures/hmc-rest/logical-partitions.xml')
  it.skipIf(capture === null)('does so for a real answer too', async () => {
    const bytes = readFileSync(capture ?? '')
    let most = 0
    for (let part = 1; part < 50; part += 1) {
      const result = await read(bytes.subarray(0, Math.floor((bytes.length * part) / 50)))
      expect(codes(result)).toEqual(['xml-broken'])
      expect(rows(result.patches)).toBeGreaterThanOrEqual(most)
      most = rows(result.patches)
    }
    expect(most).toBe(11)
  })

  it('says inside which element the file ends', async () => {
    const result = await read('<feed xmlns="http://www.w3.org/2005/Atom">\n<entry>\n<id>1</id>\n')
    expect(result.problems[0]?.found).toContain('<entry>, which begins on line 2')
  })
})

describe('entities', () => {
  it('refuses a document type before any entity exists', async () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&c;</title></feed>`
    expect(codes(await read(bomb))).toEqual(['xml-doctype'])
    const external = `<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed xmlns="http://www.w3.org/2005/Atom"/>`
    expect(codes(await read(external))).toEqual(['xml-doctype'])
  })

  it('takes an entity nobody declared for broken XML', async () => {
    const text = feed('LogicalPartition', [partitionEntry(3, { Description: '&evil;' })])
    const result = await read(text)
    expect(codes(result)).toEqual(['xml-broken'])
    expect(result.problems[0]?.found).toContain('entity')
  })
})

describe('shape', () => {
  it('stops at elements nested too deep', async () => {
    const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000)
    const result = await read(
      feed('LogicalPartition', [
        partitionEntry(3),
        partitionEntry(4).replace('<Metadata>', `${deep}<Metadata>`),
      ]),
    )
    expect(codes(result)).toEqual(['xml-too-deep'])
    expect(rows(result.patches)).toBe(1)
  })

  it('stops at text without end', async () => {
    const endless = feed('LogicalPartition', [partitionEntry(3, { Description: 'x'.repeat(9_000_000) })])
    expect(codes(await read(endless))).toEqual(['xml-too-large'])
    const attribute = `<feed xmlns="http://www.w3.org/2005/Atom"><link href="${'x'.repeat(9_000_000)}`
    expect(codes(await read(attribute))).toEqual(['xml-too-large'])
  })

  it('names a wrong root element and a wrong namespace', async () => {
    const root = await read('<?xml version="1.0"?>\n<project><name>x</name></project>')
    expect(codes(root)).toEqual(['xml-wrong-root'])
    expect(root.problems[0]?.found).toContain('<project>')
    const foreign = feed('LogicalPartition', [partitionEntry(3)])
    const atom = await read(foreign.replace('http://www.w3.org/2005/Atom', 'urn:other'))
    expect(codes(atom)).toEqual(['xml-wrong-namespace'])
    const uom = await read(
      foreign.replaceAll('http://www.ibm.com/xmlns/systems/power/firmware/', 'urn:other/'),
    )
    expect(codes(uom)).toEqual(['xml-wrong-namespace'])
    expect(uom.problems[0]?.found).toContain('urn:other/')
    const unbound = await read(foreign.replace(/ xmlns:X="[^"]*"/, ''))
    expect(codes(unbound)).toEqual(['xml-broken'])
  })

  it('survives elements in place of values and values in place of elements', async () => {
    const odd = partitionEntry(3, {
      PartitionMemoryConfiguration: 'many',
      HardwarePageTableRatio: { A: { B: 'c' } },
    })
    const nameless = partitionEntry(4).replaceAll(/<Partition(ID|UUID|Name)>[^<]*<[^>]*>/g, '')
    const result = await read(feed('LogicalPartition', [odd, nameless]))
    const { fleet } = mergePatches(result.patches, null)
    expect(fleet.partitions.map((one) => one.lparId)).toEqual([3])
  })

  it('leaves out the second of two systems with one serial number', async () => {
    const twin = systemEntry('beta', '1111111').replaceAll('000000000001', '000000000009')
    const { patches } = await read(feed('ManagedSystem', [systemEntry('alpha', '1111111'), twin]))
    const { fleet, problems } = mergePatches(patches, null)
    expect(problems.map((one) => one.code)).toEqual(['duplicate-serial'])
    expect(fleet.servers.map((server) => server.name)).toEqual(['alpha'])
  })
})

describe('the text wrapper', () => {
  const wrap = (body: string): string => `# made by hand\nINFO{\n{}\nEND OF SECTION}\nBODY{\n\n${body}`

  it('reads a body whose end is missing, and one that is cut', async () => {
    const body = feed('LogicalPartition', [partitionEntry(3)])
    const bare = body.replace(/^<\?xml[^\n]*\n/, '')
    const whole = await read(wrap(bare))
    expect(whole.problems).toEqual([])
    expect(rows(whole.patches)).toBe(1)
    expect(codes(await read(wrap(bare.slice(0, -20))))).toEqual(['xml-broken'])
    expect(codes(await read(wrap('')))).toEqual(['xml-broken'])
  })
})

it('reads 20,000 partitions', async () => {
  const one = partitionEntry(7)
  const head = feed('LogicalPartition', []).replace('</feed>', '')
  const text = `${head}${Array.from({ length: 20_000 }, (_, i) => one.replaceAll('7', String((i % 9) + 1))).join('')}</feed>`
  const { patches, problems } = await readWith(hmcRestImporter, sourceFile('big.xml', text))
  expect(problems).toEqual([])
  expect(rows(patches)).toBe(20_000)
})
