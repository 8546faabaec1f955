/** Planning rules of a large data centre, as many as asked for. Same seed, same rules. */
import { randomStream } from '../../shared/forecast/random.ts'
import type { Fleet, Partition, Server } from '../../shared/inventory/fleet.ts'
import type { PlanRule } from '../../shared/plan/rules/plan-rule.ts'
import { aRule, named } from './planning-rules.ts'

type Draw = (below: number) => number
type Make = (
  zone: { readonly servers: readonly Server[]; readonly partitions: readonly Partition[] },
  draw: Draw,
  id: string,
) => PlanRule

/** `count` different ones of `all`; fewer where there are not so many. */
function some<T>(all: readonly T[], count: number, draw: Draw): T[] {
  const left = [...all]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(draw(left.length), 1)[0]!)
}

/** Of twenty rules, as they are in large data centres: nodes of clusters, licences, places, spare servers. */
const mix: readonly Make[] = [
  ...Array<Make>(7).fill((zone, draw, id) =>
    aRule({
      id,
      kind: 'apart',
      partitions: some(zone.partitions, 2 + draw(3), draw).map(named),
      when: draw(2) === 0 ? 'always' : 'end',
      hard: draw(4) > 0,
    }),
  ),
  ...Array<Make>(2).fill((zone, draw, id) =>
    aRule({ id, kind: 'one-at-a-time', partitions: some(zone.partitions, 2 + draw(3), draw).map(named) }),
  ),
  ...Array<Make>(2).fill((zone, draw, id) =>
    aRule({ id, kind: 'together', partitions: some(zone.partitions, 2, draw).map(named), hard: false }),
  ),
  ...Array<Make>(3).fill((zone, draw, id) =>
    aRule({
      id,
      kind: 'never-on',
      partitions: some(zone.partitions, 4, draw).map(named),
      servers: some(zone.servers, 10, draw).map(named),
    }),
  ),
  ...Array<Make>(2).fill((zone, draw, id) =>
    aRule({
      id,
      kind: 'only-on',
      partitions: some(zone.partitions, 2, draw).map(named),
      servers: some(zone.servers, 25, draw).map(named),
    }),
  ),
  (zone, _draw, id) =>
    aRule({ id, kind: 'reserve', servers: zone.servers.map(named), when: 'always', hard: false }),
  (zone, draw, id) =>
    aRule({
      id,
      kind: 'safety',
      servers: some(zone.servers, 10, draw).map(named),
      memoryPercent: 90,
      processorPercent: 90,
      hard: false,
    }),
  (zone, draw, id) =>
    aRule({
      id,
      kind: 'licence',
      servers: some(zone.servers, 15, draw).map(named),
      partitions: [],
      cores: 2_000,
      measure: 'entitlement',
    }),
  (zone, draw, id) =>
    aRule({ id, kind: 'standstill', partitions: some(zone.partitions, 5, draw).map(named), seconds: 20 }),
]

/** Rules over zones of `serversInZone` servers, each about one of them. */
export function generatedRules(
  fleet: Fleet,
  count: number,
  { serversInZone = 50, seed = 1 } = {},
): readonly PlanRule[] {
  const random = randomStream(seed)
  const draw: Draw = (below) => Math.floor(random() * below)
  const zones = Array.from({ length: Math.ceil(fleet.servers.length / serversInZone) }, (_, zone) => {
    const servers = fleet.servers.slice(zone * serversInZone, (zone + 1) * serversInZone)
    const ids = new Set(servers.map(({ id }) => id))
    return { servers, partitions: fleet.partitions.filter(({ serverId }) => ids.has(serverId)) }
  })
  return Array.from({ length: count }, (_, n) =>
    // Every kind in every zone, as far as the count goes.
    mix[n % mix.length]!(zones[Math.floor(n / mix.length) % zones.length]!, draw, `r${n}`),
  )
}
