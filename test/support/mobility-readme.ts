/**
 * Writes shared/mobility/README.md from the rule catalogue: `node test/support/mobility-readme.ts`. A unit test compares
 * the file with what this makes.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultCatalogue } from '../../shared/mobility/catalogue/default-catalogue.ts'
import type { Rule } from '../../shared/mobility/rule.ts'
import { rules } from '../../shared/mobility/rules/catalogue.ts'
import { projectRoot } from './shared-data.ts'

export const readmePath = join(projectRoot, 'shared', 'mobility', 'README.md')

const letters = { active: 'A', inactive: 'I', suspended: 'S' } as const

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function row(rule: Rule): string {
  const moves = rule.appliesTo.map((type) => letters[type]).join('')
  const inputs = rule.inputs.map((input) => `${cell(input.name)}: \`${cell(input.command)}\``).join('<br>')
  const limits = rule.notSeen === undefined ? '' : cell(rule.notSeen)
  return `| ${rule.id} | ${cell(rule.title)} | ${moves} | ${rule.scope} | ${inputs} | ${rule.confidence} | ${cell(rule.source)} | ${limits} |`
}

/** The whole text of the README. */
export function mobilityReadme(): string {
  const { compatModes, firmware, levels } = defaultCatalogue
  return `# Mobility rules

May this partition move to that server, and why not. \`judge.ts\` asks every rule of \`rules/catalogue.ts\`; the gravest answer decides.

- **Three-valued.** A rule answers pass, warn, block or unknown. A value that was never imported (\`null\`) is unknown, never a pass; an empty list means none. An unknown that could only have warned leaves the move "with warning"; any other makes it "cannot tell".
- **A pass may carry a note** (a text that changes no verdict).
- **What no import tells** (cluster software, licences, consoles, zoning, networks) the user answers; the narrowest scope wins: partition, then the two servers, then the fleet (\`statements.ts\`).
- **Scope** says what the answer depends on: the partition, the two servers, the move, or what the target holds (capacity: judged again for every planned state, \`judgeCapacity\`).
- **A block from general knowledge says so** in its text.
- **A new rule** is one file in \`rules/\` and one line in \`rules/catalogue.ts\`; then run \`node test/support/mobility-readme.ts\`.
- **Dated facts** are JSON files in \`resources/catalogue\` (compat-modes ${compatModes.date}, firmware-matrix ${firmware.date}, mobility-levels ${levels.date}). They are imported as JSON modules; \`readCatalogue\` checks an edited copy, which is then passed to the judge.

This file is made from the catalogue; change the rules, not the table. A = active, I = inactive, S = suspended.

## Judged: ${rules.length} rules

| Id | Passes when | Moves | Scope | Inputs and the command that supplies each | Confidence | Source | Not seen |
|---|---|---|---|---|---|---|---|
${rules.map(row).join('\n')}
`
}

if (process.argv[1] === import.meta.filename) writeFileSync(readmePath, mobilityReadme())
