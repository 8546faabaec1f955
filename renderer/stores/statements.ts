import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { AppError } from '../../shared/contract/result.ts'
import type { Statement, StatementSubject } from '../../shared/inventory/fleet.ts'
import { transport } from '../transport/current.ts'
import { useFleet } from './fleet.ts'
import { useWorkspace } from './workspace.ts'

const placeOf = (subject: StatementSubject, scope: Statement['scope'], scopeId: string | null): string =>
  JSON.stringify([subject, scope, scopeId])

/** What the user vouches for because no import can tell it. The answers come with the inventory. */
export const useStatements = defineStore('statements', () => {
  const fleet = useFleet()
  const list = computed((): readonly Statement[] => fleet.view?.fleet.statements ?? [])
  const byPlace = computed(
    () => new Map(list.value.map((one) => [placeOf(one.subject, one.scope, one.scopeId), one])),
  )
  /** Writes on their way. */
  const pending = ref(0)
  /** Why the last statement was not taken; null once one is. */
  const error = ref<AppError | null>(null)
  const loading = computed(() => fleet.loading)
  const saving = computed(() => pending.value > 0)

  /** The answer given for exactly this scope; null where there is none. `scopeId` null is the fleet. */
  function answer(
    subject: StatementSubject,
    scope: Statement['scope'],
    scopeId: string | null,
  ): Statement | null {
    return byPlace.value.get(placeOf(subject, scope, scopeId)) ?? null
  }

  /** The answer in force for a partition: its own, else its server's, else the fleet's; null where nobody said. */
  function inForce(subject: StatementSubject, partitionId: string): Statement | null {
    const serverId = fleet.index?.partitionById.get(partitionId)?.serverId ?? null
    return (
      answer(subject, 'partition', partitionId) ??
      (serverId === null ? null : answer(subject, 'server', serverId)) ??
      answer(subject, 'fleet', null)
    )
  }

  /** Gives an answer, or takes it back with `holds` null; one undoable edit. Answers the error, or null. */
  async function set(input: CommandInput<'statement.set'>): Promise<AppError | null> {
    pending.value += 1
    try {
      const answered = await useWorkspace().write(() => transport().call('statement.set', input))
      error.value = answered.ok ? null : answered.error
      return error.value
    } finally {
      pending.value -= 1
    }
  }

  return { list, loading, saving, error, answer, inForce, set }
})
