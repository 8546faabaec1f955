import type { ResourceLoad } from '../../shared/plan/plan-forecast.ts'
import type { Steps } from './steps.ts'
import { sumSteps } from './steps.ts'

/** The links of one server in one direction, summed. */
export interface NetworkLoad {
  readonly id: string
  readonly serverId: string | null
  readonly direction: 'out' | 'in' | null
  readonly links: readonly ResourceLoad[]
  readonly sum: Steps
  /** Usable bytes per second of all its links. */
  readonly capacity: number
  readonly peak: number
}

function directionOf(load: ResourceLoad): NetworkLoad['direction'] {
  const found = /\b(in|out)\b/.exec(`${load.name.slice(-4)} ${load.label}`)
  return found === null ? null : (found[1] as 'in' | 'out')
}

/** Links that carry anything, summed by server and direction, the fullest first. */
export function networkLoads(resources: readonly ResourceLoad[]): readonly NetworkLoad[] {
  const links = resources.filter((one) => one.kind === 'link' && one.peak > 0)
  const groups = Map.groupBy(links, (one) => `${one.serverId ?? one.name} ${directionOf(one) ?? ''}`)
  return [...groups]
    .map(([id, mine]): NetworkLoad => {
      const sum = sumSteps(mine)
      return {
        id,
        serverId: mine[0]?.serverId ?? null,
        direction: mine[0] === undefined ? null : directionOf(mine[0]),
        links: mine,
        sum,
        capacity: mine.reduce((all, one) => all + one.capacity, 0),
        peak: sum.v.reduce((most, value) => Math.max(most, value), 0),
      }
    })
    .sort((a, b) => b.peak / b.capacity - a.peak / a.capacity || a.id.localeCompare(b.id))
}

/** Mover processors that do anything, the busiest first. */
export function moverLoads(resources: readonly ResourceLoad[]): readonly ResourceLoad[] {
  return resources
    .filter((one) => one.kind === 'mover-cores' && one.peak > 0 && one.capacity > 0)
    .sort((a, b) => b.peak / b.capacity - a.peak / a.capacity || a.label.localeCompare(b.label))
}
