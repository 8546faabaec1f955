import type { ShallowRef } from 'vue'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { fitsWords } from '../format/filter-words.ts'

export type CommandGroup = 'go' | 'do' | 'partition' | 'server'

/** Something the user can run from the palette, by a shortcut, or both. */
export interface AppCommand {
  readonly id: string
  readonly title: string
  /** Second, quieter part of the palette row. */
  readonly note?: string
  readonly group: CommandGroup
  readonly shortcut?: string
  /** Why it cannot run now, in words; null where it can. Listed in the palette all the same. */
  readonly unavailable?: () => string | null
  /** Left out of the palette and the sheet (repeats of another command). */
  readonly hidden?: boolean
  readonly run: () => void
}

type Source = () => readonly AppCommand[]
type Finder = (query: string) => readonly AppCommand[]

const sources: ShallowRef<readonly Source[]> = shallowRef([])
const finders: ShallowRef<readonly Finder[]> = shallowRef([])

/** All commands offered now; those of the screen come after those of the shell. */
export const commands = computed(() => sources.value.flatMap((source) => source()))

/** Offers commands while the calling component lives. `source` may read reactive state. */
export function useCommands(source: Source): void {
  sources.value = [...sources.value, source]
  onScopeDispose(() => {
    sources.value = sources.value.filter((one) => one !== source)
  })
}

/** Offers palette rows found by what was typed (partitions, servers) while the calling component lives. */
export function useFinder(finder: Finder): void {
  finders.value = [...finders.value, finder]
  onScopeDispose(() => {
    finders.value = finders.value.filter((one) => one !== finder)
  })
}

/** Palette rows for a query: commands whose title contains every word, then what the finders found. */
export function findCommands(query: string): readonly AppCommand[] {
  const own = commands.value.filter(
    (command) => command.hidden !== true && fitsWords([command.title, command.note ?? null], query),
  )
  return query.trim() === '' ? own : [...own, ...finders.value.flatMap((finder) => finder(query))]
}

/** Runs a command unless it is unavailable. */
export function runCommand(command: AppCommand): boolean {
  if ((command.unavailable?.() ?? null) !== null) return false
  command.run()
  return true
}
