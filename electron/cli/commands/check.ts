import type { Command } from 'commander'
import { compareNearness } from '../../../shared/mobility/nearness.ts'
import type { MoveJudgement, MoveVerdict } from '../../../shared/mobility/verdict.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../names.ts'
import { formatTable } from '../table.ts'
import { counted } from '../words.ts'

export const verdictWords: Readonly<Record<MoveVerdict, string>> = {
  can: 'can move',
  warn: 'with warning',
  cannot: 'cannot',
  tell: 'cannot tell',
}

const order: readonly MoveVerdict[] = ['can', 'warn', 'tell', 'cannot']

/** `check -w W [--partition N] [--to SERVER] [--json]`: exit status 1 when a partition has no server it can move to. */
export function addCheck(program: Command, session: CommandSession): void {
  program
    .command('check')
    .description('what can move where, and why not')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--partition <name>', 'one partition, with every finding')
    .option('--to <server>', 'one target server')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: { workspace: string; partition?: string; to?: string; json?: true }) => {
      await session.openWorkspace(options.workspace)
      const index = await session.fleetIndex()
      const partition =
        options.partition === undefined
          ? null
          : findNamed('partition', index.fleet.partitions, options.partition)
      const server = options.to === undefined ? null : findNamed('server', index.fleet.servers, options.to)
      const judgements = await session.call('mobility.check', {
        partitionIds: partition === null ? null : [partition.id],
        targetServerIds: server === null ? null : [server.id],
      })
      const best = bestByPartition(judgements)
      if ([...best.values()].some((one) => one.verdict === 'cannot' || one.verdict === 'tell'))
        session.status = 1
      if (options.json) session.out.print(JSON.stringify(judgements, null, 2))
      else if (partition === null) printFleet(session, index, best)
      else printPartition(session, index, partition.name, judgements)
    })
}

/** The best verdict of each partition over all servers judged. */
function bestByPartition(judgements: readonly MoveJudgement[]): Map<string, MoveJudgement> {
  const best = new Map<string, MoveJudgement>()
  for (const one of judgements) {
    const present = best.get(one.partitionId)
    if (present === undefined || compareJudgements(one, present) < 0) best.set(one.partitionId, one)
  }
  return best
}

const compareJudgements = (a: MoveJudgement, b: MoveJudgement): number =>
  order.indexOf(a.verdict) - order.indexOf(b.verdict) || compareNearness(a.findings, b.findings)

function printFleet(
  session: CommandSession,
  index: FleetIndex,
  best: ReadonlyMap<string, MoveJudgement>,
): void {
  const all = [...best.values()]
  const { out } = session
  out.print(
    order
      .map((verdict) => `${all.filter((one) => one.verdict === verdict).length} ${verdictWords[verdict]}`)
      .join(' · '),
  )
  const stuck = all.filter((one) => one.verdict === 'cannot' || one.verdict === 'tell')
  if (stuck.length === 0) return
  out.print('\nNo server can be said to take:')
  out.print(
    formatTable<MoveJudgement>(
      [
        {
          title: 'Partition',
          of: (one) => index.partitionById.get(one.partitionId)?.name ?? one.partitionId,
        },
        { title: 'On', of: (one) => serverNameOf(index, one.partitionId) },
        { title: 'Verdict', of: (one) => verdictWords[one.verdict] },
        { title: 'Rule', of: (one) => one.findings[0]?.ruleId ?? '' },
        {
          title: 'Why (on the server that comes closest)',
          of: (one) => one.findings[0]?.text ?? '',
          wraps: true,
        },
      ],
      stuck,
      out.width,
    ),
  )
}

function printPartition(
  session: CommandSession,
  index: FleetIndex,
  name: string,
  judgements: readonly MoveJudgement[],
): void {
  const { out } = session
  out.print(`${name}: ${counted(judgements.length, 'server')} judged`)
  for (const one of judgements.toSorted(compareJudgements)) {
    const target = index.serverById.get(one.targetServerId)?.name ?? one.targetServerId
    out.print(
      `\n${target}: ${verdictWords[one.verdict]}, ${one.moveType} move, ${counted(one.passes, 'rule')} passed`,
    )
    for (const finding of one.findings) {
      out.print(`  ${finding.verdict.padEnd(7)} ${finding.ruleId}  ${finding.text}`)
      if (finding.missing !== null)
        out.print(`          needs ${finding.missing.input}: ${finding.missing.command}`)
      if (finding.remedy !== null) out.print(`          remedy: ${finding.remedy}`)
    }
    if (one.inactiveWouldWork === true) out.print('  An inactive move would work.')
  }
}

function serverNameOf(index: FleetIndex, partitionId: string): string {
  const serverId = index.partitionById.get(partitionId)?.serverId
  return serverId === undefined ? '' : (index.serverById.get(serverId)?.name ?? serverId)
}
