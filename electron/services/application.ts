/**
 * The application behind every host: desktop, browser and command line translate a transport into `call` and nothing
 * more. Work happens in workers; this thread only passes messages.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { Result } from '../../shared/contract/result.ts'
import { workerUrl, type WorkerName } from '../workers/worker-url.ts'
import type { DataTasks } from '../workers/data-tasks.ts'
import type { EngineTasks } from '../workers/engine-tasks.ts'
import type { ImportTasks } from '../workers/import-tasks.ts'
import { createWorkerPool } from '../workers/worker-pool.ts'
import { appService } from './app.ts'
import { assumptionService } from './assumptions.ts'
import { calibrationService } from './calibration.ts'
import { catalogueService } from './catalogue.ts'
import { forecastService } from './forecasts.ts'
import { historyService } from './history.ts'
import { importService } from './imports.ts'
import { inventoryService } from './inventory.ts'
import { createJobRegistry } from './job-registry.ts'
import { jobService } from './jobs.ts'
import { mobilityService } from './mobility.ts'
import { planService } from './plans.ts'
import { stagedPlanService } from './staged-plans.ts'
import { readinessService } from './readiness.ts'
import { route } from './router.ts'
import type { ApplicationOptions, CommandHandlers, ServiceContext } from './service-context.ts'
import { statementService } from './statements.ts'
import { workspaceService } from './workspace.ts'

export type { ApplicationOptions } from './service-context.ts'

export interface Application {
  /** Answers a command. Never rejects; input from outside may be anything. */
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>
  call(name: string, input: unknown): Promise<Result<unknown>>
  /** Listens to host events; answers the function that stops listening. */
  listen(listener: (event: HostEvent) => void): () => void
  /** Closes the workspace in order (checkpoint, lock released) and ends the workers. */
  close(): Promise<void>
}

/** How long an abandoned job may stay deaf before its thread is ended. */
const graceMs = 3000
/** Two, so that a long plan does not hold up a verdict; more only where there are cores to spare. */
const engineThreads = Math.min(4, Math.max(2, availableParallelism() - 2))

/**
 * Starts the application. `workers` says where a worker's file is; only tests pass it, to put small functions in the
 * place of the planner.
 */
export function createApplication(
  options: ApplicationOptions,
  workers: (name: WorkerName) => URL = workerUrl,
): Application {
  const listeners = new Set<(event: HostEvent) => void>()
  const emit = (event: HostEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch {
        // A listener that fails (a closed window) must not keep the others from hearing.
      }
    }
  }
  const open: ServiceContext['open'] = { path: null }
  const data = createWorkerPool<DataTasks>({
    url: workers('data'),
    name: 'data',
    size: 1,
    graceMs: null,
    onEvent: emit,
    firstTaskAfterDeath: () =>
      open.path === null ? null : { task: 'open', input: { path: open.path, nowMs: options.now() } },
  })
  const engine = createWorkerPool<EngineTasks>({
    url: workers('engine'),
    name: 'engine',
    size: engineThreads,
    graceMs,
  })
  const readiness = createWorkerPool<EngineTasks>({
    url: workers('engine'),
    name: 'readiness',
    size: 1,
    graceMs,
  })
  const imports = createWorkerPool<ImportTasks>({ url: workers('import'), name: 'import', size: 1, graceMs })
  const context: ServiceContext = {
    options,
    data,
    engine,
    readiness,
    imports,
    open,
    emit,
    workspaceFolder: join(options.dataFolder, 'workspaces'),
    jobs: createJobRegistry(emit, (flag) => {
      engine.noticeAbandon(flag)
      imports.noticeAbandon(flag)
    }),
  }
  const handlers: CommandHandlers = {
    ...appService(context),
    ...workspaceService(context),
    ...inventoryService(context),
    ...importService(context),
    ...historyService(context),
    ...assumptionService(context),
    ...calibrationService(context),
    ...statementService(context),
    ...catalogueService(context),
    ...mobilityService(context),
    ...readinessService(context),
    ...planService(context),
    ...stagedPlanService(context),
    ...forecastService(context),
    ...jobService(context),
  }

  return {
    call: (name: string, input: unknown) => route(handlers, name, input) as Promise<Result<never>>,
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async close() {
      open.path = null
      await Promise.all([engine.close(), readiness.close(), imports.close()])
      if (data.threads().length > 0) await data.run('close', {}).catch(() => null)
      await data.close()
    },
  }
}
