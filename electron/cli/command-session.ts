import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { rm, rmdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { indexFleet, type FleetIndex } from '../../shared/inventory/fleet-index.ts'
import { applicationVersion, dataFolder, sampleFolder } from '../hosting/places.ts'
import { createApplication, type Application } from '../services/application.ts'
import { forgetWorkspace, recentFile } from '../services/recent-workspaces.ts'
import type { Terminal } from './terminal.ts'

type JobName = {
  [Name in CommandName]: CommandInput<Name> extends { jobId: string } ? Name : never
}[CommandName]

const placeOf = (path: string): string => {
  const whole = resolve(path)
  return !existsSync(whole) && existsSync(`${whole}.lpm`) ? `${whole}.lpm` : whole
}

/** Folders on the way to `folder` that do not exist, the innermost first. */
function missingFolders(folder: string): readonly string[] {
  const missing: string[] = []
  for (let one = folder; !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.push(one)
  return missing
}

/** Removes folders, innermost first, up to one that somebody else has put something into meanwhile. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const left = await rmdir(folder).then(
      () => false,
      (cause: NodeJS.ErrnoException) => cause.code !== 'ENOENT',
    )
    if (left) return
  }
}

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

  /** Opens the workspace file; the extension may be left out, as it may when the file is made. */
  async openWorkspace(path: string): Promise<void> {
    await this.call('workspace.open', { path: placeOf(path) })
  }

  /**
   * Opens the workspace file, or makes it when it is missing, and fills it. A file and folders made here go again where
   * `fill` fails or answers false: nobody is left with an empty workspace of a mistyped name.
   */
  async fillWorkspace(path: string, fill: () => Promise<boolean>): Promise<void> {
    const place = placeOf(path)
    if (existsSync(place)) {
      await this.openWorkspace(path)
      await fill()
      return
    }
    const folders = missingFolders(dirname(place))
    let made: string | null = null
    let filled = false
    try {
      made = (await this.call('workspace.create', { path: place })).path
      filled = await fill()
    } finally {
      if (!filled) {
        if (made !== null) await this.#unmake(made)
        await removeEmpty(folders)
      }
    }
  }

  async #unmake(path: string): Promise<void> {
    await this.call('workspace.close', {})
    for (const ending of ['', '-wal', '-shm']) await rm(`${path}${ending}`, { force: true })
    await forgetWorkspace(recentFile(dataFolder()), path)
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
