/** A way out in words. */
import { list, memory, units } from '../../mobility/words.ts'
import type { RelaxationChange } from '../../plan/relaxations.ts'

const SHOWN = 4

/** "With 48 GiB more memory on sys-B all 14 partitions have a place.", or "42 of 46 partitions". */
export function relaxationSentence(
  changes: readonly RelaxationChange[],
  placed: number,
  all: number,
): string {
  const parts = [...Map.groupBy(changes, groupOf).values()].map(phrase)
  const who =
    placed === all ? (all === 1 ? 'the partition has' : `all ${all} partitions have`) : partly(placed, all)
  const end = changes.some(({ kind }) => kind === 'longer-window') ? ' and the plan ends in its window' : ''
  return `With ${parts.join(', plus ')}${parts.length > 1 ? ',' : ''} ${who} a place${end}.`
}

const partly = (placed: number, all: number): string =>
  `${placed} of ${all} partitions ${placed === 1 ? 'has' : 'have'}`

/** Changes of one kind are told together, rules one by one. */
const groupOf = (change: RelaxationChange): string => {
  switch (change.kind) {
    case 'safety-level':
    case 'longer-rule-window':
    case 'soft-rule':
      return `${change.kind} ${change.ruleId}`
    default:
      return change.kind
  }
}

function phrase(changes: readonly RelaxationChange[]): string {
  const [first] = changes
  if (first === undefined) return 'nothing'
  const names = list(
    changes.map((one) => ('partitionName' in one ? sized(one) : 'serverName' in one ? one.serverName : '')),
    SHOWN,
  )
  switch (first.kind) {
    case 'soft-rule':
      return `your rule “${first.sentence}” made a soft one`
    case 'safety-level':
      return `your rule “${first.sentence}” raised to ${levels(first)}`
    case 'longer-rule-window':
      return `${minutes(first.minutes)} more at the end of the times in your rule “${first.sentence}”`
    case 'longer-window':
      return `a window that is ${minutes(first.minutes)} longer`
    case 'accept-unknown':
      return `“cannot tell” accepted for ${list(
        changes.map((one) => ('ruleId' in one ? one.ruleId : '')),
        SHOWN,
      )}`
    case 'allow-target':
      return `${names} allowed as ${changes.length === 1 ? 'a target' : 'targets'}`
    case 'more-room':
      return rooms(changes.filter((one) => one.kind === 'more-room'))
    case 'allow-dlpar':
      return `DLPAR allowed, by which running partitions give up memory before they move (each keeps ${first.leastPercent} % at least),`
    case 'inactive':
      return first.moved
        ? 'partitions moved that are not activated'
        : 'partitions that are not activated left where they are'
    case 'shut-down':
      return `${names} shut down for an inactive move`
    case 'leave':
      return `${names} left where ${changes.length === 1 ? 'it is' : 'they are'}`
    case 'include':
      return `${names} taken off your list of excluded partitions`
  }
}

const sized = ({
  partitionName,
  memoryMib,
}: {
  readonly partitionName: string
  readonly memoryMib: number | null
}): string => (memoryMib === null ? partitionName : `${partitionName} (${memory(memoryMib)})`)

const minutes = (number: number): string => (number === 1 ? '1 minute' : `${number} minutes`)

/** Server by server where they are few; always what it is in all. */
function rooms(all: readonly Extract<RelaxationChange, { kind: 'more-room' }>[]): string {
  const [first] = all
  if (first === undefined) return 'nothing'
  const whole = room({
    memoryMib: all.reduce((sum, { memoryMib }) => sum + memoryMib, 0),
    centi: all.reduce((sum, one) => sum + one.centi, 0),
  })
  if (all.length === 1) return `${whole} on ${first.serverName}`
  if (all.length > SHOWN)
    return `${whole} in all, on ${list(
      all.map(({ serverName }) => serverName),
      SHOWN,
    )}`
  const each = all.map((one) => `${room(one)} on ${one.serverName}`)
  return `${list(each, SHOWN)} (${whole} in all)`
}

function room({ memoryMib, centi }: { readonly memoryMib: number; readonly centi: number }): string {
  if (centi === 0) return `${memory(memoryMib)} more memory`
  if (memoryMib === 0) return `${units(centi)} more`
  return `${memory(memoryMib)} more memory and ${units(centi)} more`
}

function levels({
  memoryPercent,
  processorPercent,
}: {
  readonly memoryPercent: number | null
  readonly processorPercent: number | null
}): string {
  const parts = [
    ...(memoryPercent === null ? [] : [`${memoryPercent} % of memory`]),
    ...(processorPercent === null ? [] : [`${processorPercent} % of processing units`]),
  ]
  return parts.join(' and ')
}
