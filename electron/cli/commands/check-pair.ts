import type { CheckRow, WhatIf } from '../../../shared/contract/readiness.ts'
import type { Partition, Server } from '../../../shared/inventory/fleet.ts'
import type { CommandSession } from '../command-session.ts'
import { formatTable } from '../table.ts'
import { counted } from '../words.ts'
import { printFindings, questionWords, verdictWords } from './check-summary.ts'
import type { Check } from './check-view.ts'

const saysOf = ({ verdict }: CheckRow): string => (verdict === 'unknown' ? 'cannot tell' : verdict)

/** Everything about one partition on one server: findings with remedies, then every rule that was asked. */
export async function printPair(
  session: CommandSession,
  { index }: Check,
  { partition, server, whatIf }: { partition: Partition; server: Server; whatIf: WhatIf | null },
): Promise<void> {
  const { out } = session
  const { judgement, checks, dealtWith } = await session.call('readiness.pair', {
    partitionId: partition.id,
    serverId: server.id,
    whatIf,
  })
  const from = index.serverById.get(partition.serverId)?.name ?? partition.serverId
  if (whatIf !== null) out.print(questionWords(whatIf))
  out.print(
    `${partition.name} from ${from} to ${server.name}: ${verdictWords[judgement.verdict]}, ${judgement.moveType} move`,
  )
  printFindings(session, judgement, whatIf)
  out.print(`\n${counted(checks.length, 'check')}:`)
  out.print(
    formatTable(
      [
        { title: 'Rule', of: (one) => one.ruleId },
        { title: 'Says', of: (one) => (dealtWith.includes(one.ruleId) ? 'fixed' : saysOf(one)) },
        { title: 'Values', of: (one) => one.values, wraps: true },
      ],
      checks,
      out.width,
    ),
  )
}
