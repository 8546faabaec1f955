/** The name of the next version: "Empty b1" becomes "Empty b1, v2", then "Empty b1, v3"; never one that is taken. */
export function nextName(name: string, taken: readonly string[]): string {
  const base = name.replace(/, v\d+$/, '')
  const used = new Set(taken)
  let version = Number(/, v(\d+)$/.exec(name)?.[1] ?? 1) + 1
  while (used.has(`${base}, v${version}`)) version += 1
  return `${base}, v${version}`
}
