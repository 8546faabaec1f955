import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { PairView, ReadinessView, RemedyBlock, WhatIf } from '../../shared/contract/readiness.ts'
import type { AppError, Result } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** Every partition on every server, the what-if that is on, and what was asked about single pairs. */
export const useReadiness = defineStore('readiness', () => {
  const warningsFixed = ref(false)
  const fixedRuleIds = ref<readonly string[]>([])
  /** The matrix of the inventory as it is, to tell what a what-if changes; null until it was read. */
  const plain = shallowRef<ReadinessView | null>(null)
  const cells = new Map<string, Promise<Result<number[]>>>()
  const commands = new Map<string, Promise<Result<RemedyBlock | null>>>()
  const pairs = new Map<string, Promise<Result<PairView>>>()

  const hasWhatIf = computed(() => warningsFixed.value || fixedRuleIds.value.length > 0)
  const whatIf = (): (WhatIf & { fixedRuleIds: string[] }) | null =>
    hasWhatIf.value ? { warningsFixed: warningsFixed.value, fixedRuleIds: [...fixedRuleIds.value] } : null

  const view = useResource(async () => {
    const asked = whatIf()
    const answer = await transport().call('readiness.matrix', { whatIf: asked })
    if (answer.ok && asked === null) plain.value = answer.value
    return answer
  })

  /** Reads the matrix again; what was remembered about the old one is forgotten. */
  async function load(): Promise<void> {
    cells.clear()
    commands.clear()
    pairs.clear()
    if (plain.value !== null && hasWhatIf.value) plain.value = null
    await view.load()
  }
  async function ensure(): Promise<void> {
    if (view.value.value === null && !view.loading.value) await load()
  }
  function clear(): void {
    warningsFixed.value = false
    fixedRuleIds.value = []
    plain.value = null
    cells.clear()
    commands.clear()
    pairs.clear()
    view.clear()
  }

  /** Judges as if these troubles were gone. */
  async function suppose(next: WhatIf): Promise<void> {
    warningsFixed.value = next.warningsFixed
    fixedRuleIds.value = next.fixedRuleIds
    cells.clear()
    commands.clear()
    await view.load()
  }
  const supposeRule = (ruleId: string, fixed: boolean): Promise<void> =>
    suppose({
      warningsFixed: warningsFixed.value,
      fixedRuleIds: [
        ...fixedRuleIds.value.filter((one) => one !== ruleId),
        ...(fixed ? [ruleId] : []),
      ].sort(),
    })

  /** Remembers an answer until the matrix is read again; a failed one is asked for again. */
  function once<T>(
    known: Map<string, Promise<Result<T>>>,
    key: string,
    ask: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const before = known.get(key)
    if (before !== undefined) return before
    const answer = ask()
    known.set(key, answer)
    void answer.then((result) => {
      if (!result.ok && known.get(key) === answer) known.delete(key)
    })
    return answer
  }
  /** Places in `cells` (row x servers + column) of one item of the work list, under the present what-if. */
  const cellsOf = (key: string): Promise<Result<number[]>> =>
    once(cells, key, () => transport().call('readiness.cells', { key, whatIf: whatIf() }))
  /** The commands a person would type for one item of the work list, under the present what-if. */
  const commandsOf = (key: string): Promise<Result<RemedyBlock | null>> =>
    once(commands, key, () => transport().call('readiness.commands', { key, whatIf: whatIf() }))
  /** Everything about one partition on one server, under the present what-if as the matrix is. */
  const pair = (partitionId: string, serverId: string): Promise<Result<PairView>> => {
    const asked = whatIf()
    return once(pairs, `${partitionId}\n${serverId}\n${JSON.stringify(asked)}`, () =>
      transport().call('readiness.pair', { partitionId, serverId, whatIf: asked }),
    )
  }

  /** Sets or takes back what the user vouches for; one undoable edit. Answers the error, or null. */
  async function state(input: CommandInput<'statement.set'>): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('statement.set', input))
    return answer.ok ? null : answer.error
  }

  return {
    view: view.value,
    error: view.error,
    loading: view.loading,
    plain,
    warningsFixed,
    fixedRuleIds,
    hasWhatIf,
    whatIf,
    load,
    ensure,
    clear,
    suppose,
    supposeRule,
    cellsOf,
    commandsOf,
    pair,
    state,
  }
})
