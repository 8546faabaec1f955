/** A text cut to a width in CSS px, with an ellipsis, in the pen's font. */
export type CutText = (pen: CanvasRenderingContext2D, text: string, width: number) => string

const mostKept = 20_000

/** Cuts texts and remembers them: measuring is dear, and while a list scrolls the same names come by again and again. */
export function textCutter(): CutText {
  const known = new Map<string, string>()
  return (pen, text, width) => {
    const key = `${width} ${pen.font} ${text}`
    let cut = known.get(key)
    if (cut === undefined) {
      cut = text
      if (pen.measureText(text).width > width) {
        let length = text.length
        while (length > 0 && pen.measureText(`${text.slice(0, length)}…`).width > width) length -= 1
        cut = `${text.slice(0, length)}…`
      }
      if (known.size > mostKept) known.clear()
      known.set(key, cut)
    }
    return cut
  }
}
