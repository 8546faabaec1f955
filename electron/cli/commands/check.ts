import { Option, type Command } from 'commander'
import { readinessFormats, type ReadinessFormat } from '../../../shared/contract/commands.ts'
import type { WhatIf } from '../../../shared/contract/readiness.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import { contentOf, writeWholeFile } from '../../hosting/write-whole-file.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import type { CommandSession } from '../command-session.ts'
import { findNamed } from '../../../shared/contract/find-named.ts'
import { printCommands } from './check-commands.ts'
import { printPair } from './check-pair.ts'
import { cellsOf, type Check } from './check-view.ts'
import { printFleet, printPartition, printServer } from './check-summary.ts'

interface CheckOptions {
  readonly workspace: string
  readonly partition?: string
  readonly to?: string
  readonly whatIfFixed?: readonly string[]
  readonly whatIfWarningsFixed?: true
  readonly export?: string
  readonly commands?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(',').map((one) => one.trim().toUpperCase()),
]

/**
 * `check -w W`: what can move where, and what stands in the way. Exit status 1 when a partition asked about has no server
 * that it is known to be able to move to; 2 where there is nothing to judge.
 */
export function addCheck(program: Command, session: CommandSession): void {
  program
    .command('check')
    .description('what can move where, and what stands in the way')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--partition <name>', 'where could this partition go')
    .option('--to <server>', 'which partitions could come to this server')
    .addOption(
      new Option(
        '--what-if-fixed <rule>',
        'judge as if this rule were dealt with; may be given several times',
      ).argParser(collect),
    )
    .option('--what-if-warnings-fixed', 'judge as if every warning were dealt with')
    .option('--export <file>', 'write work list and pairs to FILE.csv or FILE.xlsx')
    .option('--commands <rule>', 'only the commands to type for a rule, for everything it touches')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: CheckOptions) => {
      const format = options.export === undefined ? null : formatOf(options.export)
      await session.openWorkspace(options.workspace)
      const index = await session.fleetIndex()
      requireSomething(index)
      const { partitions, servers } = index.fleet
      const partition =
        options.partition === undefined ? null : findNamed('partition', partitions, options.partition)
      const server = options.to === undefined ? null : findNamed('server', servers, options.to)
      const whatIf = whatIfOf(options)
      const view = await session.call('readiness.matrix', { whatIf })
      const check: Check = { index, view, partition, server }
      if (!allCanMove(check)) session.status = 1
      if (format !== null && options.export !== undefined) {
        const file = await session.call('readiness.export', { format, whatIf })
        await writeWholeFile(options.export, contentOf(file))
        session.out.say(`Written: ${options.export}`)
      }
      if (options.commands !== undefined)
        await printCommands(session, view, ruleNamed(options.commands), whatIf)
      else if (options.json) await printJson(session, check, whatIf)
      else if (partition !== null && server !== null)
        await printPair(session, check, { partition, server, whatIf })
      else if (partition !== null) await printPartition(session, check, partition, whatIf)
      else if (server !== null) printServer(session, check, server)
      else printFleet(session, check, whatIf)
    })
}

function formatOf(path: string): ReadinessFormat {
  const format = readinessFormats.find((one) => path.toLowerCase().endsWith(`.${one}`))
  if (format !== undefined) return format
  throw new AppFailure({
    code: 'request-invalid',
    message: `“${path}” does not say what to write.`,
    hint: `End the name with ${readinessFormats.map((one) => `.${one}`).join(' or ')}.`,
  })
}

function requireSomething({ fleet }: FleetIndex): void {
  if (fleet.partitions.length > 0 && fleet.servers.length > 1) return
  throw new AppFailure({
    code: 'inventory-missing',
    message:
      fleet.servers.length === 0
        ? 'There is nothing to judge: this workspace holds no servers and no partitions.'
        : fleet.partitions.length === 0
          ? 'There is nothing to judge: this workspace holds no partitions.'
          : 'There is nothing to judge: this workspace holds one server only, and a move needs two.',
    hint: 'Import the output of the HMCs that manage the servers: import PATH -w FILE.',
  })
}

/** The id of a rule as it was typed. Errors: request-invalid. */
function ruleNamed(typed: string): string {
  const id = typed.trim().toUpperCase()
  if (rules.some((rule) => rule.id === id)) return id
  throw new AppFailure({
    code: 'request-invalid',
    message: `There is no rule ${id}.`,
    hint: `Rules are named as in the answers of check, for example ${rules[0]?.id ?? ''}.`,
  })
}

function whatIfOf(options: CheckOptions): WhatIf | null {
  const fixedRuleIds = options.whatIfFixed ?? []
  for (const id of fixedRuleIds) ruleNamed(id)
  const warningsFixed = options.whatIfWarningsFixed === true
  return warningsFixed || fixedRuleIds.length > 0 ? { warningsFixed, fixedRuleIds } : null
}

function allCanMove(check: Check): boolean {
  return [...cellsOf(check)].every(({ letters }) => /[cw]/.test(letters))
}

/**
 * The view where nothing narrower was asked for; otherwise the judgements of the pairs asked for. That of a single pair
 * follows the what-if, and says what it takes as dealt with.
 */
async function printJson(session: CommandSession, check: Check, whatIf: WhatIf | null): Promise<void> {
  const { partition, server, view } = check
  if (partition === null && server === null) {
    session.out.print(JSON.stringify({ ...view, whatIf }, null, 2))
    return
  }
  if (partition !== null && server !== null && whatIf !== null) {
    const pair = { partitionId: partition.id, serverId: server.id, whatIf }
    const { judgement, dealtWith } = await session.call('readiness.pair', pair)
    session.out.print(JSON.stringify([{ ...judgement, whatIf, dealtWith }], null, 2))
    return
  }
  const judgements = await session.call('mobility.check', {
    partitionIds: partition === null ? null : [partition.id],
    targetServerIds: server === null ? null : [server.id],
  })
  session.out.print(JSON.stringify(judgements, null, 2))
}
