import type { ComputedRef, Ref } from 'vue'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useFleet } from '../../stores/fleet.ts'
import { usePlanChanges } from '../../stores/plan-changes.ts'
import { text } from '../../text/en.ts'
import type { FleetViewId, PartitionRow } from './partition-rows.ts'
import { fitsFilter, inView, partitionRows } from './partition-rows.ts'
import type { ServerRow } from './server-rows.ts'
import { serverRows } from './server-rows.ts'

export interface FleetScreenState {
  readonly servers: ComputedRef<readonly ServerRow[]>
  readonly all: ComputedRef<readonly PartitionRow[]>
  readonly shown: ComputedRef<readonly PartitionRow[]>
  readonly view: Ref<FleetViewId>
  readonly views: ComputedRef<readonly { id: FleetViewId; label: string; count: number | null }[]>
  readonly filter: Ref<string>
  /** Server whose partitions the view "On ..." shows. */
  readonly serverId: Ref<string | null>
  /** Partition or server shown in the drawer: its id, or null. */
  readonly partitionId: Ref<string | null>
  readonly drawer: Ref<'partition' | 'server' | null>
}

const viewIds: readonly FleetViewId[] = ['all', 'server', 'cannot', 'tell', 'plan']

/** What the fleet screen shows: rows, the chosen view, filter and drawer; reads `?view`, `?partition` and `?server`. */
export function useFleetView(): FleetScreenState {
  const fleet = useFleet()
  const changes = usePlanChanges()
  const route = useRoute()
  const router = useRouter()
  const view = ref<FleetViewId>('all')
  const filter = ref('')
  const serverId = ref<string | null>(null)
  const partitionId = ref<string | null>(null)
  const drawer = ref<'partition' | 'server' | null>(null)

  const servers = computed(() => (fleet.index === null ? [] : serverRows(fleet.index, changes.moves)))
  const all = computed(() =>
    fleet.index === null
      ? []
      : partitionRows({ index: fleet.index, verdicts: fleet.verdicts, moves: changes.moves }),
  )
  const shown = computed(() => {
    const filtered = filter.value.trim()
    return all.value.filter(
      (row) => inView(row, view.value, serverId.value) && (filtered === '' || fitsFilter(row, filtered)),
    )
  })
  const views = computed(() => {
    const counted = (id: FleetViewId): number =>
      all.value.filter((row) => inView(row, id, serverId.value)).length
    const server = serverId.value === null ? undefined : fleet.index?.serverById.get(serverId.value)
    const words = text.fleet.views
    return [
      { id: 'all' as const, label: words.all, count: all.value.length },
      ...(server === undefined
        ? []
        : [{ id: 'server' as const, label: words.server(server.name), count: counted('server') }]),
      ...(changes.planId === null
        ? []
        : [{ id: 'plan' as const, label: words.plan, count: counted('plan') }]),
      { id: 'cannot' as const, label: words.cannot, count: fleet.checking ? null : counted('cannot') },
      { id: 'tell' as const, label: words.tell, count: fleet.checking ? null : counted('tell') },
    ]
  })

  watch(
    () => route.query,
    (query) => {
      if (route.path !== '/fleet' || Object.keys(query).length === 0) return
      const wanted = viewIds.find((id) => id === query['view'])
      if (wanted !== undefined) view.value = wanted
      if (typeof query['partition'] === 'string') {
        view.value = 'all'
        filter.value = ''
        partitionId.value = query['partition']
        drawer.value = 'partition'
      }
      if (typeof query['server'] === 'string') {
        serverId.value = query['server']
        drawer.value = 'server'
      }
      void router.replace('/fleet')
    },
    { immediate: true },
  )
  watch(views, (offered) => {
    if (!offered.some((one) => one.id === view.value)) view.value = 'all'
  })
  return { servers, all, shown, view, views, filter, serverId, partitionId, drawer }
}
