/** Processor modes by generation and firmware, as rows a person can change. */
import type { EditableRow } from './editable-row.ts'
import type { CompatModeRow, MobilityCatalogue } from './mobility-catalogue.ts'

const always = 'default'
const modeName = /^POWER\d{1,2}(_base|_enhanced|\+(_enhanced)?)?$/
const none = 'none'

/** Modes of a list like "POWER8, POWER9_base"; null where one is no mode, none is named or one is named twice. */
function modesOf(typed: string): readonly string[] | null {
  const modes = typed.split(',').map((mode) => mode.trim())
  return modes.every((mode) => modeName.test(mode)) && new Set(modes).size === modes.length ? modes : null
}

function wordsOf({ generation, fromRelease, toRelease }: CompatModeRow): string {
  if (fromRelease === null && toRelease === null) return generation
  if (fromRelease === null) return `${generation} with firmware up to ${toRelease}`
  if (toRelease === null) return `${generation} with firmware ${fromRelease} and later`
  return `${generation} with firmware ${fromRelease} to ${toRelease}`
}

function keyOf({ generation, fromRelease, toRelease }: CompatModeRow): string {
  return fromRelease === null && toRelease === null
    ? generation
    : `${generation}/${fromRelease ?? ''}-${toRelease ?? ''}`
}

/** "default" is offered everywhere and no choice: it is neither shown nor typed. */
const shown = (modes: readonly string[]): string => modes.filter((mode) => mode !== always).join(', ') || none

export function rowsOfModes(catalogue: MobilityCatalogue): readonly EditableRow[] {
  return catalogue.compatModes.data.flatMap((shipped): readonly EditableRow[] => {
    const key = keyOf(shipped)
    const present = (one: MobilityCatalogue) =>
      one.compatModes.data.find((row) => keyOf(row) === key) ?? shipped
    const change = (one: MobilityCatalogue, part: Partial<CompatModeRow>): MobilityCatalogue => ({
      ...one,
      compatModes: {
        ...one.compatModes,
        data: one.compatModes.data.map((row) => (keyOf(row) === key ? { ...row, ...part } : row)),
      },
    })
    const modes: EditableRow = {
      table: 'compat-modes',
      key,
      title: `Processor modes of ${wordsOf(shipped)}`,
      notation: 'modes separated by commas, like POWER8, POWER9_base, POWER9',
      show: (one) => shown(present(one).modes),
      fits: (typed) => modesOf(typed) !== null,
      put: (one, typed) => change(one, { modes: [always, ...(modesOf(typed) ?? [])] }),
    }
    if (shipped.uncertain.length === 0) return [modes]
    return [
      modes,
      {
        table: 'compat-modes',
        key: `${key}/uncertain`,
        title: `Modes of ${wordsOf(shipped)} that are not confirmed`,
        notation: 'modes separated by commas, like POWER9, POWER9_base, or none',
        show: (one) => shown(present(one).uncertain),
        fits: (typed) => typed.trim() === none || modesOf(typed) !== null,
        put: (one, typed) => change(one, { uncertain: typed.trim() === none ? [] : (modesOf(typed) ?? []) }),
      },
    ]
  })
}
