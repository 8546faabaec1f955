/** `check` in words: the whole matrix, one partition, one server. */
import type { WhatIf, WorkItem } from '../../../shared/contract/readiness.ts'
import { cellVerdicts } from '../../../shared/contract/readiness.ts'
import type { Partition, Server } from '../../../shared/inventory/fleet.ts'
import { answered } from '../../../shared/mobility/inputs.ts'
import { remedyParts } from '../../../shared/mobility/remedy.ts'
import { isDealtWith } from '../../../shared/mobility/matrix/supposed-pair.ts'
import type { MoveJudgement, MoveVerdict } from '../../../shared/mobility/verdict.ts'
import type { CommandSession } from '../command-session.ts'
import { formatTable, wrapText } from '../table.ts'
import { counted } from '../words.ts'
import { cellsOf, type Check } from './check-view.ts'

export const verdictWords: Readonly<Record<MoveVerdict, string>> = {
  can: 'can move',
  warn: 'with warning',
  cannot: 'cannot',
  tell: 'cannot tell',
}

const letters = ['c', 'w', 't', 'n'] as const
type Letter = (typeof letters)[number]

const wordOf = (letter: Letter): string => verdictWords[cellVerdicts[letter]]
const amount = (text: string, letter: string): number => text.split(letter).length - 1

/** The best of some cells: what a partition, or a server, can hope for. */
const bestOf = (cells: string): Letter => letters.find((one) => cells.includes(one)) ?? 'n'

const countsOf = (cells: string): string =>
  letters.map((one) => `${amount(cells, one).toLocaleString('en-US')} ${wordOf(one)}`).join(' · ')

const marks: Readonly<Record<WorkItem['verdict'], string>> = {
  block: 'cannot',
  unknown: 'cannot tell',
  warn: 'warning',
}

/** What could only warn leaves a pair "with warning": "cannot tell" is not said of it. */
const markOf = ({ verdict, atWorst }: Pick<WorkItem, 'verdict' | 'atWorst'>): string =>
  atWorst === 'warn' ? 'not known, at worst a warning' : marks[verdict]

export function questionWords(whatIf: WhatIf | null): string {
  if (whatIf === null) return ''
  const fixed = [...(whatIf.warningsFixed ? ['all warnings'] : []), ...whatIf.fixedRuleIds]
  return `What if ${fixed.join(', ')} ${fixed.length === 1 && !whatIf.warningsFixed ? 'was' : 'were'} dealt with. Nothing is changed.\n`
}

/** Counts, the work list with remedies, then a line per partition. */
export function printFleet(session: CommandSession, check: Check, whatIf: WhatIf | null): void {
  const { out } = session
  const { view, index } = check
  const rows = [...cellsOf(check)]
  const able = rows.filter((one) => 'cw'.includes(bestOf(one.letters))).length
  if (whatIf !== null) out.print(questionWords(whatIf))
  out.print(
    `${counted(rows.length, 'partition')} against ${counted(view.serverIds.length, 'server')}, ${view.rules} rules, catalogue of ${view.catalogueDate}`,
  )
  out.print(`Pairs:      ${countsOf(rows.map((one) => one.letters).join(''))}`)
  out.print(`Partitions: ${able} of ${rows.length} have at least one server they can move to`)
  if (view.work.length > 0) {
    out.print('\nWhat stands in the way, and what to do about it:')
    // Items of one rule stand together, where its first one stands.
    for (const item of [...Map.groupBy(view.work, (one) => one.ruleId).values()].flat())
      printItem(session, item)
  }
  out.print('\nPartitions:')
  out.print(
    formatTable(
      [
        {
          title: 'Partition',
          of: (one) => index.partitionById.get(one.partitionId)?.name ?? one.partitionId,
        },
        { title: 'On', of: (one) => serverNameOf(check, one.partitionId) },
        { title: 'At best', of: (one) => wordOf(bestOf(one.letters)) },
        ...letters.map((letter) => ({
          title: wordOf(letter),
          align: 'right' as const,
          of: (one: { readonly letters: string }) => String(amount(one.letters, letter)),
        })),
      ],
      rows,
      out.width,
    ),
  )
}

