/** The commands a person would type for one item of the work list: one block for everything it touches. */
import { answered } from '../inputs.ts'
import { remedyParts } from '../remedy.ts'
import type { Rule } from '../rule.ts'
import { weightsUnder } from './judged.ts'
import type { ReadinessMatrix } from './matrix.ts'
import type { WhatIf } from './work-item.ts'
import { hearingOf, visitCauses } from './work-list.ts'

export interface RemedyCommand {
  readonly command: string
  /** What the command is for, in words: "was-prd4 on nor-e980-1". */
  readonly about: readonly string[]
}

export interface RemedyBlock {
  readonly ruleId: string
  readonly title: string
  /** In the order of the inventory, each command once. */
  readonly commands: readonly RemedyCommand[]
  readonly partitions: number
  /** True where the commands only ask for what is not known. */
  readonly asks: boolean
  /** True where a partition has several, for different targets. */
  readonly choose: boolean
  /** False where there are more commands than `mostCommands`; the rest was not read. */
  readonly complete: boolean
}

const mostCommands = 2_000

/** The block of one item; null where the item is not there. No commands: its remedy is no command. */
export function remedyBlock(matrix: ReadinessMatrix, key: string, whatIf: WhatIf | null): RemedyBlock | null {
  const found = new Map<string, Set<string>>()
  const perPartition = new Map<number, number>()
  const heard = new Set<number>()
  const touched = new Set<number>()
  let rule: Rule | null = null
  let complete = true
  let asks = false
  visitCauses(matrix, weightsUnder(matrix.sets, whatIf), (one, row, column) => {
    if (one.key !== key) return
    rule = one.rule
    touched.add(row)
    const same = hearingOf(matrix, one.rule, row, column)
    if (same !== null && heard.has(same)) return
    if (same !== null) heard.add(same)
    if (found.size >= mostCommands) {
      complete = false
      return
    }
    const finding = matrix.findingAt(row, column, one.rule)
    const missing = finding?.missing?.command ?? null
    if (missing !== null) asks = true
    const command = commandOf(missing, finding?.remedy ?? null)
    if (command === null) return
    const about = found.get(command) ?? new Set<string>()
    if (!found.has(command)) perPartition.set(row, (perPartition.get(row) ?? 0) + 1)
    found.set(command, about.add(aboutOf(matrix, one.rule, row, column)))
  })
  const named = rule as Rule | null
  if (named === null) return null
  return {
    ruleId: named.id,
    title: named.title,
    commands: [...found].map(([command, about]) => ({ command, about: [...about] })),
    partitions: touched.size,
    asks,
    choose: !asks && named.scope !== 'partition' && [...perPartition.values()].some((many) => many > 1),
    complete,
  }
}

/** What supplies the missing input, else what mends the finding; null where neither is a command. */
function commandOf(missing: string | null, remedy: string | null): string | null {
  if (missing !== null) return missing === answered ? null : missing
  return remedy === null ? null : remedyParts(remedy).command
}

function aboutOf(matrix: ReadinessMatrix, rule: Rule, row: number, column: number): string {
  const partition = matrix.partitions[row]?.name ?? ''
  const source = matrix.servers[matrix.homeOf(row)]?.name ?? ''
  const target = matrix.servers[column]?.name ?? ''
  if (rule.scope === 'partition') return `${partition} on ${source}`
  return rule.scope === 'servers' ? `${source} to ${target}` : `${partition} to ${target}`
}

const mostNamed = 4

/** A name in a comment must not end the comment. */
const inComment = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ')

/** The block as text to paste: comments name what each command is for. */
export function remedyText({ ruleId, title, commands, asks, choose, complete }: RemedyBlock): string {
  const lines = [
    `# ${ruleId}: ${title}`,
    asks
      ? '# These only ask for what is not known; words in capitals are yours to fill in.'
      : '# Read each command before you run it; words in capitals are yours to fill in.',
    ...(choose ? ['# Commands of one partition are for different targets: choose one.'] : []),
    ...(complete ? [] : [`# Only the first ${commands.length} commands are listed.`]),
    ...commands.flatMap(({ command, about }) => {
      const rest = about.length - mostNamed
      const names = about.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
      return [`# ${names}`, command].map(inComment)
    }),
  ]
  return `${lines.join('\n')}\n`
}
