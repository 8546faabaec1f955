import { useRouter } from 'vue-router'
import { useToasts } from '../../stores/toasts.ts'
import { text } from '../../text/en.ts'

/**
 * What happens when a plan is ready: who waited on the screen that asked is led to it; who went on to something else
 * is told, and not torn away.
 */
export function useArrival(): { begin(): (path: string, name: string) => Promise<void> } {
  const router = useRouter()
  const toasts = useToasts()

  /** `path`: of the screen of the plan. */
  function begin(): (path: string, name: string) => Promise<void> {
    const from = router.currentRoute.value.fullPath
    return async (path, name) => {
      const open = async (): Promise<void> => void (await router.push(path))
      if (router.currentRoute.value.fullPath === from) await open()
      else {
        toasts.show(text.plans.plan.planned(name), {
          label: text.plans.plan.openPlanned,
          run: () => void open(),
        })
      }
    }
  }
  return { begin }
}
