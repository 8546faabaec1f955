import type { ChartLook } from '../../charts/chart-look.ts'
import type { TreemapFill } from '../../charts/treemap-option.ts'
import type { TilePaint } from './map-tiles.ts'

/** The fill of a tile in the tokens of the moment; what is not known and every verdict but "can move" have a pattern. */
export function fillOf(paint: TilePaint, look: ChartLook): TreemapFill {
  if (paint.kind === 'step') {
    return { fill: look.colour(`seq-${paint.step}`), ink: look.colour(`seq-ink-${paint.step}`), plate: null }
  }
  const name = paint.kind === 'unknown' ? 'tell' : paint.verdict
  const ground = `${name}-wash`
  if (name === 'can') return { fill: look.colour(ground), ink: look.colour('ink-1'), plate: null }
  const pattern = name === 'warn' ? 'hatch' : name === 'cannot' ? 'cross' : 'dots'
  return {
    fill: look.pattern(pattern, `${name}-fill`, ground),
    ink: look.colour(name),
    plate: look.colour(ground),
  }
}
