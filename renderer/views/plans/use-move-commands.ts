import type { Ref } from 'vue'
import type { Schedule } from '../../charts/schedule.ts'
import type { Timeline } from '../../charts/use-timeline.ts'
import { useCommands } from '../../commands/registry.ts'
import { text } from '../../text/en.ts'

interface MoveActions {
  readonly timeline: Timeline
  readonly schedule: () => Schedule | null
  /** Id of the move that is looked at. */
  readonly selected: Ref<string | null>
  readonly toggleTable: () => void
  readonly step: (by: 1 | -1) => void
  readonly filter: () => void
  readonly closeDrawer: () => void
}

/** Shortcuts wherever moves and their schedule are shown (design language, section 6). */
export function useMoveCommands(actions: MoveActions): void {
  const words = text.plans.commands
  const { timeline, selected } = actions

  /** Previous or next move of the critical chain; from elsewhere the chain is entered at its end. */
  function stepChain(by: 1 | -1): void {
    const chain = actions.schedule()?.chain ?? []
    const at = chain.indexOf(selected.value ?? '')
    const next = at < 0 ? chain.length - 1 : Math.min(chain.length - 1, Math.max(0, at + by))
    selected.value = chain[next] ?? selected.value
  }

  useCommands(() => [
    { id: 'plan.table', title: words.table, group: 'do', shortcut: 'T', run: actions.toggleTable },
    { id: 'plan.zoom-in', title: words.zoomIn, group: 'do', shortcut: '+', run: () => timeline.zoom(0.5) },
    { id: 'plan.zoom-out', title: words.zoomOut, group: 'do', shortcut: '-', run: () => timeline.zoom(2) },
    { id: 'plan.whole', title: words.whole, group: 'do', shortcut: '0', run: timeline.whole },
    { id: 'plan.next', title: words.next, group: 'do', shortcut: 'J', run: () => actions.step(1) },
    { id: 'plan.previous', title: words.previous, group: 'do', shortcut: 'K', run: () => actions.step(-1) },
    { id: 'plan.chain-next', title: words.chainNext, group: 'do', shortcut: ']', run: () => stepChain(1) },
    {
      id: 'plan.chain-previous',
      title: words.chainPrevious,
      group: 'do',
      shortcut: '[',
      run: () => stepChain(-1),
    },
    { id: 'plan.filter', title: words.filter, group: 'do', shortcut: 'F', run: actions.filter },
    {
      id: 'plan.close',
      title: words.close,
      group: 'do',
      shortcut: 'Escape',
      hidden: true,
      run: actions.closeDrawer,
    },
  ])
}
