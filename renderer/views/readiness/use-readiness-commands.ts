import { useCommands } from '../../commands/registry.ts'
import { useReadiness } from '../../stores/readiness.ts'
import { text } from '../../text/en.ts'

interface Doors {
  readonly focusFilter: () => void
  readonly show: (mode: 'matrix' | 'where' | 'who') => void
  readonly group: () => void
  readonly questions: () => void
  readonly exporting: () => void
  readonly detailsOpen: () => boolean
  readonly close: () => void
  readonly step: (by: 1 | -1) => void
}

/** What the palette and the keyboard offer on the Readiness screen. */
export function useReadinessCommands(doors: Doors): void {
  const readiness = useReadiness()
  const words = text.readiness.commands
  useCommands(() => [
    { id: 'readiness.filter', title: words.filter, group: 'do', shortcut: 'F', run: doors.focusFilter },
    { id: 'readiness.matrix', title: words.matrix, group: 'do', run: () => doors.show('matrix') },
    { id: 'readiness.where', title: words.where, group: 'do', run: () => doors.show('where') },
    { id: 'readiness.who', title: words.who, group: 'do', run: () => doors.show('who') },
    { id: 'readiness.group', title: words.group, group: 'do', run: doors.group },
    {
      id: 'readiness.warnings',
      title: words.warnings,
      group: 'do',
      run: () =>
        void readiness.suppose({
          warningsFixed: !readiness.warningsFixed,
          fixedRuleIds: readiness.fixedRuleIds,
        }),
    },
    {
      id: 'readiness.plain',
      title: words.plain,
      group: 'do',
      unavailable: () => (readiness.hasWhatIf ? null : words.noWhatIf),
      run: () => void readiness.suppose({ warningsFixed: false, fixedRuleIds: [] }),
    },
    { id: 'readiness.questions', title: words.questions, group: 'do', run: doors.questions },
    { id: 'readiness.export', title: words.export, group: 'do', run: doors.exporting },
    { id: 'readiness.next', title: words.next, group: 'partition', shortcut: 'J', run: () => doors.step(1) },
    {
      id: 'readiness.previous',
      title: words.previous,
      group: 'partition',
      shortcut: 'K',
      run: () => doors.step(-1),
    },
    {
      id: 'readiness.close',
      title: words.close,
      group: 'partition',
      shortcut: 'Escape',
      unavailable: () => (doors.detailsOpen() ? null : words.nothingOpen),
      run: doors.close,
    },
  ])
}
