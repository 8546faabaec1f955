import type {
  AssumptionDefinition,
  AssumptionMark,
  AssumptionOverride,
  Assumptions,
} from '../../../shared/forecast/assumption.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { range } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import type { KnownEffect } from './effect-words.ts'
import { effectSize, effectText } from './effect-words.ts'
import { shownUnit, valueText } from './assumption-units.ts'

export interface ParameterRow {
  readonly definition: AssumptionDefinition
  /** Value for the whole fleet: the user's, else the default. */
  readonly value: number
  readonly mark: AssumptionMark
  readonly fleetOverride: AssumptionOverride | null
  /** Overrides for servers, classes and partitions. */
  readonly parts: readonly AssumptionOverride[]
}

/** Parameters with what is in force for the fleet, in the order of the catalogue. */
export function parameterRows(
  definitions: readonly AssumptionDefinition[],
  assumptions: Assumptions,
): readonly ParameterRow[] {
  const byKey = Map.groupBy(assumptions.overrides, (one) => one.key)
  return definitions.map((definition) => {
    const mine = byKey.get(definition.key) ?? []
    const fleetOverride = mine.find((one) => one.scope === 'fleet') ?? null
    return {
      definition,
      value: fleetOverride?.value ?? definition.defaultValue,
      mark: fleetOverride === null ? definition.mark : (fleetOverride.mark ?? 'typed by you'),
      fleetOverride,
      parts: mine.filter((one) => one.scope !== 'fleet'),
    }
  })
}

export const isChanged = (row: ParameterRow): boolean => row.fleetOverride !== null || row.parts.length > 0

/** What a filter looks in. */
export const saidBy = ({ definition, mark }: ParameterRow): readonly string[] => [
  definition.title,
  definition.group,
  definition.key,
  definition.effect,
  mark,
  definition.source,
]

/** Columns of the list of parameters; `known` says what is known of a parameter's effect on the chosen plan. */
export function parameterColumns(
  withGroup: boolean,
  known: (row: ParameterRow) => KnownEffect,
): readonly GridColumn<ParameterRow>[] {
  const words = text.assumptions.columns
  const group: GridColumn<ParameterRow> = {
    id: 'group',
    label: words.group,
    width: 116,
    from: 780,
    value: (row) => row.definition.group,
    text: (row) => row.definition.group,
  }
  return [
    {
      id: 'title',
      label: words.title,
      width: 210,
      grow: 1.4,
      value: (row) => row.definition.title,
      text: (row) => row.definition.title,
    },
    ...(withGroup ? [group] : []),
    {
      id: 'value',
      label: words.value,
      width: 84,
      align: 'end',
      value: (row) => row.value,
      text: (row) => valueText(row.value, row.definition.unit),
    },
    {
      id: 'unit',
      label: words.unit,
      width: 86,
      text: (row) => shownUnit(row.definition.unit).unit,
    },
    {
      id: 'effect',
      label: words.effect,
      width: 138,
      align: 'end',
      value: (row) => effectSize(known(row)),
      text: (row) => effectText(known(row)),
    },
    {
      id: 'default',
      label: words.default,
      width: 76,
      from: 640,
      align: 'end',
      value: (row) => row.definition.defaultValue,
      text: (row) => valueText(row.definition.defaultValue, row.definition.unit),
    },
    {
      id: 'range',
      label: words.range,
      width: 106,
      from: 720,
      align: 'end',
      text: ({ definition }) =>
        range(valueText(definition.low, definition.unit), valueText(definition.high, definition.unit)),
    },
    { id: 'mark', label: words.mark, width: 104, value: (row) => row.mark, text: (row) => row.mark },
    {
      id: 'source',
      label: words.source,
      width: 180,
      grow: 1,
      from: 960,
      value: (row) => row.definition.source,
      text: (row) => row.definition.source,
    },
  ]
}
