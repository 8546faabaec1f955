/** Findings of the merge, in the shape of every import problem. */
import type { Origin, Partition } from '../fleet.ts'
import type { ImportProblem } from '../problem.ts'

const LISTED = 8

/** "ids 3, 4, 5 and 9 more". */
function listOf(items: readonly (string | number)[]): string {
  const shown = items.slice(0, LISTED).join(', ')
  return items.length > LISTED ? `${shown} and ${items.length - LISTED} more` : shown
}

export function systemUnknown(origin: Origin, rows: number): ImportProblem {
  return {
    code: 'system-unknown',
    severity: 'error',
    origin,
    column: null,
    found: `${rows === 1 ? 'A row does' : `${rows} rows do`} not say which managed system they belong to and were left out.`,
    remedy:
      'Put the file into a folder named after the managed system, or begin its name with "<system name>_".',
  }
}

export function systemAmbiguous(origin: Origin, name: string, rows: number): ImportProblem {
  return {
    code: 'system-ambiguous',
    severity: 'error',
    origin,
    column: null,
    found: `Several managed systems are called "${name}", so ${rows} row(s) that name it were left out.`,
    remedy: 'Import the systems one at a time, each in its own folder with its own "lssyscfg -r sys" output.',
  }
}

export function systemNotDescribed(origin: Origin, name: string): ImportProblem {
  return {
    code: 'system-not-imported',
    severity: 'warning',
    origin,
    column: null,
    found: `Rows belong to managed system "${name}", but nothing imported describes that system.`,
    remedy: `Add the output of "lssyscfg -r sys", "lshwres -r proc --level sys" and "lshwres -r mem --level sys", or the REST export ManagedSystem.`,
  }
}

export function partitionUnknown(
  origin: Origin,
  server: string,
  ids: readonly (string | number)[],
): ImportProblem {
  return {
    code: 'partition-unknown',
    severity: 'warning',
    origin,
    column: null,
    found: `Rows name partitions of "${server}" that no partition list describes; they were left out: ${listOf(ids)}.`,
    remedy: `Add the output of "lssyscfg -r lpar -m <system>", or the REST exports LogicalPartition and VirtualIOServer.`,
  }
}

export function partitionContradicts(
  origin: Origin,
  server: string,
  lparId: number,
  first: Origin,
): ImportProblem {
  return {
    code: 'duplicate-partition',
    severity: 'warning',
    origin,
    column: 'uuid',
    found: `Partition ${lparId} of "${server}" has another uuid here than in ${first.file}${first.line === null ? '' : `:${first.line}`}; what is said of it here was left out.`,
    remedy: 'Its id was used again after a partition was removed: collect both exports again at one time.',
  }
}

export function partitionOnTwo(origin: Origin, name: string, kept: string, left: string): ImportProblem {
  return {
    code: 'partition-on-two-systems',
    severity: 'warning',
    origin,
    column: null,
    found: `Partition "${name}" is reported on "${kept}" and on "${left}"; it is kept on "${kept}".`,
    remedy: 'If it was moved between the two exports, collect both systems again.',
  }
}

export function partitionMoved(origin: Origin, name: string, from: string, to: string): ImportProblem {
  return {
    code: 'partition-moved',
    severity: 'note',
    origin,
    column: null,
    found: `Partition "${name}" was on "${from}" and is now on "${to}".`,
    remedy: `Collect "${from}" again, so that its free memory and processors are right.`,
  }
}

export function mappingsWithoutClient(origin: Origin, vios: string, ids: readonly number[]): ImportProblem {
  return {
    code: 'mapping-without-client',
    severity: 'note',
    origin,
    column: null,
    found: `VIOS "${vios}" has mappings for partitions that are not in the inventory: ids ${listOf(ids)}.`,
    remedy:
      'Nothing to do if these partitions were removed or moved away; otherwise import their partition list.',
  }
}

export function olderThanInventory(origin: Origin, collectedAt: number, before: number): ImportProblem {
  const hours = Math.max(1, Math.round((before - collectedAt) / 3_600_000))
  const age = hours < 48 ? `${hours} hour(s)` : `${Math.round(hours / 24)} days`
  return {
    code: 'older-than-inventory',
    severity: 'warning',
    origin,
    column: null,
    found: `This import was collected ${age} before the newest data of the inventory.`,
    remedy: 'Accept it only if you want to go back to the older state.',
  }
}

export function adaptersMissing(partitions: readonly Partition[], server: string): ImportProblem {
  const names = partitions.map((one) => one.name)
  return {
    code: 'adapters-missing',
    severity: 'warning',
    origin: partitions[0]?.origins['uuid'] ?? { file: '', line: null },
    column: null,
    found: `Partitions of "${server}" have more virtual adapters than were imported, so their adapters count as not known: ${listOf(names)}.`,
    remedy:
      'Add the export VirtualIOServer of every VIOS of the system, or "lshwres -r virtualio" for scsi and fc.',
  }
}
