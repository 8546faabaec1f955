/**
 * `npm run demo`: the main job without a window. Imports the sample data centre into a new workspace, empties its
 * largest server, and writes the plan as script, CSV and JSON into demo-output/.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import { applicationRoot, sampleFolder } from '../hosting/places.ts'
import { contentOf, writeWholeFile } from '../hosting/write-whole-file.ts'
import { CommandSession } from './command-session.ts'
import { evacuate } from './commands/plan.ts'
import { printPlan } from './plan-table.ts'
import { terminal } from './terminal.ts'
import { counted, memoryWords } from './words.ts'

const folder = process.argv[2] ?? join(applicationRoot, 'demo-output')
const workspace = join(folder, 'sample.lpm')
const session = new CommandSession(terminal)

try {
  mkdirSync(folder, { recursive: true })
  for (const ending of ['', '-wal', '-shm']) rmSync(workspace + ending, { force: true })

  const started = performance.now()
  await session.call('workspace.create', { path: workspace })
  const preview = await session.job('import.preview', { paths: [sampleFolder()] })
  const committed = await session.call('import.commit', { importId: preview.importId })
  const imported = performance.now()
  terminal.print(
    `Imported the sample data centre: ${counted(committed.servers, 'server')}, ${committed.vios} VIOS, ${counted(committed.partitions, 'partition')} from ${counted(preview.files.length, 'file')} in ${((imported - started) / 1000).toFixed(1)} s.`,
  )

  const index = await session.fleetIndex()
  const largest = index.fleet.servers.toSorted(
    (a, b) => index.partitionsOf(b.id).length - index.partitionsOf(a.id).length || a.id.localeCompare(b.id),
  )[0]
  if (largest === undefined) throw new Error('The sample holds no servers')
  terminal.print(
    `Its largest server is ${largest.name}: ${counted(index.partitionsOf(largest.id).length, 'partition')}, ${memoryWords(largest.configurableMemoryMib)}.\n`,
  )

  const view = await evacuate(session, {
    workspace,
    server: [largest.name],
    zone: 'Europe/Berlin',
    start: '2026-03-14T22:00',
    end: '2026-03-15T02:00',
    safety: 90,
    seed: 1,
    samples: 400,
  })
  printPlan(terminal, view.plan, view.report, view.forecast)

  terminal.print('')
  for (const format of ['migrlpar', 'csv', 'json'] as const) {
    const file = await session.call('plan.export', { planId: view.id, format })
    const path = join(folder, file.fileName)
    await writeWholeFile(path, contentOf(file))
    terminal.print(`Written: ${relative(process.cwd(), path)}`)
  }
  terminal.print(`Took ${((performance.now() - started) / 1000).toFixed(1)} s in all.`)
} catch (cause) {
  process.exitCode = 3
  terminal.say(
    cause instanceof AppFailure ? `${cause.error.message} ${cause.error.hint ?? ''}` : String(cause),
  )
} finally {
  await session.close()
}
