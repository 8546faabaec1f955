import { useRouter } from 'vue-router'
import type { AppCommand } from '../commands/registry.ts'
import { useFinder } from '../commands/registry.ts'
import { memory } from '../format/memory.ts'
import { useFleet } from '../stores/fleet.ts'

const shownPerKind = 8

/** Finds partitions and servers by name for the palette; opening one goes to Fleet and shows its details. */
export function useInventoryFinder(): void {
  const router = useRouter()
  const fleet = useFleet()

  useFinder((query) => {
    const index = fleet.index
    if (index === null) return []
    const wanted = query.trim().toLowerCase()
    const partitions: AppCommand[] = index.fleet.partitions
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .slice(0, shownPerKind)
      .map((one) => ({
        id: `partition.${one.id}`,
        title: one.name,
        note: `${index.serverById.get(one.serverId)?.name ?? ''} · ${memory(one.memoryMib)}`,
        group: 'partition',
        run: () => void router.push({ path: '/fleet', query: { partition: one.id } }),
      }))
    const servers: AppCommand[] = index.fleet.servers
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .slice(0, shownPerKind)
      .map((one) => ({
        id: `server.${one.id}`,
        title: one.name,
        note: one.typeModel ?? '',
        group: 'server',
        run: () => void router.push({ path: '/fleet', query: { server: one.id } }),
      }))
    return [...partitions, ...servers]
  })
}
