import type { Ref } from 'vue'
import { ref } from 'vue'
import type { AppError } from '../../../../shared/contract/result.ts'
import type { FleetIndex } from '../../../../shared/inventory/fleet-index.ts'
import type { PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import { readRules, type RuleFault } from '../../../../shared/plan/rules/rules-file.ts'
import { writeRules } from '../../../../shared/plan/rules/write-rules.ts'
import { text } from '../../../text/en.ts'
import { transport } from '../../../transport/current.ts'
import { withAll } from './rule-sets.ts'

/** Bytes of a file of rules at most; its reader counts characters and takes no more either. */
const largestBytes = 8 * 1024 * 1024

export interface RefusedFile {
  readonly name: string
  readonly faults: readonly RuleFault[]
}

/** Rules from files and other plans, and into a file. What is loaded comes beside what is there. */
export function useRulesFile(rules: Ref<readonly PlanRule[]>): {
  /** What was done last, in words; empty where nothing was. */
  readonly said: Ref<string>
  readonly refused: Ref<RefusedFile | null>
  readonly error: Ref<AppError | null>
  load(file: File, index: FleetIndex): Promise<void>
  take(planId: number, name: string): Promise<void>
  save(planName: string, index: FleetIndex): Promise<void>
  clear(): void
} {
  const words = text.rules
  const said = ref('')
  const refused = ref<RefusedFile | null>(null)
  const error = ref<AppError | null>(null)

  function clear(): void {
    said.value = ''
    refused.value = null
    error.value = null
  }
  const refuse = (name: string, found: string, remedy: string): void => {
    refused.value = { name, faults: [{ place: '', found, remedy }] }
  }

  async function load(file: File, index: FleetIndex): Promise<void> {
    clear()
    if (file.size > largestBytes) {
      refuse(file.name, words.tooLarge('8 MiB'), words.tooLargeRemedy)
      return
    }
    let content = ''
    try {
      content = await file.text()
    } catch {
      refuse(file.name, words.unreadable, words.unreadableRemedy)
      return
    }
    const reading = readRules(content, index)
    if (!reading.ok) {
      refused.value = { name: file.name, faults: reading.faults }
      return
    }
    rules.value = withAll(rules.value, reading.rules)
    said.value = words.loaded(reading.rules.length, file.name)
  }

  async function take(planId: number, name: string): Promise<void> {
    clear()
    const answer = await transport().call('plan.get', { planId })
    if (!answer.ok) {
      error.value = answer.error
      return
    }
    const before = rules.value.length
    rules.value = withAll(rules.value, answer.value.plan.options.rules ?? [])
    said.value = words.taken(rules.value.length - before, name)
  }

  async function save(planName: string, index: FleetIndex): Promise<void> {
    clear()
    const answer = await transport().saveFile({
      fileName: rulesFileName(planName),
      mediaType: 'application/json',
      text: writeRules(rules.value, index),
      encoding: 'utf8',
    })
    if (!answer.ok) error.value = answer.error
    else if (answer.value !== null) said.value = words.saved(answer.value)
  }
  return { said, refused, error, load, take, save, clear }
}

/** "Empty-e980-1.rules.json", without what file systems refuse. */
function rulesFileName(planName: string): string {
  const safe = planName
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}._]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
  return `${safe === '' ? 'planning' : safe}.rules.json`
}
