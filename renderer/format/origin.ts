import type { Origin } from '../../shared/inventory/fleet.ts'

/** Where a figure comes from: "lpar_mem.txt:118", or the file alone where no line is known. */
export function originText(origin: Origin): string {
  return origin.line === null ? origin.file : `${origin.file}:${origin.line}`
}

/** The same for narrow places: only the last part of the path. */
export function originShort(origin: Origin): string {
  const name = origin.file.slice(Math.max(origin.file.lastIndexOf('/'), origin.file.lastIndexOf('\\')) + 1)
  return originText({ file: name, line: origin.line })
}
