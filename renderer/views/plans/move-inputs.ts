import { resolveAssumption } from '../../../shared/forecast/resolve-assumption.ts'
import { touchedKey } from '../../../shared/forecast/touched-memory.ts'
import { assumptionDefinition } from '../../../shared/forecast/assumption-catalogue.ts'
import type { AssumptionsView } from '../../../shared/contract/views.ts'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { FactRow } from '../../components/FactList.vue'
import { memory } from '../../format/memory.ts'
import { text } from '../../text/en.ts'
import { valueWithUnit } from '../assumptions/assumption-units.ts'

const words = text.forecast.move

/** A phrase for where a value of the model comes from: typed, calibrated, or the default of its class. */
function provenance(key: string, mark: string): string {
  if (mark === 'typed by you') return words.provenance.typed
  const known: Readonly<Record<string, string>> = words.provenance
  return known[mark] ?? (key.startsWith('class.') ? words.provenance.class : words.provenance.default)
}

/** What the forecast took for a partition, each with where it comes from; what is not known is said so. */
export function moveInputs(
  partition: Partition,
  { assumptions, classes }: AssumptionsView,
): readonly FactRow[] {
  const mine = classes.find((one) => one.partitionId === partition.id)
  const rows: FactRow[] = [
    {
      label: words.memory,
      value: partition.memoryMib === null ? null : memory(partition.memoryMib),
      origin: partition.origins['memoryMib'] ?? null,
    },
  ]
  if (mine === undefined) return rows
  const { workloadClass, reason } = mine
  const place = { serverId: partition.serverId, partitionId: partition.id, workloadClass }
  const parameter = (label: string, key: string): FactRow => {
    const { value, mark } = resolveAssumption(assumptions, key, place)
    const unit = assumptionDefinition(key)?.unit ?? ''
    return { label, value: valueWithUnit(value, unit), note: provenance(key, mark) }
  }
  return [
    ...rows,
    { label: words.class, value: text.assumptions.classList.names[workloadClass], note: reason },
    parameter(words.used, touchedKey(partition, workloadClass)),
    parameter(words.written, `class.${workloadClass}.dirtyBytesPerSecond`),
    parameter(words.hot, `class.${workloadClass}.hot`),
  ]
}
