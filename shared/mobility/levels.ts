/** Order of dotted level numbers ("3.1.4.10"): negative, zero or positive; missing parts count as 0. */
export function compareLevels(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0))
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i += 1) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** True where the text is a level number and so can be compared. */
export function isLevel(text: string): boolean {
  return /^\d+(\.\d+)+/.test(text)
}
