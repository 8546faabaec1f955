import type { ScenarioProblem } from './scenario-checks.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'
import { TextScenarioReader } from './read-text-scenario.ts'
import type { TextMachine, TextRoute } from './read-text-scenario.ts'

export type ParsedTextScenario =
  /** `notes`: what the answer leaves out that the simulator would not. */
  { ok: true; scenario: Scenario; notes: readonly string[] } | { ok: false; problems: ScenarioProblem[] }

const MIB = 1024 * 1024
/** SimGrid 3.32, `network/TCP-gamma`: the largest TCP window, in bytes. */
const TCP_WINDOW = 4194304

/** Whether a file holds a text scenario: its first line that says anything begins with one of the five words. */
export function isTextScenario(text: string): boolean {
  return /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:host|link|route|limit|vm)[ \t]/.test(text)
}

/**
 * Reads the plain text scenarios that SimGrid 3.32 was run with for comparison (forecast model, section 9), in any
 * order of lines, or refuses them by line:
 * `host NAME speed cores`, `link NAME bytes/s latency`, `route A B link...` (both ways), `limit HOST n`,
 * `vm NAME src dst ramMiB migMiB/s intensity% start load [wssMiB]`; what follows a `#` is a comment.
 *
 * What the simulator does where it matters (3.32, src/plugins/vm/VmLiveMigration.cpp and src/surf/network_cm02.cpp;
 * model CM02 without cross-traffic, as the answers at hand show: full line rate, both directions share a link):
 * - D = mig x intensity x load, the host's speed cancels out; the written set is 0.9 RAM unless given.
 * - A migration speed of zero is no ceiling, and no dirtying either.
 * - A path with latency gets a share in proportion to 1 / latency, and one without latency 1; no flow is faster than
 *   window / (2 latency); every transfer, an empty one too, waits for the latency before its first byte.
 */
export function parseTextScenario(text: string): ParsedTextScenario {
  const reader = new TextScenarioReader()
  reader.read(text)
  const { problems, hosts, links, routes, limits, machines } = reader
  if (problems.length > 0) return { ok: false, problems }
  const resources = named([...links].map(([name, link]) => [name, link.bytesPerSecond]))
  const limited = named([...limits])
  const parts = machines.map((machine) => {
    const route = routes.get(`${machine.source} ${machine.target}`)!
    return partOf(machine, pathOf(route), latencyOf(route, links), limits)
  })
  const scenario: Scenario = { mode: 'simgrid', resources, limits: limited, parts }
  return { ok: true, scenario, notes: overcommitted(hosts, machines) }
}

/** Names come from a file: without a prototype, no name means anything but itself. */
function named(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.assign(Object.create(null) as Record<string, number>, Object.fromEntries(entries))
}

/** A link that a route passes twice carries everything twice. */
function pathOf(route: TextRoute): Record<string, number> {
  const path = named([])
  for (const link of route.links) path[link] = (path[link] ?? 0) + 1
  return path
}

function latencyOf(route: TextRoute, links: TextScenarioReader['links']): number {
  return route.links.reduce((sum, link) => sum + links.get(link)!.latency, 0)
}

function partOf(
  machine: TextMachine,
  path: Record<string, number>,
  latency: number,
  limits: ReadonlyMap<string, number>,
): ScenarioPart {
  const mem = Math.trunc(machine.ramMib * MIB)
  const speed = machine.speedMib * MIB
  const ceiling = Math.min(speed > 0 ? speed : Infinity, latency > 0 ? TCP_WINDOW / (2 * latency) : Infinity)
  const part: ScenarioPart = {
    name: machine.name,
    mem,
    path,
    cap: ceiling === Infinity ? null : ceiling,
    dirty: speed * (machine.intensity / 100) * machine.load,
    hot: machine.writtenMib === null ? 0.9 * mem : machine.writtenMib * MIB,
    dirty_model: 'cap',
    start: machine.start,
    groups: [machine.source, machine.target].filter((host) => limits.has(host)),
  }
  return latency === 0 ? part : { ...part, weight: 1 / latency, latency_s: latency }
}

/** The simulator lets machines share the cores of a host; here each dirties as if it had its own. */
function overcommitted(
  hosts: TextScenarioReader['hosts'],
  machines: readonly TextMachine[],
): readonly string[] {
  const load = new Map<string, number>()
  for (const { source, target, load: own } of machines) {
    for (const host of [source, target]) load.set(host, (load.get(host) ?? 0) + own)
  }
  const crowded = [...hosts].filter(([name, { cores }]) => (load.get(name) ?? 0) > cores)
  return crowded.length === 0
    ? []
    : [
        `${crowded.map(([name]) => name).join(', ')}: more load than cores. The simulator would slow such machines, ` +
          'and so their dirtying; this forecast does not.',
      ]
}
