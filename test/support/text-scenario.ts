import type { Scenario, ScenarioPart } from '../../shared/forecast/scenario.ts'

const MIB = 1024 * 1024

/**
 * Reads the plain text scenarios that SimGrid was run with (forecast model, section 9):
 * `host NAME speed cores`, `link NAME bytes/s latency`, `route A B link...` (both ways), `limit HOST n`,
 * `vm NAME src dst ramMiB migMiB/s intensity% start load [wssMiB]`.
 */
export function readTextScenario(text: string): Scenario {
  const resources: Record<string, number> = {}
  const limits: Record<string, number> = {}
  const routes = new Map<string, Record<string, number>>()
  const parts: ScenarioPart[] = []
  for (const line of text.split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/)
    const numbers = rest.map(Number)
    if (word === 'link') resources[rest[0]!] = numbers[1]!
    else if (word === 'limit') limits[rest[0]!] = numbers[1]!
    else if (word === 'route') {
      const path = Object.fromEntries(rest.slice(2).map((link) => [link, 1]))
      routes.set(`${rest[0]} ${rest[1]}`, path)
      routes.set(`${rest[1]} ${rest[0]}`, path)
    } else if (word === 'vm') {
      const [name, source, target] = rest as [string, string, string]
      const ram = numbers[3]! * MIB
      const rate = numbers[4]! * MIB
      parts.push({
        name,
        mem: ram,
        path: routes.get(`${source} ${target}`)!,
        cap: rate,
        dirty: rate * (numbers[5]! / 100) * numbers[7]!,
        hot: numbers[8] === undefined ? 0.9 * ram : numbers[8] * MIB,
        dirty_model: 'cap',
        start: numbers[6]!,
        groups: [source, target].filter((host) => host in limits),
      })
    }
  }
  // Limits stand before the machines in every file at hand; a later one would be lost silently.
  for (const part of parts) if (part.path === undefined) throw new Error(`no route for ${part.name}`)
  return { mode: 'simgrid', resources, limits, parts }
}

export type PeerAnswer = {
  makespan: number
  rows: { name: string; start: number; end: number; duration: number; down: number }[]
}

/** Reads SimGrid's answer: one row per machine and a comment line with the makespan. */
export function readPeerAnswer(csv: string): PeerAnswer {
  const lines = csv.trim().split('\n')
  const rows = lines
    .slice(1)
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [name, ...numbers] = line.split(',') as [string, ...string[]]
      const [start, end, duration, down] = numbers.map(Number) as [number, number, number, number]
      return { name, start, end, duration, down }
    })
  const makespan = Number(/makespan_s=([\d.]+)/.exec(csv)?.[1] ?? NaN)
  return { makespan, rows }
}
