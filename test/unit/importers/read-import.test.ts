import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importLimits, type Importer, type ReadContext } from '../../../electron/importers/importer.ts'
import { readImport, type ImportProgress, type ReadImport } from '../../../electron/importers/read-import.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { folderWith } from '../../support/folder.ts'

/**
 * An importer for lines "system NAME", "vios SYSTEM NAME", "row", "bad" and "crash"; the first line tells the rank. It
 * remembers the context of each file.
 */
function lineImporter(contexts = new Map<string, ReadContext>()): Importer {
  return {
    id: 'lines',
    detect(file) {
      const first = new TextDecoder().decode(file.head).split(/\s/)[0]
      const rank = first === 'system' ? 0 : first === 'vios' ? 1 : 2
      const known = ['system', 'vios', 'row', 'bad', 'crash', 'nothing'].includes(first ?? '')
      return known ? { kind: `lines: ${first ?? ''}`, confidence: 0.5, rank } : null
    },
    async *read(file, _detection, context) {
      contexts.set(file.name, context)
      let text = ''
      for await (const chunk of file.chunks()) text += new TextDecoder().decode(chunk)
      for (const [index, line] of text.trim().split('\n').entries()) {
        const origin = { file: file.name, line: index + 1 }
        const [word, ...rest] = line.split(' ')
        const [system, name] = word === 'system' ? [rest.join(' ')] : rest
        if (word === 'crash') throw new Error('crashed')
        if (word === 'bad') {
          const problem = {
            code: 'bad',
            severity: 'error',
            origin,
            column: null,
            found: 'Bad.',
            remedy: 'None.',
          } as const
          yield { type: 'problem', problem, raw: line }
        } else if (word !== 'nothing') {
          yield { type: 'patch', patch: patchOf(word, system, name, origin) }
        }
      }
    },
  }
}

function patchOf(
  word: string | undefined,
  system: string | undefined,
  name: string | undefined,
  origin: FleetPatch['origin'],
): FleetPatch {
  if (word === 'vios') {
    const partition = { lparId: 1, name: name ?? '' }
    return {
      entity: 'partition',
      kind: 'vios',
      server: { name: system ?? '' },
      partition,
      values: {},
      origin,
    }
  }
  return { entity: 'server', server: { name: system ?? 'row' }, values: {}, origin }
}

async function failureOf(work: Promise<unknown>): Promise<AppFailure['error']> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppFailure) return error.error
    throw error
  }
  throw new Error('it did not fail')
}

const read = (folder: string, importers = [lineImporter()]): Promise<ReadImport> =>
  readImport([folder], importers)
const codesOf = (result: ReadImport): string[] => result.problems.map((one) => one.code)

