import type { Partition } from '../../../shared/inventory/fleet.ts'
import { memory } from '../../format/memory.ts'
import { noData, percent } from '../../format/number.ts'
import { isActive, peakLoad } from '../../stores/server-use.ts'
import { text } from '../../text/en.ts'
import type { ServerRow } from './server-rows.ts'
import { treemap } from './treemap.ts'

export type Shade = 'load' | 'memory' | 'mode'

export interface HeatCell {
  readonly id: string
  readonly name: string
  /** Percent of the tile. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Step of the sequential scale 0..8, null where the value is not known. */
  readonly step: number | null
  readonly spoken: string
}

export interface HeatTile {
  readonly serverId: string
  readonly name: string
  readonly installed: string
  /** null where the memory of the server is not known. */
  readonly cells: readonly HeatCell[] | null
  /** Memory of VIOS and firmware, as percent of the tile, below the partitions; null where it is not known. */
  readonly system: { readonly top: number; readonly height: number; readonly spoken: string } | null
  readonly free: string | null
}

/** Processor compatibility modes by age, oldest first, with their step of the scale. */
export const modeSteps: readonly (readonly [string, number])[] = [
  ['POWER7', 0],
  ['POWER8', 2],
  ['POWER9_base', 4],
  ['POWER9', 5],
  ['POWER10', 7],
  ['POWER11', 8],
]

const stepOf = (share: number): number => Math.max(0, Math.min(8, Math.round(share * 8)))

/** P95 of the typical week as a share of the entitlement; null where either is not known. */
export function loadShare({ typicalWeek, entitledCenti }: Partition): number | null {
  const peak = peakLoad(typicalWeek)
  return peak === null || entitledCenti === null || entitledCenti === 0 ? null : (peak * 100) / entitledCenti
}

/** Step and words of one partition under a shade. Memory is shaded on a log scale up to the largest partition. */
export function shadeOf(
  partition: Partition,
  shade: Shade,
  largestMib: number,
): { step: number | null; value: string } {
  if (shade === 'load') {
    const share = loadShare(partition)
    if (share === null) return { step: null, value: noData }
    return { step: stepOf(share), value: percent(share) }
  }
  if (shade === 'memory') {
    if (partition.memoryMib === null) return { step: null, value: noData }
    const share = Math.log2(partition.memoryMib / 1024 + 1) / Math.log2(largestMib / 1024 + 1)
    return { step: stepOf(share), value: memory(partition.memoryMib) }
  }
  const step = modeSteps.find(([mode]) => mode === partition.currentMode)?.[1]
  return { step: step ?? null, value: partition.currentMode ?? noData }
}

/** One tile for each server: its active partitions by memory, largest first, on the part of its memory they use. */
export function heatTiles(
  rows: readonly ServerRow[],
  partitionsOf: (serverId: string) => readonly Partition[],
  shade: Shade,
): readonly HeatTile[] {
  const largest = Math.max(
    1,
    ...rows.flatMap((row) => partitionsOf(row.server.id).map((one) => one.memoryMib ?? 0)),
  )
  return rows.map(({ server, use }) => {
    const partitions = partitionsOf(server.id)
      .filter((one) => isActive(one.state) && (one.memoryMib ?? 0) > 0)
      .sort((a, b) => (b.memoryMib ?? 0) - (a.memoryMib ?? 0))
    const all = server.configurableMemoryMib
    const used = partitions.reduce((sum, one) => sum + (one.memoryMib ?? 0), 0)
    const share = all === null || all === 0 ? null : Math.min(1, used / all)
    const system =
      all === null || use.memory === null ? null : Math.max(0, Math.round(all * use.memory) - used)
    const boxes = treemap(
      partitions.map((one) => one.memoryMib ?? 0),
      { x: 0, y: 0, width: 2, height: share ?? 0 },
    )
    return {
      serverId: server.id,
      name: server.name,
      installed: memory(all),
      system:
        share === null || system === null
          ? null
          : {
              top: share * 100,
              height: (system / (all ?? 1)) * 100,
              spoken: text.fleet.heat.system(memory(system)),
            },
      free:
        all === null || use.memory === null
          ? null
          : text.fleet.heat.free(memory(Math.round(all * (1 - use.memory)))),
      cells:
        share === null
          ? null
          : partitions.map((one, at) => {
              const box = boxes[at] ?? { x: 0, y: 0, width: 0, height: 0 }
              const { step, value } = shadeOf(one, shade, largest)
              return {
                id: one.id,
                name: one.name,
                left: box.x * 50,
                top: box.y * 100,
                width: box.width * 50,
                height: box.height * 100,
                step,
                spoken: text.fleet.heat.cell(one.name, memory(one.memoryMib), value),
              }
            }),
    }
  })
}
