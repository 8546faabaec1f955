/** Who stays whatever is relaxed, with the rule that holds. */
import type { PlanWarning, UnplacedPartition } from '../../plan/plan-document.ts'
import type { HeldPartition } from '../../plan/relaxations.ts'
import { isReasonOfRule } from '../rules/rule-book.ts'

/** Rules that room would satisfy: where there is another one, that is what holds somebody. */
const roomRules: ReadonlySet<string> = new Set(['MEM-AVAIL', 'CPU-AVAIL'])

/** The rule that holds somebody: one that blocks, before what is not known. */
export function heldBy({ partitionId, partitionName, reasons, remedy }: UnplacedPartition): HeldPartition {
  const blocks = reasons.filter(({ verdict }) => verdict === 'block')
  const reason: PlanWarning | undefined =
    blocks.find(({ ruleId }) => !roomRules.has(ruleId) && !isReasonOfRule(ruleId)) ?? blocks[0] ?? reasons[0]
  return {
    partitionId,
    partitionName,
    ruleId: reason?.ruleId ?? 'PLAN-NO-ROOM',
    text: reason?.text ?? '',
    remedy: reason?.remedy ?? remedy,
  }
}
