/**
 * Checks of changes of memory around a move (DLPAR): allowed, possible, never below what has to stay, in whole blocks,
 * and given back only where there is room. A figure that is not known refuses the step.
 */
import type { Partition, Server } from '../../inventory/fleet.ts'
import { memoryNeedMib } from '../../mobility/need.ts'
import { targetStateOf } from '../../mobility/target-state.ts'
import { memory } from '../../mobility/words.ts'
import type { MoveDlpar } from '../../plan/dlpar.ts'
import { violation, type RefereeCheck, type RefereeContext, type ResolvedMove } from './context.ts'
import { memoryGivenBack } from './given-back.ts'

interface Step {
  readonly one: ResolvedMove
  readonly dlpar: MoveDlpar
  /** As it is before the plan. */
  readonly today: Partition
}

/** A check that looks at one step after the other and says what is wrong with it, or null. */
function ofSteps(
  id: string,
  title: string,
  fault: (step: Step, context: RefereeContext) => string | null,
): RefereeCheck {
  return {
    id,
    title,
    judge: (context) =>
      stepsOf(context).flatMap((step) => {
        const text = fault(step, context)
        const { move, target } = step.one
        return text === null ? [] : [violation(id, text, { moveId: move.id, serverId: target.id })]
      }),
  }
}

function stepsOf({ moves, today }: RefereeContext): readonly Step[] {
  return moves.flatMap((one) => {
    const partition = today.partitionById.get(one.move.partitionId)
    const { dlpar } = one.move
    return partition === undefined || dlpar === undefined ? [] : [{ one, dlpar, today: partition }]
  })
}

const isAllowed = ofSteps(
  'R-DLPAR-ALLOWED',
  'Memory changes around a move only where you allowed it',
  ({ today }, { plan }) =>
    plan.options.dlpar === undefined ? `${today.name} changes its memory, which you did not allow.` : null,
)

const figuresAgree = ofSteps(
  'R-DLPAR-FIGURES',
  'Memory before, during and after a move belongs together',
  ({ today, dlpar: { memoryBeforeMib: before, memoryDuringMib: during, memoryAfterMib: after } }) => {
    if (before !== today.memoryMib)
      return `${today.name}: the plan says ${memory(before)} before the move, the inventory says ${today.memoryMib === null ? 'nothing' : memory(today.memoryMib)}.`
    if (during > before || during > after)
      return `${today.name} has more memory while it moves than before or after.`
    return during === before && during === after ? `${today.name} keeps its memory: that is no step.` : null
  },
)

const answersRmc = ofSteps(
  'R-DLPAR-RMC',
  'Partitions whose memory changes run, answer over RMC and take dynamic changes',
  ({ today, one }) => {
    if (one.move.type !== 'active' || today.state !== 'running')
      return `${today.name} is not running: its memory is no matter of dynamic changes.`
    if (today.rmcState !== 'active')
      return `The RMC state of ${today.name} is ${today.rmcState ?? 'not known'}.`
    if (today.dlparCapable !== true)
      return today.dlparCapable === null
        ? `Whether ${today.name} takes dynamic changes is not known.`
        : `${today.name} does not take dynamic changes.`
    return null
  },
)

const isOrdinaryMemory = ofSteps(
  'R-DLPAR-KIND',
  'Only dedicated memory without huge pages and without expansion changes',
  ({ today }) => {
    if (today.memoryMode !== 'dedicated') return `${today.name} is not known to have dedicated memory.`
    if (today.hugePages !== 0) return `${today.name} is not known to be without huge pages.`
    const { memoryExpansion } = today
    return memoryExpansion !== 0 ? `${today.name} is not known to be without memory expansion.` : null
  },
)

const keepsMinimum = ofSteps(
  'R-DLPAR-MINIMUM',
  'No partition goes below the minimum memory of its profile',
  ({ today, dlpar: { memoryDuringMib } }) => {
    if (today.minMemoryMib === null) return `The minimum memory of ${today.name} is not known.`
    return memoryDuringMib < today.minMemoryMib
      ? `${today.name} is made ${memory(memoryDuringMib)}, and needs ${memory(today.minMemoryMib)} at least.`
      : null
  },
)

const keepsShare = ofSteps(
  'R-DLPAR-SHARE',
  'Partitions keep the share of their memory that you asked for',
  ({ today, dlpar: { memoryBeforeMib, memoryDuringMib } }, { plan }) => {
    const percent = plan.options.dlpar?.leastPercent
    if (percent === undefined || memoryDuringMib >= (memoryBeforeMib * percent) / 100) return null
    return `${today.name} keeps ${memory(memoryDuringMib)} of ${memory(memoryBeforeMib)}; you asked for ${percent} % at least.`
  },
)

const inBlocks = ofSteps(
  'R-DLPAR-BLOCKS',
  'Memory changes in whole logical memory blocks of its server',
  ({ today, one: { source, target }, dlpar }) => {
    const faults = [
      blockFault(source, dlpar.memoryBeforeMib - dlpar.memoryDuringMib),
      blockFault(target, dlpar.memoryAfterMib - dlpar.memoryDuringMib),
    ].filter((fault) => fault !== null)
    return faults.length === 0 ? null : `${today.name}: ${faults.join(', and ')}.`
  },
)

function blockFault({ name, lmbMib }: Server, changeMib: number): string | null {
  if (changeMib === 0) return null
  if (lmbMib === null || lmbMib <= 0) return `the block size of ${name} is not known`
  return changeMib % lmbMib === 0 ? null : `${changeMib} MiB are no whole blocks of ${lmbMib} MiB on ${name}`
}

/** By sums, whatever the times: with everything that arrives and everything that certainly leaves. */
const growthFits = ofSteps(
  'R-DLPAR-GROW',
  'Memory is given back up to the maximum, and only where there is room for it',
  ({ today, one: { target }, dlpar }, { moves, index }) => {
    if (dlpar.memoryAfterMib <= dlpar.memoryDuringMib) return null
    if (today.maxMemoryMib === null || dlpar.memoryAfterMib > today.maxMemoryMib)
      return `${today.name} is given ${memory(dlpar.memoryAfterMib)}, which is not known to be within its maximum.`
    const free = targetStateOf(index, target).freeMemoryMib
    if (free === null) return `How much memory ${target.name} has free is not known.`
    const taken = moves.reduce((sum, { partition, source, target: to }) => {
      if (to.id === target.id) return sum + (memoryNeedMib(partition, to) ?? partition.memoryMib ?? 0)
      return source.id === target.id ? sum - memoryGivenBack(partition, source) : sum
    }, 0)
    return taken > free
      ? `${target.name} has no room to give ${today.name} ${memory(dlpar.memoryAfterMib)}: it has ${memory(free)} free, and the plan takes ${memory(taken)}.`
      : null
  },
)

export const dlparChecks: readonly RefereeCheck[] = [
  isAllowed,
  figuresAgree,
  answersRmc,
  isOrdinaryMemory,
  keepsMinimum,
  keepsShare,
  inBlocks,
  growthFits,
]
