/** What is shipped of others is named with its licence: found here by the imports of our sources, not by the bundlers. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticesOf, packageFolders } from '../../../electron/build/notices.ts'
import { projectRoot } from '../../support/shared-data.ts'
import { makeTestFolder, type TestFolder } from '../../support/workspace-file.ts'

const notices = readFileSync(join(projectRoot, 'resources/licenses/THIRD-PARTY-NOTICES.txt'), 'utf8')

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Packages our shipped sources import at run time: everything but types, Node and the build itself. */
function importedPackages(): readonly string[] {
  const found = new Set<string>()
  for (const room of ['electron', 'renderer', 'shared']) {
    for (const entry of readdirSync(join(projectRoot, room), { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !/\.(ts|vue|css)$/.test(entry.name)) continue
      if (/electron\/build|vite\.config/.test(path.replaceAll('\\', '/'))) continue
      const source = readFileSync(path, 'utf8')
      const specifiers = source.matchAll(
        /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'";]*?from '([^'.][^']*)'|import '([^'.][^']*)'|url\(['"]?(@fontsource\/[^'")]+)/g,
      )
      for (const [, from, bare, font] of specifiers) found.add(packageOf(from ?? bare ?? font ?? ''))
    }
  }
  return [...found].filter((name) => name !== 'electron' && !name.startsWith('node:')).sort()
}

describe('the notices shipped with the program', () => {
  const imported = importedPackages()

  it('are searched for in sources that import others', () => {
    expect(imported).toEqual(
      expect.arrayContaining(['better-sqlite3', 'commander', 'echarts', 'saxes', 'vue', 'zod']),
    )
  })

  // What these bring along is in the bundles too.
  it.each([
    ...imported,
    'zrender',
    '@vue/runtime-core',
    '@fontsource/ibm-plex-sans',
    '@fontsource/ibm-plex-mono',
  ])('name %s with its version, its licence and its text', (name) => {
    const folder = join(projectRoot, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version: string
      license: string
    }
    expect(notices).toContain(`\n  ${name} ${version} (${license})\n`)
    const legal = readdirSync(folder)
      .filter((file) => /^(licen[cs]es?|notice)([.-].*)?$/i.test(file))
      .map((file) => join(folder, file))
      .flatMap((path) =>
        statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path],
      )
    for (const file of legal) {
      const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()
      expect(notices).toContain(text)
    }
  })

  it('are packed with the program', () => {
    expect(readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8')).toMatch(/^\s+- licenses\/\*\*$/m)
  })
})

describe('packageFolders', () => {
  it('finds the innermost package of a file, and none for a source of our own', () => {
    const files = [
      'electron/main/main.ts',
      'node_modules/a/node_modules/@b/c/index.js',
      '/far/node_modules/d/x.css?inline',
      '\0/far/node_modules/d/y.js',
    ]
    expect(packageFolders(files, '/project')).toEqual([
      '/far/node_modules/d',
      '/project/node_modules/a/node_modules/@b/c',
    ])
  })
})

describe('noticesOf', () => {
  let folder: TestFolder
  beforeAll(() => {
    folder = makeTestFolder()
  })
  afterAll(() => {
    folder.remove()
  })
  const make = (name: string, about: object, texts: Readonly<Record<string, string>>): string => {
    const path = join(folder.path, name)
    mkdirSync(path)
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...about }))
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(path, file), text)
    return path
  }

  it('passes on licence and notice, and names each package once', async () => {
    const path = make(
      'two',
      { license: 'Apache-2.0' },
      { LICENSE: 'the licence', 'NOTICE.txt': 'the notice' },
    )
    const text = await noticesOf([path, path])
    expect(text.match(/^two 1\.0\.0 \(Apache-2\.0\)$/gm)).toHaveLength(1)
    expect(text).toContain('the licence\n\nthe notice')
  })

  it('gives the text of a licence a package only names, with its author', async () => {
    const path = make('named', { license: 'ISC', author: 'A. Nybody' }, {})
    expect(await noticesOf([path])).toContain('Copyright A. Nybody\n\nPermission to use')
  })

  it('refuses a package without any licence', async () => {
    const path = make('bare', {}, { 'index.js': '' })
    await expect(noticesOf([path])).rejects.toThrow('bare 1.0.0 comes without the text of a licence')
  })
})
