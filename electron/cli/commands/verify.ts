import type { Command } from 'commander'
import type { PlanViolation } from '../../../shared/plan/referee-report.ts'
import type { CommandSession } from '../command-session.ts'
import { readTextFile } from '../read-text-file.ts'
import { readRulesFile, RULES_HELP, withRules } from '../rules-file.ts'
import { formatTable } from '../table.ts'
import { counted, durationWords } from '../words.ts'

/** `verify -w W PLAN.json [--rules FILE] [--json]`: the referee alone; exit status 1 when the plan breaks a rule. */
export function addVerify(program: Command, session: CommandSession): void {
  program
    .command('verify')
    .description('let the referee judge a plan against the workspace')
    .argument('<plan>', 'plan document (JSON)')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--rules <file>', `${RULES_HELP} beside those of the plan`)
    .option('--json', 'one JSON document on stdout')
    .action(async (path: string, options: { workspace: string; rules?: string; json?: true }) => {
      const given = await readTextFile(path)
      await session.openWorkspace(options.workspace)
      const rules = await readRulesFile(options.rules, await session.fleetIndex())
      const text = withRules(given, rules)
      const { plan, report, stale } = await session.call('plan.verify-document', { text })
      if (!report.valid) session.status = 1
      if (options.json) {
        session.out.print(JSON.stringify({ ...report, stale }, null, 2))
        return
      }
      if (stale) session.out.say('The inventory or the assumptions have changed since this plan was made.')
      session.out.print(
        report.valid
          ? `${plan.name}: ${counted(plan.moves.length, 'move')}, ${counted(report.checks.length, 'check')} kept, none broken.`
          : `${plan.name}: refused, ${counted(report.violations.length, 'violation')}.`,
      )
      printFindings(session, report.violations)
      if (report.warnings.length > 0) {
        session.out.print(`\n${counted(report.warnings.length, 'warning')}:`)
        printFindings(session, report.warnings)
      }
    })
}

function printFindings(session: CommandSession, findings: readonly PlanViolation[]): void {
  if (findings.length === 0) return
  session.out.print(
    formatTable<PlanViolation>(
      [
        { title: 'Rule', of: (one) => one.ruleId },
        { title: 'Move', of: (one) => one.moveId ?? '' },
        { title: 'At', of: (one) => (one.atS === null ? '' : durationWords(one.atS)), align: 'right' },
        { title: 'What', of: (one) => one.text, wraps: true },
      ],
      findings,
      session.out.width,
    ),
  )
}
