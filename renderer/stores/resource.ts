import type { Ref, ShallowRef } from 'vue'
import { ref, shallowRef } from 'vue'
import type { AppError, Result } from '../../shared/contract/result.ts'

/** One thing read from the host, with its states: never read, being read, read, failed. */
export interface Resource<T> {
  readonly value: ShallowRef<T | null>
  readonly error: Ref<AppError | null>
  readonly loading: Ref<boolean>
  /** Reads it; a call during a read makes that read run once more, so that the last state wins. */
  load(): Promise<void>
  /** Reads it only if it was never read. */
  ensure(): Promise<void>
  clear(): void
}

/** A resource over one read command. Keeps the old value while it is read again. */
export function useResource<T>(read: () => Promise<Result<T>>): Resource<T> {
  const value = shallowRef<T | null>(null)
  const error = ref<AppError | null>(null)
  const loading = ref(false)
  let again = false
  let generation = 0

  async function load(): Promise<void> {
    if (loading.value) {
      again = true
      return
    }
    loading.value = true
    do {
      again = false
      const asked = generation
      const answer = await read()
      if (asked !== generation) continue
      if (answer.ok) {
        value.value = answer.value
        error.value = null
      } else error.value = answer.error
    } while (again)
    loading.value = false
  }

  async function ensure(): Promise<void> {
    if (value.value === null && !loading.value) await load()
  }

  function clear(): void {
    generation += 1
    value.value = null
    error.value = null
  }
  return { value, error, loading, load, ensure, clear }
}
