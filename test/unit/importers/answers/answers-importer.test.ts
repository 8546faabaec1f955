/** Files of answers: read with their places, refused whole with a sentence, published as a schema. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ANSWERS_FORMAT, answersSchema } from '../../../../electron/importers/answers/answers-document.ts'
import { importers } from '../../../../electron/importers/importers.ts'
import { readImport } from '../../../../electron/importers/read-import.ts'
import { folderWith } from '../../../support/folder.ts'
import { projectRoot } from '../../../support/shared-data.ts'

const head = { format: ANSWERS_FORMAT, version: 1 }
const fleetAnswer = { question: 'npiv-zoning', answer: 'yes' }

const readText = (text: string | Uint8Array, name = 'my.answers.json') =>
  readImport([folderWith({ [name]: text })], importers)
const read = (document: unknown, name?: string) => readText(JSON.stringify(document, null, 1), name)
/** The sentence about a document, which must have been left out whole. */
async function refusal(text: string | Uint8Array): Promise<{ found: string; line: number | null }> {
  const { answers, problems, files } = await readText(text)
  expect(answers).toEqual([])
  expect(files[0]?.status).toBe('failed')
  const [first] = problems
  expect(first).toMatchObject({ code: 'answers-damaged', severity: 'error' })
  expect(first?.found).toMatch(/ None of its answers was taken\.$/)
  return { found: first?.found ?? '', line: first?.origin.line ?? null }
}

describe('a document of answers', () => {
  it('gives one answer for each thing it is about, with its line and its reason', async () => {
    const { answers, problems, files } = await read({
      ...head,
      saidBy: 'the network team',
      answers: [
        { question: 'same-networks', answer: 'yes' },
        { question: 'npiv-zoning', answer: 'no', servers: ['a', '9009-42A*7800001'], reason: 'new frames' },
        { question: 'cluster-software', answer: 'yes', partitions: ['p1', 'p2'], servers: ['a', 'b'] },
      ],
    })
    expect(problems).toEqual([])
    expect(files).toMatchObject([{ file: 'my.answers.json', kind: 'answers', rows: 5, status: 'read' }])
    const of = (line: number) => ({ origin: { file: 'my.answers.json', line } })
    const team = { reason: 'the network team' }
    const zoning = { subject: 'npiv-zoning', holds: false, partition: null, reason: 'new frames' }
    const cluster = { subject: 'cluster-software', holds: true, servers: ['a', 'b'] }
    expect(answers).toEqual([
      { subject: 'same-networks', holds: true, partition: null, servers: [], ...team, ...of(7) },
      { ...zoning, servers: ['a'], ...of(11) },
      { ...zoning, servers: ['9009-42A*7800001'], ...of(11) },
      { ...cluster, partition: 'p1', ...team, ...of(20) },
      { ...cluster, partition: 'p2', ...team, ...of(20) },
    ])
  })

  it('is known by the format it names, whatever its file is called', async () => {
    const { answers } = await read({ ...head, answers: [fleetAnswer] }, 'notes.json')
    expect(answers).toMatchObject([{ subject: 'npiv-zoning', holds: true, reason: null }])
    const other = readText('{"format": "something else"}', 'other.json')
    await expect(other).rejects.toMatchObject({ error: { code: 'import-nothing' } })
  })

  it.each([
    ['{"format": "lpm-planner-answers",\n "version": 1,\n "answers": [,]}', 'is not whole JSON', 3],
    ['{"format": "lpm-planner-answers",\n "answers": [', 'is not whole JSON', 2],
    ['not JSON at all', 'is not whole JSON', 1],
    ['[]', 'has nothing at its top level, or not an object, as expected.', null],
    [JSON.stringify({ ...head, format: 'x', answers: [] }), 'does not say "format"', null],
    [JSON.stringify({ ...head, version: 2, answers: [] }), 'this program reads "version": 1', null],
    [JSON.stringify(head), 'has nothing in "answers", or not a list', null],
    [
      JSON.stringify({ ...head, answers: [fleetAnswer, { ...fleetAnswer, answer: 'perhaps' }] }, null, 1),
      'has a value in answer 2, "answer" that is none of "yes", "no"',
      10,
    ],
    [
      JSON.stringify({ ...head, answers: [{ ...fleetAnswer, question: 'zoning' }] }),
      'none of "cluster-software", "serial-licences"',
      1,
    ],
    [
      JSON.stringify({ ...head, answers: [{ ...fleetAnswer, server: 'a' }] }),
      'has "server" in answer 1, which answers do not have',
      1,
    ],
    [
      JSON.stringify({ ...head, answers: [{ ...fleetAnswer, servers: [] }] }),
      'has nothing in answer 1, "servers", where something is expected',
      1,
    ],
    [JSON.stringify({ ...head, answers: [fleetAnswer], note: '' }), 'has "note" at its top level', null],
  ])('%s is refused whole', async (text, says, line) => {
    const { found, line: at } = await refusal(text)
    expect(found).toContain(says)
    expect(at).toBe(line)
  })

  it('that is not UTF-8 is refused whole', async () => {
    expect((await refusal(Uint8Array.of(123, 34, 0xe9, 34, 58, 49, 125))).found).toContain(
      'is not UTF-8 text',
    )
  })

  it('cut at any place is refused whole', async () => {
    const whole = JSON.stringify({ ...head, answers: [fleetAnswer] })
    for (let length = 1; length < whole.length; length += 7) await refusal(whole.slice(0, length))
  })
})

describe('the published schema', () => {
  const schema = readFileSync(join(projectRoot, 'resources', 'schema', 'answers.schema.json'), 'utf8')

  it('is the one that is checked', () => {
    expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(answersSchema())))
  })
})
