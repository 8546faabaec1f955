import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Profile = {
  readonly nodes: readonly {
    readonly id: number
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
  const named = new Map<number, string>()
  for (const { id, callFrame } of nodes) {
    const file = /shared\/forecast\/(?<file>[\w-]+)\.ts$/.exec(callFrame.url)?.groups?.['file']
    if (file !== undefined) named.set(id, `${file}: ${callFrame.functionName || '(module)'}`)
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
