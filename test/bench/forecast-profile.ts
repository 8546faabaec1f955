import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Profile = {
  readonly nodes: readonly {
    readonly id: number
    readonly children?: readonly number[]
    readonly callFrame: { readonly functionName: string; readonly url: string }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Share of each engine function in the time of one run of `script` in a fresh process, largest first. */
export function profileOf(script: string, name: string): { what: string; share: number }[] {
  const folder = mkdtempSync(join(tmpdir(), 'lpm-profile-'))
  try {
    const options = ['--cpu-prof', '--cpu-prof-interval', '100', '--cpu-prof-dir', folder]
    const run = spawnSync(process.execPath, [...options, script, name], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    const [file] = readdirSync(folder)
    return shares(JSON.parse(readFileSync(join(folder, file!), 'utf8')) as Profile)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shares({ nodes, samples, timeDeltas }: Profile): { what: string; share: number }[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const named = new Map<number, string>()
  // Only what the engine itself calls: making the scenario is not its work.
  const below = nodes.filter(({ callFrame }) => isEngine(callFrame.url, 'simulate') && isEntry(callFrame))
  for (const node of below) {
    const { functionName, url } = node.callFrame
    const file = /(?<file>[\w-]+)\.ts$/.exec(url)?.groups?.['file'] ?? 'V8'
    named.set(node.id, `${file}: ${functionName || '(module)'}`)
    for (const child of node.children ?? []) below.push(byId.get(child)!)
  }
  const spent = new Map<string, number>()
  let all = 0
  for (const [index, sample] of samples.entries()) {
    const what = named.get(sample)
    if (what === undefined) continue
    all += timeDeltas[index]!
    spent.set(what, (spent.get(what) ?? 0) + timeDeltas[index]!)
  }
  return [...spent].map(([what, time]) => ({ what, share: time / all })).toSorted((a, b) => b.share - a.share)
}

const isEngine = (url: string, file: string): boolean => url.endsWith(`/shared/forecast/${file}.ts`)
const isEntry = ({ functionName }: { readonly functionName: string }): boolean => functionName === 'simulate'