describe('files', () => {
  it('reads folders recursively, without hidden files, and names files from the chosen folder on', async () => {
    const folder = folderWith({
      'b.txt': 'row',
      'deep/er/a.txt': 'row\nrow',
      '.hidden/x.txt': 'row',
      '.DS_Store': 'row',
    })
    const { files } = await read(folder)
    expect(files).toEqual([
      { file: 'b.txt', kind: 'lines: row', rows: 1, sizeBytes: 3, status: 'read' },
      { file: 'deep/er/a.txt', kind: 'lines: row', rows: 2, sizeBytes: 7, status: 'read' },
    ])
  })

  it('tells files of several chosen folders apart, and takes each file once', async () => {
    const one = folderWith({ 'a.txt': 'row' })
    const other = folderWith({ 'a.txt': 'row' })
    const { files } = await readImport([one, other, join(one, 'a.txt')], [lineImporter()])
    expect(files.map((file) => file.file).toSorted()).toEqual(
      [`${basename(one)}/a.txt`, `${basename(other)}/a.txt`].toSorted(),
    )
  })

  it('shows the name of a staged file, and takes its folders from it', async () => {
    const folder = folderWith({ 'token-1': 'system alpha', 'token-2': 'row' })
    const names = new Map([
      ['token-1', 'export/systems.txt'],
      ['token-2', 'export/alpha/rows.txt'],
    ])
    const contexts = new Map<string, ReadContext>()
    const { files } = await readImport(
      [join(folder, 'token-1'), join(folder, 'token-2')],
      [lineImporter(contexts)],
      {
        describePath: (path) => names.get(basename(path)) ?? null,
      },
    )
    expect(files.map((file) => file.file)).toEqual(['export/alpha/rows.txt', 'export/systems.txt'])
    expect(contexts.get('export/alpha/rows.txt')?.system).toEqual({ name: 'alpha' })
  })

  it('follows a link to a file inside the folder only', async () => {
    const outside = folderWith({ 'secret.txt': 'row' })
    const folder = folderWith({ 'real/a.txt': 'row' })
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'out.txt'))
    symlinkSync(outside, join(folder, 'outdir'))
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
    symlinkSync(join(folder, 'real', 'a.txt'), join(folder, 'in.txt'))
    const result = await read(folder)
    expect(result.files.map((file) => file.file)).toEqual(['in.txt', 'real/a.txt'])
    expect(codesOf(result)).toEqual(['link-skipped', 'link-skipped', 'link-skipped', 'link-skipped'])
  })

  it('gives empty, binary, UTF-16, archived and unknown files a sentence of their own', async () => {
    const result = await read(
      folderWith({
        'a.txt': 'row',
        'empty.txt': '',
        'image.png': new Uint8Array([0x89, 0x50, 0, 1, 2]),
        'powershell.txt': new Uint8Array([0xff, 0xfe, 0x6e, 0]),
        'cache.zip': new Uint8Array([0x50, 0x4b, 3, 4, 0]),
        README: 'hello',
      }),
    )
    expect(Object.fromEntries(result.problems.map((one) => [one.origin.file, one.code]))).toEqual({
      'empty.txt': 'file-empty',
      'image.png': 'file-binary',
      'powershell.txt': 'file-utf16',
      'cache.zip': 'file-archive',
      README: 'file-not-recognised',
    })
    expect(result.files.filter((file) => file.status === 'left-out')).toHaveLength(5)
  })

  it.skipIf(process.getuid?.() === 0)('goes on after a file and a folder it may not read', async () => {
    const folder = folderWith({ 'a.txt': 'row', 'b.txt': 'row', 'closed/c.txt': 'row' })
    chmodSync(join(folder, 'b.txt'), 0)
    chmodSync(join(folder, 'closed'), 0)
    const result = await read(folder)
    chmodSync(join(folder, 'closed'), 0o700)
    expect(codesOf(result).toSorted()).toEqual(['file-unreadable', 'folder-unreadable'])
    expect(result.files.map((file) => [file.file, file.status])).toEqual([
      ['a.txt', 'read'],
      ['b.txt', 'failed'],
    ])
  })

  it('goes on after a file that vanished', async () => {
    const folder = folderWith({ 'a.txt': 'row', 'b.txt': 'row' })
    let asked = 0
    const result = await readImport([folder], [lineImporter()], {
      shouldStop: () => {
        asked += 1
        if (asked === 2) rmSync(join(folder, 'b.txt'))
        return false
      },
    })
    expect(codesOf(result)).toEqual(['file-unreadable'])
    expect(result.problems[0]?.found).toContain('no longer exists')
    expect(result.files.map((file) => file.status)).toEqual(['read', 'failed'])
  })

  it('says how far each file was read', async () => {
    const { files, problems } = await read(
      folderWith({ a: 'row\nrow', b: 'row\nbad', c: 'bad', d: 'row\ncrash', e: 'nothing' }),
    )
    expect(files.map((file) => [file.file, file.rows, file.status])).toEqual([
      ['a', 2, 'read'],
      ['b', 1, 'partly'],
      ['c', 0, 'failed'],
      ['d', 1, 'partly'],
      ['e', 0, 'left-out'],
    ])
    expect(problems.find((one) => one.code === 'bad')?.raw).toBe('bad')
    expect(problems.find((one) => one.origin.file === 'd')?.found).toContain('crashed')
  })

  it('says once for each kind that recognised files hold nothing', async () => {
    const { problems } = await read(folderWith({ a: 'nothing', b: 'nothing', c: 'row' }))
    expect(problems.map((one) => [one.code, one.severity, one.found])).toEqual([
      ['file-not-needed', 'note', '2 files of "lines: nothing" hold nothing the inventory needs.'],
    ])
  })

  it('lists a thousand problems of a file and counts the rest', async () => {
    const { problems } = await read(folderWith({ a: Array(1200).fill('bad').join('\n') }))
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)?.found).toContain('200 more problems')
  })
})

