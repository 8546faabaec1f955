import type { Family, ServiceContext } from './service-context.ts'

/** Past moves are compared in an engine worker; what is accepted of them is one edit. */
export function calibrationService({ data, engine, jobs, options }: ServiceContext): Family<'calibration'> {
  return {
    'calibration.report': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        const { fleet, assumptions } = await data.run('snapshot', {})
        return engine.run('calibrate', { fleet, assumptions }, job)
      }),
    'calibration.accept': ({ values }) => data.run('accept-calibration', { values, nowMs: options.now() }),
    'calibration.assign': (choice) => data.run('assign-past-move', { ...choice, nowMs: options.now() }),
  }
}
