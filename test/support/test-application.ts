/** An application with small parts, in a folder of its own. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApplication, type Application } from '../../electron/services/application.ts'
import type { WorkerName } from '../../electron/workers/worker-url.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import type { AppError } from '../../shared/contract/result.ts'
import { defaultPlanOptions } from '../../shared/plan/plan-document.ts'
import { bundledWorker } from './bundled-workers.ts'
import { makeTestFolder, testNowMs } from './workspace-file.ts'

export interface TestApplication {
  readonly application: Application
  readonly folder: string
  readonly events: HostEvent[]
  /** The clock, to be set by the test. */
  readonly clock: { nowMs: number }
  /** The value of an answer; fails the test where the answer is an error. */
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>
  /** The error of an answer; fails the test where there is none. */
  refusal<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<AppError>
  /** Writes a file of lines the small importer reads; answers its path. */
  file(name: string, lines: readonly string[]): string
  close(): Promise<void>
}

const sampleLines = [
  'server,s1',
  'server,s2',
  'partition,s1,1,4096',
  'partition,s1,2,8192',
  'partition,s2,1,2048',
]

interface TestOptions {
  readonly sampleFolder: string
  /** Where the workers are; otherwise the small ones of this folder. */
  readonly workers: (name: WorkerName) => URL
}

export function makeTestApplication(changes: Partial<TestOptions> = {}): TestApplication {
  const folder = makeTestFolder()
  const sampleFolder = join(folder.path, 'sample')
  const write = (name: string, lines: readonly string[]): string => {
    const path = join(folder.path, name)
    writeFileSync(path, lines.join('\n'))
    return path
  }
  mkdirSync(sampleFolder)
  write('sample/lines.txt', sampleLines)
  const clock = { nowMs: testNowMs }
  const application = createApplication(
    {
      host: 'command line',
      dataFolder: join(folder.path, 'data'),
      sampleFolder: changes.sampleFolder ?? sampleFolder,
      version: '0.1.0',
      now: () => clock.nowMs,
    },
    changes.workers ?? bundledWorker,
  )
  const events: HostEvent[] = []
  application.listen((event) => events.push(event))
  return {
    application,
    folder: folder.path,
    events,
    clock,
    async ask(name, input) {
      const answer = await application.call(name, input)
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
      return answer.value
    },
    async refusal(name, input) {
      const answer = await application.call(name, input)
      if (answer.ok) throw new Error(`${name} was expected to be refused, and answered`)
      return answer.error
    },
    file: write,
    async close() {
      await application.close()
      folder.remove()
    },
  }
}

export const evacuation = (jobId: string, name: string, serverIds: readonly string[] = ['s1']) => ({
  jobId,
  name,
  serverIds: [...serverIds],
  options: {
    ...defaultPlanOptions,
    targetServerIds: null,
    excludedPartitionIds: [],
    acceptedUnknownRuleIds: [],
  },
  zone: 'Europe/Berlin',
  startMs: testNowMs,
  window: null,
  seed: 1,
  samples: 10,
})
