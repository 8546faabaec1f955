import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { indexFleet, type FleetIndex } from '../../shared/inventory/fleet-index.ts'
import { applicationVersion, dataFolder, sampleFolder } from '../hosting/places.ts'
import { createApplication, type Application } from '../services/application.ts'
import type { Terminal } from './terminal.ts'

type JobName = {
  [Name in CommandName]: CommandInput<Name> extends { jobId: string } ? Name : never
}[CommandName]

/** What the commands of one command line share: the application (started when first needed), output and exit status. */
export class CommandSession {
  readonly out: Terminal
  status = 0
  #application: Application | null = null

  constructor(out: Terminal) {
    this.out = out
  }

  /** Calls a service; throws AppFailure when it answers an error. */
  async call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
    const result = await this.#start().call(name, input)
    if (!result.ok) throw new AppFailure(result.error)
    return result.value as CommandOutput<Name>
  }

  /** Calls a job, shows its progress on a terminal and cancels it on Ctrl C. */
  async job<Name extends JobName>(
    name: Name,
    input: Omit<CommandInput<Name>, 'jobId'>,
  ): Promise<CommandOutput<Name>> {
    const jobId = randomUUID()
    const stop = this.#start().listen((event) => {
      if (event.type !== 'job-progress' || event.jobId !== jobId) return
      const amount =
        event.total === null ? (event.done > 0 ? ` ${event.done}` : '') : ` ${event.done} of ${event.total}`
      this.out.progress(`${event.phase}${amount}${event.best === null ? '' : ` · ${event.best}`}`)
    })
    const cancel = (): void => {
      void this.#start().call('job.cancel', { jobId, keep: false })
    }
    process.once('SIGINT', cancel)
    try {
      return await this.call(name, { ...input, jobId } as unknown as CommandInput<Name>)
    } finally {
      process.off('SIGINT', cancel)
      stop()
      this.out.progress('')
    }
  }

  /** Opens the workspace file; `create` makes it when it is missing. */
  async openWorkspace(path: string, create = false): Promise<void> {
    const whole = resolve(path)
    if (create && !existsSync(whole)) await this.call('workspace.create', { path: whole })
    else await this.call('workspace.open', { path: whole })
  }

  async fleetIndex(): Promise<FleetIndex> {
    return indexFleet((await this.call('inventory.fleet', {})).fleet)
  }

  async close(): Promise<void> {
    await this.#application?.close()
    this.#application = null
  }

  #start(): Application {
    this.#application ??= createApplication({
      host: 'command line',
      dataFolder: dataFolder(),
      sampleFolder: sampleFolder(),
      version: applicationVersion(),
      now: () => Date.now(),
    })
    return this.#application
  }
}
