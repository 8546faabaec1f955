import { AppFailure } from '../../shared/contract/result.ts'
import type { FleetIndex } from '../../shared/inventory/fleet-index.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import type { PlanRule } from '../../shared/plan/rules/plan-rule.ts'
import { readRules } from '../../shared/plan/rules/rules-file.ts'
import { readTextFile } from './read-text-file.ts'

/** What --rules means in every help. */
export const RULES_HELP = 'planning rules (JSON): pin, keep apart, keep together, reserves, times...'

/**
 * Rules of a file the user named; none where none is named. Throws AppFailure "file-missing", "file-unreadable", or
 * "rules-invalid" with the place, reason and remedy of each fault.
 */
export async function readRulesFile(
  path: string | undefined,
  index: FleetIndex,
): Promise<readonly PlanRule[]> {
  if (path === undefined) return []
  const reading = readRules(await readTextFile(path), index)
  if (reading.ok) return reading.rules
  const faults = reading.faults.map(
    ({ place, found, remedy }) => `  ${place === '' ? '(whole file)' : place}: ${found}. ${remedy}`,
  )
  throw new AppFailure({
    code: 'rules-invalid',
    message: `${path} holds rules that cannot be used, and none of them was:`,
    detail: faults.join('\n'),
    hint: 'The format is described in resources/schema/rules.schema.json.',
  })
}

/** A plan document with rules added to its own; one of the same id takes the place of the plan's. No plan: as it was. */
export function withRules(text: string, rules: readonly PlanRule[]): string {
  const reading = readPlanText(text)
  if (!reading.ok || rules.length === 0) return text
  const { plan } = reading
  const added = new Set(rules.map(({ id }) => id))
  const own = (plan.options.rules ?? []).filter(({ id }) => !added.has(id))
  return JSON.stringify({ ...plan, options: { ...plan.options, rules: [...own, ...rules] } })
}
