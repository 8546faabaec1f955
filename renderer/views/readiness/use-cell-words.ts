import type { Ref } from 'vue'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useReadiness } from '../../stores/readiness.ts'

/** The pair under the current cell, with its gravest finding as soon as it is known. */
export interface CellWords {
  readonly rules: Ref<ReadonlyMap<string, string>>
  /** Sentence of the gravest finding of the current cell; "" until it is known, and where there is none. */
  readonly sentence: Ref<string>
  look(partitionId: string, serverId: string): void
  clear(): void
}

const restMs = 120

export const pairKey = (partitionId: string, serverId: string): string => `${partitionId}\n${serverId}`

/** Asks for the rule behind a cell once the keyboard rests on it, so that the cell can be read out with it. */
export function useCellWords(): CellWords {
  const readiness = useReadiness()
  const rules = shallowRef<ReadonlyMap<string, string>>(new Map())
  const sentence = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = ''

  async function ask(partitionId: string, serverId: string): Promise<void> {
    const key = pairKey(partitionId, serverId)
    const answer = await readiness.pair(partitionId, serverId)
    if (!answer.ok) return
    const { judgement, dealtWith } = answer.value
    const first = judgement.findings.find((one) => !dealtWith.includes(one.ruleId))
    if (first !== undefined) rules.value = new Map(rules.value).set(key, first.ruleId)
    if (key === wanted) sentence.value = first?.text ?? ''
  }
  // Another question, other reasons.
  watch(
    () => JSON.stringify(readiness.whatIf()),
    () => (rules.value = new Map()),
  )
  function look(partitionId: string, serverId: string): void {
    wanted = pairKey(partitionId, serverId)
    sentence.value = ''
    clearTimeout(timer)
    timer = setTimeout(() => void ask(partitionId, serverId), restMs)
  }
  function clear(): void {
    wanted = ''
    sentence.value = ''
    clearTimeout(timer)
  }
  onScopeDispose(() => clearTimeout(timer))
  return { rules, sentence, look, clear }
}
