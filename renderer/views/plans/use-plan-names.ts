import type { ComputedRef, Ref } from 'vue'
import { computed } from 'vue'
import type { PlanView } from '../../../shared/contract/views.ts'
import { shortNames } from '../../charts/bar-label.ts'
import { useFleet } from '../../stores/fleet.ts'
import { text } from '../../text/en.ts'

/** Names of servers and movers as narrow places show them, and of the servers a plan empties. */
export function usePlanNames(view: Ref<PlanView | null>): {
  readonly short: ComputedRef<ReadonlyMap<string, string>>
  /** Names of the servers that are emptied; empty for other goals. */
  readonly emptied: ComputedRef<string>
  /** What the plan is for, in words. */
  readonly aim: ComputedRef<string>
} {
  const fleet = useFleet()
  const short = computed(() => {
    const moves = view.value?.plan.moves ?? []
    const servers = fleet.index?.fleet.servers.map((server) => server.name) ?? []
    const movers = moves.flatMap((move) => [move.sourceMoverName ?? [], move.targetMoverName ?? []].flat())
    return new Map([
      ...shortNames(movers),
      ...shortNames([...servers, ...moves.flatMap((move) => [move.sourceServerName, move.targetServerName])]),
    ])
  })
  const emptied = computed(() => {
    const plan = view.value?.plan
    if (plan === undefined || plan.goal.kind !== 'evacuate') return ''
    return plan.goal.serverIds
      .map((id) => {
        const moved = plan.moves.find((move) => move.sourceServerId === id)?.sourceServerName
        return moved ?? fleet.index?.serverById.get(id)?.name ?? id
      })
      .join(', ')
  })
  const aim = computed(() => {
    const words = text.plans.plan.facts
    const goal = view.value?.plan.goal
    if (goal === undefined) return ''
    if (goal.kind === 'evacuate') return words.empties(emptied.value)
    return goal.kind === 'balance' ? words.balances(goal.serverIds?.length ?? null) : words.byHand
  })
  return { short, emptied, aim }
}
