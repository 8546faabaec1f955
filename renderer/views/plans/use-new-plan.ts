import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { AppError } from '../../../shared/contract/result.ts'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { MoveJudgement } from '../../../shared/mobility/verdict.ts'
import type { ServerUse } from '../../../shared/plan/before-after.ts'
import { defaultBalanceWeights } from '../../../shared/plan/balance-goal.ts'
import { defaultDlpar } from '../../../shared/plan/dlpar.ts'
import { beforeAfter } from '../../../shared/plan/before-after.ts'
import { shortNames } from '../../charts/bar-label.ts'
import { localZone } from '../../format/instant.ts'
import { clockField, dateField, instantOf } from '../../format/zoned-instant.ts'
import { useFleet } from '../../stores/fleet.ts'
import { text } from '../../text/en.ts'
import { transport } from '../../transport/current.ts'
import type { Prospect } from './held-back.ts'
import { prospectOf } from './held-back.ts'
import { goalServers, type PlanForm } from './plan-form.ts'
import { firstStaged } from './staged-form.ts'

const pairsPerCall = 4_000
/** Pairs that are asked about while a form is filled in; beyond, Readiness is the place to ask. */
const mostPairs = 400_000
const settleMs = 150
const windowHours = 4
const hourMs = 3_600_000

/** The evening of the next Saturday, which is when frames are emptied most often. */
function nextSaturday(now: number, zone: string): { readonly date: string; readonly ms: number } {
  for (let days = 0; days < 8; days += 1) {
    const date = dateField(now + days * 24 * hourMs, zone)
    const ms = instantOf(date, '22:00', zone)
    if (ms !== null && ms > now && new Date(`${date}T12:00:00Z`).getUTCDay() === 6) return { date, ms }
  }
  return { date: dateField(now, zone), ms: now }
}

function firstForm(serverIds: readonly string[]): PlanForm {
  const zone = localZone()
  const { date, ms } = nextSaturday(Date.now(), zone)
  const end = ms + windowHours * hourMs
  return {
    goal: 'evacuate',
    name: '',
    serverIds,
    parts: 'all',
    partIds: [],
    weights: { ...defaultBalanceWeights },
    rules: [],
    targets: 'all',
    targetIds: [],
    excludedIds: [],
    acceptedRuleIds: [],
    includeInactive: true,
    dlpar: false,
    dlparLeast: defaultDlpar.leastPercent,
    safety: 90,
    atOnce: '',
    zone,
    date,
    clock: '22:00',
    hasWindow: true,
    endDate: dateField(end, zone),
    endClock: clockField(end, zone),
    seed: 7,
    samples: 400,
    staged: firstStaged(date, Date.now(), zone),
  }
}

/** What a plan is called until somebody types a name. `listed`: its servers; "" where it is about all. */
function planName({ goal, staged, parts }: PlanForm, listed: string): string {
  const words = text.plans.form
  if (goal === 'balance') return words.balanceName(parts === 'all' ? '' : listed)
  if (goal === 'maintenance') return words.maintenanceName(staged.extent === 'all' ? '' : listed)
  if (goal === 'energy') return words.energyName
  if (listed === '') return ''
  return staged.returns ? words.returnName(listed) : words.emptyName(listed)
}

export interface NewPlan {
  readonly form: PlanForm
  readonly uses: ComputedRef<ReadonlyMap<string, ServerUse>>
  readonly targetIds: ComputedRef<readonly string[]>
  /** Partitions the goal is about. */
  readonly partitions: ComputedRef<readonly Partition[]>
  readonly prospect: ShallowRef<Prospect | null>
  readonly checking: Ref<boolean>
  readonly problem: Ref<AppError | null>
  /** The fleet is too large to be asked about while the form is filled in. */
  readonly tooMuch: Ref<boolean>
}

/** The form for a new plan, and what the rules and the fleet say about it while it is filled in. */
export function useNewPlan(serverIds: readonly string[]): NewPlan {
  const fleet = useFleet()
  const form = reactive(firstForm(serverIds))
  const prospect = shallowRef<Prospect | null>(null)
  const checking = ref(false)
  const tooMuch = ref(false)
  const problem = ref<AppError | null>(null)
  let run = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const uses = computed(() => {
    const known = fleet.view?.fleet
    return new Map(
      known === undefined ? [] : beforeAfter(known, { moves: [] }).map((use) => [use.serverId, use]),
    )
  })
  const partIds = computed(() => goalServers(form) ?? [...uses.value.keys()])
  const partitions = computed(() => partIds.value.flatMap((id) => fleet.index?.partitionsOf(id) ?? []))
  const targetIds = computed(() => {
    if (form.goal === 'balance') return partIds.value
    return (form.targets === 'all' ? [...uses.value.keys()] : form.targetIds).filter(
      (id) => form.goal !== 'evacuate' || !form.serverIds.includes(id),
    )
  })

  /** The name follows the servers until somebody types one. */
  const ownName = computed(() => {
    const short = shortNames(fleet.view?.fleet.servers.map((server) => server.name) ?? [])
    const names = (goalServers(form) ?? []).flatMap((id) => fleet.index?.serverById.get(id)?.name ?? [])
    const listed = names.map((name) => short.get(name) ?? name).join(', ')
    return planName(form, listed)
  })
  watch(
    ownName,
    (now, before) => {
      if (form.name === '' || form.name === before) form.name = now.slice(0, 200)
    },
    { immediate: true },
  )

  async function check(): Promise<void> {
    run += 1
    const mine = run
    const partitionIds = partitions.value
      .filter((one) => form.includeInactive || one.state === 'running')
      .map((one) => one.id)
      .filter((id) => !form.excludedIds.includes(id))
    tooMuch.value = partitionIds.length * targetIds.value.length > mostPairs
    if (partitionIds.length === 0 || tooMuch.value) {
      prospect.value = null
      checking.value = false
      return
    }
    checking.value = true
    const targetServerIds = [...targetIds.value]
    const portion = Math.max(1, Math.floor(pairsPerCall / Math.max(1, targetServerIds.length)))
    const found: MoveJudgement[] = []
    for (let at = 0; at < partitionIds.length; at += portion) {
      const answer = await transport().call('mobility.check', {
        partitionIds: partitionIds.slice(at, at + portion),
        targetServerIds,
      })
      if (mine !== run) return
      problem.value = answer.ok ? null : answer.error
      if (!answer.ok) break
      found.push(...answer.value)
    }
    prospect.value = prospectOf(found)
    checking.value = false
  }
  watch(
    [partitions, targetIds, () => form.excludedIds, () => form.includeInactive, () => fleet.index],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), settleMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    run += 1
    clearTimeout(timer)
  })
  return { form, uses, targetIds, partitions, prospect, checking, problem, tooMuch }
}
