import type { AdapterMapping, MappingSuggestion } from './suggestion.ts'

/** "vios1, slot 14, port fcs0": where an adapter goes. */
export function placeWords({ targetViosName, targetViosSlot, port, vnic }: AdapterMapping): string {
  return [
    targetViosName,
    ...(targetViosSlot === null ? [] : [`slot ${targetViosSlot}`]),
    ...(port === null ? [] : [vnic === undefined ? `port ${port}` : port]),
  ].join(', ')
}

/** A suggestion as lines of text, for the terminal and for documents: what, where, why; then what stays open. */
export function suggestionLines(suggestion: MappingSuggestion): string[] {
  const { adapters, open, lparId, lparIdWhy, pool, movers, migrlparAttributes, notes } = suggestion
  return [
    `partition id ${lparId ?? 'left to the HMC'}: ${lparIdWhy}`,
    ...(pool === null
      ? []
      : [`processor pool ${pool.name ?? (pool.id === 0 ? 'default' : pool.id)}: ${pool.why}`]),
    ...movers.map(
      ({ sourceMover, targetMover }, at) =>
        `${at === 0 ? 'movers' : 'second pair of movers'} ${sourceMover} to ${targetMover}`,
    ),
    ...adapters.map((one) => `${one.kind} slot ${one.clientSlot} to ${placeWords(one)}: ${one.why}`),
    ...open.map((one) => `${one.kind} slot ${one.clientSlot} open: ${one.why}`),
    ...notes.map((note) => `note: ${note}`),
    ...(migrlparAttributes === '' ? [] : [`migrlpar -i ${migrlparAttributes}`]),
  ]
}
