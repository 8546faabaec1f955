import type { CellLetter, ReadinessView } from '../../../shared/contract/readiness.ts'
import type { RuleVerdict } from '../../../shared/mobility/verdict.ts'
import type { ChartLook } from '../../charts/chart-look.ts'
import type { CutText } from '../../charts/cut-text.ts'
import type { LeadColumn } from './matrix-lead.ts'
import type { CellPictures } from './matrix-marks.ts'
import type { GroupLine, MatrixColumn, MatrixLine, PartitionLine } from './matrix-rows.ts'
import { inactiveAt, letterAt } from './matrix-rows.ts'
import type { MatrixShape, Viewport } from './matrix-window.ts'

/** Everything a picture of the matrix shows: the part of it the viewport looks at. */
export interface MatrixScene {
  readonly view: ReadinessView
  readonly lines: readonly MatrixLine[]
  readonly columns: readonly MatrixColumn[]
  readonly lead: readonly LeadColumn[]
  readonly shape: MatrixShape
  readonly viewport: Viewport
  /** Cells of the chosen reason (1) and the others (0); null where none is chosen. */
  readonly mask: Uint8Array | null
  readonly current: { readonly row: number; readonly column: number }
  /** Whether the grid has the focus. */
  readonly focused: boolean
  /** Row under the pointer; −1 for none. */
  readonly hovered: number
  /** Heading of a group and how many rows it has, as words. */
  readonly groupWords: (line: GroupLine) => { readonly title: string; readonly rows: string }
}

/** What a scene is drawn with. The pen works in CSS px with the origin at the viewport's corner. */
export interface MatrixBrush {
  readonly pen: CanvasRenderingContext2D
  readonly look: ChartLook
  readonly pictures: CellPictures
  readonly cut: CutText
}

const groupLetters: Readonly<Record<RuleVerdict, CellLetter>> = {
  pass: 'c',
  warn: 'w',
  block: 'n',
  unknown: 't',
}
const padding = 8
const namePadding = 12
const monoSize = '11.5px'
const textSize = '12px'

function fill({ pen, look }: MatrixBrush, token: string, x: number, y: number, w: number, h: number): void {
  pen.fillStyle = look.colour(token)
  pen.fillRect(x, y, w, h)
}
function frame(
  { pen, look }: MatrixBrush,
  token: string,
  thick: number,
  x: number,
  y: number,
  w: number,
  h: number,
): void {
  pen.strokeStyle = look.colour(token)
  pen.lineWidth = thick
  pen.strokeRect(x + thick / 2, y + thick / 2, w - thick, h - thick)
}
/** The current cell: strong while the grid has the focus, so that it is seen where the keyboard is. */
function frameCurrent(brush: MatrixBrush, scene: MatrixScene, x: number, y: number, w: number): void {
  const thick = scene.focused ? 2 : 1
  frame(brush, scene.focused ? 'ink-1' : 'ink-3', thick, x, y, w, scene.shape.rowHeight)
}

function drawCells(
  brush: MatrixBrush,
  scene: MatrixScene,
  line: PartitionLine,
  row: number,
  y: number,
): void {
  const { shape, viewport, view, mask, columns, current } = scene
  const { columnWidth, rowHeight } = shape
  const start = shape.lead - viewport.left
  const first = Math.max(0, Math.floor((shape.pinned - start) / columnWidth))
  const last = Math.min(columns.length, Math.ceil((viewport.width - start) / columnWidth))
  // Hairlines are the ground between the cells.
  fill(brush, 'line-1', start + first * columnWidth, y, (last - first) * columnWidth, rowHeight)
  for (let place = first; place < last; place += 1) {
    const column = columns[place]
    if (column === undefined) continue
    const x = start + place * columnWidth
    const hit = mask === null ? null : mask[line.at * view.serverIds.length + column.at] === 1
    const picture = brush.pictures({
      letter: letterAt(view, line.at, column.at),
      inactive: inactiveAt(view, line.at, column.at),
      faded: hit === false,
    })
    brush.pen.drawImage(picture, x + 1, y, columnWidth - 1, rowHeight - 1)
    if (hit === true) frame(brush, 'accent', 2, x + 1, y, columnWidth - 1, rowHeight - 1)
    if (current.row === row && current.column === scene.lead.length + place)
      frameCurrent(brush, scene, x, y, columnWidth)
  }
}

