import type { Family, ServiceContext } from './service-context.ts'

export function jobService({ jobs }: ServiceContext): Family<'job'> {
  return {
    'job.cancel': ({ jobId, keep }) => {
      jobs.cancel(jobId, keep)
      return Promise.resolve(null)
    },
  }
}
