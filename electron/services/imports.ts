import { randomUUID } from 'node:crypto'
import type { Family, ServiceContext } from './service-context.ts'

/** Preview and commit: nothing is written before the preview is accepted, and then exactly what was previewed. */
export function importService({ data, imports, jobs, options }: ServiceContext): Family<'import'> {
  return {
    'import.preview': ({ jobId, paths }) =>
      jobs.run(jobId, async (job) => {
        const { fleet, session, inventoryRevision } = await data.run('snapshot', {})
        const importId = randomUUID()
        const { preview, staged } = await imports.run(
          'preview',
          { importId, paths, base: fleet, label: null, nowMs: options.now() },
          job,
        )
        job.stopIfAbandoned()
        await data.run('stage-import', { importId, session, inventoryRevision, staged })
        return preview
      }),
    'import.commit': ({ importId }) => data.run('commit-import', { importId, nowMs: options.now() }),
    'import.discard': ({ importId }) => data.run('discard-import', { importId }),
  }
}
