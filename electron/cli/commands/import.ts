import type { Command } from 'commander'
import { resolve } from 'node:path'
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
}

const statusWords = { read: 'read', partly: 'partly', 'left-out': 'left out', failed: 'failed' } as const

/** `import PATH... -w W [--dry-run] [--json]` */
export function addImport(program: Command, session: CommandSession): void {
  program
    .command('import')
    .description('read HMC command output or HMC REST XML into a workspace')
    .argument('<path...>', 'files and folders')
    .requiredOption('-w, --workspace <file>', 'workspace file; made when it is missing')
    .option('--dry-run', 'show what would change, write nothing')
    .option('--json', 'one JSON document on stdout')
    .action(async (paths: string[], options: { workspace: string; dryRun?: true; json?: true }) => {
      await session.openWorkspace(options.workspace, true)
      const preview = await session.job('import.preview', { paths: paths.map((path) => resolve(path)) })
      if (options.dryRun) await session.call('import.discard', { importId: preview.importId })
      else await session.call('import.commit', { importId: preview.importId })
      const { fleet } = options.dryRun ? { fleet: null } : await session.call('inventory.fleet', {})
      if (options.json)
        session.out.print(JSON.stringify({ ...preview, committed: !options.dryRun, fleet }, null, 2))
      else printPreview(session, preview, options.dryRun === true)
    })
}

function printPreview(session: CommandSession, preview: ImportPreview, dryRun: boolean): void {
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
    dryRun
      ? `\nNothing was written. The workspace would hold ${now}.`
      : `\nCommitted. The workspace holds ${now}.`,
  )
}
