/**
 * The notices of third parties: every package whose code or files went into the build, with version, licence and the
 * texts its authors ask to be passed on. Made from what the bundlers say they read, so that none is forgotten.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const modules = 'node_modules/'

/** Folders of the packages that files belong to; sources of our own belong to none. Sorted. */
export function packageFolders(files: Iterable<string>, root: string): readonly string[] {
  const folders = new Set<string>()
  for (const file of files) {
    const path = file.replaceAll('\\', '/').replace(/^\0+/, '').replace(/\?.*$/, '')
    const start = path.lastIndexOf(modules)
    if (start === -1) continue
    const [first = '', second = ''] = path.slice(start + modules.length).split('/')
    const name = first.startsWith('@') ? `${first}/${second}` : first
    folders.add(resolve(root, `${path.slice(0, start + modules.length)}${name}`))
  }
  return [...folders].sort()
}

interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

const isLegal = (name: string): boolean => /^(licen[cs]es?|copying|notice)([.-].*)?$/i.test(name)

/** Files with legal texts, also those in a folder of such a name (licences of what the package itself contains). */
async function legalFiles(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => isLegal(entry.name))
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path]
  })
  return (await Promise.all(nested)).flat().sort()
}

/** The text of a licence a package only names (opensource.org/license/isc-license-txt). */
const isc = (holder: string): string => `Copyright ${holder}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`

/** What one package says about itself. Throws where it comes without any licence: it may not be shipped then. */
async function noticeOf(folder: string): Promise<Notice> {
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license?: string
    readonly author?: string | { readonly name: string }
  }
  const files = await legalFiles(folder)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const author = typeof about.author === 'string' ? about.author : about.author?.name
  if (texts.length === 0 && about.license === 'ISC') texts.push(isc(author ?? `the authors of ${about.name}`))
  if (texts.length === 0)
    throw new Error(
      `${about.name} ${about.version} comes without the text of a licence and cannot be shipped`,
    )
  const text = texts.map((one) => one.replaceAll('\r\n', '\n').trim()).join('\n\n')
  return {
    name: about.name,
    version: about.version,
    licence: about.license ?? 'see below',
    text,
  }
}

const rule = '-'.repeat(100)

/** The whole file. The same packages give the same text. */
export async function noticesOf(folders: readonly string[]): Promise<string> {
  const found = await Promise.all(folders.map(noticeOf))
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]))
  const notices = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  return [
    'LPM Planner contains code and fonts of the packages below, under the licences given with each.',
    'Electron, which the desktop packages carry, brings its own notices: LICENSE.electron.txt and LICENSES.chromium.html.',
    '',
    ...notices.map((one) => `  ${one.name} ${one.version} (${one.licence})`),
    ...notices.flatMap((one) => [
      '',
      rule,
      `${one.name} ${one.version} (${one.licence})`,
      rule,
      '',
      one.text,
    ]),
    '',
  ].join('\n')
}

/** Writes the notices where they differ from what is there. */
export async function writeNotices(folders: readonly string[], file: string): Promise<void> {
  const text = await noticesOf(folders)
  const present = await readFile(file, 'utf8').catch(() => null)
  if (present === text) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
