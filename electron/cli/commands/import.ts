import type { Command } from 'commander'
import { resolve } from 'node:path'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { ChangeCount, ImportPreview } from '../../../shared/contract/views.ts'
import type { CommandSession } from '../command-session.ts'
import { formatTable } from '../table.ts'
import { counted, grouped } from '../words.ts'

const kindWords: Readonly<Record<ChangeCount['kind'], string>> = {
  servers: 'Servers',
  vios: 'VIOS',
  partitions: 'Partitions',
  ethernet: 'Virtual Ethernet adapters',
  scsi: 'Virtual SCSI adapters',
  'fibre-channel': 'Virtual Fibre Channel adapters',
  pools: 'Shared processor pools',
  load: 'Load, typical weeks',
  answers: 'Answers of people',
  'past-moves': 'Past moves',
}

const statusWords = { read: 'read', partly: 'partly', 'left-out': 'left out', failed: 'failed' } as const

/** `import PATH... -w W [--dry-run] [--json]` */
export function addImport(program: Command, session: CommandSession): void {
  program
    .command('import')
    .description(
      'read HMC command output, HMC REST XML, VIOS mover logs and answers (*.answers.json) into a workspace',
    )
    .argument('<path...>', 'files and folders')
    .requiredOption('-w, --workspace <file>', 'workspace file; made when it is missing')
    .option('--dry-run', 'show what would change, write nothing')
    .option('--json', 'one JSON document on stdout')
    .action(async (paths: string[], options: { workspace: string; dryRun?: true; json?: true }) => {
      await session.fillWorkspace(options.workspace, async () => {
        const preview = await session.job('import.preview', { paths: paths.map((path) => resolve(path)) })
        const empty = preview.files.every((file) => file.rows === 0)
        const commit = !options.dryRun && !empty
        await session.call(commit ? 'import.commit' : 'import.discard', { importId: preview.importId })
        const { fleet } = commit ? await session.call('inventory.fleet', {}) : { fleet: null }
        if (options.json) session.out.print(JSON.stringify({ ...preview, committed: commit, fleet }, null, 2))
        else printPreview(session, preview, empty ? 'empty' : commit ? 'committed' : 'dry-run')
        if (empty) throw nothingRead(preview)
        return commit
      })
    })
}

/** Files of a known kind, none of which holds a row that could be read. */
function nothingRead({ files, problems }: ImportPreview): AppFailure {
  const worst = problems.find((problem) => problem.severity === 'error') ?? problems[0]
  return new AppFailure({
    code: 'import-nothing',
    message: `Nothing could be read from ${files.length === 1 ? `"${files[0]?.file ?? ''}"` : `any of the ${files.length} files`}.`,
    detail: 'Nothing was imported and nothing was written.',
    hint: worst?.remedy ?? 'Collect the files again and check that they were copied whole.',
  })
}

type Ending = 'committed' | 'dry-run' | 'empty'

function printPreview(session: CommandSession, preview: ImportPreview, ending: Ending): void {
  const { out } = session
  out.print(
    formatTable(
      [
        { title: 'File', of: (file) => file.file },
        { title: 'Detected as', of: (file) => file.kind ?? 'not recognised' },
        { title: 'Rows', of: (file) => grouped(file.rows, 0), align: 'right' },
        { title: '', of: (file) => statusWords[file.status] },
      ],
      preview.files.length <= 40 ? preview.files : preview.files.filter((file) => file.status !== 'read'),
      out.width,
    ),
  )
  if (preview.files.length > 40)
    out.print(`${counted(preview.files.filter((file) => file.status === 'read').length, 'file')} read.`)
  out.print('')
  out.print(
    formatTable(
      [
        { title: 'Kind', of: (count) => kindWords[count.kind] },
        { title: 'New', of: (count) => grouped(count.new, 0), align: 'right' },
        { title: 'Changed', of: (count) => grouped(count.changed, 0), align: 'right' },
        { title: 'Unchanged', of: (count) => grouped(count.unchanged, 0), align: 'right' },
        { title: 'Gone', of: (count) => grouped(count.gone, 0), align: 'right' },
      ],
      preview.counts,
      out.width,
    ),
  )
  const serious = preview.problems.filter((problem) => problem.severity !== 'note')
  if (serious.length > 0) {
    out.print(`\n${counted(preview.problemsTotal, 'remark')}; errors and warnings:`)
    for (const problem of serious.slice(0, 25)) {
      const line = problem.origin.line === null ? '' : `:${problem.origin.line}`
      const column = problem.column === null ? '' : ` ${problem.column}`
      out.print(
        `  ${problem.severity}  ${problem.origin.file}${line}${column}: ${problem.found} ${problem.remedy}`,
      )
    }
    if (serious.length > 25) out.print(`  … and ${serious.length - 25} more (--json lists them).`)
  }
  if (ending === 'empty') return
  const open = preview.questions.filter((question) => question.status !== 'answered')
  if (open.length > 0) {
    out.print('\nWhat this import cannot answer:')
    for (const question of open) {
      out.print(
        `  ${question.question}: ${question.text}${question.command === null ? '' : ` Run: ${question.command}`}`,
      )
    }
  }
  const { servers, vios, partitions } = preview.totals
  const now = `${counted(servers, 'server')}, ${grouped(vios, 0)} VIOS, ${counted(partitions, 'partition')}`
  out.print(
    ending === 'dry-run'
      ? `\nNothing was written. The workspace would hold ${now}.`
      : `\nCommitted. The workspace holds ${now}.`,
  )
}
