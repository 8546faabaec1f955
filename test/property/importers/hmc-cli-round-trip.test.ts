/** Whatever a name holds, the importer reads back what a writer of the HMC's grammar wrote, with the right line. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitList } from '../../../electron/importers/hmc-cli/attribute-rows.ts'
import { splitFields } from '../../../electron/importers/hmc-cli/records.ts'
import { headerTable, pairsLine, partitionPatches, readOutput } from '../../support/command-output.ts'

/** Characters with a meaning in the grammar, and some without; carriage returns do not survive a text file. */
const character = fc.constantFrom(...',"=:/ \n;|\t#\'', ...'abcXYZ09', 'ż', 'ü', '名', '𝛼')
const name = fc.string({ unit: character, minLength: 1, maxLength: 20 })
const quoted = (text: string): string => (/[",\n:;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const lineFeeds = (text: string): number => text.split('\n').length - 1

describe('names of any kind', () => {
  it('survive attribute rows, and so does the line number', async () => {
    const rows = fc.array(fc.record({ name, profile: name }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 64 }), async (written, piece) => {
        const lines = written.map((one, at) =>
          pairsLine({
            name: one.name,
            lpar_id: String(at + 1),
            lpar_env: 'aixlinux',
            default_profile: one.profile,
          }),
        )
        const { patches, problems } = await readOutput(`${lines.join('\n')}\n`, 'x.txt', undefined, piece)
        expect(problems).toEqual([])
        let line = 1
        const expected = written.map((one, at) => {
          const row = [at + 1, one.name, one.profile, line]
          line += lineFeeds(lines[at] ?? '') + 1
          return row
        })
        expect(
          partitionPatches(patches).map((patch) => [
            patch.partition.lparId,
            patch.values.name,
            patch.values.currentProfile,
            patch.origin.line,
          ]),
        ).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('survive tables with a header', async () => {
    const rows = fc.array(fc.record({ name, profile: name }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const { patches, problems } = await readOutput(
          headerTable(
            ['lpar_env', 'lpar_id', 'name', 'default_profile'],
            written.map((one, at) => ['aixlinux', String(at + 1), one.name, one.profile]),
          ),
        )
        expect(problems).toEqual([])
        expect(
          partitionPatches(patches).map((patch) => [patch.values.name, patch.values.currentProfile]),
        ).toEqual(written.map((one) => [one.name, one.profile]))
      }),
      { numRuns: 300 },
    )
  })

  it('survive a list inside a list, as the remote name of an adapter', async () => {
    const remote = name.filter((text) => !/^(any)?$/.test(text))
    await fc.assert(
      fc.asyncProperty(remote, name, async (vios, partition) => {
        const line = pairsLine({
          name: 'prod',
          lpar_name: partition,
          lpar_id: '3',
          lpar_env: 'aixlinux',
          virtual_fc_adapters: [
            `4/client/1/${vios}/22/c05076058ba7001c,c05076058ba7001d/1`,
            '5/client/2/v2/23/c05076058ba7001e,c05076058ba7001f/0',
          ],
        })
        const { patches, problems } = await readOutput(`${line}\n`)
        expect(problems).toEqual([])
        const [patch] = partitionPatches(patches)
        expect(patch?.partition.name).toBe(partition)
        expect(
          patch?.lists?.virtualFibreChannel?.map((adapter) => [adapter.viosName, adapter.viosSlot]),
        ).toEqual([
          [vios, 22],
          ['v2', 23],
        ])
      }),
      { numRuns: 300 },
    )
  })

  it('survive as items of a list', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (items) => {
        expect(splitList(items.map(quoted).join(','))).toEqual(items)
      }),
    )
  })

  it('are split into fields as csv-parse splits them', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.constantFrom(',', ':', ';'), (items, delimiter) => {
        const text = items.map(quoted).join(delimiter)
        expect(splitFields(text, delimiter)).toEqual(
          parse(text, { delimiter, record_delimiter: '\u0000' })[0],
        )
      }),
    )
  })
})
