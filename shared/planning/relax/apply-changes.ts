/** The request with relaxations: what is planned to see whether they do, and what a person would plan then. */
import type { Fleet, Partition, Server } from '../../inventory/fleet.ts'
import { centi, mib } from '../../inventory/units.ts'
import type { PlanOptions } from '../../plan/plan-document.ts'
import type { RelaxationChange } from '../../plan/relaxations.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { Period, WindowRule } from '../../plan/rules/times.ts'
import type { EvacuationInput } from '../settle-evacuation.ts'

/** A request with changes. Changes about somebody the request does not know do nothing. */
export function applyChanges(
  request: EvacuationInput,
  changes: readonly RelaxationChange[],
): EvacuationInput {
  return changes.reduce(applyChange, request)
}

function applyChange(request: EvacuationInput, change: RelaxationChange): EvacuationInput {
  const { options, fleet, window } = request
  const withOptions = (changed: Partial<PlanOptions>): EvacuationInput => ({
    ...request,
    options: { ...options, ...changed },
  })
  const withRule = (ruleId: string, changed: (rule: PlanRule) => PlanRule): EvacuationInput =>
    withOptions({ rules: options.rules?.map((rule) => (rule.id === ruleId ? changed(rule) : rule)) })
  switch (change.kind) {
    case 'soft-rule':
      return withRule(change.ruleId, (rule) => ({ ...rule, hard: false }))
    case 'safety-level': {
      const { memoryPercent, processorPercent } = change
      return withRule(change.ruleId, (rule) =>
        rule.kind === 'safety' ? { ...rule, memoryPercent, processorPercent } : rule,
      )
    }
    case 'longer-rule-window':
      return withRule(change.ruleId, (rule) =>
        rule.kind === 'window' ? longerWindow(rule, change.minutes) : rule,
      )
    case 'longer-window':
      if (window === null) return request
      return { ...request, window: { ...window, endMs: window.endMs + change.minutes * 60_000 } }
    case 'accept-unknown':
      return withOptions({
        acceptedUnknownRuleIds: [...new Set([...options.acceptedUnknownRuleIds, change.ruleId])],
      })
    case 'allow-target': {
      const { targetServerIds } = options
      return targetServerIds === null
        ? request
        : withOptions({ targetServerIds: [...new Set([...targetServerIds, change.serverId])] })
    }
    case 'more-room':
      return {
        ...request,
        fleet: withServer(fleet, change.serverId, (server) => withRoom(server, change)),
      }
    case 'allow-dlpar':
      return withOptions({ dlpar: { leastPercent: change.leastPercent } })
    case 'inactive':
      return withOptions({ includeInactive: change.moved })
    case 'shut-down':
      return { ...request, fleet: withPartition(fleet, change.partitionId, shutDown) }
    case 'leave':
      return withOptions({
        excludedPartitionIds: [...new Set([...options.excludedPartitionIds, change.partitionId])],
      })
    case 'include':
      return withOptions({
        excludedPartitionIds: options.excludedPartitionIds.filter((id) => id !== change.partitionId),
      })
  }
}

const withServer = (fleet: Fleet, id: string, changed: (server: Server) => Server): Fleet => ({
  ...fleet,
  servers: fleet.servers.map((server) => (server.id === id ? changed(server) : server)),
})

const withPartition = (fleet: Fleet, id: string, changed: (one: Partition) => Partition): Fleet => ({
  ...fleet,
  partitions: fleet.partitions.map((one) => (one.id === id ? changed(one) : one)),
})

/** Installed, activated and free: what is added counts wherever use is measured against all there is. */
function withRoom(
  server: Server,
  { memoryMib, centi: hundredths }: { readonly memoryMib: number; readonly centi: number },
): Server {
  const moreMib = (value: Server['availableMemoryMib']) => (value === null ? null : mib(value + memoryMib))
  const more = (value: Server['availableCenti']) => (value === null ? null : centi(value + hundredths))
  return {
    ...server,
    installedMemoryMib: moreMib(server.installedMemoryMib),
    configurableMemoryMib: moreMib(server.configurableMemoryMib),
    availableMemoryMib: moreMib(server.availableMemoryMib),
    installedCenti: more(server.installedCenti),
    configurableCenti: more(server.configurableCenti),
    availableCenti: more(server.availableCenti),
  }
}

const shutDown = (partition: Partition): Partition => ({
  ...partition,
  state: 'not activated',
  rmcState: 'inactive',
})

const MINUTES_OF_DAY = 24 * 60

/** Minutes by which every period of a window rule can end later without meeting its own next start. */
export function mostMinutes({ periods }: WindowRule): number {
  const weekly = periods.flatMap((one) => ('days' in one ? [lengthOf(one.from, one.to)] : []))
  return MINUTES_OF_DAY - 1 - Math.max(0, ...weekly)
}

export function longerWindow(rule: WindowRule, minutes: number): WindowRule {
  return { ...rule, periods: rule.periods.map((one) => longerPeriod(one, minutes)) }
}

function longerPeriod(period: Period, minutes: number): Period {
  if ('days' in period) return { ...period, to: clockOf(minuteOf(period.to) + minutes) }
  // By the calendar alone: what its zone makes of the new end is looked up where the rule is read.
  const end = new Date(Date.parse(`${period.to}:00Z`) + minutes * 60_000)
  return { ...period, to: end.toISOString().slice(0, 16) }
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const clockOf = (minute: number): string => {
  const within = minute % MINUTES_OF_DAY
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

function lengthOf(from: string, to: string): number {
  const length = minuteOf(to) - minuteOf(from)
  return length > 0 ? length : length + MINUTES_OF_DAY
}
