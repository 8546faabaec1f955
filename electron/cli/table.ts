/** Plain text tables: aligned columns, numbers to the right, the last column may wrap. */
export interface TableColumn<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  readonly align?: 'left' | 'right'
  /** The column that takes what width is left and wraps. At most one. */
  readonly wraps?: boolean
}

/** A table as text, without trailing spaces. Columns are two spaces apart; a rule stands below the titles. */
export function formatTable<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  width: number,
): string {
  const cells = rows.map((row) => columns.map((column) => column.of(row)))
  const widths = columns.map((column, index) =>
    Math.max(visibleWidth(column.title), ...cells.map((line) => visibleWidth(line[index] ?? ''))),
  )
  const wrapAt = columns.findIndex((column) => column.wraps)
  if (wrapAt !== -1) {
    const others = widths.reduce((sum, one, index) => (index === wrapAt ? sum : sum + one + 2), 0)
    widths[wrapAt] = Math.min(widths[wrapAt] ?? 0, Math.max(24, width - others))
  }
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - visibleWidth(text)))
        return columns[index]?.align === 'right' ? gap + text : text + gap
      })
      .join('  ')
      .trimEnd()
  const body = cells.flatMap((texts) => {
    const wrapped = wrapAt === -1 ? [] : wrapText(texts[wrapAt] ?? '', widths[wrapAt] ?? 0)
    if (wrapped.length <= 1) return [line(texts)]
    return wrapped.map((piece, index) =>
      line(texts.map((text, column) => (column === wrapAt ? piece : index === 0 ? text : ''))),
    )
  })
  return [
    line(columns.map((column) => column.title)),
    line(widths.map((one) => '─'.repeat(one))),
    ...body,
  ].join('\n')
}

/** Breaks text at spaces so that no line is wider than `width`; words that are too long stand alone. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    if (current === '') current = word
    else if (visibleWidth(current) + 1 + visibleWidth(word) <= width) current += ` ${word}`
    else {
      lines.push(current)
      current = word
    }
  }
  lines.push(current)
  return lines
}

const visibleWidth = (text: string): number => [...text].length
