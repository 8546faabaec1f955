import type { Ref } from 'vue'
import { ref } from 'vue'

/** Copies text and says for a moment how it went. */
export function useCopy(words: { readonly copied: string; readonly failed: string }): {
  readonly said: Ref<string>
  copy(content: string): Promise<void>
} {
  const said = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  async function copy(content: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(content)
      said.value = words.copied
    } catch {
      said.value = words.failed
    }
    clearTimeout(timer)
    timer = setTimeout(() => (said.value = ''), 4_000)
  }
  return { said, copy }
}
