/**
 * Workbooks (ECMA-376, SpreadsheetML): sheets of texts and numbers with widths, a bold head, fixed panes and fills. Rows
 * are asked for one at a time, so that a sheet of a hundred thousand rows needs no more memory than its file.
 */
import { zipTexts } from './zip.ts'

/** A text is a string cell, never a formula, whatever it begins with. */
export type SheetValue = string | number | null
export type SheetCell = SheetValue | { readonly value: SheetValue; readonly style: CellStyle }
export type CellStyle = 'head' | 'good' | 'doubtful' | 'bad' | 'open'

export interface Sheet {
  /** At most 31 characters, none of []:*?/\ . */
  readonly name: string
  /** Widths of columns in characters. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly SheetCell[]>
  readonly fixedRows: number
  readonly fixedColumns: number
}

const fills: readonly (readonly [CellStyle, string])[] = [
  ['good', 'FFDDF3E8'],
  ['doubtful', 'FFFBEFD5'],
  ['bad', 'FFFBE0E0'],
  ['open', 'FFECEFF3'],
]
/** Number of a style in styles.xml: 0 plain, 1 head, then the fills. */
const styleNumber = new Map<CellStyle, number>([
  ['head', 1],
  ...fills.map(([style], at) => [style, at + 2] as const),
])

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Longest text of a cell in the file format. */
const longest = 32_767
// Control characters and half characters cannot stand in XML 1.0; the replacement character says something stood there.
const forbidden = new RegExp(String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]`, 'g')
const marked = /[&<>"]/
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML and for spreadsheets, which read _x0041_ as a character. */
function textOf(value: string): string {
  const text = value
    .slice(0, longest)
    .toWellFormed()
    .replaceAll(forbidden, '\uFFFD')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return marked.test(text) ? text.replaceAll(/[&<>"]/g, (one) => entities[one] ?? '') : text
}

function cellXml(cell: SheetCell): string {
  const styled = typeof cell === 'object' && cell !== null
  const value = styled ? cell.value : cell
  const style = styled ? ` s="${styleNumber.get(cell.style) ?? 0}"` : ''
  if (value === null) return `<c${style}/>`
  if (typeof value === 'number') return `<c${style}><v>${value}</v></c>`
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${textOf(value)}</t></is></c>`
}

/** "A" to "XFD". */
function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26))
}

function pane({ fixedRows, fixedColumns }: Sheet): string {
  if (fixedRows === 0 && fixedColumns === 0) return ''
  const split = [
    fixedColumns === 0 ? '' : ` xSplit="${fixedColumns}"`,
    fixedRows === 0 ? '' : ` ySplit="${fixedRows}"`,
  ]
  const which = fixedColumns === 0 ? 'bottomLeft' : fixedRows === 0 ? 'topRight' : 'bottomRight'
  return `<pane${split.join('')} topLeftCell="${columnName(fixedColumns)}${fixedRows + 1}" activePane="${which}" state="frozen"/>`
}

const pieceLength = 64 * 1024

function* sheetXml(sheet: Sheet): Generator<string> {
  const columns = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane(sheet)}</sheetView></sheetViews>`
  yield `${columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`}<sheetData>`
  let piece = ''
  for (const row of sheet.rows) {
    piece += '<row>'
    for (const cell of row) piece += cellXml(cell)
    piece += '</row>'
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

function stylesXml(): string {
  const fill = fills.map(
    ([, colour]) =>
      `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`,
  )
  const cell = (font: number, fillId: number) =>
    `<xf numFmtId="0" fontId="${font}" fillId="${fillId}" borderId="0" xfId="0"${font === 0 ? '' : ' applyFont="1"'}${fillId === 0 ? '' : ' applyFill="1"'}/>`
  // Fills 0 and 1 are reserved: none and gray125.
  const cells = [cell(0, 0), cell(1, 0), ...fills.map((_, at) => cell(0, at + 2))]
  return `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="${fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
}

const relation = (id: number, kind: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${target}"/>`
const relationsXml = (all: readonly string[]): string =>
  `${declaration}<Relationships xmlns="${packageRelations}">${all.join('')}</Relationships>`

/** The bytes of an .xlsx file. */
export function workbookFile(sheets: readonly Sheet[]): Promise<Buffer> {
  const part = (at: number): string => `worksheets/sheet${at + 1}.xml`
  const override = (name: string, kind: string): string =>
    `<Override PartName="/xl/${name}" ContentType="${types}.${kind}+xml"/>`
  const content = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${sheets.map((_, at) => override(part(at), 'worksheet')).join('')}</Types>`
  const names = sheets.map(
    ({ name }, at) => `<sheet name="${textOf(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return zipTexts([
    { name: '[Content_Types].xml', pieces: [content] },
    { name: '_rels/.rels', pieces: [relationsXml([relation(1, 'officeDocument', 'xl/workbook.xml')])] },
    {
      name: 'xl/workbook.xml',
      pieces: [
        `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.join('')}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [
        relationsXml([
          ...sheets.map((_, at) => relation(at + 1, 'worksheet', part(at))),
          relation(sheets.length + 1, 'styles', 'styles.xml'),
        ]),
      ],
    },
    { name: 'xl/styles.xml', pieces: [stylesXml()] },
    ...sheets.map((sheet, at) => ({ name: `xl/${part(at)}`, pieces: sheetXml(sheet) })),
  ])
}