function printItem(session: CommandSession, item: WorkItem): void {
  const { out } = session
  const won = item.unlocks === 0 ? '' : `; this alone would win ${counted(item.unlocks, 'pair')}`
  out.print(
    `\n  ${item.ruleId}  ${item.title}\n    ${markOf(item)}: ${counted(item.pairs, 'pair')}, ${counted(item.partitions, 'partition')}, ${counted(item.servers, 'server')}${won}`,
  )
  const paragraph = (text: string, first: string): void => {
    const lines = wrapText(text, Math.max(40, out.width - 6 - first.length))
    for (const [at, line] of lines.entries())
      out.print(`    ${at === 0 ? first : ' '.repeat(first.length)}${line}`)
  }
  paragraph(item.text, '')
  if (item.missing !== null) paragraph(item.missing.input, 'Missing: ')
  if (item.remedy !== null) paragraph(item.remedy, 'Remedy: ')
  if (hasCommand(item)) paragraph(`check --commands ${item.ruleId}`, 'Commands to type: ')
}

/** Whether something can be typed for it: what supplies the missing input, or the remedy. */
const hasCommand = ({ missing, remedy }: WorkItem): boolean =>
  missing === null ? remedy !== null && remedyParts(remedy).command !== null : missing.command !== answered

function serverNameOf({ index }: Check, partitionId: string): string {
  const serverId = index.partitionById.get(partitionId)?.serverId
  return serverId === undefined ? '' : (index.serverById.get(serverId)?.name ?? serverId)
}

/** Where one partition could go: a line per server, best first, then every finding. */
export async function printPartition(
  session: CommandSession,
  check: Check,
  partition: Partition,
  whatIf: WhatIf | null,
): Promise<void> {
  const { out } = session
  const { view, index } = check
  const judgements = await session.call('mobility.check', {
    partitionIds: [partition.id],
    targetServerIds: null,
  })
  const row = view.partitionIds.indexOf(partition.id)
  const letterOn = (one: MoveJudgement): Letter => {
    const at = row * view.serverIds.length + view.serverIds.indexOf(one.targetServerId)
    return letters.find((letter) => letter === view.cells.charAt(at)) ?? 'n'
  }
  const sorted = judgements.toSorted((a, b) => letters.indexOf(letterOn(a)) - letters.indexOf(letterOn(b)))
  if (whatIf !== null) out.print(questionWords(whatIf))
  out.print(
    `${partition.name} on ${serverNameOf(check, partition.id)}: ${counted(judgements.length, 'server')} judged, ${judgements[0]?.moveType ?? 'active'} move`,
  )
  out.print(countsOf(sorted.map(letterOn).join('')))
  for (const one of sorted) {
    const name = index.serverById.get(one.targetServerId)?.name ?? one.targetServerId
    out.print(`\n${name}: ${wordOf(letterOn(one))}`)
    printFindings(session, one, whatIf)
  }
}

/** Every finding of a judgement, those taken as dealt with marked so. */
export function printFindings(session: CommandSession, one: MoveJudgement, whatIf: WhatIf | null): void {
  const { out } = session
  for (const finding of one.findings) {
    const fixed = isDealtWith(finding, whatIf)
    const word = fixed
      ? 'fixed'
      : finding.verdict === 'pass'
        ? 'note'
        : markOf({ verdict: finding.verdict, atWorst: finding.atWorst ?? null })
    out.print(`  ${word.padEnd(11)}  ${finding.ruleId}  ${finding.text}`)
    if (finding.remedy !== null && !fixed) out.print(`               Remedy: ${finding.remedy}`)
  }
  if (one.inactiveWouldWork === true) out.print('  An inactive move would work.')
}

/** Who could come to one server: a line per partition, best first. */
export function printServer(session: CommandSession, check: Check, server: Server): void {
  const { out } = session
  const { index } = check
  const rows = [...cellsOf(check)].toSorted(
    (a, b) => letters.indexOf(bestOf(a.letters)) - letters.indexOf(bestOf(b.letters)),
  )
  out.print(`${counted(rows.length, 'partition')} could be asked to move to ${server.name}`)
  out.print(countsOf(rows.map((one) => one.letters).join('')))
  out.print('')
  out.print(
    formatTable(
      [
        {
          title: 'Partition',
          of: (one) => index.partitionById.get(one.partitionId)?.name ?? one.partitionId,
        },
        { title: 'On', of: (one) => serverNameOf(check, one.partitionId) },
        { title: 'Verdict', of: (one) => wordOf(bestOf(one.letters)) },
      ],
      rows,
      out.width,
    ),
  )
  out.print(`\nWhy, for one of them: check --partition NAME --to ${server.name}`)
}
