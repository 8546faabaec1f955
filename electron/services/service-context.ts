import type { z } from 'zod'
import type { CommandName, CommandOutput, Commands } from '../../shared/contract/commands.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { DataTasks } from '../workers/data-tasks.ts'
import type { EngineTasks } from '../workers/engine-tasks.ts'
import type { ImportTasks } from '../workers/import-tasks.ts'
import type { WorkerPool } from '../workers/worker-pool.ts'
import type { JobRegistry } from './job-registry.ts'

export interface ApplicationOptions {
  readonly host: 'desktop' | 'browser' | 'command line'
  /** Workspaces and the list of recent ones are kept here. */
  readonly dataFolder: string
  /** The sample data centre as HMC command output. */
  readonly sampleFolder: string
  readonly version: string
  /** The only clock: UTC epoch ms. */
  readonly now: () => number
}

/** What every family of services works with. */
export interface ServiceContext {
  readonly options: ApplicationOptions
  readonly data: WorkerPool<DataTasks>
  readonly engine: WorkerPool<EngineTasks>
  /** One engine thread of its own, which keeps the readiness matrix between questions. */
  readonly readiness: WorkerPool<EngineTasks>
  readonly imports: WorkerPool<ImportTasks>
  readonly jobs: JobRegistry
  readonly workspaceFolder: string
  readonly emit: (event: HostEvent) => void
  /** Path of the open workspace, kept here so that a replaced data worker opens it again. */
  readonly open: { path: string | null }
}

/** One checked command. Throws AppFailures; the router turns them into answers. */
export type CommandHandler<Name extends CommandName> = (
  input: z.output<Commands[Name]['input']>,
) => Promise<CommandOutput<Name>>

export type CommandHandlers = { readonly [Name in CommandName]: CommandHandler<Name> }

/** The commands of one family, e.g. `Family<'plan'>`. */
export type Family<Prefix extends string> = Pick<CommandHandlers, Extract<CommandName, `${Prefix}.${string}`>>
