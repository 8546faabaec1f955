import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, resolve } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import type { WorkspaceState } from '../../shared/contract/views.ts'
import { emptyFleet } from '../../shared/inventory/fleet.ts'
import { pack } from '../workers/packed.ts'
import type { Job } from './job-registry.ts'
import { listWorkspaces, recentFile, rememberWorkspace } from './recent-workspaces.ts'
import type { Family, ServiceContext } from './service-context.ts'

const extension = '.lpm'
const sampleName = 'Sample data centre'

/** Names no file system refuses: Windows is the strictest, and a workspace may travel. */
const impossibleName = /[<>:"|?*\u0000-\u001f]|^\s|[\s.]$|^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A bare name becomes a file of the workspace folder; a path stays; both end in .lpm. Errors: request-invalid. */
function placeOfNew(path: string, workspaceFolder: string): string {
  const bare = !isAbsolute(path) && !/[/\\]/.test(path)
  const name = basename(path, extname(path) === extension ? extension : '')
  if (name === '' || name === '.' || name === '..' || impossibleName.test(name)) {
    throw new AppFailure({
      code: 'request-invalid',
      message: `“${name}” cannot be the name of a workspace.`,
      hint: 'Leave out < > : " | ? * and a dot or space at the end.',
    })
  }
  const whole = path.endsWith(extension) ? path : `${path}${extension}`
  return bare ? join(workspaceFolder, whole) : resolve(whole)
}

function freeSamplePath(folder: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${sampleName}${number === 1 ? '' : ` ${number}`}${extension}`)
    if (!existsSync(path)) return path
  }
}

export function workspaceService(context: ServiceContext): Family<'workspace'> {
  const { data, imports, jobs, options, workspaceFolder } = context
  const recent = recentFile(options.dataFolder)

  const opened = async (state: WorkspaceState): Promise<WorkspaceState> => {
    context.open.path = state.path
    await rememberWorkspace(recent, state.path)
    return state
  }

  /** Reads the sample before anything is made: where that fails, the workspace open so far stays open. */
  const openSample = async (job: Job): Promise<WorkspaceState> => {
    const importId = randomUUID()
    const nowMs = options.now()
    const { staged } = await imports.run(
      'preview',
      {
        importId,
        paths: [options.sampleFolder],
        base: pack(emptyFleet),
        label: `Import of the ${sampleName.toLowerCase()}`,
        nowMs,
      },
      job,
    )
    job.stopIfAbandoned()
    const former = context.open.path
    const path = freeSamplePath(workspaceFolder)
    const created = await data.run('create', { path, nowMs })
    context.open.path = created.path
    try {
      const { session, inventoryRevision } = await data.run('snapshot', {})
      await data.run('stage-import', { importId, session, inventoryRevision, staged })
      await data.run('commit-import', { importId, nowMs })
    } catch (cause) {
      context.open.path = former
      await data.run('close', {})
      await rm(path, { force: true })
      if (former !== null) await data.run('open', { path: former, nowMs })
      throw cause
    }
    return opened((await data.run('state', {})) ?? created)
  }

  return {
    'workspace.list': async () => [...(await listWorkspaces(recent, workspaceFolder))],
    'workspace.state': () => data.run('state', {}),
    'workspace.open': async ({ path }) =>
      opened(await data.run('open', { path: resolve(path), nowMs: options.now() })),
    'workspace.create': async ({ path }) =>
      opened(await data.run('create', { path: placeOfNew(path, workspaceFolder), nowMs: options.now() })),
    'workspace.close': async () => {
      context.open.path = null
      return data.run('close', {})
    },
    'workspace.open-sample': ({ jobId }) => jobs.run(jobId, openSample),
  }
}