function drawLead(
  brush: MatrixBrush,
  scene: MatrixScene,
  line: PartitionLine,
  row: number,
  place: number,
  x: number,
  y: number,
): void {
  const { pen, look, cut } = brush
  const { current, hovered, shape } = scene
  const column = scene.lead[place]
  if (column === undefined || (place > 0 && x + column.width <= shape.pinned)) return
  const ground = current.row === row ? 'accent-wash' : hovered === row ? 'pane-2' : 'pane'
  fill(brush, ground, x, y, column.width, shape.rowHeight)
  fill(brush, 'line-1', x, y + shape.rowHeight - 1, column.width, 1)
  const few = column.id === 'servers' && line.servers < 2
  const weight = few ? 600 : place === 0 ? 500 : 400
  pen.font = column.id === 'mode' ? `400 ${monoSize} ${look.mono}` : `${weight} ${textSize} ${look.font}`
  pen.fillStyle = look.colour(few ? 'warn' : column.id === 'mode' ? 'ink-3' : 'ink-1')
  // Half a figure under the names reads as another figure: then rather none.
  const covered = place > 0 && x < shape.pinned
  const before = place === 0 ? namePadding : padding
  pen.textAlign = column.right ? 'right' : 'left'
  const at = column.right ? x + column.width - padding : x + before
  if (!covered)
    pen.fillText(cut(pen, column.text(line), column.width - before - padding), at, y + shape.rowHeight / 2)
  if (current.row !== row) return
  if (place === 0) fill(brush, 'accent', x, y, 3, shape.rowHeight - 1)
  if (current.column === place) frameCurrent(brush, scene, x, y, column.width)
}

function drawPartition(
  brush: MatrixBrush,
  scene: MatrixScene,
  line: PartitionLine,
  row: number,
  y: number,
): void {
  drawCells(brush, scene, line, row, y)
  // The columns at the left lie on top: the first stays in view, the others slide under it.
  let x = -scene.viewport.left
  for (const [place, column] of scene.lead.entries()) {
    if (place > 0) drawLead(brush, scene, line, row, place, x, y)
    x += column.width
  }
  drawLead(brush, scene, line, row, 0, 0, y)
}

function drawGroup(brush: MatrixBrush, scene: MatrixScene, line: GroupLine, row: number, y: number): void {
  const { pen, look, cut, pictures } = brush
  const { width } = scene.viewport
  const { rowHeight, columnWidth } = scene.shape
  fill(brush, 'pane-2', 0, y, width, rowHeight)
  fill(brush, 'line-1', 0, y + rowHeight - 1, width, 1)
  let x = namePadding
  pen.textAlign = 'left'
  const say = (text: string, font: string, token: string): void => {
    pen.font = font
    pen.fillStyle = look.colour(token)
    const shown = cut(pen, text, Math.max(0, Math.floor(width - x - namePadding)))
    pen.fillText(shown, x, y + rowHeight / 2)
    x += pen.measureText(shown).width + padding
  }
  const { title, rows } = scene.groupWords(line)
  if (line.item !== null) {
    const mark = pictures({ letter: groupLetters[line.item.verdict], inactive: false, faded: false })
    pen.drawImage(mark, x, y, columnWidth - 1, rowHeight - 1)
    x += columnWidth - 1 + padding
    say(line.item.ruleId, `400 ${monoSize} ${look.mono}`, 'ink-1')
  }
  say(title, `500 ${textSize} ${look.font}`, 'ink-1')
  say(rows, `400 ${textSize} ${look.font}`, 'ink-3')
  if (scene.current.row === row) frameCurrent(brush, scene, 0, y, width)
}

/** Draws the rows below the header that the viewport shows. */
export function drawMatrix(brush: MatrixBrush, scene: MatrixScene): void {
  const { shape, viewport, lines } = scene
  fill(brush, 'pane', 0, 0, viewport.width, viewport.height)
  brush.pen.textBaseline = 'middle'
  const first = Math.max(0, Math.floor(viewport.top / shape.rowHeight))
  const last = Math.min(lines.length, Math.ceil((viewport.top + viewport.height) / shape.rowHeight))
  for (let row = first; row < last; row += 1) {
    const line = lines[row]
    if (line === undefined) continue
    const y = row * shape.rowHeight - viewport.top
    if (line.kind === 'group') drawGroup(brush, scene, line, row, y)
    else drawPartition(brush, scene, line, row, y)
  }
}
