/** Partitions and servers as the editor of rules offers them. */
import type { FleetIndex } from '../../../../shared/inventory/fleet-index.ts'
import type { RuleKind } from '../../../../shared/plan/rules/plan-rule.ts'
import { text } from '../../../text/en.ts'
import type { NameChoice } from './name-choice.ts'
import { ruleAsks } from './rule-kinds.ts'

const byName = (a: NameChoice, b: NameChoice): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true }) || a.note.localeCompare(b.note)

/** Every partition with its server beside it, by name. */
export function partitionChoices({ fleet, serverById }: FleetIndex): readonly NameChoice[] {
  return fleet.partitions
    .map(({ id, name, serverId }) => ({ id, name, note: serverById.get(serverId)?.name ?? serverId }))
    .sort(byName)
}

/** Every server with its model and site beside it, by name. */
export function serverChoices({ fleet }: FleetIndex): readonly NameChoice[] {
  return fleet.servers
    .map(({ id, name, typeModel, site }) => ({
      id,
      name,
      note: [typeModel, site === null ? null : text.rules.picker.site(site)].filter(Boolean).join(' · '),
    }))
    .sort(byName)
}

/** What an empty list means for a kind. */
export function nameHelp(kind: RuleKind, field: 'partitions' | 'servers'): string {
  const words = text.rules.editor
  if (ruleAsks[kind][field] !== 0 || kind === 'exclude') return ''
  if (ruleAsks[kind].times === true) return words.everyMove
  if (field === 'partitions') return words.everyPartition
  return kind === 'safety' ? words.everyTarget : words.everyServer
}
