/** How little of a change does: by halving, as more of it is taken to help whenever less did. */
import type { RelaxationChange } from '../../plan/relaxations.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { mostMinutes } from './apply-changes.ts'
import type { RoomChange } from './possible-changes.ts'

export type Works = (changes: readonly RelaxationChange[]) => boolean

/** The least number of steps, of 0 to `most`, that works; `most` does. */
export function leastSteps(most: number, works: (steps: number) => boolean): number {
  if (most === 0 || works(0)) return 0
  let [short, enough] = [0, most]
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (works(middle)) enough = middle
    else short = middle
  }
  return enough
}

/** Memory in blocks first, as processing units are the easier ones to come by; then processing units. */
export function leastRoom(
  room: RoomChange,
  blockMib: number,
  works: (room: RoomChange) => boolean,
): RoomChange {
  const blocks = leastSteps(room.memoryMib / blockMib, (steps) =>
    works({ ...room, memoryMib: steps * blockMib }),
  )
  const lean = { ...room, memoryMib: blocks * blockMib }
  return { ...lean, centi: leastSteps(room.centi, (centi) => works({ ...lean, centi })) }
}

/**
 * A rule that is made soft, or, where it is one of amounts, as little more of it as works: percent of a safety level,
 * minutes of a window. The change itself works.
 */
export function leastOfRule(
  change: RelaxationChange,
  rule: PlanRule | undefined,
  works: (change: RelaxationChange) => boolean,
): RelaxationChange {
  if (change.kind !== 'soft-rule' || rule === undefined) return change
  const make = amountsOf(change, rule)
  if (make === null || make.most < 1 || !works(make.of(make.most))) return change
  return make.of(leastSteps(make.most, (steps) => steps > 0 && works(make.of(steps))))
}

interface Amounts {
  readonly most: number
  readonly of: (steps: number) => RelaxationChange
}

function amountsOf(
  { ruleId, sentence }: { ruleId: string; sentence: string },
  rule: PlanRule,
): Amounts | null {
  if (rule.kind === 'window') {
    return {
      most: mostMinutes(rule),
      of: (minutes) => ({ kind: 'longer-rule-window', ruleId, sentence, minutes }),
    }
  }
  if (rule.kind === 'safety') {
    const { memoryPercent, processorPercent } = rule
    const raised = (percent: number | null, by: number): number | null =>
      percent === null ? null : Math.min(100, percent + by)
    return {
      most: Math.floor(100 - Math.min(memoryPercent ?? 100, processorPercent ?? 100)),
      of: (by) => ({
        kind: 'safety-level',
        ruleId,
        sentence,
        memoryPercent: raised(memoryPercent, by),
        processorPercent: raised(processorPercent, by),
      }),
    }
  }
  return null
}

/** The same change by one step less; null where nothing is left of it. */
export function oneLess(
  change: RelaxationChange,
  rule: PlanRule | undefined,
  blockMib: number,
): readonly RelaxationChange[] {
  switch (change.kind) {
    case 'more-room': {
      const lessMemory = { ...change, memoryMib: change.memoryMib - blockMib }
      const lessUnits = { ...change, centi: change.centi - 1 }
      return [...(change.memoryMib >= blockMib ? [lessMemory] : []), ...(change.centi > 0 ? [lessUnits] : [])]
    }
    case 'safety-level': {
      if (rule?.kind !== 'safety') return []
      const lower = (percent: number | null, from: number | null): number | null =>
        percent === null || from === null ? percent : Math.max(from, percent - 1)
      return [
        {
          ...change,
          memoryPercent: lower(change.memoryPercent, rule.memoryPercent),
          processorPercent: lower(change.processorPercent, rule.processorPercent),
        },
      ]
    }
    default:
      return []
  }
}