describe('detection and order', () => {
  it('lets the surest importer read a file, and of equals the first', async () => {
    const named = (id: string, confidence: number): Importer => ({
      ...lineImporter(),
      id,
      detect: () => ({ kind: id, confidence, rank: 2 }),
    })
    const folder = folderWith({ a: 'row' })
    const kinds = async (...importers: Importer[]): Promise<unknown> =>
      (await read(folder, importers)).files[0]?.kind
    expect(await kinds(named('unsure', 0.2), named('sure', 0.9), named('also', 0.5))).toBe('sure')
    expect(await kinds(named('first', 0.5), named('second', 0.5))).toBe('first')
  })

  it('reads files that name systems before all others', async () => {
    const contexts = new Map<string, ReadContext>()
    await read(folderWith({ 'a.txt': 'row', 'z.txt': 'system alpha' }), [lineImporter(contexts)])
    expect([...contexts.keys()]).toEqual(['z.txt', 'a.txt'])
    expect(contexts.get('a.txt')?.systems).toEqual([{ name: 'alpha' }])
  })

  it('finds system, VIOS and HMC in the names of files and folders', async () => {
    const contexts = new Map<string, ReadContext>()
    const folder = folderWith({
      'cache/HMC_lssyscfg-r.txt': 'system P9\nsystem P9_prod\nsystem S824 test',
      'cache/P9_prod_lpar_conf.txt': 'vios P9_prod vio1\nvios P9_prod vio1_b',
      'cache/P9_prod_vio1_lsmap.txt': 'row',
      'cache/P9_prod_vio1_b_lsmap.txt': 'row',
      'cache/P9_lpar_mem.txt': 'row',
      'cache/P9production_x.txt': 'row',
      'cache/S824_test_x.txt': 'row',
      'hmc2/P9/mem.txt': 'row',
      'other/mem.txt': 'row',
    })
    await read(folder, [lineImporter(contexts)])
    const of = (name: string): unknown => {
      const context = contexts.get(name)
      return [context?.system?.name ?? null, context?.viosName, context?.hmc]
    }
    expect(of('cache/P9_prod_vio1_lsmap.txt')).toEqual(['P9_prod', 'vio1', 'cache'])
    expect(of('cache/P9_prod_vio1_b_lsmap.txt')).toEqual(['P9_prod', 'vio1_b', 'cache'])
    expect(of('cache/P9_lpar_mem.txt')).toEqual(['P9', null, 'cache'])
    expect(of('cache/P9production_x.txt')).toEqual([null, null, 'cache'])
    expect(of('cache/S824_test_x.txt')).toEqual(['S824 test', null, 'cache'])
    expect(of('hmc2/P9/mem.txt')).toEqual(['P9', null, 'hmc2'])
    expect(of('other/mem.txt')).toEqual([null, null, null])
  })
})

describe('refusals', () => {
  it('names what it found where nothing is recognised', async () => {
    const error = await failureOf(read(folderWith({ 'a.doc': 'x', 'b.txt': '' })))
    expect(error.code).toBe('import-nothing')
    expect(error.message).toContain('"a.doc", "b.txt"')
    expect(error.detail).toContain('"b.txt" is empty')
    const empty = await failureOf(read(folderWith({})))
    expect(empty.code).toBe('import-nothing')
    expect(empty.message).toContain('no files')
  })

  it('refuses a path that does not exist', async () => {
    const error = await failureOf(read(join(folderWith({}), 'gone.txt')))
    expect(error.code).toBe('file-missing')
    expect(error.message).toContain('gone.txt')
  })

  it('refuses a file beyond the limit without reading it', async () => {
    const folder = folderWith({ 'a.txt': 'row', 'huge.txt': 'row' })
    truncateSync(join(folder, 'huge.txt'), importLimits.fileBytes + 1)
    const error = await failureOf(read(folder))
    expect(error.code).toBe('import-too-large')
    expect(error.message).toContain('huge.txt')
  })

  it('refuses files that are too large together', async () => {
    const folder = folderWith({})
    for (let i = 0; i < 5; i += 1) {
      writeFileSync(join(folder, `${i}.txt`), 'row')
      truncateSync(join(folder, `${i}.txt`), importLimits.fileBytes)
    }
    expect((await failureOf(read(folder))).code).toBe('import-too-large')
  })

  it('refuses more files than it can show', async () => {
    const folder = folderWith({ 'a.txt': 'row' })
    mkdirSync(join(folder, 'many'))
    for (let i = 0; i < importLimits.files; i += 1)
      linkSync(join(folder, 'a.txt'), join(folder, 'many', `${i}`))
    const error = await failureOf(read(folder))
    expect(error.code).toBe('import-too-large')
    expect(error.message).toContain('10,000')
  })

  it('passes on the refusal of an importer', async () => {
    const strict: Importer = {
      ...lineImporter(),
      async *read() {
        yield* []
        await Promise.reject(new AppFailure({ code: 'import-too-large', message: 'A line is too long.' }))
      },
    }
    expect((await failureOf(read(folderWith({ a: 'row' }), [strict]))).message).toBe('A line is too long.')
  })
})

describe('progress and cancel', () => {
  it('tells phases, bytes and the end, and not more than ten times a second', async () => {
    const folder = folderWith(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.txt`, 'row'])))
    const told: ImportProgress[] = []
    const began = performance.now()
    await readImport([folder], [lineImporter()], { onProgress: (progress) => told.push(progress) })
    const allowed = 2 + Math.ceil((performance.now() - began) / 100)
    expect(told.length).toBeLessThanOrEqual(allowed)
    expect(told[0]).toEqual({ phase: 'finding files', done: 0, total: null })
    expect(told.at(-1)).toEqual({ phase: 'reading files', done: 150, total: 150 })
  })

  it('stops wherever it is asked to', async () => {
    const folder = folderWith({ a: 'row\nrow\nrow', 'deep/b': 'row', c: 'row' })
    let asked = 0
    await readImport([folder], [lineImporter()], { shouldStop: () => (asked += 1) < 0 })
    const times = asked
    expect(times).toBeGreaterThan(8)
    for (let after = 0; after < times; after += 1) {
      let count = 0
      const stopped = readImport([folder], [lineImporter()], { shouldStop: () => (count += 1) > after })
      expect((await failureOf(stopped)).code).toBe('job-cancelled')
    }
  })
})
