import type { Pattern, PatternName } from './chart-look.ts'

/** Edge of a pattern's tile in CSS px. */
const edge = { dots: 5, hatch: 8, cross: 8 } as const

/**
 * The patterns of the verdicts (dots: not known; diagonal hatch: warning; cross-hatch: refused) as pictures that
 * repeat, drawn at the resolution of the screen. Without a 2D canvas the plain ground has to do.
 */
export function verdictPattern(
  name: PatternName,
  ink: string,
  ground: string,
  pixelRatio: number,
): Pattern | string {
  const size = edge[name]
  const image = document.createElement('canvas')
  image.width = Math.round(size * pixelRatio)
  image.height = image.width
  const context = image.getContext('2d')
  if (context === null) return ground
  const scale = image.width / size
  context.scale(scale, scale)
  context.fillStyle = ground
  context.fillRect(0, 0, size, size)
  context.fillStyle = ink
  context.strokeStyle = ink
  if (name === 'dots') {
    context.beginPath()
    context.arc(size / 2, size / 2, 1, 0, 2 * Math.PI)
    context.fill()
  } else {
    context.beginPath()
    // Three parallels each way: the corners of a tile hold the ends of its neighbours' lines.
    for (const shift of [-size, 0, size]) {
      context.moveTo(shift - 1, size + 1)
      context.lineTo(shift + size + 1, -1)
      if (name === 'cross') {
        context.moveTo(shift - 1, -1)
        context.lineTo(shift + size + 1, size + 1)
      }
    }
    context.stroke()
  }
  return { image, repeat: 'repeat', scaleX: 1 / scale, scaleY: 1 / scale }
}
