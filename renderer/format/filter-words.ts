/** Whether every word of a filter stands somewhere in what a row says; an empty filter fits all. Case does not count. */
export function fitsWords(said: readonly (string | null)[], query: string): boolean {
  const all = said.join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
