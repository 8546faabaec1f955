/** Whether the VIOS imported of a server are all it has: nothing in HMC output says so, but some things speak against it. */
import type { Partition, Server, Vios } from '../inventory/fleet.ts'

/** What speaks against it; `none imported` counts too, because a server that takes part in moves has a VIOS. */
export type ViosDoubt =
  | { readonly cause: 'none imported' }
  | { readonly cause: 'partition of unknown kind'; readonly name: string }
  | { readonly cause: 'named by an adapter'; readonly name: string }
  | { readonly cause: 'moves without a mover'; readonly moves: number; readonly name: string }

const noVios: ViosDoubt = { cause: 'none imported' }

/**
 * Why there may be more VIOS on a server than were imported; null where nothing says so. A row without `lpar_env` may be
 * a VIOS; a client adapter of a partition that is up ends at a VIOS (or at an IBM i partition that hosts its storage);
 * a system that supports active moves although its one imported VIOS is no mover has another (the S924 of the captures
 * has two VIOS and supports 8 moves; of one without movers the HMC says 0).
 */
export function viosDoubt(
  server: Server,
  vios: readonly Vios[],
  partitions: readonly Partition[],
): ViosDoubt | null {
  if (vios.length === 0 && partitions.length === 0) return noVios
  const unsorted = partitions.find((one) => one.environment === null && one.os === null)
  if (unsorted !== undefined) return { cause: 'partition of unknown kind', name: unsorted.name }
  const ids = new Set<number>()
  const names = new Set<string>()
  for (const { lparId, name } of [...vios, ...partitions]) {
    ids.add(lparId)
    names.add(name)
  }
  for (const { state, virtualScsi, virtualFibreChannel } of partitions) {
    if (state === 'not activated') continue
    for (const adapters of [virtualScsi, virtualFibreChannel])
      for (const { viosLparId, viosName } of adapters ?? []) {
        const known = viosLparId === null ? viosName === null || names.has(viosName) : ids.has(viosLparId)
        if (!known) return { cause: 'named by an adapter', name: viosName ?? `with id ${viosLparId}` }
      }
  }
  const [only, second] = vios
  if (only === undefined) return noVios
  const moves = server.maxActiveMigrations ?? 0
  return second === undefined && only.mover === false && moves > 0
    ? { cause: 'moves without a mover', moves, name: only.name }
    : null
}
