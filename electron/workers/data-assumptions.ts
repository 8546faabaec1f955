import { AppFailure } from '../../shared/contract/result.ts'
import type { AssumptionDefinition, Assumptions, WorkloadClass } from '../../shared/forecast/assumption.ts'
import { withLimits } from '../../shared/forecast/published-limits.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Partition } from '../../shared/inventory/fleet.ts'
import { writeOverride, writeWorkloadClass } from '../database/assumption-repository.ts'
import type { DataTasks, OverrideChange } from './data-tasks.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import type { WorkspaceSession } from './workspace-session.ts'

export interface AssumptionParts {
  readonly assumptionCatalogue: readonly AssumptionDefinition[]
  readonly workloadClassOf: (
    partition: Partition,
    assumptions: Assumptions,
  ) => { readonly workloadClass: WorkloadClass; readonly reason: string }
}

const workloadClasses: readonly string[] = [
  'idle',
  'application',
  'oltp',
  'in-memory',
] satisfies WorkloadClass[]

const invalid = (message: string, hint: string): AppFailure =>
  new AppFailure({ code: 'assumption-invalid', message, detail: 'The assumption was not changed.', hint })

export const missing = (what: string, id: string): AppFailure =>
  new AppFailure({
    code: 'inventory-missing',
    message: `There is no ${what} “${id}” in the inventory.`,
    hint: 'Import the inventory it is in, or choose another one.',
  })

/** Throws where a value cannot be set for this scope. */
export function checkScope(
  session: WorkspaceSession,
  change: Omit<OverrideChange, 'reason'>,
  definition: AssumptionDefinition,
): void {
  const { scope, scopeId } = change
  if (!definition.scopes.includes(scope)) {
    throw invalid(
      `“${definition.title}” cannot be set for a ${scope}.`,
      `Set it for: ${definition.scopes.join(', ')}.`,
    )
  }
  if (scope === 'fleet') {
    if (scopeId !== null)
      throw invalid('A value for the fleet names no server, class or partition.', 'Leave it out.')
    return
  }
  if (scopeId === null) throw invalid(`Which ${scope} the value is for is missing.`, `Name the ${scope}.`)
  // Taking back an override must work after its server or partition is gone.
  if (change.value === null) return
  const index = indexFleet(session.fleet())
  if (scope === 'server' && !index.serverById.has(scopeId)) throw missing('server', scopeId)
  if (scope === 'partition' && !index.partitionById.has(scopeId)) throw missing('partition', scopeId)
  if (scope === 'class' && !workloadClasses.includes(scopeId)) {
    throw invalid(`There is no workload class “${scopeId}”.`, `Classes are: ${workloadClasses.join(', ')}.`)
  }
}

/** Throws where a value is out of its range. */
export function checkValue(value: number | null, definition: AssumptionDefinition): void {
  if (value === null || (value >= definition.low && value <= definition.high)) return
  const { title, low, high, unit } = definition
  throw invalid(
    `${value} ${unit} is out of the range of “${title}”.`,
    `Give a value from ${low} to ${high} ${unit}.`,
  )
}

/** The definition of a key. Throws AppFailure "assumption-invalid" for one the catalogue does not have. */
export function definitionIn(catalogue: readonly AssumptionDefinition[], key: string): AssumptionDefinition {
  const found = catalogue.find((definition) => definition.key === key)
  if (found === undefined) throw invalid(`There is no assumption “${key}”.`, 'Choose one of the list.')
  return found
}

export function assumptionHandlers(
  open: () => WorkspaceSession,
  parts: AssumptionParts,
): Pick<TaskHandlers<DataTasks>, 'assumptions' | 'set-assumption' | 'set-class'> {
  return {
    assumptions: () => {
      const assumptions = open().assumptions()
      return {
        definitions:
          assumptions.limits === undefined
            ? parts.assumptionCatalogue
            : withLimits(parts.assumptionCatalogue, assumptions.limits),
        assumptions,
        classes: open()
          .fleet()
          .partitions.map((partition) => {
            const { workloadClass, reason } = parts.workloadClassOf(partition, assumptions)
            return { partitionId: partition.id, workloadClass, reason }
          }),
      }
    },
    'set-assumption': ({ nowMs, ...change }) => {
      const definition = definitionIn(parts.assumptionCatalogue, change.key)
      checkScope(open(), change, definition)
      checkValue(change.value, definition)
      const verb = change.value === null ? 'Reset' : 'Set'
      open().edit(`${verb} ${definition.title}`, nowMs, (db) => {
        writeOverride(db, change)
      })
      return null
    },
    'set-class': ({ partitionId, workloadClass, nowMs }) => {
      const partition = open()
        .fleet()
        .partitions.find((one) => one.id === partitionId)
      if (partition === undefined && workloadClass !== null) throw missing('partition', partitionId)
      const name = partition?.name ?? partitionId
      open().edit(`Workload class of ${name}`, nowMs, (db) => {
        writeWorkloadClass(db, partitionId, workloadClass)
      })
      return null
    },
  }
}
