import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/result.ts'
import type { PartitionId } from '../../shared/inventory/fleet.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import type { VerdictSummary } from './verdict-summary.ts'
import { summariseVerdicts } from './verdict-summary.ts'

/** Pairs of partition and server asked for in one call, so that no answer is large and the window stays free. */
const pairsPerCall = 2_000

/** The inventory as it is now, and what the mobility rules say about it. */
export const useFleet = defineStore('fleet', () => {
  const view = useResource(() => transport().call('inventory.fleet', {}))
  const index = computed(() => (view.value.value === null ? null : indexFleet(view.value.value.fleet)))
  const verdicts = shallowRef<ReadonlyMap<PartitionId, VerdictSummary>>(new Map())
  /** True while verdicts are still being worked out. */
  const checking = shallowRef(false)
  /** Why verdicts are missing, where the rules could not be asked. */
  const checkError = shallowRef<AppError | null>(null)
  let run = 0

  /** Asks for the verdict of every partition, a portion at a time; a newer fleet starts it over. */
  async function check(): Promise<void> {
    run += 1
    const mine = run
    const fleet = view.value.value?.fleet
    if (fleet === undefined) return
    checking.value = true
    checkError.value = null
    const portion = Math.max(1, Math.floor(pairsPerCall / Math.max(1, fleet.servers.length)))
    const found = new Map<PartitionId, VerdictSummary>()
    for (let start = 0; start < fleet.partitions.length; start += portion) {
      const partitionIds = fleet.partitions.slice(start, start + portion).map((one) => one.id)
      const answer = await transport().call('mobility.check', { partitionIds, targetServerIds: null })
      if (mine !== run) return
      if (!answer.ok) {
        checkError.value = answer.error
        break
      }
      for (const [id, summary] of summariseVerdicts(answer.value)) found.set(id, summary)
      verdicts.value = new Map(found)
    }
    checking.value = false
  }

  async function load(): Promise<void> {
    await view.load()
    await check()
  }

  async function ensure(): Promise<void> {
    if (view.value.value === null && !view.loading.value) await load()
  }

  function clear(): void {
    run += 1
    view.clear()
    verdicts.value = new Map()
    checking.value = false
  }

  return {
    view: view.value,
    error: view.error,
    loading: view.loading,
    index,
    verdicts,
    checking,
    checkError,
    load,
    ensure,
    check,
    clear,
  }
})
