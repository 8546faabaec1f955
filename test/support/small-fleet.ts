/** Servers and partitions of which little is known, for tests that are not about their attributes. */
import { blankPartition, blankServer, blankVios } from '../../shared/inventory/blank.ts'
import {
  emptyFleet,
  type Fleet,
  type Partition,
  type Server,
  type Vios,
} from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'

export const smallServer = (id: string, changes: Partial<Server> = {}): Server => ({
  ...blankServer(id, `name of ${id}`),
  configurableMemoryMib: mib(1_048_576),
  lmbMib: mib(256),
  origins: { name: { file: 'systems.txt', line: 1 } },
  ...changes,
})

export const smallPartition = (
  serverId: string,
  lparId: number,
  changes: Partial<Partition> = {},
): Partition => ({
  ...blankPartition(serverId, lparId, `partition ${lparId}`),
  state: 'running',
  memoryMib: mib(8192),
  entitledCenti: centi(50),
  ...changes,
})

export const smallVios = (serverId: string, lparId: number, changes: Partial<Vios> = {}): Vios => ({
  ...blankVios(serverId, lparId, `vios ${lparId}`),
  state: 'running',
  mover: true,
  ...changes,
})

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** `servers` servers (s1, s2...) with `each` partitions (lpar id 1, 2...) on every one, sorted by id as every fleet is. */
export const smallFleet = (servers: number, each: number): Fleet => {
  const ids = Array.from({ length: servers }, (_, place) => `s${place + 1}`)
  return {
    ...emptyFleet,
    servers: ids.map((id) => smallServer(id)).sort(byId),
    partitions: ids
      .flatMap((id) => Array.from({ length: each }, (_, place) => smallPartition(id, place + 1)))
      .sort(byId),
  }
}
