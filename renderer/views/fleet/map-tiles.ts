import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { MoveVerdict } from '../../../shared/mobility/verdict.ts'
import { memory } from '../../format/memory.ts'
import { noData } from '../../format/number.ts'
import { processingUnits } from '../../format/processor.ts'
import { isActive, percentile } from '../../stores/server-use.ts'
import type { VerdictSummary } from '../../stores/verdict-summary.ts'
import { text } from '../../text/en.ts'
import { shadeOf } from './heat-cells.ts'
import type { ServerRow } from './server-rows.ts'

export type MapSize = 'memory' | 'entitled'
export type MapShade = 'load' | 'mode' | 'verdict'

/** How a tile is filled: a step of the sequential scale, a verdict, or the pattern of what is not known. */
export type TilePaint =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'verdict'; readonly verdict: MoveVerdict }
  | { readonly kind: 'unknown' }

export interface MapTile {
  readonly id: string
  readonly name: string
  readonly serverName: string
  /** MiB or hundredths of a processing unit; null where it is not known. */
  readonly size: number | null
  /** What the area is drawn from: the size, or the fleet's median where the size is not known. */
  readonly weight: number
  readonly paint: TilePaint
  readonly sizeText: string
  readonly shadeText: string
  readonly partition: Partition
}

export interface MapGroup {
  readonly serverId: string
  readonly name: string
  /** Sum of the known sizes, "at least" where some are not known. */
  readonly sum: string
  readonly tiles: readonly MapTile[]
}

export interface FleetMapModel {
  readonly groups: readonly MapGroup[]
  /** Tiles with the pattern of what is not known. */
  readonly unknown: number
  readonly unknownSize: number
  /** Active partitions of size 0. */
  readonly left: number
  /** Servers without any tile. */
  readonly bare: number
}

interface Sources {
  readonly rows: readonly ServerRow[]
  readonly partitionsOf: (serverId: string) => readonly Partition[]
  /** Only looked at where the shade is the verdict. */
  readonly verdictOf: (partitionId: string) => VerdictSummary | null
  readonly size: MapSize
  readonly shade: MapShade
}

const words = text.fleet.map
const sizeOf = (partition: Partition, by: MapSize): number | null =>
  by === 'memory' ? partition.memoryMib : partition.entitledCenti
/** A size in words, for either measure. */
const sizeText = (size: number | null, by: MapSize): string =>
  by === 'memory' ? memory(size) : processingUnits(size)

/** What a partition's verdict reads like: the word, and the rule behind a refusal or a doubt. */
function verdictText(summary: VerdictSummary | null): string {
  if (summary === null) return words.unchecked
  const word = text.common.verdict[summary.verdict]
  return summary.verdict === 'can' || summary.ruleId === null ? word : `${word}: ${summary.ruleId}`
}

function paintOf(partition: Partition, shade: MapShade, summary: VerdictSummary | null): [TilePaint, string] {
  if (shade === 'verdict') {
    const paint: TilePaint =
      summary === null ? { kind: 'unknown' } : { kind: 'verdict', verdict: summary.verdict }
    return [paint, verdictText(summary)]
  }
  const { step, value } = shadeOf(partition, shade, 1)
  return [step === null ? { kind: 'unknown' } : { kind: 'step', step }, value]
}

/**
 * The fleet as servers with their active partitions, largest first. A partition whose size is not known is drawn at the
 * median size with the pattern of what is not known, so that it is seen; its area means nothing and its text says so.
 */
export function mapModel({ rows, partitionsOf, verdictOf, size, shade }: Sources): FleetMapModel {
  const active = rows.map(({ server }) => partitionsOf(server.id).filter((one) => isActive(one.state)))
  const sizes = active.flat().map((one) => sizeOf(one, size))
  const median =
    percentile(
      sizes.filter((one) => one !== null).filter((one) => one > 0),
      0.5,
    ) ?? 1
  const groups = rows.map(({ server }, at): MapGroup => {
    const tiles = (active[at] ?? [])
      .map((partition): MapTile => {
        const known = sizeOf(partition, size)
        const summary = shade === 'verdict' ? verdictOf(partition.id) : null
        const [paint, shadeText] = paintOf(partition, shade, summary)
        return {
          id: partition.id,
          name: partition.name,
          serverName: server.name,
          size: known,
          weight: known ?? median,
          paint: known === null ? { kind: 'unknown' } : paint,
          sizeText: sizeText(known, size),
          shadeText,
          partition,
        }
      })
      .filter((tile) => tile.weight > 0)
      .sort((a, b) => b.weight - a.weight)
    const sum = sizeText(
      tiles.reduce((total, tile) => total + (tile.size ?? 0), 0),
      size,
    )
    return {
      serverId: server.id,
      name: server.name,
      sum: tiles.every((tile) => tile.size === null)
        ? noData
        : tiles.some((tile) => tile.size === null)
          ? words.atLeast(sum)
          : sum,
      tiles,
    }
  })
  const drawn = groups.filter((group) => group.tiles.length > 0).sort((a, b) => weightOf(b) - weightOf(a))
  const tiles = drawn.flatMap((group) => group.tiles)
  return {
    groups: drawn,
    unknown: tiles.filter((tile) => tile.paint.kind === 'unknown').length,
    unknownSize: sizes.filter((one) => one === null).length,
    left: sizes.filter((one) => one !== null && one <= 0).length,
    bare: rows.length - drawn.length,
  }
}

const weightOf = (group: MapGroup): number => group.tiles.reduce((sum, tile) => sum + tile.weight, 0)

/** What the read-out of a tile says, a line each. */
export function tileLines(tile: MapTile, summary: VerdictSummary | null): readonly string[] {
  const { partition } = tile
  return [
    `${tile.name} · ${tile.serverName}`,
    `${words.tipSize.memory} ${memory(partition.memoryMib)} · ${words.tipSize.entitled} ${processingUnits(partition.entitledCenti)}`,
    `${words.tipLoad(shadeOf(partition, 'load', 1).value)} · ${words.tipMode(partition.currentMode ?? noData)}`,
    verdictText(summary),
  ]
}
