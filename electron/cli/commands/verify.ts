import type { Command } from 'commander'
import type { PlanViolation } from '../../../shared/plan/referee-report.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import { isStagedPlanText } from '../../../shared/plan/staged-plan-schema.ts'
import { printStageFindings } from '../staged-table.ts'
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
      if (isStagedPlanText(given)) {
        await verifyStages(session, given, options)
        return
      }
      const rules = await readRulesFile(options.rules, await session.fleetIndex())
      const text = withRules(given, rules)
      const { plan, report, stale } = await session.call('plan.verify-document', { text })
      if (!report.valid) session.status = 1
      if (options.json) {
        session.out.print(JSON.stringify({ ...report, stale }, null, 2))
        return
      }
      if (stale) session.out.say(STALE)
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

const STALE = 'The inventory or the assumptions have changed since this plan was made.'

/** Draws that say which stages are late in one of ten runs. */
const STAGE_DRAWS = 100

async function verifyStages(
  session: CommandSession,
  text: string,
  options: { readonly rules?: string; readonly json?: true },
): Promise<void> {
  if (options.rules !== undefined)
    throw new AppFailure({
      code: 'usage',
      message: '--rules cannot be added to a staged plan: every stage was planned with its own.',
      hint: 'Plan again with these rules.',
    })
  const judged = await session.job('staged.verify-document', { text, samples: STAGE_DRAWS })
  const { plan, report, stale } = judged
  if (!report.valid) session.status = 1
  if (options.json) {
    session.out.print(JSON.stringify({ ...report, stale }, null, 2))
    return
  }
  if (stale) session.out.say(STALE)
  const checks = report.stages.reduce((sum, stage) => sum + stage.report.checks.length, report.checks.length)
  session.out.print(
    report.valid
      ? `${plan.name}: ${counted(plan.stages.length, 'stage')}, ${counted(checks, 'check')} kept, none broken.`
      : `${plan.name}: refused, ${counted(report.violations.length, 'violation')}.`,
  )
  printStageFindings(session.out, 'violation', report.violations)
  printStageFindings(session.out, 'warning', report.warnings)
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
