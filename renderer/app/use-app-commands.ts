import { useRouter } from 'vue-router'
import { focusPane } from '../commands/panes.ts'
import type { AppCommand } from '../commands/registry.ts'
import { useCommands } from '../commands/registry.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useWorkspace } from '../stores/workspace.ts'
import { text } from '../text/en.ts'
import { screens } from './router.ts'

interface Layers {
  readonly openPalette: () => void
  readonly openSheet: () => void
}

/** The commands that are there on every screen. */
export function useAppCommands(layers: Layers): void {
  const router = useRouter()
  const workspace = useWorkspace()
  const preferences = usePreferences()
  const words = text.shell.commands
  const needsWorkspace = (): string | null => (workspace.isOpen ? null : words.needsWorkspace)

  const go: readonly AppCommand[] = screens.map((screen, at) => ({
    id: `go.${screen.id}`,
    title: text.shell.screens[screen.id],
    ...(screen.later ? { note: text.shell.notInThisVersion } : {}),
    group: 'go',
    shortcut: `Ctrl+${at + 1}`,
    run: () => void router.push(screen.path),
  }))
  const undo: AppCommand = {
    id: 'edit.undo',
    title: words.undo,
    group: 'do',
    shortcut: 'Ctrl+Z',
    unavailable: () =>
      needsWorkspace() ?? (workspace.state?.undo === null ? text.shell.nothingToUndo.toLowerCase() : null),
    run: () => void workspace.undo(),
  }
  const redo: AppCommand = {
    id: 'edit.redo',
    title: words.redo,
    group: 'do',
    shortcut: 'Ctrl+Shift+Z',
    unavailable: () =>
      needsWorkspace() ?? (workspace.state?.redo === null ? text.shell.nothingToRedo.toLowerCase() : null),
    run: () => void workspace.redo(),
  }

  useCommands(() => [
    ...go,
    {
      id: 'app.palette',
      title: words.palette,
      group: 'do',
      shortcut: 'Ctrl+K',
      hidden: true,
      run: layers.openPalette,
    },
    undo,
    redo,
    { ...redo, id: 'edit.redo-y', shortcut: 'Ctrl+Y', hidden: true },
    { id: 'app.shortcuts', title: words.shortcuts, group: 'do', shortcut: '?', run: layers.openSheet },
    {
      id: 'app.theme',
      title: words.theme,
      note: text.shell.theme[preferences.theme].replace(/^[^:]*: /, ''),
      group: 'do',
      run: preferences.nextTheme,
    },
    { id: 'app.density', title: words.density, group: 'do', run: preferences.nextDensity },
    {
      id: 'workspace.open-sample',
      title: words.openSample,
      group: 'do',
      unavailable: () => (workspace.isOpen ? words.openWorkspaceFirst : null),
      run: () => void router.push('/fleet').then(() => workspace.openSample()),
    },
    {
      id: 'workspace.close',
      title: words.closeWorkspace,
      group: 'do',
      unavailable: needsWorkspace,
      run: () => void router.push('/fleet').then(() => workspace.close()),
    },
    {
      id: 'pane.next',
      title: words.nextPane,
      group: 'do',
      shortcut: 'F6',
      hidden: true,
      run: () => focusPane(1),
    },
    {
      id: 'pane.previous',
      title: words.previousPane,
      group: 'do',
      shortcut: 'Shift+F6',
      hidden: true,
      run: () => focusPane(-1),
    },
  ])
}
