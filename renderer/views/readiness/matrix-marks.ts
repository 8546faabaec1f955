import type { CellLetter } from '../../../shared/contract/readiness.ts'
import type { ChartLook } from '../../charts/chart-look.ts'

/** One cell as it is drawn: which verdict, whether an inactive move would do, whether its ground is taken back. */
export interface CellLook {
  readonly letter: CellLetter
  readonly inactive: boolean
  /** Another reason is chosen: the shape stays, the ground goes. */
  readonly faded: boolean
}

/** Edge of a mark in CSS px. */
const edge = 13

type Pen = CanvasRenderingContext2D

function strokeMark(pen: Pen, colour: string, width: number, paths: readonly (readonly number[])[]): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  for (const [x = 0, y = 0, ...more] of paths) {
    pen.moveTo(x, y)
    for (let at = 0; at + 1 < more.length; at += 2) pen.lineTo(more[at] ?? 0, more[at + 1] ?? 0)
  }
  pen.stroke()
}
function dot(pen: Pen, colour: string, x: number, y: number, radius: number): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fill()
}
function polygon(pen: Pen, colour: string, points: readonly number[]): void {
  pen.fillStyle = colour
  pen.beginPath()
  for (let at = 0; at + 1 < points.length; at += 2) pen.lineTo(points[at] ?? 0, points[at + 1] ?? 0)
  pen.fill()
}

/** Shapes inside a square of `edge`: each verdict can be told without its colour. */
const shapes: Readonly<Record<CellLetter, (pen: Pen, look: ChartLook) => void>> = {
  c: (pen, look) => dot(pen, look.colour('can-fill'), 6.5, 6.5, 3.5),
  w: (pen, look) => {
    strokeMark(pen, look.colour('warn'), 1.4, [[6.5, 1.5, 11.9, 11.3, 1.1, 11.3, 6.5, 1.5]])
  },
  n: (pen, look) => {
    strokeMark(pen, look.colour('cannot'), 1.9, [
      [3, 3, 10, 10],
      [10, 3, 3, 10],
    ])
  },
  t: (pen, look) => {
    const colour = look.colour('tell')
    pen.strokeStyle = colour
    pen.lineWidth = 1.6
    pen.lineCap = 'round'
    pen.beginPath()
    pen.arc(6.45, 4.35, 2.45, Math.PI, 0.3 * Math.PI)
    pen.quadraticCurveTo(6.5, 7.2, 6.5, 8.4)
    pen.stroke()
    dot(pen, colour, 6.5, 11, 1.05)
  },
  '-': (pen, look) => {
    polygon(pen, look.colour('ink-3'), [6.5, 1, 12, 6.3, 10.4, 6.3, 10.4, 12, 2.6, 12, 2.6, 6.3, 1, 6.3])
  },
}
const grounds: Readonly<Record<CellLetter, string>> = {
  c: 'can-wash',
  w: 'pane',
  n: 'cannot-wash',
  t: 'pane',
  '-': 'pane-3',
}

function hatch(pen: Pen, colour: string, width: number, height: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = 5
  pen.lineCap = 'butt'
  pen.beginPath()
  const apart = 7 * Math.SQRT2
  for (let x = -height; x < width + height; x += apart) {
    pen.moveTo(x - 5, height + 5)
    pen.lineTo(x + height + 5, -5)
  }
  pen.stroke()
}
function dots(pen: Pen, colour: string, width: number, height: number): void {
  for (let y = 2; y < height + 2; y += 5) {
    for (let x = 2; x < width + 2; x += 5) dot(pen, colour, x, y, 0.95)
  }
}

/** Draws one cell of the matrix, ground and mark, at the origin: `width` by `height` CSS px. */
export function drawCell(pen: Pen, look: ChartLook, cell: CellLook, width: number, height: number): void {
  const { letter, inactive, faded } = cell
  pen.save()
  pen.beginPath()
  pen.rect(0, 0, width, height)
  pen.clip()
  pen.fillStyle = look.colour(faded ? 'pane' : grounds[letter])
  pen.fillRect(0, 0, width, height)
  if (!faded && letter === 'w') hatch(pen, look.colour('warn-wash'), width, height)
  if (!faded && letter === 't') dots(pen, look.colour('line-2'), width, height)
  pen.save()
  pen.translate((width - edge) / 2, (height - edge) / 2)
  shapes[letter](pen, look)
  pen.restore()
  if (inactive) {
    polygon(pen, look.colour('ink-2'), [width, height - 8, width, height, width - 8, height])
  }
  pen.restore()
}

/** The picture of a cell, in device pixels. */
export type CellPictures = (cell: CellLook) => HTMLCanvasElement

/** Cells drawn once for each look and copied from then on: hundreds of them change in a frame. */
export function cellPictures(
  look: ChartLook,
  pixelRatio: number,
  width: number,
  height: number,
): CellPictures {
  const known = new Map<string, HTMLCanvasElement>()
  return (cell) => {
    const key = `${cell.letter}${cell.inactive ? 'i' : ''}${cell.faded ? 'f' : ''}`
    let picture = known.get(key)
    if (picture === undefined) {
      picture = document.createElement('canvas')
      picture.width = Math.round(width * pixelRatio)
      picture.height = Math.round(height * pixelRatio)
      const pen = picture.getContext('2d', { alpha: false })
      pen?.scale(picture.width / width, picture.height / height)
      if (pen !== null) drawCell(pen, look, cell, width, height)
      known.set(key, picture)
    }
    return picture
  }
}
